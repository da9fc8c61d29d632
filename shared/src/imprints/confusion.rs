//! Which characters are read for which.
//!
//! Probabilities of a reader that sees a worn, curved, shining surface. They were set by hand from what the shapes of letters
//! share and are judged by the evaluation (`models/lab`, `pills`), which draws its confusions from groups of its own.

/// Characters that look alike; a character may stand in several groups.
const GROUPS: [&str; 15] = [
    "0OQDC", "1IL7T", "5S", "8B3", "2Z7", "6G", "9G", "4A", "UV", "VY", "MN", "EF", "PRF", "KX",
    "HN",
];

/// A character that is seen at all is mostly read as what it is.
const KEPT: f32 = 0.92;
/// Shared by all that look like the character.
const CONFUSED: f32 = 0.06;
/// Shared by all others.
const ANYTHING: f32 = 0.02;

/// Number of characters that are compared: digits and capital letters.
pub(super) const CHARACTERS: usize = 36;

/// The place of a normal character, 0-35.
pub(super) fn place(character: char) -> Option<usize> {
    match character {
        '0'..='9' => Some(character as usize - '0' as usize),
        'A'..='Z' => Some(character as usize - 'A' as usize + 10),
        _ => None,
    }
}

/// Whether a place is that of a figure, 0 to 9.
pub(super) fn is_figure(place: usize) -> bool {
    place < 10
}

/// Row: the character that stands there; column: the one that is read. Each row adds up to one.
pub(super) type Readings = [[f32; CHARACTERS]; CHARACTERS];

/// The table of all readings.
pub(super) fn readings() -> Readings {
    let mut readings = [[0.0; CHARACTERS]; CHARACTERS];
    for (truth, row) in readings.iter_mut().enumerate() {
        let alike: Vec<usize> = (0..CHARACTERS)
            .filter(|other| *other != truth && look_alike(truth, *other))
            .collect();
        let spread = CHARACTERS - 1 - alike.len();
        let kept = if alike.is_empty() {
            KEPT + CONFUSED
        } else {
            KEPT
        };
        for (other, probability) in row.iter_mut().enumerate() {
            *probability = if other == truth {
                kept
            } else if alike.contains(&other) {
                CONFUSED / alike.len() as f32
            } else {
                ANYTHING / spread as f32
            };
        }
    }
    readings
}

/// Whether two characters are read for each other more often than any two.
pub(super) fn look_alike(one: usize, other: usize) -> bool {
    GROUPS.iter().any(|group| {
        let has = |wanted: usize| {
            group
                .chars()
                .any(|character| place(character) == Some(wanted))
        };
        has(one) && has(other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_distribution_that_prefers_the_truth() {
        let readings = readings();
        for (truth, row) in readings.iter().enumerate() {
            let sum: f32 = row.iter().sum();
            assert!((sum - 1.0).abs() < 1e-4, "{truth}: {sum}");
            assert!(row.iter().all(|probability| *probability <= row[truth]));
        }
    }

    #[test]
    fn the_usual_confusions_are_likelier_than_any() {
        let readings = readings();
        for (truth, read) in [('0', 'O'), ('1', 'I'), ('5', 'S'), ('8', 'B')] {
            let (truth, read) = (place(truth).unwrap(), place(read).unwrap());
            assert!(readings[truth][read] > 10.0 * readings[truth][place('W').unwrap()]);
        }
    }
}
