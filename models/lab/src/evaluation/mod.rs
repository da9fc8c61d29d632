//! How good the models are, counted over labelled drawings and over what is made of them.
//!
//! [`Report`] counts what the models say of drawings as they are. [`Trials`] are harder: the same drawings as worse
//! photographs, pictures that show no character, and drawings with ever stronger flaws.

mod comparisons;
mod distortion;
mod grading;
mod judge;
mod likeness;
mod outcome;
mod pen;
mod report;
mod scene;
mod share;
mod strangers;
mod trials;

pub use comparisons::Comparisons;
pub use distortion::Distortion;
pub use judge::Judge;
pub use likeness::confusables;
pub use outcome::Outcome;
pub use report::{Report, Times};
pub use share::Share;
pub use strangers::{Stranger, strangers};
pub use trials::Trials;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::corpus::Drawing;

/// All that `evaluate` prints and models/evaluation.json holds.
#[derive(Debug, Serialize)]
pub struct Evaluation {
    /// What the models say of the drawings as they are.
    #[serde(flatten)]
    pub report: Report,
    /// The harder trials, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trials: Option<Trials>,
    /// The table of confusable characters, as shared/src/glyphs/confusables.tsv.
    #[serde(skip)]
    pub confusables: String,
}

impl Evaluation {
    /// Judges the models in a folder by drawings; ONNX Runtime has to be loaded.
    ///
    /// # Errors
    /// When a model cannot be loaded or fails.
    pub fn run(models: &Path, drawings: &[Drawing], with_trials: bool) -> anyhow::Result<Self> {
        let judge = Judge::load(models)?;
        let (mut outcomes, mut refused) = (Vec::new(), BTreeMap::new());
        for drawing in drawings {
            match judge.drawing(drawing)? {
                Ok(outcome) => outcomes.push(outcome),
                Err(rejection) => *refused.entry(rejection.code()).or_default() += 1,
            }
        }
        let trials = with_trials.then(|| Trials::run(&judge, drawings));
        Ok(Self {
            confusables: confusables(&outcomes),
            report: Report::of(judge.identities(), &outcomes, refused),
            trials: trials.transpose()?,
        })
    }

    /// The figures as JSON, with a line end.
    ///
    /// # Errors
    /// When a figure is no number.
    pub fn json(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}
