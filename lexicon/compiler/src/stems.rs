//! Every inflected form without clitics, in one finite-state map to its readings.

use std::borrow::Cow;

use fst::Map;
use rawi_arabic::{Features, LemmaId, Pos};

/// Bytes of one reading: lemma (4), signature (2).
const READING: usize = 6;
/// Low bits of a value of the map: how many readings; the rest: which one is the first.
const COUNT_BITS: u32 = 8;

/// A map from folded stems to readings. A reading is a lemma and a *signature*: part of speech and features, of which
/// the whole language has some hundreds.
pub(crate) struct Stems {
    map: Map<Cow<'static, [u8]>>,
    readings: Cow<'static, [u8]>,
    signatures: Vec<(Pos, Features)>,
}

impl Stems {
    pub(crate) fn new(
        map: Cow<'static, [u8]>,
        readings: Cow<'static, [u8]>,
        signatures: &[(Pos, u32)],
    ) -> Result<Self, fst::Error> {
        Ok(Self {
            map: Map::new(map)?,
            readings,
            signatures: signatures
                .iter()
                .map(|&(pos, bits)| (pos, Features::unpack(bits)))
                .collect(),
        })
    }

    pub(crate) fn map_bytes(&self) -> &[u8] {
        self.map.as_fst().as_bytes()
    }

    pub(crate) fn reading_bytes(&self) -> &[u8] {
        &self.readings
    }

    pub(crate) fn signatures(&self) -> Vec<(Pos, u32)> {
        self.signatures
            .iter()
            .map(|&(pos, features)| (pos, features.pack()))
            .collect()
    }

    /// Number of different stems.
    pub(crate) fn len(&self) -> usize {
        self.map.len()
    }

    pub(crate) fn lookup(&self, stem: &str, out: &mut dyn FnMut(LemmaId, Pos, Features)) {
        let Some(value) = self.map.get(stem) else {
            return;
        };
        let first = usize::try_from(value >> COUNT_BITS).unwrap_or(usize::MAX);
        let count = (value & ((1 << COUNT_BITS) - 1)) as usize;
        let bytes = self
            .readings
            .get(first.saturating_mul(READING)..)
            .unwrap_or(&[]);
        for reading in bytes.chunks_exact(READING).take(count) {
            let &[a, b, c, d, e, f] = reading else { return };
            let lemma = LemmaId(u32::from_le_bytes([a, b, c, d]));
            let signature = usize::from(u16::from_le_bytes([e, f]));
            if let Some(&(pos, features)) = self.signatures.get(signature) {
                out(lemma, pos, features);
            }
        }
    }
}

/// A lemma and a row of the signatures.
pub(crate) type Reading = (LemmaId, u16);

/// Makes the map of stems in ascending order, each with its readings.
#[expect(
    clippy::expect_used,
    reason = "stems come sorted and are written to memory, the only things that can fail"
)]
pub(crate) fn stems<'a>(
    stems: impl Iterator<Item = (&'a str, Vec<Reading>)>,
    signatures: &[(Pos, Features)],
) -> Stems {
    let mut builder = fst::MapBuilder::memory();
    let mut bytes: Vec<u8> = Vec::new();
    for (stem, mut readings) in stems {
        readings.truncate((1 << COUNT_BITS) - 1);
        let first = (bytes.len() / READING) as u64;
        builder
            .insert(stem, first << COUNT_BITS | readings.len() as u64)
            .expect("stems are in order");
        for (lemma, signature) in readings {
            bytes.extend(lemma.0.to_le_bytes());
            bytes.extend(signature.to_le_bytes());
        }
    }
    let map = builder.into_inner().expect("memory takes every byte");
    Stems {
        map: Map::new(Cow::Owned(map)).expect("a map that was just built"),
        readings: Cow::Owned(bytes),
        signatures: signatures.to_vec(),
    }
}
