//! Takes a sentence with its acts, gives finished records: words cut from the text, status, time, place, sources.

use rawi_arabic::{Aspect, Text};
use rawi_model::{
    Article, Code, Country, Derivation, EventType, Figure, Mention, Place, Record, Sector, Source,
    Words,
};

use crate::acts::Finder;
use crate::discourse::{Discourse, Participant};
use crate::features::View;
use crate::gloss::{About, Outlet};
use crate::mentions::MentionKind;
use crate::sentence::Sentence;
use crate::speech;
use crate::weights::Models;
use crate::words::Tag;
use crate::{choose, contexts, figures, gloss, merge, places, status, times};

/// Reads one sentence and appends its records.
#[expect(
    clippy::too_many_arguments,
    reason = "what a sentence is read with, each of its own kind"
)]
pub(crate) fn of_sentence(
    s: &Sentence<'_>,
    text: &Text,
    article: &Article,
    discourse: &mut Discourse,
    models: Option<&Models>,
    explain: bool,
    outlet: &Outlet,
    out: &mut Vec<Record>,
) {
    let base = discourse.admit(s, text);
    let speech = speech::find(s, base, discourse);
    let candidates = Finder {
        s,
        base,
        discourse,
        speech: &speech,
    }
    .find();
    let view = View {
        s,
        base,
        discourse,
        speech: &speech,
        acts: &candidates,
    };
    let acts = choose::choose(&view, models, explain);
    let same_clause = |a: usize, b: usize| {
        let (from, to) = (a.min(b), a.max(b));
        !(from..to).any(|k| s.words[k].is_punct(".؟!؛"))
    };
    let acts = merge::merge(acts, &same_clause);
    let located = places::find(s, discourse);
    let triggers: Vec<usize> = acts.iter().map(|a| a.word).collect();
    let whens = times::assign(s, &acts);
    let told: Vec<(usize, EventType)> = acts.iter().map(|a| (a.word, a.kind)).collect();
    let counted = figures::find(s, &told);
    let marks = if acts.is_empty() {
        Vec::new()
    } else {
        contexts::marks(s)
    };
    for (k, act) in acts.iter().enumerate() {
        let (links, stance, rule) = speech.chain(act.word);
        let ahead = whens[k].is_some_and(|t| times::looks_ahead(s, act, t, article.published));
        let mut verdict = status::of(s, act, &acts, ahead);
        // `لن يقبل`, `لم يوافق`: not to agree is to refuse.
        let refused = act.kind == EventType::Agree
            && act.finite
            && act.light.is_none()
            && verdict.rule == "negation";
        if refused {
            verdict.status = rawi_model::Status::Occurred;
        }
        let kind = if refused { EventType::Reject } else { act.kind };
        let others: Vec<usize> = triggers
            .iter()
            .copied()
            .filter(|t| *t != act.word)
            .collect();
        let place = places::of(s, act, &located, &others);
        let mut derivation = act.derivation.clone();
        derivation.push(Derivation {
            field: "status".into(),
            rule: verdict.rule.into(),
            entries: verdict.entry.into_iter().collect(),
            words: verdict.word.map(|w| words(s, text, w, w + 1)),
        });
        if let Some(rule) = rule {
            derivation.push(Derivation {
                field: "according_to".into(),
                rule: rule.into(),
                entries: links
                    .iter()
                    .flat_map(|l| l.entries.iter().cloned())
                    .collect(),
                words: None,
            });
        }
        for (field, people) in [("actor", &act.actors), ("recipient", &act.recipients)] {
            for &p in people {
                let p = &discourse.participants[p];
                derivation.push(Derivation {
                    field: field.into(),
                    rule: format!("mention; country by {}", p.country_rule),
                    entries: p.entries.clone(),
                    words: Some(Words {
                        start: p.start,
                        end: p.end,
                        text: p.text.clone(),
                    }),
                });
            }
        }
        if let Some(p) = place {
            derivation.push(Derivation {
                field: "place".into(),
                rule: "locative phrase".into(),
                entries: p.entry.iter().cloned().collect(),
                words: Some(words(s, text, p.start, p.end)),
            });
        }
        let resolved = whens[k].and_then(|t| {
            if ahead {
                t.future.as_ref().or(t.past.as_ref())
            } else {
                t.past.as_ref()
            }
        });
        if let (Some(t), Some(_)) = (whens[k], resolved) {
            derivation.push(Derivation {
                field: "when".into(),
                rule: "time expression".into(),
                entries: Vec::new(),
                words: Some(words(s, text, t.start, t.end)),
            });
        }
        let codes = act
            .actors
            .iter()
            .chain(&act.recipients)
            .map(|&p| discourse.participants[p].code);
        let mut record = Record {
            trigger: words(s, text, act.word, act.word + 1),
            kind,
            mode: act.frame.mode.clone(),
            contexts: contexts::of(s, act.word, &marks, codes),
            actor: act
                .actors
                .iter()
                .map(|&p| mention(&discourse.participants[p], act.kind, text))
                .collect(),
            recipient: act
                .recipients
                .iter()
                .map(|&p| mention(&discourse.participants[p], act.kind, text))
                .collect(),
            place: place.map(|p| Place {
                start: s.words[p.start].start,
                end: s.words[p.end - 1].end,
                text: text.slice(s.words[p.start].start, s.words[p.end - 1].end),
                country: p.country.unwrap_or(Country::NONE),
                geoname_id: p.geoname_id,
                lat: p.lat,
                lon: p.lon,
                name: p.latin.clone(),
            }),
            when: resolved.map(crate::times::Resolved::when),
            when_range: resolved.map(crate::times::Resolved::range),
            status: verdict.status,
            according_to: links
                .into_iter()
                .map(|l| Source {
                    start: l.start,
                    end: l.end,
                    text: text.slice(l.start, l.end),
                    kind: l.kind,
                    code: l.code,
                    id: l.id,
                    name: l.latin,
                })
                .collect(),
            stance,
            figures: counted
                .iter()
                .filter(|f| f.act == k)
                .map(|f| Figure {
                    kind: f.kind,
                    value: f.value,
                    unit: f.unit.clone(),
                    hedge: f.hedge,
                    words: words(s, text, f.start, f.end),
                })
                .collect(),
            mutual: act.kind.is_mutual(),
            confidence: act.probability,
            gloss: None,
            derivation,
        };
        let verb = &s.words[act.light.unwrap_or(act.word)];
        let about = About {
            lexicon: s.lexicon,
            outlet,
            english: &act.frame.english,
            verbal: act.frame.id.contains('.'),
            past: verb.tag == Tag::Verb
                && verb
                    .reading()
                    .is_some_and(|r| r.features.aspect == Some(Aspect::Perfect)),
        };
        record.gloss = Some(gloss::gloss(&record, &about));
        out.push(record);
    }
}

fn words(s: &Sentence<'_>, text: &Text, from: usize, to: usize) -> Words {
    let (start, end) = (s.words[from].start, s.words[to - 1].end);
    Words {
        start,
        end,
        text: text.slice(start, end),
    }
}

fn mention(p: &Participant, kind: EventType, text: &Text) -> Mention {
    // A nisba of an armed act is that country's armed forces.
    let code = if p.kind == MentionKind::Demonym
        && p.code.sector == Sector::Gov
        && matches!(kind, EventType::Assault | EventType::Mobilize)
    {
        Code::new(p.code.country, Sector::Mil)
    } else {
        p.code
    };
    Mention {
        start: p.start,
        end: p.end,
        text: text.slice(p.start, p.end),
        code,
        id: p.id.clone(),
        name: p.latin.clone(),
    }
}
