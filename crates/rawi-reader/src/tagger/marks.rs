//! Takes words and names, marks what the names settle before any reading is weighed.

use super::*;

/// Words inside titles and collective names of several words (`ولي عهد`, `قوات الأمن`) are no verbs.
pub(super) fn mark_titles(words: &mut [Word], names: &Names) {
    // `ياسر حسان`: a first name before another name is no verb.
    for name in names
        .iter()
        .filter(|n| n.len() == 1 && n.clitics.is_empty())
    {
        let next = words.get(name.end).is_some_and(|w| {
            let named = names.at(name.end).iter().any(|n| {
                n.clitics.is_empty() && n.refs.iter().any(|r| r.kind == PhraseKind::FirstName)
            });
            let unknown = w.kind == rawi_arabic::TokenKind::Word
                && w.readings.iter().all(|r| r.guessed || r.pos == Pos::Proper);
            named || unknown
        });
        if next
            && name
                .refs
                .iter()
                .any(|r| r.kind == PhraseKind::FirstName && !r.ambiguous)
        {
            words[name.start].nominal_only = true;
        }
    }
    for name in names.iter().filter(|n| n.len() > 1) {
        if name.refs.iter().any(|r| {
            matches!(
                r.kind,
                PhraseKind::Title | PhraseKind::Actor | PhraseKind::SourceNoun
            )
        }) {
            for w in &mut words[name.start..name.end] {
                w.nominal_only = true;
            }
        }
    }
}

/// Words of unambiguous names are proper nouns, whatever else they may be.
pub(super) fn mark_names(words: &mut [Word], names: &Names, lexicon: &Lexicon) {
    let mut i = 0;
    while i < words.len() {
        let found = names.at(i).iter().find(|n| {
            n.refs.iter().any(|r| {
                !r.ambiguous
                    && matches!(
                        r.kind,
                        PhraseKind::State
                            | PhraseKind::Capital
                            | PhraseKind::Person
                            | PhraseKind::Body
                            | PhraseKind::Media
                            | PhraseKind::Place
                    )
                    && (n.len() > 1
                        || r.kind != PhraseKind::Place
                        || !is_ordinary(&words[i], lexicon))
            })
        });
        let Some(name) = found else {
            i += 1;
            continue;
        };
        let (start, end, clitics) = (name.start, name.end, name.clitics);
        for (j, word) in words.iter_mut().enumerate().take(end).skip(start) {
            word.in_name = true;
            // Keep a nominal reading with the clitics that the name was found with, so that gender and number survive.
            let wanted = if j == start { clitics } else { Clitics::NONE };
            let reading = word
                .readings
                .iter()
                .position(|r| r.pos == Pos::Proper && r.clitics.without(Clitics::AL) == wanted)
                .or_else(|| {
                    word.readings.iter().position(|r| {
                        !matches!(r.pos, Pos::Verb | Pos::Particle)
                            && r.enclitic.is_none()
                            && r.clitics.without(Clitics::AL) == wanted
                    })
                });
            if let Some(k) = reading {
                word.chosen = k;
            } else if let Some(first) = word.readings.first().cloned() {
                word.readings.push(Analysis {
                    pos: Pos::Proper,
                    clitics: wanted,
                    enclitic: None,
                    ..first
                });
                word.chosen = word.readings.len() - 1;
            }
            if word.kind == rawi_arabic::TokenKind::Word {
                word.tag = Tag::Proper;
            }
        }
        i = end;
    }
}

pub(super) fn is_ordinary(word: &Word, _lexicon: &Lexicon) -> bool {
    word.readings
        .iter()
        .any(|r| !r.guessed && !matches!(r.pos, Pos::Proper))
}
