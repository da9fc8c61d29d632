//! Fits the curve of confidence: a logistic regression on what speaks against the words.

use crate::Judged;
use crate::words::{apart, count};

const STEPS: usize = 20_000;
const RATE: f64 = 0.05;

/// Prints the numbers of `confidence.rs` for these recordings. Right is what has at most one word in five wrong; what is to
/// be refused is never right.
pub(crate) fn fit(judged: &[Judged]) {
    let evidence: Vec<([f64; 2], f64)> = judged
        .iter()
        .filter_map(|one| {
            let hearing = one
                .hearing
                .as_ref()
                .filter(|hearing| !hearing.text.is_empty())?;
            let is_right =
                !one.text.is_empty() && apart(&one.text, &hearing.text) * 5 <= count(&one.text);
            let against = [hearing.evidence.gap, hearing.evidence.doubt].map(f64::from);
            Some((against, f64::from(u8::from(is_right))))
        })
        .collect();
    let (mut height, mut by) = (1.0_f64, [1.0_f64; 2]);
    for _ in 0..STEPS {
        let (mut up, mut along) = (0.0, [0.0; 2]);
        for (against, right) in &evidence {
            let told = height - by[0] * against[0] - by[1] * against[1];
            let error = right - 1.0 / (1.0 + (-told).exp());
            up += error;
            along[0] -= error * against[0];
            along[1] -= error * against[1];
        }
        let share = RATE / evidence.len() as f64;
        height += share * up;
        by[0] += share * along[0];
        by[1] += share * along[1];
    }
    println!(
        "of {} with words: HEIGHT {height:.2}, BY_GAP {:.2}, BY_DOUBT {:.2}",
        evidence.len(),
        by[0],
        by[1]
    );
}
