//! The committed figures are those that the committed models have: `cargo test -p nazar-lab --test figures -- --ignored`.
//!
//! Slow (some minutes), and it needs the handwriting set beside the repository, in ../shared/data, and ONNX Runtime, which
//! `cargo run` fetches; where either is absent it says so and passes.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside test functions"
)]

use std::path::{Path, PathBuf};

use nazar::inference::init_runtime;
use nazar_lab::corpus;
use nazar_lab::evaluation::Evaluation;
use serde_json::Value;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Whether two figures agree: counts and names exactly, shares to a thousandth (processors round differently).
fn agree(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(first), Value::Object(second)) => {
            first.len() == second.len()
                && first
                    .iter()
                    .all(|(key, value)| second.get(key).is_some_and(|same| agree(value, same)))
        }
        (Value::Array(first), Value::Array(second)) => {
            first.len() == second.len() && first.iter().zip(second).all(|(a, b)| agree(a, b))
        }
        (Value::Number(first), Value::Number(second)) if first.is_f64() => {
            let gap = first.as_f64().unwrap() - second.as_f64().unwrap();
            gap.abs() < 1e-3
        }
        _ => one == other,
    }
}

#[test]
#[ignore = "takes minutes, and needs the handwriting set"]
fn the_committed_figures_are_what_the_evaluation_prints() {
    let images = repository().join("../shared/data/ranjana/handwriting.zip");
    let fetched = repository().join("target/assets/opt/lib/libonnxruntime.so");
    let runtime = std::env::var_os("ORT_DYLIB_PATH").map_or(fetched, PathBuf::from);
    if !images.exists() || !runtime.exists() {
        eprintln!("skipped: no handwriting set or no ONNX Runtime");
        return;
    }
    init_runtime(&runtime).unwrap();
    let models = repository().join("models");
    let mut drawings = corpus::read(&images).unwrap();
    corpus::keep_part(&mut drawings, &models.join("training/split.tsv"), "test").unwrap();
    let evaluation = Evaluation::run(&models, &drawings, true).unwrap();

    let committed = std::fs::read_to_string(models.join("evaluation.json")).unwrap();
    let committed: Value = serde_json::from_str(&committed).unwrap();
    let mut found: Value = serde_json::from_str(&evaluation.json().unwrap()).unwrap();
    // Only an optimised build measures time.
    found.as_object_mut().unwrap().remove("milliseconds");
    assert!(
        agree(&found, &committed),
        "models/evaluation.json is not what the evaluation found"
    );

    let table = repository().join("shared/src/glyphs/confusables.tsv");
    let committed = std::fs::read_to_string(table).unwrap();
    assert_eq!(evaluation.confusables, committed);
}

#[test]
fn figures_agree_only_where_their_counts_do() {
    let figures =
        |hits: u32, share: f64| serde_json::json!({"a": [{"hits": hits, "share": share}]});
    assert!(agree(&figures(3, 0.5), &figures(3, 0.5004)));
    assert!(!agree(&figures(3, 0.5), &figures(4, 0.5)));
    assert!(!agree(&figures(3, 0.5), &figures(3, 0.52)));
    assert!(!agree(&figures(3, 0.5), &serde_json::json!({"a": []})));
}
