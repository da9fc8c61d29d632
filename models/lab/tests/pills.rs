//! The committed figures of Dori's eyes belong to the committed networks: `cargo test -p nazar-lab --test pills -- --include-ignored`.
//!
//! The slow one needs the photos beside the repository, in ../shared/data, and what `local` puts together; where either is absent
//! it says so and passes.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside test functions"
)]

use std::path::{Path, PathBuf};

use nazar::inference::init_runtime;
use nazar_lab::pills::phone_photos;
use serde_json::Value;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn committed() -> Value {
    let text = std::fs::read_to_string(repository().join("models/pills-evaluation.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_figures_are_of_the_networks_that_ship() {
    let assets = std::fs::read_to_string(repository().join("models/assets.toml")).unwrap();
    let figures = committed();
    let models = figures["models"].as_array().unwrap();
    assert!(!models.is_empty());
    for model in models {
        let hash = model["sha256"].as_str().unwrap();
        assert!(assets.contains(hash), "{model} does not ship");
    }
}

/// Processors round differently: a hundredth of precision, and one pill more or less.
#[test]
#[ignore = "takes half a minute, and needs the photos"]
fn pills_on_photos_of_phones_are_found_as_the_figures_say() {
    let repository = repository();
    let data = repository.join("../shared/data/pills");
    let assets = repository.join("target/assets/opt");
    let runtime = assets.join("lib/libonnxruntime.so");
    if !data.exists() || !runtime.exists() {
        eprintln!("skipped: no photos or no ONNX Runtime");
        return;
    }
    init_runtime(&runtime).unwrap();
    let found = phone_photos(&assets.join("models"), &data).unwrap();
    let committed = &committed()["phone_photos"];
    let close = |one: f64, name: &str| (one - committed[name].as_f64().unwrap()).abs() < 0.0101;
    assert_eq!(found.pills as u64, committed["pills"].as_u64().unwrap());
    assert!(
        close(found.ap50, "ap50") && close(found.recall, "recall"),
        "{found:?} is not {committed}"
    );
}
