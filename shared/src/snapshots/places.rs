//! Numbers that lead to places in a list, as a snapshot keeps them.
//!
//! They are written with a fixed width, so that reading them costs little more than copying.

use super::FrameError;

/// A key and a place, in bytes.
const WIDTH: usize = 8 + 4;

/// Keys with their places, ascending. A key may have several places and a place several keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(Vec<(u64, u32)>);

impl Places {
    /// Puts keys and places in order; what stands twice is kept once.
    pub fn new(mut all: Vec<(u64, u32)>) -> Self {
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// How many places there are, over all keys.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The places of a key, ascending.
    pub fn at(&self, key: u64) -> impl Iterator<Item = u32> + Clone {
        let first = self.0.partition_point(|(held, _)| *held < key);
        let rest = self.0[first..].iter();
        rest.take_while(move |(held, _)| *held == key)
            .map(|(_, place)| *place)
    }

    /// All keys with their places, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u64, u32)> {
        self.0.iter().copied()
    }

    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len() * WIDTH);
        for (key, place) in &self.0 {
            bytes.extend(key.to_le_bytes());
            bytes.extend(place.to_le_bytes());
        }
        bytes
    }

    /// Reads what [`Places::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`FrameError::Damaged`] when something is cut off, out of order, or leads to what is no place.
    pub fn from_bytes(bytes: &[u8], is_place: impl Fn(u32) -> bool) -> Result<Self, FrameError> {
        let damaged = || FrameError::Damaged("an index".to_owned());
        let (rows, rest) = bytes.as_chunks::<WIDTH>();
        let all: Vec<(u64, u32)> = rows
            .iter()
            .map(|row| {
                let [a, b, c, d, e, f, g, h, place @ ..] = *row;
                let key = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
                (key, u32::from_le_bytes(place))
            })
            .collect();
        let is_whole = rest.is_empty()
            && all.is_sorted_by(|one, next| one < next)
            && all.iter().all(|(_, place)| is_place(*place));
        is_whole.then_some(Self(all)).ok_or_else(damaged)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_are_found_after_a_way_through_bytes(
            all in proptest::collection::vec((0_u64..9, 0_u32..99), 0..40),
        ) {
            let places = Places::new(all.clone());
            let back = Places::from_bytes(&places.to_bytes(), |place| place < 99).unwrap();
            prop_assert_eq!(&back, &places);
            for key in 0..9 {
                let held = all.iter().filter(|(held, _)| *held == key);
                let mut wanted: Vec<u32> = held.map(|(_, place)| *place).collect();
                wanted.sort_unstable();
                wanted.dedup();
                prop_assert!(back.at(key).eq(wanted));
            }
        }
    }

    #[test]
    fn damage_is_found() {
        let bytes = Places::new(vec![(1, 5), (2, 0)]).to_bytes();
        assert!(Places::from_bytes(&bytes, |place| place < 6).is_ok());
        assert!(Places::from_bytes(&bytes, |place| place < 5).is_err());
        assert!(Places::from_bytes(&bytes[1..], |_| true).is_err());
        let turned: Vec<u8> = bytes.rchunks(WIDTH).flatten().copied().collect();
        assert!(Places::from_bytes(&turned, |_| true).is_err());
    }
}
