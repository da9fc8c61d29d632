//! What a character is easily taken for, by the models' own evaluation.

use std::sync::LazyLock;

use serde::Deserialize;

/// The figures that `evaluate` wrote for the committed models.
static EVALUATION: LazyLock<Evaluation> =
    LazyLock::new(|| serde_json::from_str(FIGURES).unwrap_or_default());

const FIGURES: &str = include_str!("../../../../models/evaluation.json");

#[derive(Debug, Default, Deserialize)]
struct Evaluation {
    /// What was drawn, what it was taken for, and how often; most often first.
    confusions: Vec<(u8, u8, u32)>,
}

/// The classes that a character is easily taken for, most easily first.
pub(crate) fn look_alikes(class_id: u8) -> Vec<u8> {
    EVALUATION
        .confusions
        .iter()
        .filter(|(drawn, _, _)| *drawn == class_id)
        .map(|(_, taken_for, _)| *taken_for)
        .collect()
}

#[cfg(test)]
mod tests {
    use nazar::glyphs::CHARACTERS;

    use super::*;

    #[test]
    fn the_figures_are_read_and_name_other_characters() {
        assert!(!EVALUATION.confusions.is_empty());
        for character in &CHARACTERS {
            let alike = look_alikes(character.class_id);
            assert!(!alike.contains(&character.class_id));
            assert!(
                alike
                    .iter()
                    .all(|class| usize::from(*class) < CHARACTERS.len())
            );
        }
    }
}
