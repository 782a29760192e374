//! GDELT 2.0: the 61 columns of its event table, tab-separated, no header; its table of mentions (16 columns) beside it.
//! One row a pair of actors, as GDELT splits an event; either of them may be unknown.

use jiff::civil::Date;
use rawi_model::{Mention, Place};

use super::{Encode, NO_CLASS, NO_DAY, cameo, number};
use crate::cell::Cell;
use crate::codes::{Code, Codes};
use crate::delimited::tsv;
use crate::event::{Event, Report};
use crate::export::Options;
use crate::parties::{Pair, name, pairs};
use crate::sink::{ExportError, Sink};

/// Headline and lead: GDELT's root events stand there.
const LEAD: u32 = 2;

pub(crate) struct Gdelt<'c> {
    codes: &'c Codes,
}

impl<'c> Gdelt<'c> {
    pub(crate) const fn new(options: &Options<'c>) -> Self {
        Self {
            codes: options.codes,
        }
    }

    /// The ten columns of an actor.
    fn actor(&self, row: &mut Vec<Cell>, mention: Option<&Mention>) {
        let Some(mention) = mention else {
            row.extend(std::iter::repeat_n(Cell::None, 10));
            return;
        };
        let code = mention.code;
        let role = self
            .codes
            .sector(code.sector)
            .and_then(|s| s.cameo.as_deref());
        let country = code.country.is_state().then(|| code.country.to_string());
        row.extend([
            Cell::Text(self.codes.cameo_actor(code)),
            Cell::Text(name(mention).to_uppercase()),
            country.into(),
            Cell::None,
            Cell::None,
            Cell::None,
            Cell::None,
            role.into(),
            Cell::None,
            Cell::None,
        ]);
    }

    /// The eight columns of a place.
    fn place(&self, row: &mut Vec<Cell>, place: Option<&Place>) {
        let Some(place) = place else {
            row.push(Cell::Int(0));
            row.extend(std::iter::repeat_n(Cell::None, 7));
            return;
        };
        let country = self.codes.country(place.country);
        let fips = country.and_then(|c| c.fips.as_deref());
        // 1 a country, 3 a city of the United States, 4 any other.
        let kind = match (place.geoname_id.is_some(), place.country.as_str()) {
            (false, _) => 1,
            (true, "USA") => 3,
            (true, _) => 4,
        };
        let named = place.name.as_deref().unwrap_or(&place.text);
        let full = match country {
            Some(country) if country.english != named => format!("{named}, {}", country.english),
            _ => named.to_owned(),
        };
        row.extend([
            Cell::Int(kind),
            Cell::Text(full),
            fips.into(),
            fips.into(),
            Cell::None,
            place.lat.map_or(Cell::None, Cell::single),
            place.lon.map_or(Cell::None, Cell::single),
            Cell::None,
        ]);
    }

    fn row(&self, event: &Event, day: Date, pair: Pair<'_>, code: &Code, id: i64) -> Vec<Cell> {
        let report = &event.main;
        let (records, articles, outlets) = event.counts();
        let mut row = vec![
            Cell::Int(id),
            Cell::Text(day.strftime("%Y%m%d").to_string()),
            Cell::Text(day.strftime("%Y%m").to_string()),
            Cell::Int(day.year().into()),
            Cell::Text(format!("{:.4}", fraction(day))),
        ];
        self.actor(&mut row, pair.actor);
        self.actor(&mut row, pair.recipient);
        row.extend([
            Cell::Int((report.sentence_number <= LEAD).into()),
            Cell::text(&code.code),
            Cell::text(code.base()),
            Cell::text(code.root()),
            code.quad().into(),
            code.goldstein.into(),
            records.into(),
            outlets.into(),
            articles.into(),
            Cell::None,
        ]);
        self.place(&mut row, None);
        self.place(&mut row, None);
        self.place(&mut row, event.record().place.as_ref());
        row.push(Cell::Text(midnight(
            report.article.published.unwrap_or(day),
        )));
        row.push(Cell::text(address(report)));
        debug_assert_eq!(row.len(), 61);
        row
    }
}

/// A row of the table of mentions.
fn mention(id: i64, event: &Event, day: Date, report: &Report, pair: Pair<'_>) -> Vec<Cell> {
    let article = &report.article;
    let offset = |span: Option<u32>| Cell::Int(span.map_or(-1, i64::from));
    // Offsets of other reports' actors are theirs; the pair is of the best one.
    let own = std::ptr::eq(report, &event.main);
    let actor = pair.actor.filter(|_| own).map(|m| m.start);
    let recipient = pair.recipient.filter(|_| own).map(|m| m.start);
    let row = vec![
        Cell::Int(id),
        Cell::Text(midnight(day)),
        Cell::Text(midnight(article.published.unwrap_or(day))),
        // 1: found under an address of the web; 2: known by a citation.
        Cell::Int(if article.url.is_some() { 1 } else { 2 }),
        Cell::text(&article.outlet),
        Cell::text(address(report)),
        report.sentence_number.into(),
        offset(actor),
        offset(recipient),
        offset(Some(report.record.trigger.start)),
        Cell::Int(1),
        Cell::Text(format!(
            "{:.0}",
            (report.record.confidence * 100.0).clamp(0.0, 100.0)
        )),
        article.characters.into(),
        Cell::None,
        Cell::text("srclc:ara"),
        Cell::None,
    ];
    debug_assert_eq!(row.len(), 16);
    row
}

fn address(report: &Report) -> &str {
    report.article.url.as_deref().unwrap_or(&report.article.id)
}

fn midnight(day: Date) -> String {
    day.strftime("%Y%m%d000000").to_string()
}

/// The year with the part of it that is over, in GDELT's reckoning of months of 30 days.
fn fraction(day: Date) -> f64 {
    let days = (f64::from(day.month()) - 1.0) * 30.0 + f64::from(day.day());
    f64::from(day.year()) + (days / 365.0).min(0.9999)
}

impl Encode for Gdelt<'_> {
    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        let record = event.record();
        let Some(coded) = cameo(self.codes, record) else {
            to.leave_out(NO_CLASS);
            return Ok(());
        };
        let Some(day) = event.day() else {
            to.leave_out(NO_DAY);
            return Ok(());
        };
        for (i, pair) in pairs(record, coded.both_ways(record))
            .into_iter()
            .enumerate()
        {
            let code = coded.told(pair.reversed);
            let id = number(event, i);
            let row = self.row(event, day, pair, code, id);
            to.rows(tsv(&row).as_bytes(), 1)?;
            to.source(&Cell::Int(id), event)?;
            if let Some(mentions) = to.mentions() {
                for report in event.reports() {
                    let row = mention(id, event, day, report, pair);
                    mentions.write_all(tsv(&row).as_bytes())?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_year_are_gdelts() {
        let shown = |y, m, d| format!("{:.4}", fraction(Date::constant(y, m, d)));
        assert_eq!(shown(2013, 1, 1), "2013.0027");
        assert_eq!(shown(2015, 2, 18), "2015.1315");
        assert_eq!(shown(2020, 12, 31), "2020.9890");
    }
}
