//! Messages of a Telegram channel, as its desktop client exports them (`result.json`).
//!
//! A message's text is a string or an array of strings and entities. A post has a headline where its first line is
//! set in bold; links to the channel, hashtags and calls to follow are furniture.

use rawi_model::Article;

use crate::assemble::Draft;
use crate::decode::Decoded;
use crate::mapped::Mapped;
use crate::source::Context;
use crate::tidy::{Headline, tidy};

use super::article::day;
use super::members::{Member, members};
use super::scan::Raw;
use super::string;

/// What an export says of the channel as a whole.
#[derive(Debug, Default)]
pub(super) struct Channel {
    name: Option<String>,
    id: Option<String>,
}

impl Channel {
    /// From the members that stood before the messages.
    pub(super) fn of(around: &[Member]) -> Self {
        let find = |key| value(around, key);
        Self {
            name: find("name"),
            id: find("username").or_else(|| find("id")),
        }
    }
}

fn value(members: &[Member], key: &str) -> Option<String> {
    let member = members.iter().find(|m| m.key == key)?;
    let text = string::text(&member.value);
    let text = text.as_str().trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The post in a message; `None` for notices of the service and posts without text.
pub(super) fn article(
    message: &[Member],
    channel: &Channel,
    count: u64,
    base: &Decoded<'_>,
    context: &Context,
) -> Option<Article> {
    if value(message, "type").is_some_and(|kind| kind != "message") {
        return None;
    }
    let body = message.iter().find(|m| m.key == "text")?;
    let text = string::text(&body.value);
    if text.as_str().trim().is_empty() {
        return None;
    }
    let number = value(message, "id");
    let id = match (&channel.id, &channel.name, &number) {
        (Some(channel), _, Some(number)) | (None, Some(channel), Some(number)) => {
            Some(format!("telegram/{channel}/{number}"))
        }
        _ => None,
    };
    let mut draft = Draft {
        id,
        outlet: channel.name.clone().or_else(|| value(message, "from")),
        published: value(message, "date").and_then(|date| day(&date)),
        ..Draft::default()
    };
    let lines = text.lines();
    let headline = first_is_bold(&body.value, &lines);
    tidy(&lines, headline, &mut draft);
    let fallback = format!("{}#{count}", context.name());
    let empty = draft.title.is_empty() && draft.paragraphs.is_empty();
    (!empty).then(|| draft.finish(fallback, base, &context.options))
}

/// Whether the first line of the post is one bold entity.
fn first_is_bold(raw: &Raw, lines: &[Mapped]) -> Headline {
    let elements = string::elements(raw);
    let first = elements
        .iter()
        .find(|element| !string::text(element).as_str().trim().is_empty());
    let line = lines.iter().find(|line| !line.is_empty());
    let bold = first.zip(line).is_some_and(|(element, line)| {
        let kind = members(element, u32::MAX)
            .ok()
            .and_then(|inside| value(&inside, "type"));
        kind.as_deref() == Some("bold") && string::text(element).as_str().trim() == line.as_str()
    });
    if bold {
        Headline::FirstLine
    } else {
        Headline::Known
    }
}
