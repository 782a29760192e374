//! What a verb yields besides finite forms: participles and masdars, with their nominal inflections.

use super::{
    Inflected, Verb,
    sounds::{Seat, bare, settle, spell},
    stems::{Class, Stem, Stems},
    verb::Form,
};
use crate::{
    features::Pos,
    nominal::{adjectival, ends_defective, masdar},
};

/// All inflected participles and masdars.
pub(super) fn forms(v: &Verb, stems: &Stems) -> Vec<Inflected> {
    let mut out = Vec::new();
    // `أرى` has no participles in use.
    if !(v.root == "رءي" && v.form == Form::IV) {
        let active = active_participle(stems);
        let passive = passive_participle(stems);
        let same = written(&active) == written(&passive);
        participle(&active, Pos::ActiveParticiple, &mut out);
        if v.transitive || !same {
            participle(&passive, Pos::PassiveParticiple, &mut out);
        }
    }
    masdars(v, stems, &mut out);
    out
}

fn written(sounds: &str) -> String {
    bare(&spell(&settle(sounds), Seat::Waw))
}

fn participle(sounds: &str, pos: Pos, out: &mut Vec<Inflected>) {
    let start = out.len();
    adjectival(&written(sounds), sounds.ends_with('I'), pos, out);
    if let Some(first) = out.get_mut(start) {
        first.vocalised = Some(spell(&settle(sounds), Seat::Waw));
    }
}

fn active_participle(stems: &Stems) -> String {
    match (stems.form, stems.class, &stems.imperfect) {
        (Form::I, Class::Doubled, _) => stems.fill("1A22"),
        (Form::I, Class::Defective, _) => stems.fill("1A2I"),
        // جاءٍ: one hamza of the two becomes weak.
        (Form::I, Class::Hollow, _) if stems.radicals[2] == 'ء' => stems.fill("1A'I"),
        (Form::I, Class::Hollow, _) => stems.fill("1A'i3"),
        (Form::I, ..) => stems.fill("1A2i3"),
        (Form::V, Class::Sound, _) => stems.fill("muta1a22i3"),
        (Form::VI, Class::Sound, _) => stems.fill("muta1A2i3"),
        (Form::QII, Class::Sound, _) => stems.fill("muta1a23i4"),
        (_, _, Stem::Weak { base, .. }) => format!("مu{base}I"),
        (_, _, Stem::Strong { vowel, .. }) => format!("مu{vowel}"),
    }
}

fn passive_participle(stems: &Stems) -> String {
    if stems.form == Form::I {
        let pattern = match stems.class {
            Class::Hollow if stems.radicals[1] == 'و' => "ma1U3",
            Class::Hollow => "ma1I3",
            Class::Defective if stems.radicals[2] == 'و' && stems.vowels.pair().0 == 'a' => {
                "ma12uww"
            }
            Class::Defective => "ma12iyy",
            _ => "ma12U3",
        };
        return stems.fill(pattern);
    }
    match &stems.passive_imperfect {
        Stem::Weak { base, .. } => format!("مu{base}Y"),
        Stem::Strong { vowel, .. } => format!("مu{vowel}"),
    }
}

/// Patterns of the regular masdars.
fn patterns(stems: &Stems) -> &'static [&'static str] {
    let hamza_last = stems.radicals.last() == Some(&'ء');
    match (stems.form, stems.class) {
        (Form::I, _) => &[],
        (Form::II, Class::Defective) => &["ta12iyaH"],
        (Form::II, _) if hamza_last => &["ta12i3aH", "ta12I3"],
        (Form::II, _) => &["ta12I3"],
        (Form::III, Class::Defective) => &["mu1A2AH"],
        (Form::III, Class::Doubled) => &["mu1A22aH", "mu1A2a2aH"],
        (Form::III, _) => &["mu1A2a3aH"],
        (Form::IV, Class::Hollow) => &["'i1A3aH"],
        (Form::IV, Class::Defective) => &["'i12A'"],
        (Form::IV, _) => &["'i12A3"],
        (Form::V, Class::Defective) => &["ta1a22I"],
        (Form::V, _) => &["ta1a22u3"],
        (Form::VI, Class::Defective) => &["ta1A2I"],
        (Form::VI, Class::Doubled) => &["ta1A22"],
        (Form::VI, _) => &["ta1A2u3"],
        (Form::VII, Class::Hollow) => &["in1iyA3"],
        (Form::VII, Class::Defective) => &["in1i2A'"],
        (Form::VII, _) => &["in1i2A3"],
        (Form::VIII, Class::Hollow) => &["i1TiyA3"],
        (Form::VIII, Class::Defective) => &["i1Ti2A'"],
        (Form::VIII, _) => &["i1Ti2A3"],
        (Form::IX, _) => &["i12i3A3"],
        (Form::X, Class::Hollow) => &["isti1A3aH"],
        (Form::X, Class::Defective) => &["isti12A'"],
        (Form::X, _) => &["isti12A3"],
        (Form::QI, Class::Defective) => &["1a23AH"],
        (Form::QI, _) => &["1a23a4aH"],
        (Form::QII, Class::Defective) => &["ta1a23I"],
        (Form::QII, _) => &["ta1a23u4"],
        (Form::QIV, _) => &["i12i34A4"],
    }
}

fn masdars(v: &Verb, stems: &Stems, out: &mut Vec<Inflected>) {
    let mut known: Vec<String> = Vec::new();
    for pattern in patterns(stems) {
        let sounds = settle(&stems.fill(pattern));
        let vocalised = spell(&sounds, Seat::Waw);
        let form = bare(&vocalised);
        let start = out.len();
        masdar(&form, sounds.ends_with('I'), out);
        if let Some(first) = out.get_mut(start) {
            first.vocalised = Some(vocalised);
        }
        known.push(form);
    }
    for listed in v.masdars {
        let defective = ends_defective(listed);
        let form = crate::light(listed);
        if form.chars().count() > 1 && !known.contains(&form) {
            masdar(&form, defective, out);
            known.push(form);
        }
    }
}
