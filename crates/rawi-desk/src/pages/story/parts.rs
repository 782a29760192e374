//! The parts of a story's page that need no comparison: time line, places, participants.

use rawi_model::Country;
use rawi_store::{Party, StoryArticle, StoryPlace};

use crate::Lang;
use crate::filters;
use crate::map::{self, Map};
use crate::view::told;
use crate::view::{article_link, headline, link, names};

/// A day of the time line.
pub(super) struct Day {
    /// ISO; empty where unknown.
    pub(super) day: String,
    pub(super) articles: Vec<Told>,
}

/// An article of the time line, with those that have its words.
pub(super) struct Told {
    pub(super) href: String,
    pub(super) outlet: String,
    pub(super) title: String,
    pub(super) copies: Vec<Folded>,
}

/// An article in the words of another.
pub(super) struct Folded {
    pub(super) href: String,
    pub(super) outlet: String,
    pub(super) day: String,
    pub(super) title: String,
}

/// The articles by day; copies stand under the first article with their words.
pub(super) fn timeline(articles: &[StoryArticle]) -> Vec<Day> {
    let day = |i: usize| {
        let published = articles.get(i).and_then(|a| a.article.published);
        published.map(|d| d.to_string()).unwrap_or_default()
    };
    let mut days: Vec<Day> = Vec::new();
    for (i, one) in articles
        .iter()
        .enumerate()
        .filter(|(i, one)| one.voice == *i)
    {
        let copies = articles.iter().enumerate();
        let copies = copies.filter(|(j, other)| other.voice == i && *j != i);
        let told = Told {
            href: article_link(&one.article.id),
            outlet: one.article.outlet.clone(),
            title: headline(&one.article),
            copies: copies
                .map(|(j, other)| Folded {
                    href: article_link(&other.article.id),
                    outlet: other.article.outlet.clone(),
                    day: day(j),
                    title: headline(&other.article),
                })
                .collect(),
        };
        let here = day(i);
        match days.last_mut() {
            Some(last) if last.day == here => last.articles.push(told),
            _ => days.push(Day {
                day: here,
                articles: vec![told],
            }),
        }
    }
    days
}

/// A place of the list beside the map.
pub(super) struct Place {
    pub(super) text: String,
    pub(super) name: Option<String>,
    pub(super) country: String,
    pub(super) records: u32,
    pub(super) href: String,
    pub(super) outside: bool,
}

/// The map and the list of its places; those whose coordinates are known come first.
pub(super) fn places(found: &[StoryPlace], lang: Lang) -> (Option<Map>, Vec<Place>) {
    let (known, unknown): (Vec<&StoryPlace>, Vec<&StoryPlace>) =
        found.iter().partition(|p| p.at.is_some());
    let drawn: Vec<map::Place> = known
        .iter()
        .map(|p| {
            let (lat, lon) = p.at.unwrap_or_default();
            let name = match (&p.name, lang) {
                (Some(name), Lang::En) => name,
                _ => &p.text,
            };
            map::Place {
                name: name.clone(),
                lat,
                lon,
                weight: p.records,
            }
        })
        .collect();
    let map = map::draw(&drawn);
    let outside = map
        .as_ref()
        .map(|m| m.outside.as_slice())
        .unwrap_or_default();
    let places = known
        .into_iter()
        .chain(unknown)
        .enumerate()
        .map(|(i, p)| Place {
            text: p.text.clone(),
            name: p.name.clone(),
            country: p
                .country
                .parse::<Country>()
                .map_or_else(|_| p.country.clone(), |c| names::country(c, lang)),
            records: p.records,
            href: link("/records", &[("place", &p.text)]),
            outside: outside.contains(&i),
        })
        .collect();
    (map, places)
}

/// Somebody who takes part.
pub(super) struct Participant {
    pub(super) name: String,
    pub(super) code: String,
    pub(super) records: u32,
    pub(super) href: String,
}

impl Participant {
    pub(super) fn of(one: &rawi_store::Participant, lang: Lang) -> Self {
        let key = one.id.as_ref().unwrap_or(&one.code);
        let party = match &one.id {
            Some(id) => Party::Id(id.clone()),
            None => filters::party(&one.code),
        };
        Self {
            name: told::party(&party, &one.text, one.name.as_deref(), lang),
            code: one.code.clone(),
            records: one.records,
            href: link("/dossier", &[("who", key)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rawi_store::ArticleHead;

    fn article(outlet: &str, day: i8, voice: usize) -> StoryArticle {
        StoryArticle {
            article: ArticleHead {
                id: outlet.to_owned(),
                url: None,
                outlet: outlet.to_owned(),
                published: Some(date(2024, 5, day)),
                title: outlet.to_owned(),
                version: 1,
            },
            voice,
        }
    }

    #[test]
    fn copies_stand_under_what_they_copy() {
        let days = timeline(&[
            article("a", 1, 0),
            article("b", 1, 1),
            article("c", 2, 0),
            article("d", 2, 3),
        ]);
        let shown: Vec<(&str, Vec<(&str, usize)>)> = days
            .iter()
            .map(|d| {
                let of = |t: &Told| t.copies.len();
                let told = d.articles.iter().map(|t| (t.outlet.as_str(), of(t)));
                (d.day.as_str(), told.collect())
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("2024-05-01", vec![("a", 1), ("b", 0)]),
                ("2024-05-02", vec![("d", 0)])
            ]
        );
        assert_eq!(days[0].articles[0].copies[0].day, "2024-05-02");
    }
}
