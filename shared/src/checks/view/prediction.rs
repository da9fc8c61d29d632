//! What a model expects, and how little that is.

use serde::Serialize;
use utoipa::ToSchema;

use crate::http::Locale;
use crate::i18n::text;
use crate::interactions::Prediction;
use crate::interactions::predicted::{RIGHT_OF_A_HUNDRED, version};

/// What a model expects of two ingredients of which no source speaks.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PredictionView {
    /// In the reader's language: that it is predicted, what it rests on, and how often such warnings were right.
    note: String,
    /// How likely the model holds an interaction to be.
    #[schema(minimum = 0, maximum = 1, example = 0.83)]
    probability: f32,
    /// Of a hundred such warnings about medicines that the model had not seen, how many were in the lists at the least.
    #[schema(example = 85)]
    right_of_a_hundred: u8,
    /// What about each ingredient, in their order, speaks most for it: an ATC prefix, a class of ours, the beginning or the
    /// end of the name.
    #[schema(example = json!(["B01AA", "-profen"]))]
    rests_on: [&'static str; 2],
    /// Names the model: the first digits of its weights' hash.
    #[schema(example = "0f3b2c6a91de")]
    model: &'static str,
}

impl PredictionView {
    pub(super) fn new(predicted: &Prediction, locale: Locale) -> Self {
        let arguments = [("right", RIGHT_OF_A_HUNDRED.to_string())];
        Self {
            note: text(locale, "prediction-note", None, &arguments),
            probability: (predicted.probability * 100.0).round() / 100.0,
            right_of_a_hundred: RIGHT_OF_A_HUNDRED,
            rests_on: predicted.rests_on,
            model: version(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_prediction_says_in_every_language_that_it_is_one_and_how_often_it_is_right() {
        let predicted = Prediction {
            probability: 0.834,
            rests_on: ["B01AA", "-profen"],
        };
        let languages = [
            Locale::English,
            Locale::Russian,
            Locale::Uzbek,
            Locale::UzbekCyrillic,
        ];
        let views = languages.map(|locale| PredictionView::new(&predicted, locale));
        for view in &views {
            assert!(view.note.contains("85"), "{}", view.note);
            assert_eq!(view.model.len(), 12);
            assert!((view.probability - 0.83).abs() < 1e-6);
        }
        let notes: BTreeSet<&str> = views.iter().map(|view| view.note.as_str()).collect();
        assert_eq!(notes.len(), languages.len());
    }
}
