//! Phoenix: the 26 columns of the Open Event Data Alliance's data, tab-separated, no header. Its own rule applies on top:
//! one row a day for each source, target and code. The rows of a day wait for its end; reports of the same are joined.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rawi_model::Mention;

use super::{Encode, NO_CLASS, NO_DAY, ONE_SIDED, cameo, number, one_decimal};
use crate::cell::Cell;
use crate::codes::{Code, Codes};
use crate::delimited::tsv;
use crate::event::{Event, Report};
use crate::export::Options;
use crate::parties::pairs;
use crate::sink::{ExportError, Sink};

/// Reports that a row names; more are in the file of sources.
const MAX_NAMED: usize = 50;

/// Source, target, code.
type Key = (String, String, String);

/// What is held of a row until its day is over.
struct Waiting {
    id: i64,
    row: Vec<Cell>,
    sentences: Vec<String>,
    urls: Vec<String>,
    outlets: Vec<String>,
    events: Vec<Event>,
}

pub(crate) struct Phoenix<'c> {
    codes: &'c Codes,
    day: Option<Date>,
    rows: BTreeMap<Key, Waiting>,
}

impl<'c> Phoenix<'c> {
    pub(crate) const fn new(options: &Options<'c>) -> Self {
        Self {
            codes: options.codes,
            day: None,
            rows: BTreeMap::new(),
        }
    }

    fn side(&self, mention: &Mention) -> [Cell; 4] {
        let code = mention.code;
        let sector = self.codes.sector(code.sector);
        let country = (!code.country.is_none()).then(|| code.country.to_string());
        [
            Cell::Text(self.codes.cameo_actor(code)),
            country.into(),
            sector.and_then(|s| s.cameo.as_deref()).into(),
            Cell::None,
        ]
    }

    /// The row without what is joined at the end of the day.
    fn row(&self, event: &Event, day: Date, sides: (&Mention, &Mention), code: &Code) -> Vec<Cell> {
        let place = event.record().place.as_ref();
        let mut row = vec![
            Cell::Text(day.strftime("%Y%m%d").to_string()),
            Cell::Int(day.year().into()),
            Cell::Text(day.strftime("%m").to_string()),
            Cell::Text(day.strftime("%d").to_string()),
        ];
        row.extend(self.side(sides.0));
        row.extend(self.side(sides.1));
        row.extend([
            Cell::text(&code.code),
            Cell::text(code.root()),
            code.penta().into(),
            Cell::Text(one_decimal(code.goldstein)),
            crate::parties::listed(&event.record().contexts, String::clone).into(),
            place.and_then(|p| p.lat).map_or(Cell::None, Cell::single),
            place.and_then(|p| p.lon).map_or(Cell::None, Cell::single),
            place
                .map(|p| p.name.clone().unwrap_or_else(|| p.text.clone()))
                .into(),
            Cell::None,
            place
                .filter(|p| p.country.is_state())
                .map(|p| p.country.to_string())
                .into(),
        ]);
        row
    }

    /// Writes the rows of the day that is over.
    fn close(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        let mut rows: Vec<Waiting> = std::mem::take(&mut self.rows).into_values().collect();
        rows.sort_by_key(|waiting| waiting.id);
        for waiting in rows {
            let mut row = vec![Cell::Int(waiting.id)];
            row.extend(waiting.row);
            for list in [&waiting.sentences, &waiting.urls, &waiting.outlets] {
                row.push(Cell::Text(list.join(";")));
            }
            debug_assert_eq!(row.len(), 26);
            to.rows(tsv(&row).as_bytes(), 1)?;
            for event in &waiting.events {
                to.source(&Cell::Int(waiting.id), event)?;
            }
        }
        Ok(())
    }
}

impl Waiting {
    fn name(&mut self, report: &Report) {
        if self.sentences.len() >= MAX_NAMED {
            return;
        }
        let article = &report.article;
        let whole = |text: &str| text.replace(';', "%3B");
        self.sentences
            .push(format!("{}_{}", whole(&article.id), report.sentence_number));
        let url = whole(article.url.as_deref().unwrap_or(&article.id));
        if !self.urls.contains(&url) {
            self.urls.push(url);
        }
        let outlet = article.outlet.replace(';', ",");
        if !self.outlets.contains(&outlet) {
            self.outlets.push(outlet);
        }
    }
}

impl Encode for Phoenix<'_> {
    fn event(&mut self, event: &Event, to: &mut Sink<'_>) -> Result<(), ExportError> {
        let record = event.record();
        let codes = self.codes;
        let Some(coded) = cameo(codes, record) else {
            to.leave_out(NO_CLASS);
            return Ok(());
        };
        let Some(day) = event.day() else {
            to.leave_out(NO_DAY);
            return Ok(());
        };
        if self.day != Some(day) {
            self.close(to)?;
            self.day = Some(day);
        }
        let mut any = false;
        for (i, pair) in pairs(record, coded.both_ways(record))
            .into_iter()
            .enumerate()
        {
            let (Some(source), Some(target)) = (pair.actor, pair.recipient) else {
                continue;
            };
            any = true;
            let code = coded.told(pair.reversed);
            let key = (
                codes.cameo_actor(source.code),
                codes.cameo_actor(target.code),
                code.code.clone(),
            );
            let row = self.row(event, day, (source, target), code);
            let waiting = self.rows.entry(key).or_insert_with(|| Waiting {
                id: number(event, i),
                row,
                sentences: Vec::new(),
                urls: Vec::new(),
                outlets: Vec::new(),
                events: Vec::new(),
            });
            if !waiting.events.iter().any(|other| other.id == event.id) {
                event.reports().for_each(|report| waiting.name(report));
                waiting.events.push(event.clone());
            }
        }
        if !any {
            to.leave_out(ONE_SIDED);
        }
        Ok(())
    }

    fn end(&mut self, to: &mut Sink<'_>) -> Result<(), ExportError> {
        self.close(to)
    }
}
