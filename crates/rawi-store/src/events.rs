//! Lists of records: a filter becomes one parameterised statement, a page of it comes back.

use std::collections::BTreeSet;

use rawi_model::Country;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use crate::cursor::Cursor;
use crate::filter::{Dyad, EventFilter, Listed, Order, Page, Party, SourceFilter, TextIn};
use crate::put::outlet_key;
use crate::query::Query;
use crate::read::{HEAD, head, quoted};
use crate::{EventRow, Origin, Problem, Result, Store, dates};

impl Store {
    /// Records of the present versions, corrections applied and wrong ones left out: one page of them.
    ///
    /// # Errors
    /// [`Problem::EmptyQuery`] for a text without a word, [`Problem::BadCursor`].
    pub fn events(&self, filter: &EventFilter, page: &Page) -> Result<Listed<EventRow>> {
        self.snapshot(|db| events(db, filter, page))
    }

    /// How many records a filter leaves.
    ///
    /// # Errors
    /// [`Problem::EmptyQuery`] for a text without a word.
    pub fn count_events(&self, filter: &EventFilter) -> Result<u64> {
        self.snapshot(|db| count(db, filter))
    }
}

/// How many records a filter leaves.
pub(crate) fn count(db: &Connection, filter: &EventFilter) -> Result<u64, Problem> {
    let condition = Condition::of(filter, None)?;
    let sql = format!("SELECT count(*) FROM records r WHERE {}", condition.sql());
    Ok(db
        .prepare_cached(&sql)?
        .query_row(params_from_iter(condition.values), |r| r.get(0))?)
}

/// The records that a filter leaves of versions of articles that were stored after a version, in the order of arrival;
/// the last `limit` of them.
pub(crate) fn records_since(
    db: &Connection,
    filter: &EventFilter,
    version: i64,
    limit: i64,
) -> Result<Vec<i64>, Problem> {
    let mut condition = Condition::of(filter, None)?;
    let version = condition.value(version);
    condition.push(format!("r.version_id > {version}"));
    let limit = condition.value(limit);
    let sql = format!(
        "SELECT id FROM (SELECT r.id FROM records r WHERE {} ORDER BY r.id DESC LIMIT {limit}) ORDER BY id",
        condition.sql()
    );
    let mut select = db.prepare_cached(&sql)?;
    let rows = select.query_map(params_from_iter(condition.values), |r| r.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn events(db: &Connection, filter: &EventFilter, page: &Page) -> Result<Listed<EventRow>, Problem> {
    let mut condition = Condition::of(filter, Some(db))?;
    if let Some(after) = &page.after {
        condition.after(filter.order, after)?;
    }
    listed(db, condition, filter.order, page.limit)
}

/// The first records that a condition leaves, in an order.
fn listed(
    db: &Connection,
    mut condition: Condition<'_>,
    order: Order,
    most: usize,
) -> Result<Listed<EventRow>, Problem> {
    let limit = condition.value(most.saturating_add(1) as i64);
    let sql = format!(
        "SELECT {HEAD}, r.id, r.sentence_start, r.sentence_end, r.origin, coalesce(j.effective, j.machine),
                r.version_id, r.published, r.article_id, r.position, r.confidence
         FROM (SELECT * FROM records r WHERE {} ORDER BY {} LIMIT {limit}) r
         JOIN record_json j ON j.record_id = r.id JOIN article_versions v ON v.id = r.version_id
         JOIN articles a ON a.id = r.article_id JOIN outlets o ON o.id = a.outlet_id ORDER BY {}",
        condition.sql(),
        order.sql(),
        order.sql(),
    );
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query(params_from_iter(condition.values))?;
    let mut items: Vec<EventRow> = Vec::new();
    let mut texts = Texts::default();
    let mut last = None;
    while let Some(row) = rows.next()? {
        if items.len() == most {
            return Ok(Listed {
                items,
                next: last.map(|c: Cursor| c.to_string()),
            });
        }
        items.push(texts.event(db, row)?);
        last = Some(order.cursor(row)?);
    }
    Ok(Listed { items, next: None })
}

/// What a filter asks of a record `r`, as a condition with its values.
pub(crate) fn records_where(filter: &EventFilter) -> Result<(String, Vec<Value>), Problem> {
    let condition = Condition::of(filter, None)?;
    Ok((condition.sql(), condition.values))
}

/// Texts of versions while a list is read: records of one article mostly follow one another, and its text is fetched
/// once.
#[derive(Default)]
pub(crate) struct Texts {
    version: i64,
    text: String,
}

impl Texts {
    /// The record of a row that begins with an article's head, the record's number, its sentence, origin, JSON and
    /// version.
    pub(crate) fn event(&mut self, db: &Connection, row: &Row<'_>) -> Result<EventRow, Problem> {
        let version: i64 = row.get(11)?;
        if self.version != version {
            self.text = db
                .prepare_cached("SELECT text FROM article_versions WHERE id = ?1")?
                .query_row([version], |r| r.get(0))?;
            self.version = version;
        }
        Ok(EventRow {
            id: row.get(6)?,
            article: head(row)?,
            sentence: quoted(&self.text, row.get(7)?, row.get(8)?),
            record: serde_json::from_str(&row.get::<_, String>(10)?)?,
            origin: Origin::parse(&row.get::<_, String>(9)?),
        })
    }
}

/// The records in which someone acts or is acted upon.
pub(crate) fn records_of(db: &Connection, party: &Party) -> Result<BTreeSet<i64>, Problem> {
    let mut condition = Condition::of(&EventFilter::default(), None)?;
    let actor = condition.mention("actor", party)?;
    let recipient = condition.mention("recipient", party)?;
    condition.push(format!("({actor} OR {recipient})"));
    records(db, condition)
}

/// Whether a word could be one of our ids that have no slash in them, such as `un`.
pub(crate) fn may_be_id(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// What somebody is quoted with, and what others are quoted with about him: one page of records, latest first.
pub(crate) fn said(
    db: &Connection,
    party: &Party,
    filter: &EventFilter,
    about: bool,
    limit: usize,
) -> Result<Vec<EventRow>, Problem> {
    let mut condition = Condition::of(filter, Some(db))?;
    let quoted = condition.source(party)?;
    if about {
        let actor = condition.mention("actor", party)?;
        let recipient = condition.mention("recipient", party)?;
        condition.push(format!(
            "({actor} OR {recipient}) AND EXISTS (SELECT 1 FROM sources WHERE record_id = r.id) AND NOT {quoted}"
        ));
    } else {
        condition.push(quoted);
    }
    Ok(listed(db, condition, filter.order, limit)?.items)
}

/// The records in which someone acts.
pub(crate) fn records_acting(db: &Connection, party: &Party) -> Result<BTreeSet<i64>, Problem> {
    let mut condition = Condition::of(&EventFilter::default(), None)?;
    let actor = condition.mention("actor", party)?;
    condition.push(actor);
    records(db, condition)
}

fn records(db: &Connection, condition: Condition<'_>) -> Result<BTreeSet<i64>, Problem> {
    let sql = format!("SELECT r.id FROM records r WHERE {}", condition.sql());
    let mut select = db.prepare_cached(&sql)?;
    let rows = select.query_map(params_from_iter(condition.values), |r| r.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Order {
    const fn sql(self) -> &'static str {
        match self {
            Self::Newest => "r.published DESC, r.article_id DESC, r.position",
            Self::Oldest => "r.published, r.article_id, r.position",
            Self::Surest => "r.confidence DESC, r.id DESC",
            Self::LeastSure => "r.confidence, r.id",
        }
    }

    /// The letter of its cursors.
    const fn kind(self) -> &'static str {
        match self {
            Self::Newest => "n",
            Self::Oldest => "o",
            Self::Surest => "c",
            Self::LeastSure => "l",
        }
    }

    fn cursor(self, row: &Row<'_>) -> Result<Cursor, Problem> {
        let cursor = Cursor::new(self.kind());
        Ok(match self {
            Self::Newest | Self::Oldest => cursor
                .with(row.get::<_, String>(12)?)
                .with(row.get::<_, i64>(13)?)
                .with(row.get::<_, i64>(14)?),
            // The bits: every digit counts.
            Self::Surest | Self::LeastSure => cursor
                .with(row.get::<_, f64>(15)?.to_bits())
                .with(row.get::<_, i64>(6)?),
        })
    }
}

/// With so many mentions a party is common: its records are then looked for along the list's order, which soon fills a
/// page, where those of a rare one are collected first and sorted.
const COMMON: u32 = 3000;

/// Conditions with their values, in the order of the placeholders.
pub(crate) struct Condition<'d> {
    /// Where to see how common a party is; `None` where all records are wanted and it makes no difference.
    db: Option<&'d Connection>,
    parts: Vec<String>,
    values: Vec<Value>,
}

impl<'d> Condition<'d> {
    /// What a filter asks for.
    pub(crate) fn of(filter: &EventFilter, db: Option<&'d Connection>) -> Result<Self, Problem> {
        let mut all = Self {
            db,
            // As the partial indices have it.
            parts: vec!["r.shown".to_owned()],
            values: Vec::new(),
        };
        if let Some(article) = &filter.article {
            let v = all.value(article.clone());
            all.push(format!(
                "r.article_id = (SELECT id FROM articles WHERE identity = {v})"
            ));
        }
        for (role, party) in [("actor", &filter.actor), ("recipient", &filter.recipient)] {
            if let Some(party) = party {
                let part = all.mention(role, party)?;
                all.push(part);
            }
        }
        if let Some(dyad) = &filter.dyad {
            all.dyad(dyad)?;
        }
        if let Some(party) = &filter.according_to {
            let part = all.source(party)?;
            all.push(part);
        }
        all.one_of("r.type", filter.types.iter().map(|t| t.as_str()));
        all.one_of("r.status", filter.statuses.iter().map(|s| s.as_str()));
        all.source_kinds(&filter.sources);
        if !filter.outlets.is_empty() {
            let keys: Vec<String> = filter
                .outlets
                .iter()
                .map(|o| all.value(outlet_key(o)))
                .collect();
            all.push(format!(
                "r.article_id IN (SELECT a.id FROM articles a JOIN outlets o ON o.id = a.outlet_id WHERE o.key IN ({}))",
                keys.join(", ")
            ));
        }
        if let Some(party) = &filter.place {
            all.place(party)?;
        }
        all.dates(filter);
        if let Some(text) = &filter.text {
            all.text(text, filter.text_in)?;
        }
        if let Some(confidence) = filter.min_confidence {
            let v = all.value(f64::from(confidence));
            all.push(format!("r.confidence >= {v}"));
        }
        Ok(all)
    }

    pub(crate) fn sql(&self) -> String {
        self.parts.join(" AND ")
    }

    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }

    fn push(&mut self, part: String) {
        self.parts.push(part);
    }

    /// Adds a value and gives its placeholder.
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn one_of(&mut self, column: &str, names: impl Iterator<Item = &'static str>) {
        let values: Vec<String> = names.map(|n| self.value(n.to_owned())).collect();
        if !values.is_empty() {
            self.push(format!("{column} IN ({})", values.join(", ")));
        }
    }

    fn mention(&mut self, role: &str, party: &Party) -> Result<String, Problem> {
        let of_role = format!("role = '{role}' AND ");
        match party {
            Party::Words(words) => self.worded(words, role, "mentions", &of_role),
            party => self.coded("mentions", &of_role, party),
        }
    }

    fn source(&mut self, party: &Party) -> Result<String, Problem> {
        match party {
            Party::Words(words) => self.worded(words, "source", "sources", ""),
            party => self.coded("sources", "", party),
        }
    }

    /// Records with these words in a column of the index; a word that may be an id stands for that as well.
    fn worded(
        &mut self,
        words: &str,
        column: &str,
        table: &str,
        role: &str,
    ) -> Result<String, Problem> {
        let found = self.found(words, column)?;
        if !may_be_id(words) {
            return Ok(found);
        }
        let named = self.coded(table, role, &Party::Id(words.to_owned()))?;
        Ok(format!("({found} OR {named})"))
    }

    /// Records with a row for this party in a table of mentions or sources, which are alike in these columns.
    fn coded(&mut self, table: &str, role: &str, party: &Party) -> Result<String, Problem> {
        let columns: Vec<(&str, String)> = match party {
            Party::Id(id) | Party::Words(id) => vec![("actor_id", id.clone())],
            Party::Country(country) => vec![("country", country.to_string())],
            Party::Code(code) => vec![
                ("country", code.country.to_string()),
                ("sector", code.sector.to_string()),
            ],
        };
        let common = self.is_common(table, role, &columns)?;
        let mut whom = Vec::new();
        for (column, value) in columns {
            // The plus keeps the column's own index out of it.
            let plus = if common { "+" } else { "" };
            whom.push(format!("{plus}{column} = {}", self.value(value)));
        }
        let whom = whom.join(" AND ");
        Ok(if common {
            format!("EXISTS (SELECT 1 FROM {table} WHERE record_id = r.id AND {role}{whom})")
        } else {
            format!("r.id IN (SELECT record_id FROM {table} WHERE {role}{whom})")
        })
    }

    fn is_common(
        &self,
        table: &str,
        role: &str,
        columns: &[(&str, String)],
    ) -> Result<bool, Problem> {
        let Some(db) = self.db else { return Ok(false) };
        let whom: Vec<String> = columns.iter().map(|(c, _)| format!("{c} = ?")).collect();
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {role}{} LIMIT {COMMON})",
            whom.join(" AND ")
        );
        let number: u32 = db
            .prepare_cached(&sql)?
            .query_row(params_from_iter(columns.iter().map(|(_, v)| v)), |r| {
                r.get(0)
            })?;
        Ok(number == COMMON)
    }

    /// Records in which a column of the index has these words.
    fn found(&mut self, words: &str, column: &str) -> Result<String, Problem> {
        let query = Query::parse(words)?.fts(column, column == "words");
        let v = self.value(query);
        Ok(format!(
            "r.id IN (SELECT rowid FROM record_search WHERE record_search MATCH {v})"
        ))
    }

    fn dyad(&mut self, dyad: &Dyad) -> Result<(), Problem> {
        let mut way = |from, to| -> Result<String, Problem> {
            let actor = self.mention("actor", from)?;
            let recipient = self.mention("recipient", to)?;
            Ok(format!("({actor} AND {recipient})"))
        };
        let mut part = way(&dyad.from, &dyad.to)?;
        if dyad.either_way {
            let reverse = way(&dyad.to, &dyad.from)?;
            part = format!("({part} OR {reverse})");
        }
        self.push(part);
        Ok(())
    }

    fn source_kinds(&mut self, sources: &[SourceFilter]) {
        let mut ways = Vec::new();
        let mut kinds = Vec::new();
        for source in sources {
            match source {
                SourceFilter::Kind(kind) => kinds.push(self.value(kind.as_str().to_owned())),
                SourceFilter::None => ways
                    .push("NOT EXISTS (SELECT 1 FROM sources WHERE record_id = r.id)".to_owned()),
            }
        }
        if !kinds.is_empty() {
            let kinds = kinds.join(", ");
            ways.push(format!(
                "EXISTS (SELECT 1 FROM sources WHERE record_id = r.id AND kind IN ({kinds}))"
            ));
        }
        if !ways.is_empty() {
            self.push(format!("({})", ways.join(" OR ")));
        }
    }

    fn place(&mut self, party: &Party) -> Result<(), Problem> {
        let country: Country = match party {
            Party::Country(country) => *country,
            Party::Code(code) => code.country,
            Party::Words(words) | Party::Id(words) => {
                let part = self.found(words, "place")?;
                self.push(part);
                return Ok(());
            }
        };
        let v = self.value(country.as_str().to_owned());
        self.push(format!("r.place_country = {v}"));
        Ok(())
    }

    fn dates(&mut self, filter: &EventFilter) {
        for (part, day) in [
            ("r.published >=", filter.since),
            ("r.published <> '' AND r.published <=", filter.until),
            ("r.when_to >=", filter.happened_from),
            ("r.when_from <=", filter.happened_to),
        ] {
            if day.is_some() {
                let v = self.value(dates::column(day));
                self.push(format!("{part} {v}"));
            }
        }
    }

    fn text(&mut self, text: &str, place: TextIn) -> Result<(), Problem> {
        let part = match place {
            TextIn::Record => self.found(text, "words")?,
            TextIn::Article => {
                let v = self.value(Query::parse(text)?.fts("words", true));
                format!(
                    "r.article_id IN (SELECT id FROM articles WHERE search_row IN
                        (SELECT rowid FROM article_search WHERE article_search MATCH {v}))"
                )
            }
        };
        self.push(part);
        Ok(())
    }

    /// What comes after a cursor.
    fn after(&mut self, order: Order, text: &str) -> Result<(), Problem> {
        let cursor = Cursor::parse(order.kind(), text)?;
        let part = match order {
            Order::Newest | Order::Oldest => {
                let [published, article, position] = cursor.parts()?;
                let day = self.value(published.to_owned());
                let article = self.value(cursor.number(article)?);
                let position = self.value(cursor.number(position)?);
                let (to, than) = if order == Order::Newest {
                    ("<=", "<")
                } else {
                    (">=", ">")
                };
                // The first condition follows from the second; it lets the index start in the right place.
                format!(
                    "r.published {to} {day} AND (r.published {than} {day} OR r.article_id {than} {article}
                        OR (r.article_id = {article} AND r.position > {position}))"
                )
            }
            Order::Surest | Order::LeastSure => {
                let [confidence, id] = cursor.parts()?;
                let confidence: u64 = confidence.parse().map_err(|_| cursor.bad())?;
                let confidence = self.value(f64::from_bits(confidence));
                let id = self.value(cursor.number(id)?);
                let than = if order == Order::Surest { "<" } else { ">" };
                format!("(r.confidence, r.id) {than} ({confidence}, {id})")
            }
        };
        self.push(part);
        Ok(())
    }
}
