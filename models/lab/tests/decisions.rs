//! What scans of real photos come to: `cargo test -p nazar-lab --test decisions -- --ignored`.
//!
//! Slow, and it needs the photos beside the repository, in ../shared/data, and what `local` puts together; where either is absent it
//! says so and passes.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside test functions"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nazar::inference::init_runtime;
use nazar_lab::decisions::{Decisions, Pictures, Report, SAMPLE, Sight, evaluate};
use nazar_pill_worker::Observer;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn committed() -> BTreeMap<String, Report> {
    let text = std::fs::read_to_string(repository().join("models/decisions.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Pictures that came to something else.
fn moved(one: &Decisions, other: &Decisions) -> u32 {
    let fewer = |(outcome, count): (&String, &u32)| {
        count.saturating_sub(other.outcomes.get(outcome).copied().unwrap_or(0))
    };
    one.outcomes.iter().map(fewer).sum()
}

#[test]
fn nothing_is_recognised_wrongly() {
    for (set, decisions) in &committed()["all"] {
        assert!(decisions.pictures > 0, "{set}");
        assert_eq!(decisions.wrong, 0, "{set}");
    }
}

/// The sample is judged anew. Processors round differently: one picture of a set may come to something else.
#[test]
#[ignore = "takes minutes"]
fn the_committed_decisions_are_what_scans_come_to() {
    let data = repository().join("../shared/data");
    let assets = repository().join("target/assets/opt");
    let runtime = assets.join("lib/libonnxruntime.so");
    if !data.exists() || !runtime.exists() {
        eprintln!("skipped: no photos or no ONNX Runtime");
        return;
    }
    init_runtime(&runtime).unwrap();
    let observer = Observer::load(&assets.join("models")).unwrap();
    let codes = data.join("barcode/images.zip");
    let pictures = Pictures {
        data: &data.join("pills"),
        codes: Some(&codes),
        step: SAMPLE,
        only: "",
        shrink: 1,
    };
    let mut sight = Sight::new(observer);
    let found = evaluate(&mut sight, pictures, None).unwrap();
    let committed = &committed()["sample"];
    assert!(found.keys().eq(committed.keys()));
    for (set, decisions) in &found {
        assert_eq!(decisions.wrong, 0, "{set}");
        assert_eq!(decisions.pictures, committed[set].pictures, "{set}");
        assert!(
            moved(decisions, &committed[set]) <= 1,
            "{set}: {decisions:?}"
        );
    }
}
