//! Where entries are, by what they are asked for; made once, at import, and shipped in the snapshot.
//!
//! Names are found by a hash.
//! Folding a name costs a microsecond, which at cold start would be half a second for 100,000 products. So the index
//! is made once, at import, as sorted pairs of a name's hash and an entry; whoever looks up folds the names of the few
//! entries found and compares, so two names of one hash do no harm.

use super::fold::{compact, fold, sound};
use super::{Atc, Ingredient, Medicine};
use crate::snapshots::{FrameError, Places};

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

/// Places in the lists of a catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Indexes {
    /// Hashes of names in their [`compact`] form, with entries.
    exact: Places,
    /// Hashes of names as they are [`said`], with entries.
    sounds: Places,
    /// Numbers on packs with medicines.
    pub(super) gtins: Places,
    /// Places of ingredients with the medicines that hold them.
    pub(super) holders: Places,
    /// Codes of level 4 with the medicines at or below them.
    groups: Places,
}

/// [`Indexes`] in bytes, in the order of their fields.
pub(super) type IndexBytes<T> = [T; 5];

impl Indexes {
    /// Indexes every entry; both lists must be in their final order. `holders`: places of
    /// ingredients with those of medicines.
    pub(super) fn build<'a>(
        ingredients: &'a [Ingredient],
        medicines: &'a [Medicine],
        holders: Vec<(u64, u32)>,
    ) -> Self {
        let (mut exact, mut sounds) = (Vec::new(), Vec::new());
        let mut add = |name: &'a str, entry: u32| {
            let form = compact(name);
            if !form.is_empty() {
                exact.push((hash(&form), entry));
                sounds.push((hash(&said(name)), entry));
            }
        };
        for (place, ingredient) in (0_u32..).zip(ingredients) {
            ingredient_names(ingredient).for_each(|name| add(name, place | INGREDIENT));
        }
        let (mut gtins, mut groups) = (Vec::new(), Vec::new());
        for (place, medicine) in (0_u32..).zip(medicines) {
            medicine_names(medicine).for_each(|name| add(name, place));
            gtins.extend(medicine.gtins.iter().map(|gtin| (gtin.number(), place)));
            let group = medicine.atc.and_then(|code| code.at_level(GROUP));
            groups.extend(group.map(|code| (key(code), place)));
        }
        Self {
            exact: Places::new(exact),
            sounds: Places::new(sounds),
            gtins: Places::new(gtins),
            holders: Places::new(holders),
            groups: Places::new(groups),
        }
    }

    /// Entries that may have a name of this compact form.
    pub(super) fn exact(&self, compact: &str) -> impl Iterator<Item = Entry> {
        self.exact.at(hash(compact)).map(entry)
    }

    /// Entries that may have a name of this sound.
    pub(super) fn sounding(&self, said: &str) -> impl Iterator<Item = Entry> {
        self.sounds.at(hash(said)).map(entry)
    }

    /// Places of the medicines in the group of level 4 that a code belongs to.
    pub(super) fn group(&self, code: Atc) -> impl Iterator<Item = u32> {
        let group = code.at_level(GROUP).into_iter();
        group.flat_map(|code| self.groups.at(key(code)))
    }

    /// As bytes.
    pub(super) fn to_bytes(&self) -> IndexBytes<Vec<u8>> {
        let all = [&self.exact, &self.sounds, &self.gtins];
        let [exact, sounds, gtins] = all.map(Places::to_bytes);
        let [holders, groups] = [&self.holders, &self.groups].map(Places::to_bytes);
        [exact, sounds, gtins, holders, groups]
    }

    /// Reads what [`Indexes::to_bytes`] wrote for so many ingredients and medicines.
    pub(super) fn from_bytes(
        bytes: IndexBytes<&[u8]>,
        ingredients: usize,
        medicines: usize,
    ) -> Result<Self, FrameError> {
        let [exact, sounds, gtins, holders, groups] = bytes;
        let is_medicine = |place: u32| (place as usize) < medicines;
        let is_entry = |place: u32| match entry(place) {
            Entry::Ingredient(place) => place < ingredients,
            Entry::Medicine(place) => place < medicines,
        };
        Ok(Self {
            exact: Places::from_bytes(exact, is_entry)?,
            sounds: Places::from_bytes(sounds, is_entry)?,
            gtins: Places::from_bytes(gtins, is_medicine)?,
            holders: Places::from_bytes(holders, is_medicine)?,
            groups: Places::from_bytes(groups, is_medicine)?,
        })
    }
}

/// The level of codes by which medicines are kept together: chemical groups.
const GROUP: u8 = 4;

/// A code as a number.
fn key(code: Atc) -> u64 {
    let letters = code.as_str().bytes();
    letters.fold(0, |key, letter| key << 8 | u64::from(letter))
}

fn entry(place: u32) -> Entry {
    match place & INGREDIENT {
        0 => Entry::Medicine(place as usize),
        _ => Entry::Ingredient((place ^ INGREDIENT) as usize),
    }
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
