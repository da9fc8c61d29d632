//! What the matcher of imprints must reach, and that the committed figures are its own.
//!
//! `cargo test -p nazar-lab --test imprints -- --ignored` judges it anew (some minutes), on the library's table beside the repository, in
//! ../shared/data; where that is absent it says so and passes.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside test functions"
)]

use std::path::{Path, PathBuf};

use nazar_lab::imprints;
use serde_json::Value;

/// Readings of each kind in the committed figures.
const EACH: usize = 600;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn committed() -> Value {
    let text = std::fs::read_to_string(repository().join("models/imprints.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn of<'a>(figures: &'a Value, kind: &str) -> &'a Value {
    let readings = figures["readings"].as_array().unwrap();
    let found = readings.iter().find(|reading| reading[0] == kind);
    &found.unwrap()[1]
}

/// A figure's share of what was tried, in percent.
fn percent(figures: &Value, name: &str) -> f64 {
    figures[name].as_f64().unwrap() * 100.0 / figures["tried"].as_f64().unwrap()
}

#[test]
fn the_right_medicine_is_among_the_first_three() {
    let figures = committed();
    for kind in [
        "exact",
        "one dropped",
        "two dropped",
        "one confused",
        "two confused",
    ] {
        let found = percent(of(&figures, kind), "in_three");
        assert!(found >= 95.0, "{kind}: {found:.1}");
    }
}

#[test]
fn what_is_called_recognised_is_it() {
    let figures = committed();
    let unknown = percent(of(&figures, "unknown"), "recognised");
    assert!(
        unknown <= 1.0,
        "answered although in no table: {unknown:.1}"
    );
    let sum = |name: &str| {
        let readings = figures["readings"].as_array().unwrap().iter();
        readings
            .map(|reading| reading[1][name].as_u64().unwrap())
            .sum::<u64>()
    };
    let (recognised, wrongly) = (sum("recognised"), sum("wrongly"));
    assert!(
        wrongly * 1_000 <= recognised * 5,
        "{wrongly} of {recognised}"
    );
}

#[test]
#[ignore = "takes some minutes"]
fn the_committed_figures_are_what_the_matcher_does() {
    let table = repository().join("../shared/data/pills/imprint_table.csv");
    if !table.exists() {
        eprintln!("skipped: no {}", table.display());
        return;
    }
    let pills = imprints::read(&table).unwrap();
    let figures = serde_json::to_value(imprints::evaluate(&pills, EACH)).unwrap();
    assert_eq!(figures, committed());
}
