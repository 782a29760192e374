//! Where a story happens: takes a story, gives the places that its records name, those named most first.

use rusqlite::Connection;

use crate::{Problem, Result, Store};

/// No more places than these: a list beyond them says nothing.
const MOST: i64 = 60;

/// A place of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryPlace {
    /// The words by which it is named most often.
    pub text: String,
    /// Its name in Latin script, where the lexicon has one.
    pub name: Option<String>,
    /// The country it lies in, three letters.
    pub country: String,
    /// GeoNames id, where known.
    pub geoname_id: Option<u32>,
    /// Degrees north and east, where known.
    pub at: Option<(f64, f64)>,
    /// Number of records.
    pub records: u32,
    /// Number of outlets.
    pub outlets: u32,
}

impl Store {
    /// The places that the records of a story name.
    ///
    /// # Errors
    /// [`Problem::NoStory`].
    pub fn story_places(&self, story: &str) -> Result<Vec<StoryPlace>> {
        self.snapshot(|db| places(db, super::number(db, story)?))
    }
}

fn places(db: &Connection, story: i64) -> Result<Vec<StoryPlace>, Problem> {
    // A bare `max` in a grouped query takes the other columns from the row that has it: the words met most often.
    let mut select = db.prepare_cached(
        "WITH told AS (
             SELECT r.place_text AS text, r.place_country AS country, r.place_geoname_id AS geoname,
                 r.place_lat AS lat, r.place_lon AS lon, r.id AS record, a.outlet_id AS outlet,
                 coalesce(r.place_geoname_id, r.place_text || ' ' || coalesce(r.place_country, '')) AS place
             FROM story_articles s JOIN records r ON r.article_id = s.article_id AND r.shown
             JOIN articles a ON a.id = s.article_id
             WHERE s.story_id = ?1 AND r.place_text IS NOT NULL),
         named AS (SELECT place, text, country, geoname, lat, lon, min(record) AS record, count(*) AS n
             FROM told GROUP BY place, text),
         best AS (SELECT place, text, country, geoname, lat, lon, record, max(n) FROM named GROUP BY place)
         SELECT b.text, json_extract(coalesce(j.effective, j.machine), '$.place.name'), coalesce(b.country, '---'),
             b.geoname, b.lat, b.lon, count(*), count(DISTINCT t.outlet)
         FROM best b JOIN told t ON t.place = b.place JOIN record_json j ON j.record_id = b.record
         GROUP BY b.place ORDER BY count(*) DESC, b.text LIMIT ?2",
    )?;
    let rows = select.query_map([story, MOST], |r| {
        let (lat, lon): (Option<f64>, Option<f64>) = (r.get(4)?, r.get(5)?);
        Ok(StoryPlace {
            text: r.get(0)?,
            name: r.get(1)?,
            country: r.get(2)?,
            geoname_id: r.get(3)?,
            at: lat.zip(lon),
            records: r.get(6)?,
            outlets: r.get(7)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
