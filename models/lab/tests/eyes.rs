//! Dori's eyes with the committed models: pictures of ours, and hostile ones.
//!
//! ONNX Runtime and PP-OCR's networks are put together by `local`; a test says so and passes where they are not there yet.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "helpers of tests stand outside test functions"
)]

use std::path::{Path, PathBuf};

use image::{Rgb, RgbImage};
use nazar::image::admit;
use nazar::imprints::Shape;
use nazar::inference::init_runtime;
use nazar::pills::{Advice, Eyes};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn eyes() -> Option<Eyes> {
    let assets = repository().join("target/assets/opt");
    let runtime = assets.join("lib/libonnxruntime.so");
    let models = assets.join("models");
    let files = [
        "dori-detector.onnx",
        "dori-appearance.onnx",
        "pp-ocrv4-recognition.onnx",
    ];
    if !runtime.exists() || files.iter().any(|file| !models.join(file).exists()) {
        eprintln!("skipped: no models or no ONNX Runtime");
        return None;
    }
    init_runtime(&runtime).unwrap();
    Some(Eyes::load(&models).unwrap())
}

fn sample(name: &str) -> RgbImage {
    let file = repository().join("models/samples/pills").join(name);
    admit(&std::fs::read(file).unwrap())
        .unwrap()
        .picture()
        .to_rgb8()
}

#[test]
fn a_pill_is_found_named_by_its_outline_and_read() {
    let Some(eyes) = eyes() else { return };
    for (name, shape, imprint) in [
        ("capsule.jpg", Shape::Capsule, "Z4F"),
        ("tablet.jpg", Shape::Round, "87YM"),
    ] {
        let look = eyes.look(&sample(name)).unwrap();
        let surest = &look.pills[0];
        let middle = (
            surest.area.x + surest.area.width / 2.0,
            surest.area.y + surest.area.height / 2.0,
        );
        assert!(
            (middle.0 - 240.0).abs() < 12.0 && (middle.1 - 230.0).abs() < 12.0,
            "{name} {middle:?}"
        );
        let appearance = surest.appearance.as_ref().unwrap();
        assert_eq!(appearance.shape.best().0, shape, "{name}");
        assert_eq!(surest.imprint.best(), imprint, "{name}");
    }
}

#[test]
fn an_empty_table_holds_no_pill_that_anybody_would_believe_in() {
    let Some(eyes) = eyes() else { return };
    let look = eyes.look(&sample("empty.jpg")).unwrap();
    assert!(
        look.pills.iter().all(|sighting| sighting.score < 0.4),
        "{:?}",
        look.pills.first()
    );
}

#[test]
fn hostile_pictures_are_looked_at_without_harm() {
    let Some(eyes) = eyes() else { return };
    for (width, height) in [(1, 1), (10_000, 1), (1, 10_000), (10_000, 40), (3, 700)] {
        for level in [0, 255] {
            let picture = RgbImage::from_pixel(width, height, Rgb([level; 3]));
            let look = eyes.look(&picture).unwrap();
            assert_eq!(look.quality.advice, [Advice::Blank], "{width}x{height}");
            for sighting in &look.pills {
                let (right, bottom) = (
                    sighting.area.x + sighting.area.width,
                    sighting.area.y + sighting.area.height,
                );
                assert!(right <= width as f32 + 1e-3 && bottom <= height as f32 + 1e-3);
            }
        }
    }
    assert_eq!(eyes.look(&RgbImage::new(0, 0)).unwrap().pills, []);
}

#[test]
fn an_answer_names_all_four_networks() {
    let Some(eyes) = eyes() else { return };
    assert_eq!(eyes.models().len(), 4);
    assert!(
        eyes.models()
            .iter()
            .all(|model| model.sha256.len() == 64 && !model.id.is_empty())
    );
}
