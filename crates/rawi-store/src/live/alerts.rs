//! Alerts: a name, a filter, and where its hits go. Takes what a person saved, gives it back.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::feeds::moment;
use crate::{EventFilter, Problem, Result, Store};

/// Characters of an alert's name.
const NAME: usize = 60;

/// Where hits are posted, and the secret that both sides know.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// The address.
    pub url: String,
    /// What signs the posts.
    pub secret: String,
}

impl std::fmt::Debug for Webhook {
    /// Without the secret, which must not get into a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// An alert that is to be saved.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAlert {
    /// Its name: letters of any script, digits, `-` and `_`; it stands in addresses.
    pub name: String,
    /// Which records. The order in it counts for nothing.
    pub filter: EventFilter,
    /// A file that holds its hits as an Atom feed.
    pub atom: Option<String>,
    /// Where its hits are posted.
    pub webhook: Option<Webhook>,
}

/// A saved alert.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Which records.
    pub filter: EventFilter,
    /// When it was saved, RFC 3339. It looks at articles that came later.
    pub made_at: String,
    /// A file that holds its hits as an Atom feed.
    pub atom: Option<String>,
    /// Where its hits are posted; the secret stays in the database.
    pub webhook: Option<String>,
    /// Records that it found.
    pub hits: u64,
    /// Of these, how many wait to be taken by the webhook.
    pub undelivered: u64,
    /// Posts that failed in a row.
    pub failures: u32,
    /// Why the last one failed, if it did.
    pub error: Option<String>,
    /// When the next one is tried, if the last one failed.
    pub due: Option<Timestamp>,
}

impl Store {
    /// Saves an alert. It looks at articles and versions of articles that are stored from now on.
    ///
    /// # Errors
    /// [`Problem::BadName`], [`Problem::AlertExists`], [`Problem::EmptyQuery`] where the filter's text has no word; as
    /// [`Store::put`].
    pub fn add_alert(&mut self, new: &NewAlert) -> Result<Alert> {
        self.write(|db| {
            if !is_name(&new.name) {
                return Err(Problem::BadName(new.name.chars().take(NAME + 1).collect()));
            }
            // A filter that cannot be asked is refused now, not when an article comes.
            crate::events::count(db, &new.filter)?;
            let added = db
                .prepare_cached(
                    "INSERT OR IGNORE INTO alerts (name, filter, made_at, asked, atom, webhook, secret)
                     VALUES (?1, ?2, ?3, (SELECT coalesce(max(id), 0) FROM article_versions), ?4, ?5, ?6)",
                )?
                .execute(params![
                    new.name,
                    serde_json::to_string(&new.filter)?,
                    Timestamp::now().to_string(),
                    new.atom,
                    new.webhook.as_ref().map(|w| &w.url),
                    new.webhook.as_ref().map(|w| &w.secret),
                ])?;
            if added == 0 {
                return Err(Problem::AlertExists(new.name.clone()));
            }
            find(db, &new.name)
        })
    }

    /// Removes an alert with what it found.
    ///
    /// # Errors
    /// [`Problem::NoAlert`]; as [`Store::put`].
    pub fn remove_alert(&mut self, name: &str) -> Result<()> {
        self.write(|db| {
            let removed = db
                .prepare_cached("DELETE FROM alerts WHERE name = ?1")?
                .execute([name])?;
            if removed == 0 {
                return Err(Problem::NoAlert(name.to_owned()));
            }
            Ok(())
        })
    }

    /// An alert by its name.
    ///
    /// # Errors
    /// [`Problem::NoAlert`].
    pub fn alert(&self, name: &str) -> Result<Alert> {
        self.snapshot(|db| find(db, name))
    }

    /// All alerts, by name.
    ///
    /// # Errors
    /// Only what the database itself may report.
    pub fn alerts(&self) -> Result<Vec<Alert>> {
        self.snapshot(all)
    }
}

/// Names stand in addresses and file names: nothing that means something there.
fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    !name.is_empty() && name.chars().count() <= NAME && name.chars().all(fits)
}

const COLUMNS: &str = "SELECT a.id, a.name, a.filter, a.made_at, a.atom, a.webhook,
        (SELECT count(*) FROM alert_hits WHERE alert_id = a.id), iif(a.webhook IS NULL, 0,
        (SELECT count(*) FROM alert_hits WHERE alert_id = a.id AND id > a.delivered)), a.failures, a.error, a.due
     FROM alerts a";

fn find(db: &Connection, name: &str) -> Result<Alert, Problem> {
    db.prepare_cached(&format!("{COLUMNS} WHERE a.name = ?1"))?
        .query_row([name], |row| Ok(read(row)))
        .optional()?
        .ok_or_else(|| Problem::NoAlert(name.to_owned()))?
}

/// All alerts, by name.
pub(super) fn all(db: &Connection) -> Result<Vec<Alert>, Problem> {
    let mut select = db.prepare_cached(&format!("{COLUMNS} ORDER BY a.name"))?;
    let mut rows = select.query([])?;
    let mut alerts = Vec::new();
    while let Some(row) = rows.next()? {
        alerts.push(read(row)?);
    }
    Ok(alerts)
}

fn read(row: &Row<'_>) -> Result<Alert, Problem> {
    let failures: u32 = row.get(8)?;
    Ok(Alert {
        id: row.get(0)?,
        name: row.get(1)?,
        filter: serde_json::from_str(&row.get::<_, String>(2)?)?,
        made_at: row.get(3)?,
        atom: row.get(4)?,
        webhook: row.get(5)?,
        hits: row.get(6)?,
        undelivered: row.get(7)?,
        failures,
        error: row.get(9)?,
        due: if failures > 0 { moment(row, 10)? } else { None },
    })
}
