//! What a picture without a code costs, beside the library's try-harder mode alone: at most twice as much, each picture by itself.
//!
//! `cargo bench -p nazar-lab --bench no_code`: photos without a code from `../shared/data/barcode/images.zip`, where it stands beside
//! the repository, and drawn surfaces. What is compared is processor time, ours and the library's by turns, and of each the least of
//! several stretches: a busy machine makes all of them longer and none shorter. It ends with an error where a picture costs more.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark prints what it measured, and stops where something unexpected is met"
)]

use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use image::{DynamicImage, GrayImage, Luma};
use nazar::codes::{Budget, read};
use nazar_lab::codes::{Trial, photos};

/// What a picture may cost, as a multiple of the library alone.
const MOST: f64 = 2.0;
/// Long enough that nothing is given up for want of time, however busy the machine is.
const UNHURRIED: Duration = Duration::from_secs(600);
/// A stretch of measuring, in seconds of the processor; the kernel tells them to a hundredth.
const STRETCH: f64 = 0.4;
const STRETCHES: usize = 5;

fn main() -> ExitCode {
    println!(
        "{:<40} {:>9} {:>10} {:>8} {:>6} {:>9}",
        "picture", "pixels", "library ms", "ours ms", "times", "attempts"
    );
    let mut dear = 0;
    for trial in without_a_code() {
        let (mut library, mut ours) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..STRETCHES {
            library = library.min(cost(&trial.picture, false));
            ours = ours.min(cost(&trial.picture, true));
        }
        let reading = read(&trial.picture, budget(true));
        assert!(reading.codes.is_empty(), "{} has a code", trial.name);
        println!(
            "{:<40} {:>9} {:>10.2} {:>8.2} {:>6.2} {:>9}",
            trial.name,
            format!("{}x{}", trial.picture.width(), trial.picture.height()),
            library * 1000.0,
            ours * 1000.0,
            ours / library,
            reading.attempts
        );
        dear += usize::from(ours > MOST * library);
    }
    if dear == 0 {
        return ExitCode::SUCCESS;
    }
    println!("{dear} cost more than {MOST} times");
    ExitCode::FAILURE
}

/// The level of a pixel, by its place.
type Level = fn(u32, u32) -> u32;

fn without_a_code() -> Vec<Trial> {
    let zip = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/barcode/images.zip");
    let mut trials = if zip.exists() {
        photos(&zip).expect("the photos can be read")
    } else {
        println!("without photos: {} is not there", zip.display());
        Vec::new()
    };
    trials.retain(|trial| trial.text.is_none());
    let drawn: [(&str, Level); 6] = [
        ("an even wall", |_, _| 120),
        ("ribs", |x, _| if x / 6 % 2 == 0 { 90 } else { 150 }),
        // Upright, and without order, as the bars of a code are.
        ("planks", |x, _| {
            let is_dark = (x / 3).wrapping_mul(2_654_435_761) >> 31 == 0;
            if is_dark { 90 } else { 150 }
        }),
        ("ribs that are blurred", |x, _| {
            120 + (x % 16).abs_diff(8) * 5
        }),
        ("cloth", |x, y| {
            let thread = ((x * 7 + y * 3) % 11) * 6 + ((x / 5 + y / 5) % 2) * 40;
            60 + thread + ((x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 26)
        }),
        ("noise", |x, y| (x * 7919 + y * 104_729 + x * y * 31) % 251),
    ];
    for (name, level) in drawn {
        for (width, height) in [(480, 480), (960, 720), (3000, 4000)] {
            let picture = GrayImage::from_fn(width, height, |x, y| {
                Luma([u8::try_from(level(x, y)).unwrap_or(u8::MAX)])
            });
            trials.push(Trial {
                name: name.to_owned(),
                kind: "drawn".to_owned(),
                text: None,
                picture: DynamicImage::ImageLuma8(picture),
            });
        }
    }
    trials
}

fn budget(rescue: bool) -> Budget {
    Budget {
        time: UNHURRIED,
        rescue,
    }
}

/// Seconds of the processor for one reading, by as many as fill a stretch.
fn cost(picture: &DynamicImage, rescue: bool) -> f64 {
    let (begun, mut count) = (processor_time(), 0.0);
    loop {
        black_box(read(black_box(picture), budget(rescue)));
        count += 1.0;
        let spent = processor_time() - begun;
        if spent >= STRETCH {
            return spent / count;
        }
    }
}

/// What this process and its threads, ended ones too, have had of the processor so far, in seconds: the 14th and 15th fields of its
/// `stat` (proc_pid_stat(5)), in ticks of a hundredth.
fn processor_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux tells of its processes");
    let after_name = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks
        .map(|ticks| ticks.parse::<f64>().expect("a number of ticks"))
        .sum::<f64>()
        / 100.0
}
