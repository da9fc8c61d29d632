//! How far what was heard is to be trusted.
//!
//! A word of the lexicon can be found in any speech. What gives it away is that other units would have fitted better, and
//! that the network was unsure of all of them. Both are told for each unit of the words, and a logistic curve makes a
//! probability of them; its numbers were fitted by `cargo run -p nazar-assistant --example hear` on recordings of
//! `models/speech/synthesise.py` that no training saw.

use super::network::Told;
use super::search::Found;

/// Below it nothing is said to have been said.
pub(super) const LEAST: f32 = 0.6;

/// The logistic curve: its height, and what each evidence takes away.
const HEIGHT: f32 = 3.69;
const BY_GAP: f32 = 3.96;
const BY_DOUBT: f32 = 1.58;

/// What speaks against words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// How much better other units would have fitted, for each unit.
    pub gap: f32,
    /// How unsure the network was, for each unit.
    pub doubt: f32,
}

impl Evidence {
    /// The evidence against what was found in what was told.
    pub(super) fn of(found: &Found, told: &Told) -> Self {
        let units = found.units.max(1) as f32;
        let doubt: f32 = told
            .moments()
            .map(|moment| -moment.iter().copied().fold(f32::NEG_INFINITY, f32::max))
            .sum();
        Self {
            gap: (found.freely - found.heard) / units,
            doubt: doubt / units,
        }
    }

    /// The probability that the words were said, 0 to 1.
    pub(super) fn confidence(self) -> f32 {
        1.0 / (1.0 + (BY_GAP * self.gap + BY_DOUBT * self.doubt - HEIGHT).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_against_words_lowers_their_confidence() {
        let sure = Evidence {
            gap: 0.0,
            doubt: 0.1,
        };
        let strange = Evidence {
            gap: 3.0,
            doubt: 0.1,
        };
        let unclear = Evidence {
            gap: 0.5,
            doubt: 6.0,
        };
        assert!(sure.confidence() > 0.9);
        assert!(strange.confidence() < LEAST);
        assert!(unclear.confidence() < sure.confidence());
    }
}
