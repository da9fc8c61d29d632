//! A pill's imprint in the form in which it is compared.

use super::Pill;
use super::confusion::place;

/// Most parts of an imprint that are told apart; the few pills with more have the others joined to the last.
pub(super) const MAX_PARTS: usize = 6;

/// Kinds of characters, those that look alike together: enough to leave out quickly what cannot fit.
const KINDS: usize = 12;

/// How often each kind of character stands there.
pub(super) type Counts = [u8; KINDS];

/// The imprint of one pill.
#[derive(Debug, Clone)]
pub(super) struct Face {
    /// Its parts as places of characters.
    pub(super) parts: Vec<Vec<u8>>,
    /// Parts that repeat an earlier one, as bits: a capsule bears its number twice, and shows it once.
    pub(super) repeated: u8,
    counts: Counts,
}

impl Face {
    pub(super) fn new(pill: &Pill) -> Self {
        let mut parts: Vec<Vec<u8>> = Vec::with_capacity(pill.imprint.len());
        for text in &pill.imprint {
            let part = characters(text);
            match parts.get_mut(MAX_PARTS - 1) {
                Some(last) => last.extend(part),
                None => parts.push(part),
            }
        }
        let mut repeated = 0;
        let mut counts = [0; KINDS];
        for (index, part) in parts.iter().enumerate() {
            if parts[..index].contains(part) {
                repeated |= 1 << index;
            }
            for character in part {
                let count = &mut counts[kind(*character)];
                *count = u8::saturating_add(*count, 1);
            }
        }
        Self {
            parts,
            repeated,
            counts,
        }
    }

    /// Its characters, those of all parts.
    pub(super) fn length(&self) -> usize {
        self.parts.iter().map(Vec::len).sum()
    }

    /// Characters that a reading and this imprint may have in common.
    pub(super) fn in_common(&self, other: &Counts) -> usize {
        let pairs = self.counts.iter().zip(other);
        pairs.map(|(one, other)| usize::from(*one.min(other))).sum()
    }
}

/// Places of the characters of a normalised text.
pub(super) fn characters(text: &str) -> Vec<u8> {
    text.chars()
        .filter_map(place)
        .filter_map(|place| u8::try_from(place).ok())
        .collect()
}

/// The kind of a character: `0`, `O` and `Q` are one, and so on through the groups of those that look alike.
pub(super) fn kind(character: u8) -> usize {
    const ALIKE: [&str; KINDS] = [
        "0OQDCG69", "1IL7TZ2", "5S", "8B3", "4A", "UVY", "MNH", "EFPR", "KX", "W", "J", "",
    ];
    let has = |group: &str| {
        group
            .chars()
            .any(|one| place(one) == Some(usize::from(character)))
    };
    ALIKE
        .iter()
        .position(|group| has(group))
        .unwrap_or(KINDS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imprints::testing::pill;

    #[test]
    fn a_long_imprint_keeps_all_its_characters() {
        let face = Face::new(&pill("X", "A;B;C;D;E;F;G;H"));

        assert_eq!(face.parts.len(), MAX_PARTS);
        assert_eq!(face.parts.iter().map(Vec::len).sum::<usize>(), 8);
    }

    #[test]
    fn what_stands_there_twice_is_known_to() {
        assert_eq!(Face::new(&pill("X", "93;7384;93;7384")).repeated, 0b1100);
    }
}
