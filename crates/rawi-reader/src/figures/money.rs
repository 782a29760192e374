//! Takes the place after a number, gives the currency that stands there (ISO 4217), told apart by the nisba beside it.

use rawi_lexicon::PhraseKind;

use crate::contexts::{bare, stems};
use crate::sentence::Sentence;

/// Folded stems of a currency; the code without a nisba; the codes by country.
type Currency = (
    &'static [&'static str],
    Option<&'static str>,
    &'static [(&'static str, &'static str)],
);

const CURRENCIES: &[Currency] = &[
    (
        &["دولار"],
        Some("USD"),
        &[
            ("USA", "USD"),
            ("AUS", "AUD"),
            ("CAN", "CAD"),
            ("NZL", "NZD"),
            ("SGP", "SGD"),
            ("HKG", "HKD"),
            ("TWN", "TWD"),
        ],
    ),
    (&["يورو"], Some("EUR"), &[]),
    (
        &["ريال"],
        None,
        &[
            ("SAU", "SAR"),
            ("QAT", "QAR"),
            ("OMN", "OMR"),
            ("YEM", "YER"),
            ("IRN", "IRR"),
            ("BRA", "BRL"),
        ],
    ),
    (&["درهم", "دراهم"], None, &[("ARE", "AED"), ("MAR", "MAD")]),
    (
        &["دينار", "دنانير"],
        None,
        &[
            ("KWT", "KWD"),
            ("BHR", "BHD"),
            ("JOR", "JOD"),
            ("IRQ", "IQD"),
            ("TUN", "TND"),
            ("DZA", "DZD"),
            ("LBY", "LYD"),
            ("SRB", "RSD"),
        ],
    ),
    (
        &["جنيه", "جنيهات"],
        None,
        &[
            ("EGY", "EGP"),
            ("GBR", "GBP"),
            ("SDN", "SDG"),
            ("SSD", "SSP"),
        ],
    ),
    (
        &["ليره", "ليرات"],
        None,
        &[("SYR", "SYP"), ("LBN", "LBP"), ("TUR", "TRY")],
    ),
    (&["شيكل", "شيقل", "شواكل"], Some("ILS"), &[("ISR", "ILS")]),
    (&["روبل"], Some("RUB"), &[("RUS", "RUB"), ("BLR", "BYN")]),
    (&["يوان"], Some("CNY"), &[("CHN", "CNY")]),
    (
        &["روبيه", "روبيات"],
        None,
        &[
            ("IND", "INR"),
            ("PAK", "PKR"),
            ("IDN", "IDR"),
            ("LKA", "LKR"),
        ],
    ),
    (&["فرنك"], None, &[("CHE", "CHF"), ("DJI", "DJF")]),
    (
        &["كرونه", "كرون"],
        None,
        &[
            ("SWE", "SEK"),
            ("NOR", "NOK"),
            ("DNK", "DKK"),
            ("CZE", "CZK"),
        ],
    ),
    (&["تومان"], Some("IRR"), &[("IRN", "IRR")]),
    (&["استرليني"], Some("GBP"), &[]),
    (&["اوقيه"], None, &[("MRT", "MRU")]),
];

/// The currency at a word, past `من`: its code where it is clear, what to multiply by, and where its words end.
pub(super) fn currency(s: &Sentence<'_>, at: usize) -> Option<(Option<&'static str>, f64, usize)> {
    let sign = |k: usize| match s.words.get(k).map(|w| &*w.key) {
        Some("$") => Some("USD"),
        Some("€") => Some("EUR"),
        Some("£") => Some("GBP"),
        _ => None,
    };
    if let Some(code) = sign(at) {
        return Some((Some(code), 1.0, at + 1));
    }
    let k = if s.words.get(at)?.is("من") {
        at + 1
    } else {
        at
    };
    let w = s.words.get(k)?;
    if w.is_joined() {
        return None;
    }
    let (names, plain, by_country) = CURRENCIES
        .iter()
        .find(|(names, _, _)| stems(bare(w)).any(|x| names.contains(&x)))?;
    // The toman of daily speech is ten rials; the code is the rial's.
    let factor = if names.contains(&"تومان") {
        10.0
    } else {
        1.0
    };
    if let Some(n) = s.words.get(k + 1) {
        if stems(bare(n)).any(|x| x == "استرليني") || bare(n) == "استرليني" {
            return Some((Some("GBP"), factor, k + 2));
        }
        if let Some((name, r)) = s.names.longest(k + 1, PhraseKind::Demonym) {
            let country = s.lexicon.state(r.index).country;
            let code = by_country
                .iter()
                .find(|(c, _)| *c == country.as_str())
                .map(|(_, code)| *code);
            return Some((code.or(*plain), factor, name.end));
        }
    }
    Some((*plain, factor, k + 1))
}
