//! What PP-OCR's recognition says of a line, limited to what imprints are made of.

use crate::imprints::Position;

/// What stands on pills. Small letters are taken for capitals: tables of imprints do not tell them apart.
const CHARACTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/.";
/// A frame in which characters together are less likely than this shows the ground.
const SOMETHING: f32 = 0.25;
/// Less likely alternatives are not kept.
const LEAST: f32 = 0.01;
/// Pairs that embossing makes alike, and how much of the one's probability the other gets besides.
const ALIKE: [(char, char); 4] = [('0', 'O'), ('1', 'I'), ('5', 'S'), ('8', 'B')];
const CONFUSED: f32 = 0.06;

/// Which of the network's classes are which characters of imprints.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Alphabet {
    /// Class, index into [`CHARACTERS`].
    classes: Vec<(usize, usize)>,
}

impl Alphabet {
    /// From the network's list, a character a line; class 0 is "nothing" and stands before it. `None` when characters of
    /// imprints are missing.
    pub(super) fn new(list: &str) -> Option<Self> {
        let of = |line: &str| {
            let mut characters = line.chars();
            let character = characters.next()?.to_ascii_uppercase();
            let index = CHARACTERS.chars().position(|known| known == character)?;
            characters.next().is_none().then_some(index)
        };
        let classes: Vec<(usize, usize)> = list
            .lines()
            .enumerate()
            .filter_map(|(line, text)| Some((line + 1, of(text)?)))
            .collect();
        let complete =
            (0..CHARACTERS.len()).all(|index| classes.iter().any(|(_, known)| *known == index));
        complete.then_some(Self { classes })
    }

    /// The positions of a line from the network's frames of `count` probabilities each.
    pub(super) fn positions(&self, frames: &[f32], count: usize) -> Vec<Position> {
        let mut found: Vec<(usize, Vec<f32>)> = Vec::new();
        let mut before = None;
        for frame in frames.chunks_exact(count.max(1)) {
            let chances = self.chances(frame);
            let best = best(&chances);
            if best != before {
                found.extend(best.map(|character| (character, chances.clone())));
            } else if let Some((character, kept)) = found.last_mut()
                && best == Some(*character)
                && kept[*character] < chances[*character]
            {
                // The frame in which a character is seen best speaks for it.
                *kept = chances;
            }
            before = best;
        }
        found.iter().map(|(_, chances)| position(chances)).collect()
    }

    fn chances(&self, frame: &[f32]) -> Vec<f32> {
        let mut chances = vec![0.0; CHARACTERS.len()];
        for (class, index) in &self.classes {
            let chance = frame.get(*class).copied().unwrap_or(0.0);
            chances[*index] += if chance.is_finite() {
                chance.max(0.0)
            } else {
                0.0
            };
        }
        chances
    }
}

/// The likeliest character of a frame, if it shows any.
fn best(chances: &[f32]) -> Option<usize> {
    if chances.iter().sum::<f32>() < SOMETHING {
        return None;
    }
    (0..chances.len()).max_by(|one, other| chances[*one].total_cmp(&chances[*other]))
}

fn position(chances: &[f32]) -> Position {
    let mut kept: Vec<(char, f32)> = CHARACTERS
        .chars()
        .zip(chances.iter().copied())
        .filter(|(_, chance)| *chance >= LEAST)
        .collect();
    for (one, other) in ALIKE.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]) {
        let Some(chance) = kept
            .iter()
            .find(|(character, _)| *character == one)
            .map(|(_, chance)| *chance)
        else {
            continue;
        };
        let more = chance * CONFUSED;
        if more < LEAST {
            continue;
        }
        match kept.iter_mut().find(|(character, _)| *character == other) {
            Some((_, known)) => *known = known.max(more),
            None => kept.push((other, more)),
        }
    }
    Position::new(kept)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every character of imprints, small letters, and one that no pill bears.
    fn alphabet() -> Alphabet {
        let list: Vec<String> = CHARACTERS
            .chars()
            .chain(['a', '\u{7597}'])
            .map(String::from)
            .collect();
        Alphabet::new(&list.join("\n")).unwrap()
    }

    fn frame(chances: &[(char, f32)]) -> Vec<f32> {
        let mut frame = vec![0.0; 42];
        for (character, chance) in chances {
            let index = CHARACTERS.chars().position(|known| known == *character);
            frame[index.map_or(40, |index| index + 1)] = *chance;
        }
        frame
    }

    fn text(positions: &[Position]) -> String {
        positions
            .iter()
            .filter_map(Position::best)
            .map(|best| best.character)
            .collect()
    }

    #[test]
    fn repeated_frames_are_one_character_and_a_gap_makes_two() {
        let (nothing, four) = (frame(&[]), frame(&[('4', 0.9)]));
        let frames = [&nothing, &four, &four, &nothing, &four, &nothing]
            .map(Vec::as_slice)
            .concat();
        assert_eq!(text(&alphabet().positions(&frames, 42)), "44");
    }

    #[test]
    fn a_small_letter_counts_for_the_capital_and_foreign_ones_for_nothing() {
        let frames = [frame(&[('A', 0.3), ('a', 0.4)]), vec![0.0; 42]].concat();
        let found = alphabet().positions(&frames, 42);
        assert_eq!(text(&found), "A");
        assert!((found[0].best().unwrap().probability - 0.7).abs() < 1e-3);
    }

    #[test]
    fn what_looks_alike_is_an_alternative() {
        let found = alphabet().positions(&frame(&[('0', 0.99)]), 42);
        assert!(
            found[0]
                .alternatives
                .iter()
                .any(|other| other.character == 'O')
        );
    }

    #[test]
    fn a_list_without_digits_is_refused() {
        assert_eq!(Alphabet::new("A\nB\nC"), None);
    }

    proptest! {
        #[test]
        fn any_frames_become_probabilities(frames in proptest::collection::vec(proptest::num::f32::ANY, 0..300)) {
            for position in alphabet().positions(&frames, 42) {
                let sum: f32 = position.alternatives.iter().map(|one| one.probability).sum();
                prop_assert!(sum <= 1.001 && position.alternatives.iter().all(|one| one.probability >= 0.0));
            }
        }
    }
}
