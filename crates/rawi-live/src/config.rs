//! `feeds.toml`: which feeds to watch and how. Takes the text, gives the configuration, or every defect with its line
//! and what to do about it.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::SignedDuration;
use serde::Deserialize;
use toml::Spanned;

use crate::fetch::FetchLimits;
use crate::guard::Guard;

/// Bytes of the file.
const SIZE: u64 = 4 << 20;
/// A feed is not asked more often, nor less.
const OFTEN: Duration = Duration::from_secs(60);
const SELDOM: Duration = Duration::from_secs(7 * 24 * 3600);

/// What to watch, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Who is asking, for the hosts that are asked: an address of the web or of mail.
    pub contact: Option<String>,
    /// Between two requests to one host.
    pub pause: Duration,
    /// Requests at the same time, to different hosts.
    pub workers: usize,
    /// Bounds on answers.
    pub limits: FetchLimits,
    /// Which hosts webhooks may stand on besides public ones.
    pub webhooks: Guard,
    /// The feeds, in the order of the file.
    pub feeds: Vec<Feed>,
}

/// A feed that is watched.
#[derive(Debug, Clone, PartialEq)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// The outlet of its articles; the feed's title where it is not given.
    pub outlet: Option<String>,
    /// How often it is asked.
    pub interval: Duration,
    /// Where the text of its articles is taken from.
    pub take: Take,
    /// Which hosts it and its pages may stand on besides public ones.
    pub guard: Guard,
}

/// Where the text of an article is taken from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Take {
    /// From the page that the feed links to; what the feed says serves where the page cannot be had.
    #[default]
    Page,
    /// From the feed, which has it whole. No page is asked for.
    Feed,
}

/// Something wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub file: PathBuf,
    /// Each defect: its line, from 1, what is wrong, and what to do about it.
    pub defects: Vec<Defect>,
}

/// One defect of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// The line, from 1; `None` where the file as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    contact: Option<Spanned<String>>,
    pause: Option<Spanned<String>>,
    workers: Option<Spanned<u16>>,
    #[serde(default)]
    limits: RawLimits,
    #[serde(default)]
    webhooks: RawWebhooks,
    #[serde(default, rename = "feed")]
    feeds: Vec<RawFeed>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLimits {
    time: Option<Spanned<String>>,
    redirects: Option<Spanned<u32>>,
    page_mib: Option<Spanned<u32>>,
    feed_mib: Option<Spanned<u32>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWebhooks {
    #[serde(default)]
    allow: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFeed {
    url: Spanned<String>,
    outlet: Option<Spanned<String>>,
    interval: Option<Spanned<String>>,
    #[serde(default)]
    take: Take,
    #[serde(default)]
    allow: Vec<Spanned<String>>,
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// Every defect that was found.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let read = || {
            let size = std::fs::metadata(path)?.len();
            if size > SIZE {
                return Err(std::io::Error::other(format!("larger than {SIZE} bytes")));
            }
            std::fs::read_to_string(path)
        };
        let text = read().map_err(|error| ConfigError {
            file: path.to_owned(),
            defects: vec![Defect {
                line: None,
                what: format!("cannot be read: {error}"),
                remedy: "check the path and the permissions; docs/live.md shows such a file",
            }],
        })?;
        Self::parse(path, &text)
    }

    /// Reads the text of the file `path`, which is only named in errors.
    ///
    /// ```
    /// use rawi_live::{Config, Take};
    ///
    /// let text = "[[feed]]\nurl = \"https://nida.example/rss\"\ninterval = \"30m\"\n";
    /// let config = Config::parse("feeds.toml".as_ref(), text)?;
    /// assert_eq!(config.feeds[0].take, Take::Page);
    ///
    /// let error = Config::parse("feeds.toml".as_ref(), "[[feed]]\nurl = \"file:///etc\"\n").unwrap_err();
    /// assert!(error.to_string().starts_with("feeds.toml:2: "));
    /// # Ok::<(), rawi_live::ConfigError>(())
    /// ```
    ///
    /// # Errors
    /// Every defect that was found.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let mut checks = Checks {
            text,
            defects: Vec::new(),
        };
        let config = match toml::from_str::<Raw>(text) {
            Ok(raw) => Some(checks.config(raw)),
            Err(error) => {
                checks.defect(
                    error.span(),
                    error.message().replace('\n', "; "),
                    "see docs/live.md for what may stand there",
                );
                None
            }
        };
        match config {
            Some(config) if checks.defects.is_empty() => Ok(config),
            _ => Err(ConfigError {
                file: path.to_owned(),
                defects: checks.defects,
            }),
        }
    }

    /// As what hosts see us.
    pub fn user_agent(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        match &self.contact {
            Some(contact) => format!("Rawi/{version} (+{contact})"),
            None => format!("Rawi/{version}"),
        }
    }
}

/// Checks what TOML itself does not, and gathers what is wrong.
struct Checks<'t> {
    text: &'t str,
    defects: Vec<Defect>,
}

impl Checks<'_> {
    fn defect(&mut self, at: Option<Range<usize>>, what: String, remedy: &'static str) {
        let line = at.map(|at| {
            let before = self.text.get(..at.start).unwrap_or(self.text);
            before.matches('\n').count() + 1
        });
        self.defects.push(Defect { line, what, remedy });
    }

    fn config(&mut self, raw: Raw) -> Config {
        let contact = raw.contact.and_then(|contact| {
            let fits = |c: char| c.is_ascii_graphic() && !matches!(c, '(' | ')' | ';');
            let ok = contact.get_ref().contains([':', '@'])
                && contact.get_ref().len() <= 200
                && contact.get_ref().chars().all(fits);
            if !ok {
                self.defect(
                    Some(contact.span()),
                    format!(
                        "`{}` is no address of the web or of mail",
                        contact.get_ref()
                    ),
                    "write https://example.org/about or mailto:desk@example.org",
                );
            }
            ok.then(|| contact.into_inner())
        });
        let seconds = Duration::from_secs;
        let limits = FetchLimits::default();
        let time = raw.limits.time;
        let mebi = |n: u32| u64::from(n) << 20;
        let config = Config {
            contact,
            pause: self.time(raw.pause, seconds(2), Duration::ZERO..=seconds(60)),
            workers: self.number(raw.workers.map(widen), 4, 1..=64) as usize,
            limits: FetchLimits {
                time: self.time(time, limits.time, seconds(1)..=seconds(600)),
                redirects: self.number(raw.limits.redirects, limits.redirects, 0..=20),
                page: mebi(self.number(raw.limits.page_mib, (limits.page >> 20) as u32, 1..=16)),
                feed: mebi(self.number(raw.limits.feed_mib, (limits.feed >> 20) as u32, 1..=64)),
            },
            webhooks: self.guard(raw.webhooks.allow),
            feeds: raw.feeds.into_iter().map(|feed| self.feed(feed)).collect(),
        };
        let mut seen = HashSet::new();
        if config.feeds.is_empty() {
            self.defect(
                None,
                "names no feed".to_owned(),
                "add [[feed]] with its url",
            );
        }
        for feed in &config.feeds {
            if !seen.insert(&feed.url) {
                let second = self.text.rfind(feed.url.as_str());
                self.defect(
                    second.map(|at| at..at),
                    format!("`{}` stands here twice", feed.url),
                    "leave one of them out",
                );
            }
        }
        config
    }

    fn feed(&mut self, raw: RawFeed) -> Feed {
        let guard = self.guard(raw.allow);
        if let Err(refusal) = guard.check(raw.url.get_ref()) {
            self.defect(Some(raw.url.span()), refusal.to_string(), refusal.remedy());
        }
        if let Some(outlet) = &raw.outlet
            && outlet.get_ref().trim().is_empty()
        {
            self.defect(
                Some(outlet.span()),
                "the outlet has no name".to_owned(),
                "write its name, or leave `outlet` out to take the feed's title",
            );
        }
        Feed {
            url: raw.url.into_inner(),
            outlet: raw
                .outlet
                .map(|outlet| outlet.into_inner().trim().to_owned()),
            interval: self.time(raw.interval, Duration::from_secs(900), OFTEN..=SELDOM),
            take: raw.take,
            guard,
        }
    }

    fn guard(&mut self, allow: Vec<Spanned<String>>) -> Guard {
        let mut good = Vec::new();
        for entry in allow {
            match Guard::new([entry.get_ref()]) {
                Ok(_) => good.push(entry.into_inner()),
                Err(_) => self.defect(
                    Some(entry.span()),
                    format!("`{}` is no host", entry.get_ref()),
                    "write intranet.example or localhost:8080, without http:// and without a path",
                ),
            }
        }
        Guard::new(good).unwrap_or_default()
    }

    fn time(
        &mut self,
        given: Option<Spanned<String>>,
        otherwise: Duration,
        range: std::ops::RangeInclusive<Duration>,
    ) -> Duration {
        let Some(given) = given else {
            return otherwise;
        };
        let time = given
            .get_ref()
            .parse::<SignedDuration>()
            .ok()
            .and_then(|time| Duration::try_from(time).ok());
        match time {
            Some(time) if range.contains(&time) => return time,
            Some(_) => self.defect(
                Some(given.span()),
                format!(
                    "`{}` is not between {:?} and {:?}",
                    given.get_ref(),
                    range.start(),
                    range.end()
                ),
                "choose a time within these bounds",
            ),
            None => self.defect(
                Some(given.span()),
                format!("`{}` is no time", given.get_ref()),
                "write 30s, 15m or 2h",
            ),
        }
        otherwise
    }

    fn number(
        &mut self,
        given: Option<Spanned<u32>>,
        otherwise: u32,
        range: std::ops::RangeInclusive<u32>,
    ) -> u32 {
        match given {
            None => otherwise,
            Some(given) if range.contains(given.get_ref()) => given.into_inner(),
            Some(given) => {
                self.defect(
                    Some(given.span()),
                    format!(
                        "{} is not between {} and {}",
                        given.get_ref(),
                        range.start(),
                        range.end()
                    ),
                    "choose a number within these bounds",
                );
                otherwise
            }
        }
    }
}

fn widen(number: Spanned<u16>) -> Spanned<u32> {
    let at = number.span();
    Spanned::new(at, u32::from(number.into_inner()))
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, defect) in self.defects.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{}", self.file.display())?;
            if let Some(line) = defect.line {
                write!(f, ":{line}")?;
            }
            write!(f, ": {} ({})", defect.what, defect.remedy)?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests;
