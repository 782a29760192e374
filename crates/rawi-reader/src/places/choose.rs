//! Picks the place of an act among those of its sentence.

use rawi_lexicon::{FrameRole, Slot};
use rawi_model::EventType;

use super::{Case, Located, is_part};
use crate::acts::Act;
use crate::arguments::Group;
use crate::sentence::Sentence;
use crate::words::Tag;

/// The place of an act: what stands in its slot for one; else the nearest place where something happens after it, before
/// another act begins; else the nearest before it.
pub(crate) fn of<'p>(
    s: &Sentence<'_>,
    act: &Act<'_>,
    places: &'p [Located],
    others: &[usize],
) -> Option<&'p Located> {
    in_slot(s, act, places)
        .or_else(|| meant(s, act, places))
        .or_else(|| around(s, act, places, others))
}

/// `قصف مدينة حلب`, `زار دمشق`, `انسحب من تعز`, `سيطر على الموصل`.
fn in_slot<'p>(s: &Sentence<'_>, act: &Act<'_>, places: &'p [Located]) -> Option<&'p Located> {
    let prepositions = act.args.prepositions.iter();
    let prepositions = prepositions.map(|(q, g)| (Slot::Prep(q.to_string()), heads(s, g, places)));
    let object = act.args.object.as_ref().and_then(|g| heads(s, g, places));
    [
        (Slot::Object, object),
        (Slot::Genitive, genitive(s, act, places)),
    ]
    .into_iter()
    .chain(prepositions)
    .chain([(Slot::Object, beside(s, act, places))])
    .find_map(|(slot, place)| place.filter(|p| takes(s, act, &slot, p)))
}

/// `زار الوزير أول من أمس أثينا`, `قصفت الطائرات مخيم النصيرات`: a name that no phrase shows as the object.
fn beside<'p>(s: &Sentence<'_>, act: &Act<'_>, places: &'p [Located]) -> Option<&'p Located> {
    if !act.finite || act.passive || act.args.object.is_some() || act.args.clause.is_some() {
        return None;
    }
    let place = places.iter().find(|p| p.start > act.word)?;
    let between = &s.words[act.word + 1..place.start];
    let one = !between
        .iter()
        .any(|w| w.is_finite() || w.is_punct(".؟!؛:«»"));
    let held = s
        .mentions
        .iter()
        .any(|m| m.start <= place.start && place.end < m.end);
    (one && !held && place.named && place.case == Case::Bare && !s.words[place.start].is_joined())
        .then_some(place)
}

/// Whether what stands in a slot is where the act happens.
fn takes(s: &Sentence<'_>, act: &Act<'_>, slot: &Slot, place: &Located) -> bool {
    match act.frame.role(slot) {
        Some(FrameRole::Place) => true,
        Some(FrameRole::Recipient) => struck(s, act, place),
        // Where a visit or a journey goes, whatever the frame says of it.
        None | Some(FrameRole::Nothing) => {
            place.case == Case::To && act.frame.mode.as_deref() == Some("visit")
        }
        _ => false,
    }
}

/// The place right after a noun that names an act: `تحرير الأنبار`, `محاصرة مدينة الرمادي`.
fn genitive<'p>(s: &Sentence<'_>, act: &Act<'_>, places: &'p [Located]) -> Option<&'p Located> {
    if act.finite || act.args.pronoun {
        return None;
    }
    let next = (act.word + 1..s.words.len()).find(|&k| !is_part(s, k))?;
    places
        .iter()
        .find(|p| p.start == next && p.case == Case::Bare)
}

/// `تمهيداً لاقتحامها`: the place that a pronoun goes back to.
fn meant<'p>(s: &Sentence<'_>, act: &Act<'_>, places: &'p [Located]) -> Option<&'p Located> {
    let slot = if act.finite {
        Slot::Object
    } else {
        Slot::Genitive
    };
    let before = places
        .iter()
        .rev()
        .find(|p| act.args.pronoun && p.end <= act.word && !p.state);
    before.filter(|p| takes(s, act, &slot, p))
}

/// What is struck, besieged or raided is the place of it, unless it is a whole state or any house (`هدمت منزلاً في القدس`).
fn struck(s: &Sentence<'_>, act: &Act<'_>, place: &Located) -> bool {
    let physical = matches!(
        act.kind,
        EventType::Assault | EventType::Coerce | EventType::Protest
    );
    let indefinite = !place.named
        && !s.words[place.start].has_article()
        && s.words.get(place.start + 1).is_none_or(|w| {
            !matches!(w.tag, Tag::Noun | Tag::Proper | Tag::Masdar) || w.own_preposition().is_some()
        });
    physical && !place.state && !indefinite
}

/// The place that begins a group of phrases.
fn heads<'p>(s: &Sentence<'_>, group: &Group, places: &'p [Located]) -> Option<&'p Located> {
    let p = &s.phrases[*group.first()?];
    places
        .iter()
        .find(|l| l.start <= p.head && p.start < l.end || l.start == p.start)
}

/// The nearest place where something happens.
fn around<'p>(
    s: &Sentence<'_>,
    act: &Act<'_>,
    places: &'p [Located],
    others: &[usize],
) -> Option<&'p Located> {
    let spoken = is_spoken(act.kind);
    let content = act.content.map_or(usize::MAX, |(from, _)| from);
    let end = if spoken {
        s.clause_end(act.word).min(act.word + 6)
    } else {
        period(s, act.word)
    };
    let start = s.clause_start(act.word);
    let usable =
        |p: &&Located| happens(p) && !(spoken && (p.start >= content || recipient(s, act, p)));
    let verb = act.light.unwrap_or(act.word);
    // What stands after another act in between belongs to that one.
    let after = places
        .iter()
        .filter(usable)
        .find(|p| p.start > verb && p.start < end)
        .filter(|p| !others.iter().any(|&o| o > act.word && o < p.start));
    after
        .or_else(|| {
            let goes = |p: &&Located| usable(p) || arrived(s, act, p);
            places.iter().rev().filter(goes).find(|p| {
                p.end <= verb
                    && p.start >= start
                    && (p.case == Case::To || !of_someone(s, p))
                    && !others.iter().any(|&o| o < act.word && o > p.start)
            })
        })
        // `وفي الموصل، أعلنت …`: a place at the head of the sentence holds for all that follows.
        .or_else(|| {
            places
                .iter()
                .filter(usable)
                .find(|p| p.start <= 2 && p.end <= verb)
        })
}

/// `وصل إلى أديس أبابا للقاء …`: the journey ends where its purpose is carried out.
fn arrived(s: &Sentence<'_>, act: &Act<'_>, place: &Located) -> bool {
    let verb = (0..place.start).rev().find(|&k| s.words[k].is_finite());
    let travels = |k: usize| {
        let frames = s.words[k].lemma_id().map(|l| s.lexicon.frames(l));
        frames.is_some_and(|f| f.iter().any(|f| f.mode.as_deref() == Some("visit")))
    };
    act.kind == EventType::Consult && place.case == Case::To && verb.is_some_and(travels)
}

/// `السكان في المدينة`, `نائب الحزب في مصر`: right after somebody, it says where they are from.
fn of_someone(s: &Sentence<'_>, place: &Located) -> bool {
    let before = if s.words[place.start].own_preposition().is_some() {
        place.start
    } else {
        place.start.saturating_sub(1)
    };
    before
        .checked_sub(1)
        .is_some_and(|k| s.mention_at(k).is_some())
}

/// Whether something may happen at a place as it stands.
fn happens(place: &Located) -> bool {
    match place.case {
        Case::In => true,
        Case::On => !place.state && !place.named,
        Case::To | Case::From | Case::Bare => false,
    }
}

/// Words have no place of their own: what they are about may stand anywhere.
fn is_spoken(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Accuse
            | EventType::Request
            | EventType::Reject
            | EventType::Support
            | EventType::Agree
            | EventType::Threaten
    )
}

/// Whether a place stands in a slot for whom an act is addressed to.
fn recipient(s: &Sentence<'_>, act: &Act<'_>, place: &Located) -> bool {
    act.args.prepositions.iter().any(|(q, g)| {
        act.frame.role(&Slot::Prep(q.to_string())) == Some(FrameRole::Recipient)
            && g.iter()
                .any(|&p| s.phrases[p].start <= place.start && place.end <= s.phrases[p].end)
    })
}

/// The full stop after a word.
fn period(s: &Sentence<'_>, word: usize) -> usize {
    (word..s.words.len())
        .find(|&k| s.words[k].is_punct(".؟!؛…"))
        .unwrap_or(s.words.len())
}
