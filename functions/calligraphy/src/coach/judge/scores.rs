//! Scores: of each aspect, and of all together.
//!
//! A fault is counted in halvings: one halving makes 100 to 50, two to 25. Faults add up like the sides of a right
//! triangle, so that the worst decides and many small ones still count; and since each only ever adds, a fault made worse
//! never raises the whole.

use super::allowance::{
    BALANCE, COUNTERS, DEVIATION, EXTRA, MISSING, SLANT_DEGREES, SLOPE_DEGREES, STRETCH,
    UNEVENNESS, WAVINESS, WEIGHT,
};
use crate::coach::Leniency;
use crate::coach::analysis::{Aspect, AspectScore, HeadLine};
use crate::coach::measure::Measured;

/// How much an opened counter counts beside a filled one.
const OPENED: f32 = 0.5;

/// The judged aspects of one drawing, in halvings.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::coach) struct Judgement {
    aspects: Vec<(Aspect, f32)>,
    /// What strokes that are too thick or too thin cost, and what uneven ones do.
    pub(super) heaviness: f32,
    pub(super) unevenness: f32,
    /// What the shape costs beyond what the pen explains.
    pub(super) unsteadiness: f32,
    /// What the slope of the head line costs, and what its waves do.
    pub(super) slope: f32,
    pub(super) waviness: f32,
}

/// Judges what was measured.
pub(in crate::coach) fn judge(measured: &Measured, leniency: Leniency) -> Judgement {
    let facts = &measured.facts;
    let of_line = |cost: fn(HeadLine, Leniency) -> f32| {
        facts.head_line.map_or(0.0, |line| cost(line, leniency))
    };
    let mut judgement = Judgement {
        aspects: Vec::new(),
        heaviness: WEIGHT.halvings(facts.weight.ratio().ln(), leniency),
        unevenness: UNEVENNESS.halvings(facts.weight.unevenness, leniency),
        unsteadiness: DEVIATION.halvings(measured.unsteadiness, leniency),
        slope: of_line(|line, leniency| SLOPE_DEGREES.halvings(line.slope_degrees, leniency)),
        waviness: of_line(|line, leniency| WAVINESS.halvings(line.waviness, leniency)),
    };
    for aspect in Aspect::ALL {
        if let Some(halvings) = judgement.cost(aspect, measured, leniency) {
            judgement.aspects.push((aspect, halvings));
        }
    }
    judgement
}

/// How much an aspect counts for the whole. Balance follows from the others, and only helps to tell where.
fn share(aspect: Aspect) -> f32 {
    match aspect {
        Aspect::Completeness | Aspect::Cleanness | Aspect::Shape => 1.0,
        Aspect::Slant | Aspect::Proportion | Aspect::Weight => 0.7,
        Aspect::HeadLine | Aspect::Counters => 0.5,
        Aspect::Balance => 0.0,
    }
}

impl Judgement {
    /// What an aspect costs; `None` where the character does not have it.
    fn cost(&self, aspect: Aspect, measured: &Measured, leniency: Leniency) -> Option<f32> {
        let facts = &measured.facts;
        let cost = match aspect {
            Aspect::Completeness => MISSING.halvings(facts.ink.missing, leniency),
            Aspect::Cleanness => EXTRA.halvings(facts.ink.extra, leniency),
            Aspect::Shape => DEVIATION.halvings(facts.ink.deviation, leniency),
            Aspect::Slant => SLANT_DEGREES.halvings(facts.slant_degrees, leniency),
            Aspect::Proportion => STRETCH.halvings(facts.proportion.ratio().ln(), leniency),
            Aspect::Weight => self.heaviness.hypot(self.unevenness),
            Aspect::HeadLine => {
                facts.head_line?;
                let straying = WAVINESS.halvings(measured.head_straying, leniency);
                self.slope.hypot(straying)
            }
            Aspect::Balance => {
                let away = facts.balance.right.hypot(facts.balance.down);
                BALANCE.halvings(away, leniency)
            }
            Aspect::Counters => {
                let lost: f32 = measured.fates.each.iter().map(|fate| fate.lost).sum();
                let opened = f32::from(facts.counters.opened) * OPENED;
                COUNTERS.halvings(lost + opened, leniency)
            }
        };
        Some(cost)
    }

    /// What the head line costs as far as it is there.
    pub(super) fn line_bent(&self) -> f32 {
        self.slope.hypot(self.waviness)
    }

    /// How many times an aspect halves its score; 0 where the character does not have it.
    pub(in crate::coach) fn halvings(&self, aspect: Aspect) -> f32 {
        let judged = self
            .aspects
            .iter()
            .find(|(candidate, _)| *candidate == aspect);
        judged.map_or(0.0, |(_, halvings)| *halvings)
    }

    /// Every aspect's score.
    pub(in crate::coach) fn aspects(&self) -> Vec<AspectScore> {
        let scored = |&(aspect, halvings): &(Aspect, f32)| AspectScore {
            aspect,
            score: score(halvings),
        };
        self.aspects.iter().map(scored).collect()
    }

    /// The score of the whole.
    pub(in crate::coach) fn overall(&self) -> u8 {
        score(self.all())
    }

    /// All aspects' halvings together.
    pub(in crate::coach) fn all(&self) -> f32 {
        let squares = self
            .aspects
            .iter()
            .map(|&(aspect, halvings)| (share(aspect) * halvings).powi(2));
        squares.sum::<f32>().sqrt()
    }
}

fn score(halvings: f32) -> u8 {
    // Between 0 and 100: halvings are never below 0.
    (100.0 * (-halvings).exp2()).round() as u8
}
