//! Full-text search over the articles, with the passages that were found.

use rawi_arabic::Text;
use rawi_model::Span;
use rusqlite::{Connection, params};

use crate::cursor::Cursor;
use crate::query::Query;
use crate::read::{HEAD, head};
use crate::snippet::{snippets, within};
use crate::{Hit, Listed, Page, Problem, Result, Store};

impl Store {
    /// Articles whose present version has all of the query's words, the newest first.
    ///
    /// A query is words, all of which must be there, in any order: `بغداد` also finds `ببغداد`, `وبغداد` and `بَغْدَاد`,
    /// `العراق` also `والعراق`, `للعراق` and `عراق`, whichever of them is typed. `"two words"` must stand in a row,
    /// `سور*` is the beginning of a word (three letters or more), `=لجنة` the word without anything before it, `-word` must not be there.
    /// Anything else that is typed counts as a space.
    ///
    /// # Errors
    /// [`Problem::EmptyQuery`], [`Problem::BadCursor`].
    pub fn search(&self, query: &str, page: &Page) -> Result<Listed<Hit>> {
        self.snapshot(|db| search(db, query, page))
    }
}

fn search(db: &Connection, typed: &str, page: &Page) -> Result<Listed<Hit>, Problem> {
    let query = Query::parse(typed)?;
    let before = match &page.after {
        Some(text) => Cursor::parse("f", text)?.integer()?,
        None => i64::MAX,
    };
    let sql = format!(
        "SELECT {HEAD}, s.rowid, v.text FROM article_search s JOIN articles a ON a.search_row = s.rowid
         JOIN outlets o ON o.id = a.outlet_id JOIN article_versions v ON v.id = a.version_id
         WHERE article_search MATCH ?1 AND s.rowid < ?2 ORDER BY s.rowid DESC"
    );
    let mut select = db.prepare_cached(&sql)?;
    let mut rows = select.query(params![query.fts("words", true), before])?;
    let mut items: Vec<Hit> = Vec::new();
    let mut last: i64 = before;
    while let Some(row) = rows.next()? {
        let head = head(row)?;
        let title = Text::new(&head.title);
        let in_title = query.matches(&title);
        let text = Text::new(row.get_ref(7)?.as_str().map_err(rusqlite::Error::from)?);
        let matches = query.matches(&text);
        // Words that only share their stems may stand in a row where the phrase does not.
        let shown = |term| in_title.iter().chain(&matches).any(|(t, _)| *t == term);
        if !(0..query.len()).all(shown) {
            continue;
        }
        if items.len() == page.limit {
            let next = Some(Cursor::new("f").with(last).to_string());
            return Ok(Listed { items, next });
        }
        last = row.get(6)?;
        items.push(Hit {
            in_title: within(&in_title, Span::new(0, u32::MAX)),
            snippets: snippets(&text, &matches),
            article: head,
        });
    }
    Ok(Listed { items, next: None })
}
