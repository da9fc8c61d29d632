//! How long reading takes with a code in the picture and without one: the second may take twice as long as the first, at most.
//!
//! `cargo bench -p nazar-lab --bench codes`; beside each time stands how the library alone does.

#![allow(
    clippy::expect_used,
    reason = "a benchmark stops where something unexpected is met"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use image::{DynamicImage, GrayImage, Luma};
use nazar::codes::{Budget, read};
use nazar_lab::codes::scenes;

/// The side of the pictures without a code; the rendered codes are put on paper of the same size.
const SIDE: u32 = 480;

/// A rendered code in the middle of paper.
fn with_a_code(name: &str) -> DynamicImage {
    let scenes = scenes().expect("the library writes codes");
    let scene = scenes
        .iter()
        .find(|scene| scene.name == name)
        .expect("a scene of that name");
    let mut paper = GrayImage::from_pixel(SIDE, SIDE, Luma([230]));
    let code = scene.picture.to_luma8();
    image::imageops::overlay(&mut paper, &code, 60, 60);
    DynamicImage::ImageLuma8(paper)
}

/// Threads that cross, lighter and darker without order: edges everywhere, as cloth, walls and carpets have them.
fn woven() -> DynamicImage {
    let woven = GrayImage::from_fn(SIDE, SIDE, |x, y| {
        let thread = ((x * 7 + y * 3) % 11) * 6 + ((x / 5 + y / 5) % 2) * 40;
        let uneven = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 26;
        Luma([u8::try_from(60 + thread + uneven).unwrap_or(u8::MAX)])
    });
    DynamicImage::ImageLuma8(woven)
}

fn reading(bench: &mut Criterion) {
    let pictures = [
        ("a code of bars", with_a_code("ean13, clean")),
        ("a code of squares", with_a_code("data_matrix, clean")),
        ("cloth", woven()),
        (
            "an even wall",
            DynamicImage::ImageLuma8(GrayImage::from_pixel(SIDE, SIDE, Luma([120]))),
        ),
    ];
    for (name, picture) in &pictures {
        let mut group = bench.benchmark_group(*name);
        group.bench_function("ours", |bench| {
            bench.iter(|| read(black_box(picture), Budget::default()));
        });
        group.bench_function("library", |bench| {
            bench.iter(|| read(black_box(picture), Budget::plain()));
        });
        group.finish();
    }
}

criterion_group!(benches, reading);
criterion_main!(benches);
