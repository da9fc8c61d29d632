//! How much of each fault is forgiven, and how fast a score falls beyond that.
//!
//! Chosen on public handwriting: what is free is what the better hands do. The example `hands` prints how it scores them.

use crate::coach::Leniency;

/// A fault up to `free` costs nothing; each `half` beyond it halves the score.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowance {
    free: f32,
    half: f32,
}

pub(super) const MISSING: Allowance = Allowance::new(0.015, 0.13);
pub(super) const EXTRA: Allowance = Allowance::new(0.015, 0.13);
pub(super) const DEVIATION: Allowance = Allowance::new(0.016, 0.018);
pub(super) const SLANT_DEGREES: Allowance = Allowance::new(3.0, 14.0);
pub(super) const STRETCH: Allowance = Allowance::new(0.07, 0.34);
pub(super) const WEIGHT: Allowance = Allowance::new(0.18, 0.6);
pub(super) const UNEVENNESS: Allowance = Allowance::new(0.2, 0.45);
pub(super) const SLOPE_DEGREES: Allowance = Allowance::new(2.5, 11.0);
pub(super) const WAVINESS: Allowance = Allowance::new(0.01, 0.028);
pub(super) const BALANCE: Allowance = Allowance::new(0.03, 0.08);
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
