//! One row an event, every column a single value: what CSV, TSV and flat Parquet hold. The names are those of the view
//! `v_events` of the database.

use rawi_model::{FigureKind, Mention, Record, Source};

use crate::cell::{Cell, Kind};
use crate::event::{Event, first_day};
use crate::parties::{figure_of, joined};

/// Between several values of a column.
const AND: &str = " ; ";

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// What it says.
    pub about: &'static str,
}

macro_rules! columns {
    ($($name:literal $kind:ident $about:literal),+ $(,)?) => {
        /// The columns, in order.
        pub const COLUMNS: &[Column] = &[$(Column { name: $name, kind: Kind::$kind, about: $about }),+];
    };
}

columns! {
    "id" Text "claim, or number of the record",
    "record" Int "number of the record in its database",
    "claim" Text "claim that it belongs to",
    "story" Text "story of its article",
    "article" Text "id of the article",
    "url" Text "where it was published",
    "outlet" Text "outlet",
    "published" Day "day of publication",
    "title" Text "headline",
    "type" Text "PLOVER type",
    "mode" Text "PLOVER mode",
    "contexts" Text "PLOVER contexts",
    "status" Text "occurred, planned, possible, desired, conditional or denied",
    "stance" Text "how the reporter stands to it: neutral, doubting or endorsing",
    "confidence" Real "0 to 1",
    "mutual" Flag "whether either side may be called the actor",
    "trigger" Text "word that names the act",
    "trigger_start" Int "its first code point in the article's text",
    "trigger_end" Int "one past its last",
    "actor" Text "who, as it stands in the text",
    "actor_code" Text "country and sector of each",
    "actor_name" Text "name of the first in Latin script",
    "actor_id" Text "Rawi's id of the first",
    "actor_country" Text "country of the first, ISO 3166 alpha-3",
    "actor_sector" Text "sector of the first",
    "recipient" Text "to whom or against whom",
    "recipient_code" Text "country and sector of each",
    "recipient_name" Text "name of the first in Latin script",
    "recipient_id" Text "Rawi's id of the first",
    "recipient_country" Text "country of the first",
    "recipient_sector" Text "sector of the first",
    "place" Text "where, as it stands in the text",
    "place_name" Text "its name in Latin script",
    "place_country" Text "its country",
    "geoname_id" Int "its GeoNames id",
    "lat" Real "degrees north",
    "lon" Real "degrees east",
    "when_text" Text "day, month or year of the act",
    "when_from" Day "first day that it may mean",
    "when_to" Day "last day",
    "event_date" Day "when_from, else the day of publication",
    "according_to" Text "chain of sources, innermost first; empty where the outlet itself asserts it",
    "according_to_kind" Text "person, official, media, anonymous, document or witness, of each",
    "according_to_code" Text "country and sector of each, `-` for none",
    "killed" Real "people killed",
    "wounded" Real "people wounded",
    "arrested" Real "people arrested",
    "sentence" Text "sentence that reports it",
    "gloss_en" Text "the record in an English sentence",
    "gloss_ar" Text "in an Arabic one",
    "records" Int "records of the claim",
    "articles" Int "articles of the claim",
    "outlets" Int "outlets of the claim",
    "voices" Int "records of the claim when those in the same words are counted once",
}

/// The row of an event, in the order of [`COLUMNS`].
pub(crate) fn cells(event: &Event) -> Vec<Cell> {
    let report = &event.main;
    let (record, article) = (&report.record, &report.article);
    let claim = event.claim.as_ref();
    let mut row: Vec<Cell> = vec![
        Cell::text(&event.id),
        Cell::Int(report.number),
        claim.map(|c| c.id.as_str()).into(),
        event.story.as_deref().into(),
        Cell::text(&article.id),
        article.url.as_deref().into(),
        Cell::text(&article.outlet),
        article.published.into(),
        Cell::text(&article.title),
        Cell::text(record.kind.as_str()),
        record.mode.as_deref().into(),
        joined(&record.contexts, AND, String::clone).into(),
        Cell::text(record.status.as_str()),
        Cell::text(record.stance.as_str()),
        Cell::single(record.confidence),
        record.mutual.into(),
        Cell::text(&record.trigger.text),
        record.trigger.start.into(),
        record.trigger.end.into(),
    ];
    party(&mut row, &record.actor);
    party(&mut row, &record.recipient);
    place(&mut row, record);
    time(&mut row, event);
    chain(&mut row, &record.according_to);
    for kind in [
        FigureKind::Killed,
        FigureKind::Wounded,
        FigureKind::Arrested,
    ] {
        row.push(figure_of(record, kind).into());
    }
    row.push(Cell::text(&report.sentence.text));
    row.push(record.gloss.as_ref().map(|g| g.en.as_str()).into());
    row.push(record.gloss.as_ref().map(|g| g.ar.as_str()).into());
    for count in [
        claim.map(|c| c.records),
        claim.map(|c| c.articles),
        claim.map(|c| c.outlets),
        claim.map(|c| c.voices),
    ] {
        row.push(count.into());
    }
    debug_assert_eq!(row.len(), COLUMNS.len());
    row
}

fn party(row: &mut Vec<Cell>, mentions: &[Mention]) {
    let first = mentions.first();
    row.push(joined(mentions, AND, |m| m.text.clone()).into());
    row.push(joined(mentions, AND, |m| m.code.to_string()).into());
    row.push(first.and_then(|m| m.name.as_deref()).into());
    row.push(first.and_then(|m| m.id.as_deref()).into());
    row.push(first.map(|m| m.code.country.to_string()).into());
    row.push(first.map(|m| m.code.sector.to_string()).into());
}

fn place(row: &mut Vec<Cell>, record: &Record) {
    let place = record.place.as_ref();
    row.push(place.map(|p| p.text.as_str()).into());
    row.push(place.and_then(|p| p.name.as_deref()).into());
    row.push(place.map(|p| p.country.to_string()).into());
    row.push(place.and_then(|p| p.geoname_id).into());
    for degrees in [place.and_then(|p| p.lat), place.and_then(|p| p.lon)] {
        row.push(degrees.map_or(Cell::None, Cell::single));
    }
}

fn time(row: &mut Vec<Cell>, event: &Event) {
    let record = event.record();
    let range = record.when_range.as_ref();
    let from = range.map_or(record.when.as_deref(), |r| Some(r.from.as_str()));
    let to = range.map(|r| r.to.as_str());
    row.push(record.when.as_deref().into());
    row.push(from.and_then(first_day).into());
    row.push(to.and_then(first_day).into());
    row.push(event.day().into());
}

fn chain(row: &mut Vec<Cell>, sources: &[Source]) {
    row.push(joined(sources, AND, |s| s.text.clone()).into());
    row.push(joined(sources, AND, |s| s.kind.to_string()).into());
    row.push(
        joined(sources, AND, |s| {
            s.code.map_or("-".to_owned(), |c| c.to_string())
        })
        .into(),
    );
}
