//! The files of `language/`.

use rawi_arabic::{Form, Gender, Vowels, light};

use super::row::Row;
use super::table::{Ids, Layout};
use crate::words::{FirstName, NounKind, NumberWord, ParticleClass};

/// The dictionary form of a word as the file lists it: marks dropped, a defective word with its ي.
pub(crate) fn dictionary_form(listed: &str) -> String {
    let mut text = light(listed);
    if listed.ends_with('\u{064D}') && !text.ends_with('ي') {
        text.push('ي');
    }
    text
}

/// A line of `verbs.txt`.
#[derive(Debug, Clone)]
pub(crate) struct VerbEntry {
    pub(crate) root: String,
    pub(crate) form: Form,
    pub(crate) vowels: Option<Vowels>,
    pub(crate) masdars: Vec<String>,
    pub(crate) government: Vec<String>,
    pub(crate) gloss: String,
}

/// A line of `nouns.txt`.
#[derive(Debug, Clone)]
pub(crate) struct NounEntry {
    /// As listed, and its dictionary form.
    pub(crate) listed: String,
    pub(crate) lemma: String,
    pub(crate) gender: Gender,
    pub(crate) plurals: Vec<String>,
    pub(crate) kind: NounKind,
    pub(crate) gloss: String,
}

/// A line of `adjectives.txt`.
#[derive(Debug, Clone)]
pub(crate) struct AdjectiveEntry {
    /// As listed, and its dictionary form.
    pub(crate) listed: String,
    pub(crate) lemma: String,
    pub(crate) feminine: Option<String>,
    pub(crate) plurals: Vec<String>,
    pub(crate) gloss: String,
}

/// A line of `particles.txt`.
#[derive(Debug, Clone)]
pub(crate) struct ParticleEntry {
    pub(crate) form: String,
    pub(crate) class: ParticleClass,
    pub(crate) features: Vec<String>,
    pub(crate) gloss: String,
}

/// A word with its spelling variants, all of one meaning.
#[derive(Debug, Clone)]
pub(crate) struct Variants<T> {
    pub(crate) names: Vec<super::row::Name>,
    pub(crate) value: T,
}

pub(crate) const VERBS: Layout = Layout {
    columns: &[
        "root",
        "form",
        "vowels",
        "masdars",
        "government",
        "gloss",
        "2",
    ],
    optional: 1,
    ids: Ids::Unique,
    // Roots of three letters come before those of four.
    sorted: false,
};
pub(crate) const NOUNS: Layout = Layout {
    columns: &["lemma", "gender", "plurals", "kind", "gloss"],
    optional: 0,
    ids: Ids::Unique,
    sorted: true,
};
pub(crate) const ADJECTIVES: Layout = Layout {
    columns: &["lemma", "feminine", "plurals", "gloss"],
    optional: 0,
    ids: Ids::Unique,
    sorted: true,
};
pub(crate) const PARTICLES: Layout = Layout {
    columns: &["form", "class", "features", "gloss"],
    optional: 0,
    ids: Ids::Unique,
    sorted: true,
};
pub(crate) const FIRST_NAMES: Layout = Layout {
    columns: &["name; variants", "gender", "Latin"],
    optional: 0,
    ids: Ids::Unique,
    sorted: true,
};
pub(crate) const NUMBERS: Layout = Layout {
    columns: &["word; variants", "value"],
    optional: 0,
    ids: Ids::Unique,
    sorted: true,
};

pub(crate) fn verb(row: &mut Row<'_>) -> Option<(String, VerbEntry)> {
    let root = root(row)?;
    let form_text = row.cell(1);
    let form: Option<Form> = row.parse(form_text);
    let letters = root.chars().count();
    let quadriliteral = form_text.starts_with('Q');
    if quadriliteral != (letters == 4) {
        row.defect(format!(
            "the root `{root}` has {letters} letters; forms I to X need three, QI, QII, QIV four"
        ));
    }
    let vowels = match (row.cell(2), form_text) {
        ("", "I") => {
            row.defect("form I needs its vowels: au, ai, aa, ia, uu or ii");
            None
        }
        ("", _) => None,
        (text, "I") => row.parse::<Vowels>(text),
        (text, form) => {
            row.defect(format!(
                "form {form} has no vowels to choose; write `-`, not `{text}`"
            ));
            None
        }
    };
    let masdars: Vec<_> = row.list(3).collect();
    let masdars: Vec<_> = masdars
        .into_iter()
        .filter_map(|m| row.listed("masdar", m))
        .map(str::to_owned)
        .collect();
    if form_text == "I" && masdars.is_empty() {
        row.defect("form I needs its masdar in the fourth column");
    }
    let government: Vec<String> = row.cell(4).split_whitespace().map(str::to_owned).collect();
    match government.split_first() {
        Some((first, rest)) if matches!(first.as_str(), "t" | "i" | "tt") => {
            for preposition in rest {
                row.arabic("preposition", preposition);
            }
        }
        _ => row.defect("government must begin with `t` (transitive), `i` (intransitive) or `tt`"),
    }
    let second = match row.cell(6) {
        "" => "",
        "2" => "/2",
        other => {
            row.defect(format!(
                "the seventh column is `2` for a second verb of the same root and form, not `{other}`"
            ));
            ""
        }
    };
    let gloss = row.latin("gloss", 5);
    Some((
        format!("{root}.{form_text}{second}"),
        VerbEntry {
            root,
            form: form?,
            vowels,
            masdars,
            government,
            gloss,
        },
    ))
}

fn root(row: &mut Row<'_>) -> Option<String> {
    let root = row.cell(0);
    let fine = |c: char| matches!(c, 'ء' | 'ب' | 'ت'..='غ' | 'ف'..='و' | 'ي');
    if let Some(c) = root.chars().find(|&c| !fine(c)) {
        row.defect(match c {
            'أ' | 'إ' | 'آ' | 'ؤ' | 'ئ' => {
                format!("`{c}` in the root `{root}`; a hamza is written `ء`")
            }
            'ا' | 'ى' => format!("`{c}` in the root `{root}`; a weak letter is written و or ي"),
            _ => format!("`{c}` cannot stand in a root (`{root}`)"),
        });
        return None;
    }
    if !matches!(root.chars().count(), 3 | 4) {
        row.defect(format!(
            "the root `{root}` must have three or four letters; doubled ones are written in full (مدد)"
        ));
        return None;
    }
    Some(root.to_owned())
}

/// `m`, `f` or `u`.
fn gender(row: &mut Row<'_>, column: usize) -> Gender {
    match row.cell(column) {
        "m" => Gender::Masculine,
        "f" => Gender::Feminine,
        "u" | "mf" => Gender::Either,
        other => {
            row.defect(format!("gender is `m`, `f` or `mf`, not `{other}`"));
            Gender::Either
        }
    }
}

fn plurals(row: &mut Row<'_>, column: usize) -> Vec<String> {
    let values: Vec<_> = row.list(column).collect();
    values
        .into_iter()
        .filter_map(|p| row.listed("plural", p))
        .map(str::to_owned)
        .collect()
}

pub(crate) fn noun(row: &mut Row<'_>) -> Option<(String, NounEntry)> {
    let listed = row.listed("lemma", row.cell(0))?.to_owned();
    let lemma = dictionary_form(&listed);
    let gender = gender(row, 1);
    let plurals = plurals(row, 2);
    let kind = match row.cell(3) {
        "" => {
            row.defect("the kind is empty; write one of human, group, body, place, time, thing, abstract, act");
            NounKind::None
        }
        text => row.parse(text).unwrap_or(NounKind::None),
    };
    let gloss = row.latin("gloss", 4);
    Some((
        format!("{lemma}.n"),
        NounEntry {
            listed,
            lemma,
            gender,
            plurals,
            kind,
            gloss,
        },
    ))
}

pub(crate) fn adjective(row: &mut Row<'_>) -> Option<(String, AdjectiveEntry)> {
    let listed = row.listed("lemma", row.cell(0))?.to_owned();
    let lemma = dictionary_form(&listed);
    let feminine = match row.cell(1) {
        "" => None,
        text => row.word("feminine", text),
    };
    let plurals = plurals(row, 2);
    let gloss = row.latin("gloss", 3);
    Some((
        format!("{lemma}.a"),
        AdjectiveEntry {
            listed,
            lemma,
            feminine,
            plurals,
            gloss,
        },
    ))
}

pub(crate) fn particle(row: &mut Row<'_>) -> Option<(String, ParticleEntry)> {
    let form = row.arabic("form", row.cell(0))?;
    let class: Option<ParticleClass> = row.parse(row.cell(1));
    let features = row.list(2).map(str::to_owned).collect();
    let gloss = row.latin("gloss", 3);
    Some((
        format!("{form}.{}", row.cell(1)),
        ParticleEntry {
            form,
            class: class?,
            features,
            gloss,
        },
    ))
}

pub(crate) fn first_name(row: &mut Row<'_>) -> Option<(String, Variants<FirstName>)> {
    let names = row.names("name", 0);
    let gender = gender(row, 1);
    let latin = row.latin("Latin name", 2);
    let name = names.first()?.text.clone();
    let id = format!("{name}.pn");
    let value = FirstName {
        id: id.clone(),
        name,
        gender,
        latin,
    };
    Some((id, Variants { names, value }))
}

pub(crate) fn number(row: &mut Row<'_>) -> Option<(String, Variants<NumberWord>)> {
    let names = row.names("word", 0);
    let text = row.cell(1);
    let (digits, vague) = match text.strip_suffix('+') {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    let value = digits.parse::<f64>().ok();
    let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let Some(value) = value.filter(|v| plain && v.is_finite()) else {
        row.defect(format!(
            "`{text}` is no value; write digits, with `.` for a fraction and `+` after a lower bound"
        ));
        return None;
    };
    let word = names.first()?.text.clone();
    let id = format!("{word}.num");
    let number = NumberWord {
        id: id.clone(),
        word,
        value,
        vague,
    };
    Some((
        id,
        Variants {
            names,
            value: number,
        },
    ))
}
