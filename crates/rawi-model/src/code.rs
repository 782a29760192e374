//! Actor codes: a country (ISO 3166 alpha-3, `IGO`, `NGO`, `MNC` or `---`) and a sector, written `SYR GOV`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::kinds::UnknownName;

/// Three capital letters (ISO 3166 alpha-3, `XKX` for Kosovo, or `IGO`, `NGO`, `MNC`), or `---` for none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 3]);

impl Country {
    /// No country is known, or none fits.
    pub const NONE: Self = Self(*b"---");
    /// An intergovernmental organisation stands in the country's place.
    pub const IGO: Self = Self(*b"IGO");
    /// A non-governmental organisation without a country.
    pub const NGO: Self = Self(*b"NGO");

    /// Whether no country is known.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// Whether this is a state's code, not `IGO`, `NGO`, `MNC` or none.
    pub fn is_state(self) -> bool {
        !matches!(&self.0, b"---" | b"IGO" | b"NGO" | b"MNC")
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("---")
    }
}

/// A code that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CodeError {
    /// Not three capital letters or `---`.
    #[error("`{0}` is no country code; write three capital letters (ISO 3166 alpha-3) or `---`")]
    Country(String),
    /// Not one of the sectors.
    #[error(transparent)]
    Sector(#[from] UnknownName),
    /// Not two parts.
    #[error("`{0}` is no actor code; write country and sector, as in `SYR GOV`")]
    Shape(String),
}

impl FromStr for Country {
    type Err = CodeError;
    fn from_str(s: &str) -> Result<Self, CodeError> {
        match s.as_bytes() {
            [a, b, c] if s == "---" || [a, b, c].iter().all(|x| x.is_ascii_uppercase()) => {
                Ok(Self([*a, *b, *c]))
            }
            _ => Err(CodeError::Country(s.to_owned())),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

macro_rules! sectors {
    ($($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        /// What part of society an actor belongs to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Sector { $($(#[$doc])* #[serde(rename = $text)] $variant),+ }

        impl Sector {
            /// Every sector, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The three letters.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $text),+ } }
        }
    };
}

sectors! {
    /// Government, head of state, ministry, diplomat.
    Gov = "GOV",
    /// Armed forces.
    Mil = "MIL",
    /// Police and internal security.
    Cop = "COP",
    /// Intelligence services.
    Spy = "SPY",
    /// Courts, prosecutors.
    Jud = "JUD",
    /// Parliament and its members.
    Leg = "LEG",
    /// Political party.
    Pty = "PTY",
    /// Political opposition.
    Opp = "OPP",
    /// Rebels, non-state armed groups.
    Reb = "REB",
    /// Unidentified or unaligned armed forces, militias that side with a government.
    Uaf = "UAF",
    /// Civilians.
    Cvl = "CVL",
    /// Media.
    Med = "MED",
    /// Business.
    Bus = "BUS",
    /// Education.
    Edu = "EDU",
    /// Religious bodies and figures.
    Rel = "REL",
    /// Labour, unions.
    Lab = "LAB",
    /// Non-governmental organisation.
    Ngo = "NGO",
    /// Intergovernmental organisation.
    Igo = "IGO",
    /// Refugees and displaced people.
    Ref = "REF",
    /// Criminals.
    Crm = "CRM",
    /// Unknown.
    Unk = "UNK",
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Sector {
    type Err = UnknownName;
    fn from_str(s: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .iter()
            .copied()
            .find(|v| v.as_str() == s)
            .ok_or_else(|| UnknownName {
                list: "sector",
                name: s.to_owned(),
                known: Self::ALL
                    .iter()
                    .map(|v| v.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            })
    }
}

/// Country and sector of an actor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// The country.
    pub country: Country,
    /// The sector.
    pub sector: Sector,
}

impl Code {
    /// Puts the two together.
    pub const fn new(country: Country, sector: Sector) -> Self {
        Self { country, sector }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.country, self.sector)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Code {
    type Err = CodeError;
    fn from_str(s: &str) -> Result<Self, CodeError> {
        let (country, sector) = s
            .split_once(' ')
            .ok_or_else(|| CodeError::Shape(s.to_owned()))?;
        Ok(Self {
            country: country.parse()?,
            sector: sector.parse()?,
        })
    }
}

macro_rules! serde_as_text {
    ($($t:ty),+) => {$(
        impl Serialize for $t {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.collect_str(self) }
        }
        impl<'de> Deserialize<'de> for $t {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}
serde_as_text!(Country, Code);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip() {
        for s in ["SYR GOV", "--- REB", "IGO IGO", "XKX CVL"] {
            assert_eq!(s.parse::<Code>().unwrap().to_string(), s);
        }
    }

    #[test]
    fn bad_codes_say_what_is_wrong() {
        assert!(
            "SYRGOV"
                .parse::<Code>()
                .unwrap_err()
                .to_string()
                .contains("SYR GOV")
        );
        assert!(
            "syr GOV"
                .parse::<Code>()
                .unwrap_err()
                .to_string()
                .contains("alpha-3")
        );
        assert!(
            "SYR XXX"
                .parse::<Code>()
                .unwrap_err()
                .to_string()
                .contains("GOV, MIL")
        );
    }
}
