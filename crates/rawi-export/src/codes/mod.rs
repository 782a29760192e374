//! The codes of other data sets: types, modes and statuses to CAMEO and PLOVER, countries to COW and FIPS, sectors. All of
//! it stands in tables that people edit (`lexicon/export/`), built in here, and replaced by those of a folder on request.

mod cameo;
mod plover;
mod table;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::OnceLock;

use rawi_model::{Country, Sector};

pub use cameo::{Cameo, Code, Coded};
pub use plover::{Act, Plover, quad};
pub use table::TableError;

/// The tables by name, with those that are built in.
const FILES: [(&str, &str); 5] = [
    (
        "cameo_codes.txt",
        include_str!("../../../../lexicon/export/cameo_codes.txt"),
    ),
    (
        "cameo.txt",
        include_str!("../../../../lexicon/export/cameo.txt"),
    ),
    (
        "plover.txt",
        include_str!("../../../../lexicon/export/plover.txt"),
    ),
    (
        "countries.txt",
        include_str!("../../../../lexicon/export/countries.txt"),
    ),
    (
        "sectors.txt",
        include_str!("../../../../lexicon/export/sectors.txt"),
    ),
];

/// A country in other people's codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryCodes {
    /// ISO 3166 alpha-2.
    pub iso2: String,
    /// Its number in ISO 3166, where it has one.
    pub number: Option<u32>,
    /// FIPS 10-4, where it has one.
    pub fips: Option<String>,
    /// Number in the state list of the Correlates of War project, if it is a state there.
    pub cow: Option<u32>,
    /// Its letters in that list.
    pub cow_letters: Option<String>,
    /// English name.
    pub english: String,
}

/// A sector in other people's codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorCodes {
    /// PLOVER's three letters.
    pub plover: Option<String>,
    /// CAMEO's.
    pub cameo: Option<String>,
    /// The word of the ICEWS files.
    pub icews: Option<String>,
}

/// All tables.
#[derive(Debug, Clone)]
pub struct Codes {
    /// Acts in CAMEO.
    pub cameo: Cameo,
    /// Acts in PLOVER.
    pub plover: Plover,
    countries: BTreeMap<Country, CountryCodes>,
    sectors: BTreeMap<Sector, SectorCodes>,
}

impl Codes {
    /// The tables that are built in.
    #[expect(
        clippy::expect_used,
        reason = "the tables are part of the program, and a test reads them"
    )]
    pub fn builtin() -> &'static Self {
        static CODES: OnceLock<Codes> = OnceLock::new();
        CODES.get_or_init(|| {
            Self::read(FILES.map(|(_, text)| text)).expect("the built-in tables are sound")
        })
    }

    /// The tables of a folder, each in place of the built-in one of its name; at least one must be there.
    ///
    /// # Errors
    /// Nothing there, or what is wrong in a table, with file and line.
    pub fn from_dir(dir: &Path) -> Result<Self, TableError> {
        let wrong = |file: &str, message: String| TableError {
            file: dir.join(file).display().to_string(),
            line: 0,
            message,
        };
        let mut found = false;
        let mut texts = FILES.map(|(_, text)| text.to_owned());
        for ((name, _), text) in FILES.iter().zip(&mut texts) {
            let file = match fs::File::open(dir.join(name)) {
                Ok(file) => file,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(wrong(name, error.to_string())),
            };
            found = true;
            text.clear();
            file.take(table::MAX_BYTES + 1)
                .read_to_string(text)
                .map_err(|error| wrong(name, error.to_string()))?;
            if text.len() as u64 > table::MAX_BYTES {
                return Err(wrong(
                    name,
                    "the file is longer than a table can be".to_owned(),
                ));
            }
        }
        if !found {
            let names: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
            return Err(wrong("", format!("none of {} is there", names.join(", "))));
        }
        Self::read([&texts[0], &texts[1], &texts[2], &texts[3], &texts[4]])
    }

    /// The texts in the order of [`FILES`].
    fn read(texts: [&str; 5]) -> Result<Self, TableError> {
        let [codes, rules, plover, countries, sectors] = texts;
        Ok(Self {
            cameo: Cameo::read(codes, rules)?,
            plover: Plover::read(plover)?,
            countries: read_countries(countries)?,
            sectors: read_sectors(sectors)?,
        })
    }

    /// A country's codes; `None` for what is no country (`IGO`, `---`) or unknown.
    pub fn country(&self, country: Country) -> Option<&CountryCodes> {
        self.countries.get(&country)
    }

    /// A sector's codes.
    pub fn sector(&self, sector: Sector) -> Option<&SectorCodes> {
        self.sectors.get(&sector)
    }

    /// An actor in CAMEO's manner: country and role run together, `SYRGOV`; `IGO` or `NGO` where that stands in the
    /// country's place; empty if nothing is known.
    pub fn cameo_actor(&self, code: rawi_model::Code) -> String {
        let role = self
            .sector(code.sector)
            .and_then(|s| s.cameo.as_deref())
            .unwrap_or("");
        if code.country.is_none() {
            return role.to_owned();
        }
        let country = code.country.as_str();
        if country == role {
            return role.to_owned();
        }
        format!("{country}{role}")
    }
}

fn read_countries(text: &str) -> Result<BTreeMap<Country, CountryCodes>, TableError> {
    let mut out = BTreeMap::new();
    for row in table::rows("export/countries.txt", text, 7)? {
        let codes = CountryCodes {
            iso2: row.needed(1)?.to_owned(),
            number: row.cell(2).map(|_| row.parsed(2)).transpose()?,
            fips: row.cell(3).map(str::to_owned),
            cow: row.cell(4).map(|_| row.parsed(4)).transpose()?,
            cow_letters: row.cell(5).map(str::to_owned),
            english: row.needed(6)?.to_owned(),
        };
        if out.insert(row.parsed(0)?, codes).is_some() {
            return Err(row.error("the country stands further up"));
        }
    }
    Ok(out)
}

fn read_sectors(text: &str) -> Result<BTreeMap<Sector, SectorCodes>, TableError> {
    let mut out = BTreeMap::new();
    for row in table::rows("export/sectors.txt", text, 4)? {
        let codes = SectorCodes {
            plover: row.cell(1).map(str::to_owned),
            cameo: row.cell(2).map(str::to_owned),
            icews: row.cell(3).map(str::to_owned),
        };
        if out.insert(row.parsed(0)?, codes).is_some() {
            return Err(row.error("the sector stands further up"));
        }
    }
    match Sector::ALL.iter().find(|&s| !out.contains_key(s)) {
        Some(sector) => Err(TableError {
            file: "export/sectors.txt".to_owned(),
            line: 0,
            message: format!("{sector} is missing"),
        }),
        None => Ok(out),
    }
}

#[cfg(test)]
mod tests;
