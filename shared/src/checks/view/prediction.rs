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
