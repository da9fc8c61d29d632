//! The five checks of a pill against the first candidate, with their weights.
//!
//! The mean is over what could be checked: a check that could not be made neither helps nor harms, and is never taken for
//! passed. An imprint that speaks against the candidate forbids it, whatever else agrees.

use super::rank::{MISMATCH, OTHER, Ranked};
use crate::imprints::Seen;
use crate::store::scans::{Check, CheckRecord, Level, Verified};

/// A check passes from this confidence on.
const PASSED: f32 = 0.6;
/// Below this confidence a pharmacist should look.
const CONFIDENT: f32 = 0.6;

/// Checks a pill against a candidate; `mine`: whether it is on the person's list.
pub(super) fn verify(seen: &Seen, first: &Ranked<'_>, mine: bool) -> Verified {
    let checks = vec![
        imprint(seen, first),
        look(seen, first),
        size(seen, first),
        database(first, mine),
        CheckRecord {
            check: Check::Person,
            weight: Check::Person.weight(),
            passed: None,
            confidence: None,
            critical: false,
        },
    ];
    summed(checks)
}

/// A pack's code: the database knows the number, and nothing else was checked.
pub(super) fn of_code(mine: bool) -> Verified {
    let mut verified = summed(vec![made(Check::Database, if mine { 1.0 } else { 0.95 })]);
    verified.level = Level::High;
    verified.ask_pharmacist = false;
    verified
}

fn imprint(seen: &Seen, first: &Ranked<'_>) -> CheckRecord {
    if !seen.has_imprint() {
        return not_made(Check::Imprint);
    }
    let best = &first.best;
    let confidence = match (best.edits, best.unseen) {
        (0, 0) => 0.98,
        (0, _) => 0.7,
        (1, 0) => 0.65,
        (1, _) => 0.4,
        (2, _) => 0.25,
        _ => 0.05,
    };
    CheckRecord {
        critical: best.edits >= MISMATCH,
        ..made(Check::Imprint, confidence)
    }
}

fn look(seen: &Seen, first: &Ranked<'_>) -> CheckRecord {
    let best = &first.best;
    let parts: Vec<f32> = [
        (!seen.shapes.is_empty() && first.pill.shape.is_some()).then_some(best.shape),
        (!seen.colours.is_empty() && !first.pill.colours.is_empty()).then_some(best.colour),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return not_made(Check::Look);
    }
    let worst = parts.iter().copied().fold(f32::INFINITY, f32::min);
    let confidence = if worst < OTHER {
        0.2
    } else {
        0.75 + 0.05 * worst.clamp(-1.0, 4.0)
    };
    made(Check::Look, confidence)
}

fn size(seen: &Seen, first: &Ranked<'_>) -> CheckRecord {
    match seen.size_mm.zip(first.pill.size_mm) {
        // The rule of the pharmacists' manual: two millimetres are another tablet, and five are no doubt.
        Some((seen, truth)) => made(
            Check::Size,
            (1.0 - (seen - truth).abs() / 5.0).clamp(0.0, 1.0),
        ),
        None => not_made(Check::Size),
    }
}

/// Known by its contents is known well enough to be checked against other medicines.
fn database(first: &Ranked<'_>, mine: bool) -> CheckRecord {
    let known = if first.pill.ingredients.is_empty() {
        0.3
    } else {
        0.75
    };
    made(Check::Database, known + if mine { 0.2 } else { 0.0 })
}

fn made(check: Check, confidence: f32) -> CheckRecord {
    CheckRecord {
        check,
        weight: check.weight(),
        passed: Some(confidence >= PASSED),
        confidence: Some(confidence),
        critical: false,
    }
}

fn not_made(check: Check) -> CheckRecord {
    CheckRecord {
        check,
        weight: check.weight(),
        passed: None,
        confidence: None,
        critical: false,
    }
}

fn summed(checks: Vec<CheckRecord>) -> Verified {
    let (mut sum, mut weights) = (0.0, 0.0);
    for check in &checks {
        if let Some(confidence) = check.confidence {
            sum += f32::from(check.weight) * confidence;
            weights += f32::from(check.weight);
        }
    }
    let confidence = (weights > 0.0).then(|| sum / weights);
    let level = level(&checks);
    Verified {
        ask_pharmacist: level < Level::Medium || confidence.is_none_or(|sure| sure < CONFIDENT),
        checks,
        confidence,
        level,
    }
}

fn level(checks: &[CheckRecord]) -> Level {
    let has_passed = |check: &CheckRecord| check.passed == Some(true);
    let imprint = checks
        .iter()
        .any(|check| check.check == Check::Imprint && has_passed(check));
    let failed = checks.iter().any(|check| check.passed == Some(false));
    if checks.iter().any(|check| check.critical) {
        return Level::Critical;
    }
    if checks.iter().all(|check| check.passed.is_none()) {
        return Level::Unverified;
    }
    match (imprint, failed) {
        (true, false) => Level::High,
        (true, true) => Level::Medium,
        (false, _) => Level::Low,
    }
}
