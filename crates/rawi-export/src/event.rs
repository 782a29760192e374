//! What is exported: one act with everybody who reports it.

use jiff::civil::Date;
use rawi_arabic::Text;
use rawi_model::{Reading, Record, Words};

/// What rows say of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleRef {
    /// What it is known by.
    pub id: String,
    /// Where it was published.
    pub url: Option<String>,
    /// The outlet.
    pub outlet: String,
    /// Day of publication.
    pub published: Option<Date>,
    /// The headline.
    pub title: String,
    /// Length of the text in code points.
    pub characters: u32,
}

/// A record where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its number: in the database, or from 1 in its article. Not negative.
    pub number: i64,
    /// The record.
    pub record: Record,
    /// The sentence that reports it.
    pub sentence: Words,
    /// Which sentence of the article that is, from 1.
    pub sentence_number: u32,
    /// The article.
    pub article: ArticleRef,
}

/// What is known of reports of one act that were joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What it is known by.
    pub id: String,
    /// `happened`, `ahead`, `wanted`, `maybe` or `denied`.
    pub class: String,
    /// Number of records.
    pub records: u32,
    /// Number of articles.
    pub articles: u32,
    /// Number of outlets.
    pub outlets: u32,
    /// Number of records when those in the same words are counted once.
    pub voices: u32,
}

/// One item of an export: a claim, or a record alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Unique in an export: the claim's id, or the record's number.
    pub id: String,
    /// The claim it is, if it is one.
    pub claim: Option<Claim>,
    /// The story that its article belongs to.
    pub story: Option<String>,
    /// The report that says it best.
    pub main: Report,
    /// Further reports.
    pub others: Vec<Report>,
}

impl Event {
    /// The records of a reading, each an event of its own, known by `ARTICLE#NUMBER`.
    pub fn of_reading(reading: &Reading) -> Vec<Self> {
        let text = Text::new(&reading.article.text);
        let article = ArticleRef {
            id: reading.article.id.clone(),
            url: reading.article.url.clone(),
            outlet: reading.article.outlet.clone(),
            published: reading.article.published,
            title: reading.article.title.clone(),
            characters: u32::try_from(text.chars().len()).unwrap_or(u32::MAX),
        };
        let event = |(number, record): (i64, &Record)| {
            let at = record.trigger.start;
            let found = text
                .sentences()
                .iter()
                .position(|s| s.start <= at && at < s.end);
            let sentence = found.and_then(|i| text.sentences().get(i)).map_or_else(
                || record.trigger.clone(),
                |s| Words {
                    start: s.start,
                    end: s.end,
                    text: text.slice(s.start, s.end),
                },
            );
            Self {
                id: format!("{}#{number}", article.id),
                claim: None,
                story: None,
                main: Report {
                    number,
                    record: record.clone(),
                    sentence,
                    sentence_number: found.map_or(1, |i| u32::try_from(i + 1).unwrap_or(u32::MAX)),
                    article: article.clone(),
                },
                others: Vec::new(),
            }
        };
        (1..).zip(&reading.events).map(event).collect()
    }

    /// The record that says it best.
    pub const fn record(&self) -> &Record {
        &self.main.record
    }

    /// Every report, the best first.
    pub fn reports(&self) -> impl Iterator<Item = &Report> {
        std::iter::once(&self.main).chain(&self.others)
    }

    /// The day of the act: the first that the sentence may mean, else that of publication.
    pub fn day(&self) -> Option<Date> {
        let record = self.record();
        record
            .when_range
            .as_ref()
            .and_then(|range| first_day(&range.from))
            .or_else(|| record.when.as_deref().and_then(first_day))
            .or(self.main.article.published)
    }

    /// Number of records, articles and outlets that report it.
    pub fn counts(&self) -> (u32, u32, u32) {
        match &self.claim {
            Some(claim) => (claim.records, claim.articles, claim.outlets),
            None => (1, 1, 1),
        }
    }
}

/// The first day that a date of a record (`2023-01-12`, `2023-01`, `2023`) may mean.
pub(crate) fn first_day(when: &str) -> Option<Date> {
    let mut parts = when.split('-').map(str::parse::<i16>);
    let year = parts.next()?.ok()?;
    let month = parts.next().map_or(Some(1), Result::ok)?;
    let day = parts.next().map_or(Some(1), Result::ok)?;
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_may_be_days_months_or_years() {
        let day = |s| first_day(s).map(|d| d.to_string());
        assert_eq!(day("2023-01-12").as_deref(), Some("2023-01-12"));
        assert_eq!(day("2023-02").as_deref(), Some("2023-02-01"));
        assert_eq!(day("2023").as_deref(), Some("2023-01-01"));
        for bad in ["", "x", "2023-13", "2023-02-30", "2023-01-01-01", "99999"] {
            assert_eq!(day(bad), None, "{bad}");
        }
    }
}
