//! Entries of a snapshot that are unpacked when somebody asks for them.
//!
//! A hundred thousand medicines have a million texts, and a function that starts cold needs those of a few. So rows stay
//! packed, one behind the other, with a table of where each ends. Each is read once while the snapshot is loaded, without being
//! kept, so that a damaged one is found then and not in the middle of an answer.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::FrameError;

/// An entry that can be kept as a packed row.
pub trait Row: Sized {
    /// What rows point to.
    type Tables;

    /// The identifier, by which entries are sorted.
    fn id(&self) -> &str;

    /// The identifier in a packed row.
    fn id_of(row: &[u8]) -> Option<&str>;

    /// Whether [`Row::unpack`] has an entry for this row.
    fn is_sound(row: &[u8], tables: &Self::Tables) -> bool;

    /// The entry; `None` for a damaged row.
    fn unpack(row: &[u8], tables: &Self::Tables) -> Option<Self>;
}

/// Entries in the order of their identifiers.
pub struct Records<T: Row> {
    entries: Vec<OnceLock<Box<T>>>,
    /// Where entries are that nobody has asked for yet; `None` when they were never packed.
    packed: Option<Arc<Packed<T::Tables>>>,
}

struct Packed<Tables> {
    rows: Box<[u8]>,
    /// Where each row ends.
    ends: Vec<u32>,
    tables: Tables,
}

/// Packed rows as they stand in a snapshot.
#[derive(Serialize, Deserialize)]
pub struct Rows<'a> {
    rows: &'a [u8],
    /// Bytes of each row.
    lengths: Vec<u32>,
}

/// Packs rows for a snapshot.
#[derive(Default)]
pub struct Packer {
    rows: Vec<u8>,
    lengths: Vec<u32>,
}

impl Packer {
    /// Adds a row.
    ///
    /// # Errors
    /// [`FrameError::Damaged`] when a value cannot be written, which none of ours holds.
    pub fn add(&mut self, row: &impl Serialize) -> Result<(), FrameError> {
        let bytes = postcard::to_allocvec(row).map_err(|error| damaged(&error))?;
        self.lengths.push(bytes.len() as u32);
        self.rows.extend(bytes);
        Ok(())
    }

    /// What was packed.
    pub fn rows(&self) -> Rows<'_> {
        Rows {
            rows: &self.rows,
            lengths: self.lengths.clone(),
        }
    }
}

impl<'a> Rows<'a> {
    /// The rows, one after the other; none behind a length that is too great.
    pub fn iter(&self) -> impl Iterator<Item = &'a [u8]> {
        let mut rest = self.rows;
        self.lengths.iter().map_while(move |length| {
            let (row, behind) = rest.split_at_checked(*length as usize)?;
            rest = behind;
            Some(row)
        })
    }
}

impl<Tables> Packed<Tables> {
    fn row(&self, place: usize) -> Option<&[u8]> {
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.rows.get(start as usize..end as usize)
    }
}

impl<T: Row> Records<T> {
    /// The rows of a snapshot, with what they point to.
    ///
    /// # Errors
    /// [`FrameError::Damaged`] when one cannot be read, or they are not in the order of their identifiers.
    pub fn unpacked(rows: &Rows<'_>, tables: T::Tables) -> Result<Self, FrameError> {
        let mut end = 0_u32;
        let ends = rows.lengths.iter().map(|length| {
            end = end.checked_add(*length)?;
            Some(end)
        });
        let packed = Packed {
            rows: rows.rows.into(),
            ends: ends
                .collect::<Option<_>>()
                .ok_or_else(|| damaged(&"a length"))?,
            tables,
        };
        if end as usize != packed.rows.len() {
            return Err(damaged(&"the length of the rows"));
        }
        let mut before = None;
        for place in 0..packed.ends.len() {
            let row = packed.row(place).unwrap_or_default();
            let id = T::id_of(row);
            // Nothing has no identifier, so the first one comes after it.
            if id <= before || !T::is_sound(row, &packed.tables) {
                return Err(damaged(&format_args!("row {place}")));
            }
            before = id;
        }
        Ok(Self {
            entries: packed.ends.iter().map(|_| OnceLock::new()).collect(),
            packed: Some(Arc::new(packed)),
        })
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry at a place.
    pub fn get(&self, place: usize) -> Option<&T> {
        let held = self.entries.get(place)?;
        if let Some(entry) = held.get() {
            return Some(entry);
        }
        let packed = self.packed.as_ref()?;
        // It was found sound when the snapshot was loaded.
        let entry = T::unpack(packed.row(place)?, &packed.tables)?;
        Some(held.get_or_init(|| Box::new(entry)))
    }

    /// The identifier of the entry at a place, which is not unpacked for it.
    pub fn id(&self, place: usize) -> Option<&str> {
        match &self.packed {
            Some(packed) => T::id_of(packed.row(place)?),
            None => self.get(place).map(T::id),
        }
    }

    /// Where the entry of this identifier is.
    pub fn place(&self, id: &str) -> Option<usize> {
        let (mut first, mut end) = (0, self.len());
        while first < end {
            let middle = first.midpoint(end);
            match self.id(middle)?.cmp(id) {
                std::cmp::Ordering::Less => first = middle + 1,
                std::cmp::Ordering::Greater => end = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// The entry of this identifier.
    pub fn find(&self, id: &str) -> Option<&T> {
        self.get(self.place(id)?)
    }

    /// All entries in their order, unpacked one after the other.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter {
            records: self,
            left: 0..self.len(),
        }
    }
}

impl<T: Row> From<Vec<T>> for Records<T> {
    /// Entries that are in the order of their identifiers.
    fn from(entries: Vec<T>) -> Self {
        let entries = entries.into_iter();
        Self {
            entries: entries
                .map(|entry| OnceLock::from(Box::new(entry)))
                .collect(),
            packed: None,
        }
    }
}

impl<T: Row> Default for Records<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T: Row + Clone> Clone for Records<T> {
    fn clone(&self) -> Self {
        Self {
            entries: self.entries.clone(),
            packed: self.packed.clone(),
        }
    }
}

impl<T: Row> fmt::Debug for Records<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Records({})", self.len())
    }
}

impl<T: Row + PartialEq> PartialEq for Records<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other)
    }
}

impl<'a, T: Row> IntoIterator for &'a Records<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

/// Entries of [`Records`], one after the other.
#[derive(Clone)]
pub struct Iter<'a, T: Row> {
    records: &'a Records<T>,
    left: Range<usize>,
}

impl<T: Row> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Iter({:?})", self.left)
    }
}

impl<'a, T: Row> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        self.left.by_ref().find_map(|place| self.records.get(place))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }

    fn nth(&mut self, skipped: usize) -> Option<&'a T> {
        let place = self.left.nth(skipped)?;
        self.records.get(place)
    }
}

fn damaged(what: &impl ToString) -> FrameError {
    FrameError::Damaged(what.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Word {
        id: String,
        meaning: u32,
    }

    impl Row for Word {
        /// How many meanings there are.
        type Tables = u32;

        fn id(&self) -> &str {
            &self.id
        }

        fn id_of(row: &[u8]) -> Option<&str> {
            postcard::take_from_bytes(row).ok().map(|(id, _)| id)
        }

        fn is_sound(row: &[u8], tables: &u32) -> bool {
            Self::unpack(row, tables).is_some()
        }

        fn unpack(row: &[u8], tables: &u32) -> Option<Self> {
            let word: Self = postcard::from_bytes(row).ok()?;
            (word.meaning < *tables).then_some(word)
        }
    }

    fn words(ids: &[String]) -> Vec<Word> {
        let words = ids.iter().zip(0..);
        let words = words.map(|(id, meaning)| Word {
            id: id.clone(),
            meaning,
        });
        words.collect()
    }

    fn packed(words: &[Word], meanings: u32) -> Result<Records<Word>, FrameError> {
        let mut packer = Packer::default();
        for word in words {
            packer.add(word)?;
        }
        Records::unpacked(&packer.rows(), meanings)
    }

    proptest! {
        #[test]
        fn packed_entries_are_the_same_in_whatever_order_they_are_asked_for(
            ids in proptest::collection::btree_set("[a-z]{0,6}", 0..40),
            asked in proptest::collection::vec("[a-z]{0,6}", 0..20),
        ) {
            let ids: Vec<String> = ids.into_iter().collect();
            let words = words(&ids);
            let plain = Records::from(words.clone());
            let packed = packed(&words, 40).unwrap();
            for id in asked.iter().chain(ids.iter().rev()) {
                prop_assert_eq!(packed.find(id), plain.find(id));
                prop_assert_eq!(packed.find(id).is_some(), ids.contains(id));
            }
            prop_assert!(packed.iter().eq(&words));
            prop_assert!(packed.iter().skip(3).step_by(2).eq(words.iter().skip(3).step_by(2)));
            prop_assert_eq!(packed, plain);
        }
    }

    #[test]
    fn damage_is_found_when_a_snapshot_is_loaded() {
        let ids = ["a", "b", "c"].map(str::to_owned);
        let whole = words(&ids);
        assert!(packed(&whole, 3).is_ok());
        // A row that points to what is not there.
        assert!(packed(&whole, 2).is_err());
        // Rows that are not in order, or twice there.
        assert!(packed(&[whole[1].clone(), whole[0].clone()], 3).is_err());
        assert!(packed(&[whole[0].clone(), whole[0].clone()], 3).is_err());
        // Lengths that are not those of the rows.
        let mut packer = Packer::default();
        packer.add(&whole[0]).unwrap();
        packer.lengths[0] += 1;
        assert!(Records::<Word>::unpacked(&packer.rows(), 3).is_err());
        packer.lengths = vec![u32::MAX, u32::MAX];
        assert!(Records::<Word>::unpacked(&packer.rows(), 3).is_err());
    }
}
