//! How much of each fault is forgiven, and how fast a score falls beyond that.
//!
//! Chosen on the public handwriting of models/training and on the faults of nazar_lab, so that a careful hand's drawing of
//! the right character stands around 80, and another character below 30.

use crate::coach::Leniency;

/// A fault up to `free` costs nothing; each `half` beyond it halves the score.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowance {
    free: f32,
    half: f32,
}

pub(super) const MISSING: Allowance = Allowance::new(0.005, 0.10);
pub(super) const EXTRA: Allowance = Allowance::new(0.005, 0.10);
pub(super) const DEVIATION: Allowance = Allowance::new(0.008, 0.02);
pub(super) const SLANT_DEGREES: Allowance = Allowance::new(2.0, 9.0);
pub(super) const STRETCH: Allowance = Allowance::new(0.05, 0.22);
pub(super) const WEIGHT: Allowance = Allowance::new(0.10, 0.40);
pub(super) const UNEVENNESS: Allowance = Allowance::new(0.15, 0.35);
pub(super) const SLOPE_DEGREES: Allowance = Allowance::new(2.0, 8.0);
pub(super) const WAVINESS: Allowance = Allowance::new(0.006, 0.02);
pub(super) const HEAD_MISSING: Allowance = Allowance::new(0.12, 0.45);
pub(super) const BALANCE: Allowance = Allowance::new(0.015, 0.06);
pub(super) const COUNTERS: Allowance = Allowance::new(0.0, 1.0);

impl Allowance {
    const fn new(free: f32, half: f32) -> Self {
        Self { free, half }
    }

    /// How many times a fault halves the score; 0 within what is forgiven.
    pub(super) fn halvings(self, fault: f32, leniency: Leniency) -> f32 {
        let factor = leniency.factor();
        (fault.abs() - self.free * factor).max(0.0) / (self.half * factor)
    }
}
