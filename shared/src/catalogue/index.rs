//! Names to entries, by a hash that is shipped in the snapshot.
//!
//! Folding a name costs a microsecond, which at cold start would be half a second for 100,000 products. So the index
//! is made once, at import, as sorted pairs of a name's hash and an entry; whoever looks up folds the names of the few
//! entries found and compares, so two names of one hash do no harm.

use serde::{Deserialize, Serialize};

use super::fold::{compact, fold, sound};
use super::{Ingredient, Medicine};

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// Place of an ingredient.
    Ingredient(usize),
    /// Place of a medicine.
    Medicine(usize),
}

/// Marks an ingredient's place.
const INGREDIENT: u32 = 1 << 31;

/// Hashes of names with places, ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NameIndex {
    /// By [`compact`].
    exact: Vec<(u64, u32)>,
    /// By [`said`].
    sounds: Vec<(u64, u32)>,
}

impl NameIndex {
    /// Indexes every name of every entry; both lists must be in their final order.
    pub(super) fn build(ingredients: &[Ingredient], medicines: &[Medicine]) -> Self {
        let mut index = Self::default();
        for (place, ingredient) in (0_u32..).zip(ingredients) {
            for name in ingredient_names(ingredient) {
                index.add(name, place | INGREDIENT);
            }
        }
        for (place, medicine) in (0_u32..).zip(medicines) {
            for name in medicine_names(medicine) {
                index.add(name, place);
            }
        }
        for list in [&mut index.exact, &mut index.sounds] {
            list.sort_unstable();
            list.dedup();
        }
        index
    }

    fn add(&mut self, name: &str, place: u32) {
        let exact = compact(name);
        if !exact.is_empty() {
            self.exact.push((hash(&exact), place));
            self.sounds.push((hash(&said(name)), place));
        }
    }

    /// Entries that may have a name of this compact form.
    pub(super) fn exact(&self, compact: &str) -> impl Iterator<Item = Entry> {
        found(&self.exact, hash(compact))
    }

    /// Entries that may have a name of this sound.
    pub(super) fn sounding(&self, said: &str) -> impl Iterator<Item = Entry> {
        found(&self.sounds, hash(said))
    }
}

fn found(list: &[(u64, u32)], wanted: u64) -> impl Iterator<Item = Entry> {
    let first = list.partition_point(|(hash, _)| *hash < wanted);
    list[first..]
        .iter()
        .take_while(move |(hash, _)| *hash == wanted)
        .map(|(_, place)| match place & INGREDIENT {
            0 => Entry::Medicine(*place as usize),
            _ => Entry::Ingredient((place ^ INGREDIENT) as usize),
        })
}

/// The sounds of a name's words, without spaces.
pub(super) fn said(name: &str) -> String {
    fold(name).split(' ').map(sound).collect()
}

/// Every name that an ingredient goes by.
pub(super) fn ingredient_names(ingredient: &Ingredient) -> impl Iterator<Item = &str> {
    let synonyms = ingredient.synonyms.iter().map(String::as_str);
    ingredient.names.iter().chain(synonyms)
}

/// Every name that a medicine goes by.
pub(super) fn medicine_names(medicine: &Medicine) -> impl Iterator<Item = &str> {
    [medicine.name.as_str(), medicine.brand.as_str()]
        .into_iter()
        .chain(medicine.name_cyrillic.as_deref())
}

/// FNV-1a of 64 bits (<https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>): the same on every machine and in
/// every release, which the standard library's hash is not.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
