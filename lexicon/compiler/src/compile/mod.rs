//! Entries to finite-state maps: inflects the words, expands the phrases, hangs the frames on their heads.

mod check;
mod expand;
mod forms;
mod head;
mod names;
mod uses;
mod words;

use rawi_arabic::{LemmaId, Pos};

use crate::defect::Defect;
use crate::lexicon::{Lexicon, Tables, Uses, latin_key};
use crate::phrases::{PhraseBuilder, PhraseForm, PhraseKind, PhraseRef};
use crate::read::Entries;
use crate::source::Sources;
use crate::words::NounKind;
use words::Words;

/// Compiles a lexicon. Entries with defects are left out; everything wrong is told.
pub fn compile(sources: &Sources) -> (Lexicon, Vec<Defect>) {
    let mut defects = sources.defects.clone();
    let entries = Entries::read(sources, &mut defects);
    entries.check_removals(&mut defects);
    let lexicon = build(entries, sources.hash(), &mut defects);
    defects.sort();
    (lexicon, defects)
}

/// Compiles a lexicon with a user's files laid over it: an entry with a known id takes the other's place, a line `! id`
/// removes one. Defects of the lower sources are told too.
pub fn compile_overlay(below: &Sources, above: &Sources) -> (Lexicon, Vec<Defect>) {
    let mut defects = below.defects.clone();
    defects.extend(above.defects.iter().cloned());
    let mut entries = Entries::read(below, &mut defects);
    entries.check_removals(&mut defects);
    let over = Entries::read(above, &mut defects);
    entries.overlay(over, &mut defects);
    let both = blake3::hash(format!("{} {}", below.hash(), above.hash()).as_bytes()).to_hex();
    let hash = both.get(..16).unwrap_or(&both).to_owned();
    let lexicon = build(entries, hash, &mut defects);
    defects.sort();
    (lexicon, defects)
}

fn build(mut entries: Entries, hash: String, defects: &mut Vec<Defect>) -> Lexicon {
    check::countries(&mut entries, defects);
    let mut words = Words::new();
    add_words(&mut words, &entries, defects);
    check::prepositions(&mut entries, &words, defects);
    names::add_heads(&mut words, &entries);
    let mut tables = Tables {
        hash,
        ..Tables::default()
    };
    let mut phrases = PhraseBuilder::default();
    names::Names::new(&mut words, &mut phrases, &mut tables).add(&mut entries);
    add_uses(&words, entries, &mut tables, &mut phrases, defects);
    finish(words, tables, phrases)
}

fn add_words(words: &mut Words, entries: &Entries, defects: &mut Vec<Defect>) {
    for noun in &entries.nouns.entries {
        words.add_noun(&noun.id, &noun.value);
    }
    for adjective in &entries.adjectives.entries {
        words.add_adjective(&adjective.id, &adjective.value);
    }
    for verb in &entries.verbs.entries {
        words.add_verb(verb, defects);
    }
    for particle in &entries.particles.entries {
        words.add_particle(&particle.id, &particle.value);
    }
    for state in &entries.states.entries {
        for demonym in &state.value.demonyms {
            if demonym.text.ends_with('ي') && !demonym.text.contains(' ') {
                words.add_demonym(&demonym.text, &state.value.state.english);
            }
        }
    }
    for frame in &entries.noun_frames.entries {
        let head = &frame.value.head;
        let key = rawi_arabic::fold(head);
        let known = words
            .with_key(&key)
            .any(|(_, l)| matches!(l.pos, Pos::Noun | Pos::Masdar));
        if !known {
            words.add_synthetic_noun(head, NounKind::Act, "");
        }
    }
}

fn add_uses(
    words: &Words,
    mut entries: Entries,
    tables: &mut Tables,
    phrases: &mut PhraseBuilder,
    defects: &mut Vec<Defect>,
) {
    let frames = &mut entries.verb_frames.entries;
    for entry in frames.iter_mut().chain(&mut entries.noun_frames.entries) {
        entry.value.value.id.clone_from(&entry.id);
        uses::add_singulars(&mut entry.value.value.conditions, words);
    }
    for entry in &mut entries.light.entries {
        entry.value.value.id.clone_from(&entry.id);
    }
    for entry in &mut entries.saying.entries {
        entry.value.value.id.clone_from(&entry.id);
    }
    for entry in &mut entries.statuses.entries {
        entry.value.value.id.clone_from(&entry.id);
        uses::add_singulars(&mut entry.value.value.conditions, words);
    }
    let mut all = vec![Uses::default(); words.lemmas.len()];
    let uses = &mut all;
    tables.frames = uses::verb_uses(entries.verb_frames.entries, words, defects, uses, |u, r| {
        u.frames = r;
    });
    let nouns = entries.noun_frames.entries;
    let more = uses::noun_uses(nouns, tables.frames.len(), words, uses, |u, r| u.frames = r);
    tables.frames.extend(more);
    tables.light = uses::verb_uses(entries.light.entries, words, defects, uses, |u, r| {
        u.light = r;
    });
    tables.saying = uses::verb_uses(entries.saying.entries, words, defects, uses, |u, r| {
        u.saying = r;
    });
    let (verbal, other): (Vec<_>, Vec<_>) = entries
        .statuses
        .entries
        .into_iter()
        .partition(|e| crate::read::frames::is_verb_id(&e.value.head));
    tables.statuses = uses::verb_uses(verbal, words, defects, uses, |u, r| u.statuses = r);
    let base = tables.statuses.len();
    let (more, heads) = uses::status_uses(other, base, words, uses, |u, r| u.statuses = r);
    tables.statuses.extend(more);
    for (key, (from, to)) in heads {
        for index in from..to {
            phrases.add(
                &key,
                PhraseRef {
                    kind: PhraseKind::StatusPhrase,
                    index,
                    ambiguous: false,
                    form: PhraseForm::default(),
                },
            );
        }
    }
    tables.uses = all;
}

fn finish(words: Words, mut tables: Tables, phrases: PhraseBuilder) -> Lexicon {
    let mut by_id: Vec<LemmaId> = (0u32..)
        .zip(&words.lemmas)
        .map(|(i, _)| LemmaId(i))
        .collect();
    by_id.sort_by(|a, b| {
        let id = |l: &LemmaId| words.lemmas.get(l.0 as usize).map(|l| l.id.as_str());
        id(a).cmp(&id(b))
    });
    tables.by_id = by_id;
    tables.lemmas = words.lemmas;
    tables.media_by_latin = (0u32..)
        .zip(&tables.media)
        .flat_map(|(row, m)| [(latin_key(&m.latin), row), (latin_key(&m.id), row)])
        .filter(|(key, _)| !key.is_empty())
        .collect();
    tables.media_by_latin.sort();
    let places = &tables.places;
    let population = |i: u32| match places.get(i as usize) {
        // Hand-written places have no number of inhabitants and come first.
        Some(p) if p.geoname_id.is_none() => u32::MAX,
        Some(p) => p.population,
        None => 0,
    };
    let phrases = phrases.build(population);
    Lexicon {
        tables,
        stems: words.forms.build(),
        phrases,
    }
}
