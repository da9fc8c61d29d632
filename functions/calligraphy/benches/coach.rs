//! The coach's time for one drawing, and where it goes. `SAMPLE=<file>` and `CLASS=<id>` take another drawing.
//!
//! The first analysis of a character measures its reference too; every later one finds it measured.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark stops where something is unexpected"
)]

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use nazar::i18n::Locale;
use nazar::image::{FineGlyph, admit};
use nazar_calligraphy::coach::pictures::{overlay_png, regions_svg};
use nazar_calligraphy::coach::{Leniency, analyse};

fn sample() -> PathBuf {
    let path =
        std::env::var("SAMPLE").unwrap_or_else(|_| "models/samples/ka-black-ink.jpg".to_owned());
    let path = PathBuf::from(path);
    if path.is_absolute() {
        return path;
    }
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

fn coach(criterion: &mut Criterion) {
    let class: u8 = std::env::var("CLASS").map_or(0, |class| class.parse().unwrap());
    let picture = admit(&std::fs::read(sample()).unwrap()).unwrap();
    let drawing = FineGlyph::of(&picture).unwrap();
    let analysis = analyse(class, &drawing, Leniency::Normal).unwrap();

    criterion.bench_function("coach/prepare", |bencher| {
        bencher.iter(|| FineGlyph::of(black_box(&picture)));
    });
    criterion.bench_function("coach/analyse", |bencher| {
        bencher.iter(|| analyse(class, black_box(&drawing), Leniency::Normal));
    });
    criterion.bench_function("coach/words", |bencher| {
        bencher.iter(|| black_box(&analysis).words(Locale::Nepali));
    });
    criterion.bench_function("coach/overlay_png", |bencher| {
        bencher.iter(|| overlay_png(black_box(&analysis), &drawing));
    });
    criterion.bench_function("coach/regions_svg", |bencher| {
        bencher.iter(|| regions_svg(black_box(&analysis), Locale::English));
    });
}

criterion_group!(benches, coach);
criterion_main!(benches);
