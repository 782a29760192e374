//! The query of a URL as pairs in their order: read with care, written again with something changed. Every view of the
//! desk is a URL, and every link on it is the present one with a difference.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::fault::Fault;

/// More pairs than these are not looked at.
const MOST: usize = 200;

/// What stands after the `?`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Params(Vec<(String, String)>);

impl Params {
    /// Reads a query; empty values, as forms send them, are left out.
    pub(crate) fn parse(query: &str) -> Self {
        Self(
            form_urlencoded::parse(query.as_bytes())
                .take(MOST)
                .map(|(k, v)| (k.into_owned(), v.trim().to_owned()))
                .filter(|(_, v)| !v.is_empty())
                .collect(),
        )
    }

    /// These pairs.
    pub(crate) const fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The first value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, v)| v.as_str())
    }

    /// The first value of a key; the empty string without one.
    pub(crate) fn text(&self, key: &str) -> &str {
        self.get(key).unwrap_or_default()
    }

    /// All values of a key.
    pub(crate) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(k, _)| k == key)
            .map(|(_, v)| v.as_str())
    }

    /// Whether a key has this value.
    pub(crate) fn has(&self, key: &str, value: &str) -> bool {
        self.all(key).any(|v| v == value)
    }

    /// The pairs.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The first value of a key, read.
    pub(crate) fn read<T>(&self, key: &str) -> Result<Option<T>, Fault>
    where
        T: FromStr<Err: fmt::Display>,
    {
        self.get(key).map(|text| read(key, text)).transpose()
    }

    /// All values of a key, read.
    pub(crate) fn read_all<T>(&self, key: &'static str) -> Result<Vec<T>, Fault>
    where
        T: FromStr<Err: fmt::Display>,
    {
        self.all(key).map(|text| read(key, text)).collect()
    }

    /// The same with a key at one value.
    pub(crate) fn with(&self, key: &str, value: impl fmt::Display) -> Self {
        let mut changed = self.without(key);
        changed.0.push((key.to_owned(), value.to_string()));
        changed
    }

    /// The same without a key.
    pub(crate) fn without(&self, key: &str) -> Self {
        Self(self.0.iter().filter(|(k, _)| k != key).cloned().collect())
    }

    /// The same with a value of a key there if it was not, and gone if it was.
    pub(crate) fn toggled(&self, key: &str, value: &str) -> Self {
        let mut changed = self.clone();
        changed.0.retain(|(k, v)| !(k == key && v == value));
        if changed.0.len() == self.0.len() {
            changed.0.push((key.to_owned(), value.to_owned()));
        }
        changed
    }
}

fn read<T: FromStr<Err: fmt::Display>>(key: &str, text: &str) -> Result<T, Fault> {
    text.parse()
        .map_err(|error| Fault::Bad(format!("{key}: {error}")))
}

/// As it stands in a URL, without the `?`.
impl fmt::Display for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.extend_pairs(&self.0);
        f.write_str(&out.finish())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_comes_back_with_a_difference() {
        let params = Params::parse("q=%D8%A8%D8%BA%D8%AF%D8%A7%D8%AF+x&type=AID&type=AGREE&empty=");
        assert_eq!(params.text("q"), "بغداد x");
        assert_eq!(
            params
                .toggled("type", "AID")
                .all("type")
                .collect::<Vec<_>>(),
            ["AGREE"]
        );
        assert_eq!(params.toggled("type", "ASSAULT").all("type").count(), 3);
        assert_eq!(Params::parse(&params.to_string()), params);
        assert_eq!(
            params.without("type").with("q", "a&b").to_string(),
            "q=a%26b"
        );
    }

    #[test]
    fn a_bad_value_names_its_key() {
        let fault = Params::parse("n=x").read::<u32>("n").unwrap_err();
        assert!(fault.to_string().starts_with("n: "), "{fault}");
    }
}
