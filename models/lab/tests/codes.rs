//! The committed figures of reading codes are what is read: `cargo test -p nazar-lab --test codes -- --ignored`.
//!
//! The photos stand beside the repository, in ../shared/data; where they are absent the rendered scenes alone are read.

#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests stand outside test functions"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nazar_lab::codes::{Figures, Row, judge, photos, scenes};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn committed() -> BTreeMap<String, Figures> {
    let text = std::fs::read_to_string(repository().join("models/codes/figures.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
#[ignore = "takes minutes"]
fn the_committed_figures_are_what_is_read() {
    let committed = committed();
    assert_eq!(judge(&scenes().unwrap()), committed["rendered"]);
    let images = repository().join("../shared/data/barcode/images.zip");
    if images.exists() {
        assert_eq!(judge(&photos(&images).unwrap()), committed["photos"]);
    } else {
        eprintln!("skipped: no photos of codes");
    }
}

/// A code that is not there, on a pack, is another medicine.
#[test]
fn nothing_was_misread_and_more_was_read_than_by_the_library_alone() {
    for (title, figures) in committed() {
        let sum = |count: fn(&Row) -> u32| figures.values().map(count).sum::<u32>();
        assert_eq!(sum(|row| row.ours.wrong), 0, "{title}");
        assert!(
            sum(|row| row.ours.right) > sum(|row| row.library.right),
            "{title}"
        );
    }
}
