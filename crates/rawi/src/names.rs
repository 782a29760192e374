//! The names of outlets and agencies: takes a lexicon, gives what the store tells credits by.

use rawi_lexicon::{Lexicon, PhraseKind};
use rawi_store::OutletNames;

/// All names of outlets that a lexicon has, in Arabic and Latin script.
pub fn outlets(lexicon: &Lexicon) -> OutletNames {
    let mut names = OutletNames::default();
    for media in lexicon.media_all() {
        names.add(&media.id, &media.id, true);
        names.add(&media.latin.to_lowercase(), &media.id, true);
    }
    lexicon.phrases().for_each(|phrase, refs| {
        // `الرياض – واس` names a city before an agency: a town's name is no credit.
        let town = refs.iter().any(|r| {
            matches!(
                r.kind,
                PhraseKind::Place | PhraseKind::Capital | PhraseKind::State
            )
        });
        if town {
            return;
        }
        for found in refs.iter().filter(|r| r.kind == PhraseKind::Media) {
            names.add(phrase, &lexicon.media(found.index).id, found.ambiguous);
        }
    });
    names
}
