//! A guess for pairs of which no source speaks, marked as one.
//!
//! Medicines of one kind behave alike, and a new one is sold before any list has it. The model knows a medicine by its places
//! in the ATC classification, by our own classes and by the beginning and end of its international name, and says how
//! often two kinds interact in the lists that may be learned from (ANSM, NDF-RT, the ONC's pairs that must always alert, our
//! own). `models/predicted/README.md` has its training, its figures and its limits.
//!
//! It is asked only where at least one of the two is a medicine that none of these lists knows: there its warnings were
//! right in 85 of 100 cases or more. Of two medicines that the lists know they are silent for a reason more often than not,
//! and its warnings were no better than one in five.
//!
//! What it says is never worse than moderate, is told only beside lists that were all there to be asked, and is
//! never used to reassure: that it expects nothing changes no answer.

mod features;
mod model;

pub(super) use features::features;
pub(super) use model::{Kin, model};

use super::{Severity, Source};

/// How bad a predicted interaction is said to be: no more, because nobody has described it, and no less, because it is
/// not known to be mild.
pub const SEVERITY: Severity = Severity::Moderate;

/// Of a hundred warnings about medicines that the model had not seen, how many were in the lists, rounded down to a
/// multiple of five (`models/predicted/figures.json`). The lists are not complete, so this is the least.
pub const RIGHT_OF_A_HUNDRED: u8 = 85;

/// The logit from which on the model warns (`models/predicted/figures.json`).
pub const THRESHOLD: f32 = 1.18;

/// The lists that the model was taught by: it may speak only of pairs in which one medicine is in none of them.
pub const TAUGHT: [Source; 3] = [Source::Ansm, Source::NdfRt, Source::OncHighPriority];

/// A warning of the model.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// How likely the model holds an interaction to be, 0 to 1.
    pub probability: f32,
    /// What about each medicine speaks most for it, in the order of the medicines: an ATC prefix (`B01AA`), a class of
    /// ours (`class:nsaids`), the beginning or the end of the name (`cef-`, `-azole`).
    pub rests_on: [&'static str; 2],
}

/// The hash of the model's weights, as 12 hexadecimal digits: names the model in answers.
pub fn version() -> &'static str {
    &model().version
}

/// Whether two medicines are expected to interact; `None` for no expectation, which says nothing about them.
pub(super) fn predict(one: &Kin, other: &Kin) -> Option<Prediction> {
    let model = model();
    let logit = model.logit(one, other);
    (logit >= THRESHOLD).then(|| Prediction {
        probability: 1.0 / (1.0 + (-logit).exp()),
        rests_on: model.grounds(one, other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defect 8.1.12 of the service that this one replaces: figures of models that nobody had measured. What a warning says of
    /// itself is what the evaluation wrote down.
    #[test]
    fn defect_12_what_is_claimed_was_measured() {
        const FIGURES: &str = include_str!("../../../../models/predicted/figures.json");
        let figures: serde_json::Value = serde_json::from_str(FIGURES).unwrap();
        let threshold = figures["threshold"].as_f64().unwrap();
        assert!((threshold - f64::from(THRESHOLD)).abs() < 1e-6);
        for seen in ["both unseen", "one unseen"] {
            let measured = figures[seen]["precision at the threshold, by the lists"][0].as_f64();
            let measured = measured.unwrap() * 100.0;
            assert!(
                measured >= f64::from(RIGHT_OF_A_HUNDRED),
                "{seen}: {measured}"
            );
        }
        assert!(SEVERITY <= Severity::Moderate, "a guess is never grave");
    }
}
