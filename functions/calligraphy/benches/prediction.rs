//! What a prediction costs beside its model: the handler's work as a multiple of the bare ONNX run, in one process.
//!
//! The numerator is everything that the handler does except waiting for others: reading the multipart form, admitting,
//! decoding and turning the picture, preprocessing, inference, the processed picture as PNG, and the answer as JSON.
//! It leaves out what Lambda, DynamoDB and S3 take. The denominator is one run of the same ONNX file with the same
//! settings on a tensor that is already there. Both alternate in one thread, so that a busy machine slows both, and
//! medians are compared.
//!
//! `cargo bench -p nazar-calligraphy` needs the runtime: `ORT_DYLIB_PATH` names it, else it is looked for where
//! `cargo run` puts it. `MODELS_DIR` and `SAMPLE` name other models and another picture.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark stops where something is wrong, and prints what it measured"
)]

use std::env;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use criterion::{Criterion, criterion_group};
use nazar::Zone;
use nazar::ids::RecordId;
use nazar::image::preprocess;
use nazar::inference::{self, Classifier};
use nazar_calligraphy::{Drawing, Picture, Prediction, Recogniser};
use ort::session::Session;
use ort::session::builder::GraphOptimizationLevel;
use ort::value::Tensor;
use tokio::runtime::Runtime;

/// Alternating runs whose medians make the ratio.
const ROUNDS: usize = 400;

/// Runs that only warm up caches and allocators.
const WARM_UP: usize = 40;

const BOUNDARY: &str = "----drawing";

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn from_environment(variable: &str, default: &str) -> PathBuf {
    env::var_os(variable).map_or_else(|| workspace().join(default), PathBuf::from)
}

/// A multipart body as a browser sends it.
fn form() -> Vec<u8> {
    let sample = from_environment("SAMPLE", "models/samples/ka-black-ink.jpg");
    let picture =
        std::fs::read(&sample).unwrap_or_else(|error| panic!("{}: {error}", sample.display()));
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"drawing\"\r\n\r\n"
    );
    let tail = format!("\r\n--{BOUNDARY}--\r\n");
    [head.as_bytes(), &picture, tail.as_bytes()].concat()
}

/// The form's picture.
async fn read(body: &[u8]) -> Picture {
    let request = Request::post("/api/v1/calligraphy/predictions")
        .header(
            "content-type",
            format!("multipart/form-data; boundary={BOUNDARY}"),
        )
        .body(Body::from(body.to_vec()))
        .unwrap();
    Drawing::from_request(request, &())
        .await
        .unwrap()
        .inline()
        .unwrap()
}

/// Everything of the handler that needs no network.
async fn handle(recogniser: &Recogniser, body: &[u8]) -> Vec<u8> {
    let recognition = recogniser.recognise(&read(body).await).unwrap();
    let record = recognition.record(RecordId::generate(), None, &Zone::default());
    let answer = Prediction::new(record, String::new(), &recognition.processed).unwrap();
    serde_json::to_vec(&answer).unwrap()
}

/// The same file, loaded with the function's settings, without anything of ours around it.
fn bare_session(models: &Path) -> Session {
    let builder = Session::builder(inference::environment().unwrap()).unwrap();
    let builder = builder
        .with_intra_threads(1)
        .unwrap()
        .with_inter_threads(1)
        .unwrap();
    let mut builder = builder
        .with_optimization_level(GraphOptimizationLevel::All)
        .unwrap();
    builder
        .commit_from_file(models.join(Classifier::FILE))
        .unwrap()
}

fn run_bare(session: &mut Session, input: &Tensor<f32>) {
    black_box(session.run(ort::inputs![input]).unwrap());
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Prints the ratio of the medians.
fn compare(
    runtime: &Runtime,
    recogniser: &Recogniser,
    session: &mut Session,
    input: &Tensor<f32>,
    body: &[u8],
) {
    let (mut whole, mut bare) = (Vec::new(), Vec::new());
    for round in 0..WARM_UP + ROUNDS {
        let start = Instant::now();
        runtime.block_on(async { black_box(handle(recogniser, body).await) });
        let between = Instant::now();
        run_bare(session, input);
        if round >= WARM_UP {
            whole.push(between - start);
            bare.push(between.elapsed());
        }
    }
    let (whole, bare) = (median(whole), median(bare));
    let ratio = whole.as_secs_f64() / bare.as_secs_f64();
    println!("handler {whole:?}, bare ONNX run {bare:?}: {ratio:.2} times (goal: at most 2.3)");
}

/// Where the time goes.
fn steps(criterion: &mut Criterion, runtime: &Runtime, body: &[u8]) {
    let picture = runtime.block_on(read(body));
    let admitted = picture.admit().unwrap();
    let glyph = preprocess(&admitted).unwrap();
    criterion.bench_function("prediction/read", |bencher| {
        bencher.iter(|| runtime.block_on(read(body)));
    });
    criterion.bench_function("prediction/admit", |bencher| {
        bencher.iter(|| picture.admit());
    });
    criterion.bench_function("prediction/preprocess", |bencher| {
        bencher.iter(|| preprocess(&admitted));
    });
    criterion.bench_function("prediction/png", |bencher| bencher.iter(|| glyph.png()));
}

fn prediction(criterion: &mut Criterion) {
    let models = from_environment("MODELS_DIR", "models");
    let library = from_environment("ORT_DYLIB_PATH", "target/assets/opt/lib/libonnxruntime.so");
    inference::init_runtime(&library).unwrap();
    let recogniser = Recogniser::load(&models).unwrap();
    let mut session = bare_session(&models);
    let input = Tensor::from_array(([1_usize, 1, 64, 64], vec![0.0_f32; 64 * 64])).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let body = form();

    compare(&runtime, &recogniser, &mut session, &input, &body);
    criterion.bench_function("prediction/handler", |bencher| {
        bencher.iter(|| runtime.block_on(handle(&recogniser, &body)));
    });
    steps(criterion, &runtime, &body);
    criterion.bench_function("prediction/bare_onnx_run", |bencher| {
        bencher.iter(|| run_bare(&mut session, &input));
    });
}

criterion_group!(benches, prediction);

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
}
