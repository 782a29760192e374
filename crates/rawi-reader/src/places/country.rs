//! Settles which country a place lies in: by its name, by the places and people beside it, by what the report is about.

use rawi_lexicon::PhraseKind;
use rawi_model::Country;

use super::{Case, Located, Run, Sort, bare_stem};
use crate::discourse::Discourse;
use crate::mentions::MentionKind;
use crate::sentence::Sentence;

/// Names and nouns of place with their countries; those whose country nothing tells are left out.
pub(super) fn settle(s: &Sentence<'_>, runs: &[(Run, Case)], discourse: &Discourse) -> Vec<Located> {
    let mut out: Vec<Located> = Vec::new();
    for (k, (run, case)) in runs.iter().enumerate() {
        let found = by_name(s, run, *case, discourse).or_else(|| {
            let next = runs.get(k + 1).map(|(r, _)| r);
            by_noun(s, run, next, *case, &out, discourse)
        });
        out.extend(found);
    }
    out
}

/// A place that the lexicon knows by name.
fn by_name(s: &Sentence<'_>, run: &Run, case: Case, discourse: &Discourse) -> Option<Located> {
    let at = run.name?;
    let name = s.names.at(at).iter().find(|n| n.end == run.end)?;
    // `حي القاهرة`, `شارع فلسطين`: called after another place.
    let site = matches!(run.noun, Some(Sort::Site | Sort::Other));
    let mut found: Vec<(Located, bool)> = Vec::new();
    for r in &name.refs {
        let located = match r.kind {
            PhraseKind::Place => {
                let e = s.lexicon.place(r.index);
                Located {
                    start: run.start,
                    end: run.end,
                    country: Some(e.country),
                    geoname_id: e.geoname_id,
                    lat: e.lat,
                    lon: e.lon,
                    latin: Some(e.english.clone()),
                    entry: Some(e.id.clone()),
                    case,
                    state: false,
                    named: true,
                }
            }
            PhraseKind::State | PhraseKind::Capital => {
                let e = s.lexicon.state(r.index);
                Located {
                    start: run.start,
                    end: run.end,
                    country: Some(e.country),
                    geoname_id: None,
                    lat: None,
                    lon: None,
                    latin: (r.kind == PhraseKind::State).then(|| e.english.clone()),
                    entry: Some(e.country.to_string()),
                    case,
                    state: run.noun.is_none() && !run.direction,
                    named: true,
                }
            }
            _ => continue,
        };
        found.push((located, r.kind == PhraseKind::State));
    }
    let state = found.iter().any(|(l, _)| l.state);
    let of_state = found.iter().find(|(_, state)| *state).and_then(|(l, _)| l.country);
    let weight = |l: &Located| {
        let c = l.country.unwrap_or(Country::NONE);
        beside(s, run, c) + discourse.weights.get(&c).copied().unwrap_or(0.0) * 0.1
    };
    let countries = found.iter().filter_map(|(l, _)| l.country).collect::<std::collections::BTreeSet<_>>();
    let mut best = 0;
    for k in 1..found.len() {
        let (a, b) = (&found[best].0, &found[k].0);
        // A capital also stands in the list of places, with its coordinates: the richer entry wins.
        let richer = a.country == b.country && a.geoname_id.is_none() && b.geoname_id.is_some();
        let nearer = countries.len() > 1 && weight(b) > weight(a);
        if richer || nearer {
            best = k;
        }
    }
    let mut found = (best < found.len()).then(|| found.swap_remove(best).0)?;
    found.state = state && of_state.is_none_or(|c| Some(c) == found.country);
    if site && (state || of_state.is_some()) {
        let other = near(s, run, &[]).or_else(|| discourse.topic());
        if other.is_some() && other != found.country {
            found = Located { country: other, geoname_id: None, lat: None, lon: None, latin: None, entry: None, ..found };
        }
    }
    Some(found)
}

/// How much the rest of the sentence is about a country.
fn beside(s: &Sentence<'_>, run: &Run, country: Country) -> f32 {
    let mentioned = s
        .mentions
        .iter()
        .filter(|m| (m.end <= run.start || m.start >= run.end) && m.country == Some(country))
        .count();
    if mentioned > 0 { 1.0 } else { 0.0 }
}

/// A place known by what sort of place it is: its adjective, the place it lies in, one named before, or the report tells the country.
fn by_noun(
    s: &Sentence<'_>,
    run: &Run,
    next: Option<&Run>,
    case: Case,
    earlier: &[Located],
    discourse: &Discourse,
) -> Option<Located> {
    let demonym = (run.start..run.end)
        .find_map(|k| s.names.longest(k, PhraseKind::Demonym))
        .map(|(_, r)| s.lexicon.state(r.index).country);
    let lies_in = next
        .filter(|n| n.start <= run.end + 2 && !s.words[run.end..n.start].iter().any(|w| w.is_punct(".؛:")))
        .and_then(|n| by_name(s, n, Case::In, discourse))
        .and_then(|l| l.country);
    let whole = bare_stem(s, run.start);
    let topical = match (run.noun, case) {
        (Some(Sort::Settlement | Sort::Site | Sort::House), _) => true,
        (_, Case::In) => run.end > run.start + 1,
        _ => false,
    };
    let alone = run.end == run.start + 1;
    // `المنطقة` alone may be half a continent.
    let vague = alone && matches!(whole, "منطقه" | "اراضي" | "ارض" | "دوله" | "حدود" | "مناطق" | "موقع" | "مركز");
    let definite = s.words[run.start].has_article() || !alone;
    let country = demonym.or(lies_in).or_else(|| {
        if !topical || !definite {
            return None;
        }
        let last = earlier.iter().rev().filter(|l| l.named).find_map(|l| l.country).filter(|c| c.is_state());
        if vague || alone { last.or_else(|| discourse.topic().filter(|_| !vague)) } else { near(s, run, earlier).or_else(|| discourse.topic()) }
    })?;
    country.is_state().then_some(Located {
        start: run.start,
        end: run.end,
        country: Some(country),
        geoname_id: None,
        lat: None,
        lon: None,
        latin: None,
        entry: None,
        case,
        state: false,
        named: false,
    })
}

/// The country of the nearest place of the same sentence, of those before it or of a capital or town named in passing.
fn near(s: &Sentence<'_>, run: &Run, earlier: &[Located]) -> Option<Country> {
    let after = (run.end..(run.end + 8).min(s.words.len())).find_map(|k| {
        s.names.at(k).iter().flat_map(|n| n.refs.iter()).find_map(|r| match r.kind {
            PhraseKind::State | PhraseKind::Capital if !r.ambiguous => Some(s.lexicon.state(r.index).country),
            PhraseKind::Place if !r.ambiguous && s.words[k].in_name => Some(s.lexicon.place(r.index).country),
            _ => None,
        })
    });
    earlier
        .iter()
        .rev()
        .filter(|l| l.named)
        .find_map(|l| l.country)
        .or_else(|| after.filter(|_| s.mention_at(run.start).is_none_or(|m| s.mentions[m].kind != MentionKind::Body)))
        .filter(|c| c.is_state())
}
