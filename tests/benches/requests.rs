//! Requests per second through `local`: `cargo bench -p nazar-tests --bench requests`.
//!
//! Starts the bundle as `cargo run --release` does, with wide limits, and sends the same request from eight clients for a
//! fixed number of answers. What is measured is the whole way: gateway, Runtime API, function, stores, and back. The
//! absolute figures are the machine's; the rows of one run can be compared with each other.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark prints what it measured, and stops where something unexpected is met"
)]

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use nazar_tests::{Answer, Bundle, Options, Person, samples};

const CLIENTS: usize = 8;

#[tokio::main]
async fn main() {
    let bundle = Bundle::start(Options::with_wide_limits()).unwrap();
    let person = Person::new(&bundle, "bench").await.unwrap();
    let drawing = Arc::new(samples::drawing("ka-black-ink"));
    println!(
        "{:<44} {:>8} {:>10} {:>10}",
        "request", "per s", "median ms", "p99 ms"
    );

    let client = person.client.clone();
    measure("GET /health", 2000, async move || {
        client.get("/health").await.unwrap()
    })
    .await;
    let client = person.client.clone();
    measure(
        "GET /api/v1/calligraphy/characters",
        2000,
        async move || client.get("/api/v1/calligraphy/characters").await.unwrap(),
    )
    .await;
    let client = person.client.clone();
    measure(
        "GET /api/v1/jobs (token, limit, query)",
        1000,
        async move || client.get("/api/v1/jobs").await.unwrap(),
    )
    .await;
    let artist = person.clone();
    measure(
        "POST /api/v1/calligraphy/predictions",
        400,
        async move || artist.predict(&drawing).await.unwrap(),
    )
    .await;
}

/// Sends a request `count` times from all clients together, after a warm-up of a tenth, and prints one row.
async fn measure<F>(name: &str, count: usize, send: F)
where
    F: AsyncFn() -> Answer + Clone + 'static,
{
    run(count / 10, send.clone()).await;
    let started = Instant::now();
    let mut times = run(count, send).await;
    let elapsed = started.elapsed();
    times.sort_unstable();
    let at = |share: f64| {
        let place = (times.len() as f64 * share) as usize;
        times[place.min(times.len() - 1)].as_secs_f64() * 1000.0
    };
    println!(
        "{name:<44} {:>8.0} {:>10.1} {:>10.1}",
        times.len() as f64 / elapsed.as_secs_f64(),
        at(0.5),
        at(0.99)
    );
}

async fn run<F>(count: usize, send: F) -> Vec<Duration>
where
    F: AsyncFn() -> Answer + Clone + 'static,
{
    let left = Arc::new(AtomicUsize::new(count));
    let clients = tokio::task::LocalSet::new();
    let mut handles = Vec::new();
    for _ in 0..CLIENTS {
        let (left, send) = (Arc::clone(&left), send.clone());
        handles.push(clients.spawn_local(async move {
            let mut times = Vec::new();
            while left
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                    left.checked_sub(1)
                })
                .is_ok()
            {
                let started = Instant::now();
                let answer = send().await;
                assert_eq!(answer.status, 200, "{}", answer.json());
                times.push(started.elapsed());
            }
            times
        }));
    }
    clients
        .run_until(async {
            let mut times = Vec::new();
            for handle in handles {
                times.extend(handle.await.unwrap());
            }
            times
        })
        .await
}
