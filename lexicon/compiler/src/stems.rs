//! Every inflected form without clitics, in one finite-state map to its readings.

use std::borrow::Cow;
use std::collections::BTreeMap;

use fst::Map;
use rawi_arabic::{Features, LemmaId, Pos};
use rustc_hash::FxHashMap;

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

/// Gathers stems in any order.
#[derive(Debug, Default)]
pub(crate) struct StemBuilder {
    stems: BTreeMap<Box<str>, Vec<(LemmaId, u16)>>,
    signatures: Vec<(Pos, u32)>,
    known: FxHashMap<(Pos, u32), u16>,
}

impl StemBuilder {
    pub(crate) fn add(&mut self, stem: &str, lemma: LemmaId, pos: Pos, features: Features) {
        if stem.is_empty() {
            return;
        }
        let key = (pos, features.pack());
        let signature = match self.known.get(&key) {
            Some(&s) => s,
            None => {
                // 2^17 feature sets times nine parts of speech could overflow; those that forms really have do not.
                let Ok(s) = u16::try_from(self.signatures.len()) else {
                    return;
                };
                self.signatures.push(key);
                self.known.insert(key, s);
                s
            }
        };
        match self.stems.get_mut(stem) {
            Some(readings) => readings.push((lemma, signature)),
            None => {
                self.stems.insert(stem.into(), vec![(lemma, signature)]);
            }
        }
    }

    /// Readings gathered so far for a stem.
    pub(crate) fn readings(&self, stem: &str) -> impl Iterator<Item = (LemmaId, Pos)> {
        self.stems
            .get(stem)
            .into_iter()
            .flatten()
            .filter_map(|&(lemma, s)| {
                let &(pos, _) = self.signatures.get(usize::from(s))?;
                Some((lemma, pos))
            })
    }

    #[expect(
        clippy::expect_used,
        reason = "keys come in the order of a BTreeMap and are written to memory, the only things that can fail"
    )]
    pub(crate) fn build(self) -> Stems {
        let mut builder = fst::MapBuilder::memory();
        let mut bytes: Vec<u8> = Vec::new();
        for (stem, mut readings) in self.stems {
            readings.sort_unstable();
            readings.dedup();
            readings.truncate((1 << COUNT_BITS) - 1);
            let first = (bytes.len() / READING) as u64;
            builder
                .insert(stem.as_bytes(), first << COUNT_BITS | readings.len() as u64)
                .expect("keys are in order");
            for (lemma, signature) in readings {
                bytes.extend(lemma.0.to_le_bytes());
                bytes.extend(signature.to_le_bytes());
            }
        }
        let map = builder.into_inner().expect("memory takes every byte");
        Stems::new(Cow::Owned(map), Cow::Owned(bytes), &self.signatures)
            .expect("a map that was just built")
    }
}
