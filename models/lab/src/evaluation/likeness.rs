//! The characters that are most easily confused with each, as the table that the product uses.

use std::fmt::Write;

use nazar::glyphs::CHARACTERS;

use super::outcome::Outcome;

/// How many others are named for each character.
const OTHERS: usize = 4;

/// The table of shared/src/glyphs/confusables.tsv: for each character the four others to which the classifier gives most of
/// its probability, averaged over the drawings of the character. A count of mistakes would be empty for most characters.
pub fn confusables(outcomes: &[Outcome]) -> String {
    let mut text = String::from("class\tother\tshare\n");
    for character in &CHARACTERS {
        let own = character.class_id;
        for (other, share) in mass(outcomes, own).into_iter().take(OTHERS) {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{own}\t{other}\t{share:.5}");
        }
    }
    text
}

/// The mean probability of every other class over the drawings of one, greatest first.
fn mass(outcomes: &[Outcome], own: u8) -> Vec<(u8, f64)> {
    let drawn: Vec<&Outcome> = outcomes
        .iter()
        .filter(|outcome| outcome.class_id == own)
        .collect();
    let mut sums = vec![0.0; CHARACTERS.len()];
    for candidate in drawn.iter().flat_map(|outcome| &outcome.found.top) {
        sums[usize::from(candidate.class_id)] += f64::from(candidate.confidence);
    }
    let count = drawn.len().max(1) as f64;
    let mut shares: Vec<(u8, f64)> = (0_u8..).zip(sums.iter().map(|sum| sum / count)).collect();
    shares.retain(|&(class, share)| class != own && share > 0.0);
    shares.sort_by(|first, second| second.1.total_cmp(&first.1).then(first.0.cmp(&second.0)));
    shares
}

#[cfg(test)]
mod tests {
    use nazar::inference::{Candidate, Classification};

    use super::*;

    #[test]
    fn the_greatest_mean_comes_first() {
        let drawn = |confidences: &[(u8, f32)]| Outcome {
            class_id: 3,
            found: Classification {
                top: confidences
                    .iter()
                    .map(|&(class_id, confidence)| Candidate {
                        class_id,
                        confidence,
                    })
                    .collect(),
                confidence: confidences[0].1,
                abstained: false,
            },
            distances: Vec::new(),
            milliseconds: 0.0,
        };
        let outcomes = [
            drawn(&[(3, 0.9), (8, 0.1)]),
            drawn(&[(3, 0.6), (5, 0.3), (8, 0.1)]),
        ];
        let table = confusables(&outcomes);
        assert_eq!(table, "class\tother\tshare\n3\t5\t0.15000\n3\t8\t0.10000\n");
    }
}
