//! Scans through `local`, one at a time and two at once: `cargo bench -p nazar-tests --bench scans`.
//!
//! Each row is a kind of picture. The seconds are those from the request to the finished job, the whole way through gateway, bucket, queue
//! and stores; beside them stands what the pill worker had of the processor for a scan, which other work on the machine does not lengthen, and
//! the most memory that any of its processes ever had. `SCANS=<number>` sets how many scans make a row (20), `PICTURES=<part of a name>` which rows
//! are made.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark prints what it measured, and stops where something unexpected is met"
)]

use std::{
    io::Cursor,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, imageops::FilterType};
use nazar_tests::{Bundle, Options, Person, barcodes, bundle, client::image_form, processes};
use reqwest::Method;

/// The binary whose processes are watched.
const WORKER: &str = "pill-worker";

/// The drawn pills that are sent, as they are and as a phone would send them.
const PILLS: [&str; 6] = [
    "whole-imprint",
    "turned",
    "both-sides",
    "another-medicine",
    "unknown-imprint",
    "nothing-on-it",
];

/// A kind of picture.
struct Kind {
    name: &'static str,
    /// The size of the table that the pill is put on, and how wide it lies there; absent for the drawing as it is.
    table: Option<((u32, u32), u32)>,
    /// Whether a pack's code lies below it.
    has_code: bool,
}

const KINDS: [Kind; 5] = [
    Kind {
        name: "a pill, 480x480",
        table: None,
        has_code: false,
    },
    Kind {
        name: "a pill near, 3000x4000",
        table: Some(((3000, 4000), 2800)),
        has_code: false,
    },
    Kind {
        name: "a pill on a table, 3000x4000",
        table: Some(((3000, 4000), 1200)),
        has_code: false,
    },
    Kind {
        name: "a pill and a pack's code, 3000x4000",
        table: Some(((3000, 4000), 1200)),
        has_code: true,
    },
    Kind {
        name: "a pill on a table, 5400x7400",
        table: Some(((5400, 7400), 2000)),
        has_code: false,
    },
];

#[tokio::main]
async fn main() {
    let count = std::env::var("SCANS").map_or(20, |count| count.parse().unwrap());
    let wanted = std::env::var("PICTURES").unwrap_or_default();
    let bundle = Bundle::start(Options::with_wide_limits()).unwrap();
    let person = Person::new(&bundle, "bench").await.unwrap();
    println!(
        "{:<44} {:>6} {:>8} {:>7} {:>7} {:>8} {:>7} {:>9}",
        "pictures", "scans", "median s", "p95 s", "p99 s", "median", "p95", "most MB"
    );
    println!("{:<76} of the processor, s", "");
    for kind in KINDS.iter().filter(|kind| kind.name.contains(&wanted)) {
        let pictures = Arc::new(kind.pictures());
        for clients in [1, 2] {
            // The first starts the process, or a second one.
            run(&bundle, &person, &pictures, clients, clients).await;
            let seen = run(&bundle, &person, &pictures, count, clients).await;
            show(&format!("{}, {clients} at once", kind.name), &seen);
        }
    }
}

/// What was measured of some scans.
#[derive(Default)]
struct Seen {
    /// From the request to the finished job, each scan.
    seconds: Vec<f64>,
    /// What the worker had of the processor: for each scan, or, of scans at the same time, for all by their number.
    processor: Vec<f64>,
    most_memory: u64,
}

async fn run(
    bundle: &Bundle,
    person: &Person,
    pictures: &Arc<Vec<Vec<u8>>>,
    count: usize,
    clients: usize,
) -> Seen {
    let next = Arc::new(AtomicUsize::new(0));
    let before = processor(bundle);
    let mut handles = Vec::new();
    for _ in 0..clients {
        let (next, pictures, person) = (Arc::clone(&next), Arc::clone(pictures), person.clone());
        handles.push(async move {
            let (mut seconds, mut spent) = (Vec::new(), Vec::new());
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                if place >= count {
                    break;
                }
                let (started, had) = (Instant::now(), processor(bundle));
                scan(&person, &pictures[place % pictures.len()]).await;
                seconds.push(started.elapsed().as_secs_f64());
                spent.push(processor(bundle) - had);
            }
            (seconds, spent)
        });
    }
    let mut seen = Seen::default();
    for (seconds, spent) in futures::future::join_all(handles).await {
        seen.seconds.extend(seconds);
        seen.processor.extend(spent);
    }
    if clients > 1 {
        seen.processor = vec![(processor(bundle) - before) / count as f64];
    }
    let workers = processes::of_function(bundle, WORKER);
    let most = workers.iter().map(|worker| worker.most_memory).max();
    seen.most_memory = most.unwrap_or(0);
    seen
}

/// What all processes of the worker have had of the processor.
fn processor(bundle: &Bundle) -> f64 {
    let workers = processes::of_function(bundle, WORKER);
    workers.iter().map(|worker| worker.processor).sum()
}

/// Sends a picture and waits for the end of its job.
async fn scan(person: &Person, picture: &[u8]) {
    let form = image_form(picture, "image/jpeg", &[]).unwrap();
    let request = person
        .client
        .request(Method::POST, "/api/v1/scans/image")
        .header("prefer", "wait=20")
        .multipart(form);
    let answer = person.client.send(request).await.unwrap();
    let mut job = answer.json();
    if answer.status == 202 {
        job = person.finished(job["id"].as_str().unwrap()).await.unwrap();
    }
    assert_eq!(job["status"], "succeeded", "{job}");
}

fn show(name: &str, seen: &Seen) {
    let (mut seconds, mut processor) = (seen.seconds.clone(), seen.processor.clone());
    seconds.sort_by(f64::total_cmp);
    processor.sort_by(f64::total_cmp);
    let at = |values: &[f64], share: f64| {
        let place = (values.len() as f64 * share) as usize;
        values[place.min(values.len() - 1)]
    };
    println!(
        "{name:<44} {:>6} {:>8.2} {:>7.2} {:>7.2} {:>8.2} {:>7.2} {:>9.0}",
        seconds.len(),
        at(&seconds, 0.5),
        at(&seconds, 0.95),
        at(&seconds, 0.99),
        at(&processor, 0.5),
        at(&processor, 0.95),
        seen.most_memory as f64 / 1e6
    );
}

impl Kind {
    fn pictures(&self) -> Vec<Vec<u8>> {
        let code = barcodes::ean13("2999000000913");
        let picture = |name: &&str| {
            let folder = bundle::workspace().join("models/samples/scans");
            let bytes = std::fs::read(folder.join(format!("{name}.jpg"))).unwrap();
            let Some((table, side)) = self.table else {
                return bytes;
            };
            let pill = image::load_from_memory(&bytes).unwrap();
            if self.has_code {
                photo(table, &[(&pill, side), (&code, side)])
            } else {
                photo(table, &[(&pill, side)])
            }
        };
        PILLS.iter().map(picture).collect()
    }
}

/// A table with pictures on it, one below the other and each so wide, as a JPEG with the grain of a camera.
fn photo((width, height): (u32, u32), things: &[(&DynamicImage, u32)]) -> Vec<u8> {
    let mut state = 7_u32;
    let mut grain = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 28).unwrap_or(0)
    };
    let mut photo = RgbImage::from_fn(width, height, |_, y| {
        let wood = u8::try_from(y / 60 % 24).unwrap_or(0) + grain();
        Rgb([150 + wood, 112 + wood, 78 + wood])
    });
    let mut top = height / 10;
    for (thing, side) in things {
        let high = thing.height() * side / thing.width();
        let near = thing.resize_exact(*side, high, FilterType::Triangle);
        let left = i64::from((width - side) / 2);
        image::imageops::replace(&mut photo, &near.to_rgb8(), left, i64::from(top));
        top += high + height / 20;
    }
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(photo)
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}
