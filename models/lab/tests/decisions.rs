//! What scans decide, by the committed figures: nothing is called recognised that is not it.
//!
//! `cargo test -p nazar-lab --test decisions -- --ignored` judges every eleventh picture anew (minutes), by the photos beside the
//! repository, in ../shared/data; where they or the models are absent it says so and passes.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "helpers of tests stand outside test functions"
)]

use std::path::{Path, PathBuf};

use nazar::inference::init_runtime;
use nazar_lab::decisions::{Report, SAMPLE, evaluate};
use nazar_pill_worker::Observer;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn committed(part: &str) -> Report {
    let text = std::fs::read_to_string(repository().join("models/decisions.json")).unwrap();
    let mut parts: std::collections::BTreeMap<String, Report> =
        serde_json::from_str(&text).unwrap();
    parts.remove(part).unwrap()
}

#[test]
fn what_is_called_recognised_is_it() {
    for (name, set) in committed("all") {
        assert_eq!(set.wrong, 0, "{name}");
    }
}

#[test]
#[ignore = "takes minutes"]
fn a_sample_of_the_committed_figures_is_what_is_decided() {
    let assets = repository().join("target/assets/opt");
    let (runtime, models) = (assets.join("lib/libonnxruntime.so"), assets.join("models"));
    let data = repository().join("../shared/data");
    if !runtime.exists() || !models.exists() || !data.exists() {
        eprintln!("skipped: no models, no ONNX Runtime, or no photos");
        return;
    }
    init_runtime(&runtime).unwrap();
    let observer = Observer::load(&models).unwrap();
    let codes = data.join("barcode/images.zip");
    let found = evaluate(&observer, &data.join("pills"), Some(&codes), SAMPLE).unwrap();
    assert_eq!(found, committed("sample"));
}
