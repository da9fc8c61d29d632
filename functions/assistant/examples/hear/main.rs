//! Judges the recogniser of speech on recordings of `models/speech/synthesise.py`, or any other folder of this form:
//! `cargo run -p nazar-assistant --example hear -- models/speech/work/test`.
//!
//! The folder has a `list.tsv` (name, language, kind, text; an empty text is to be refused) and a WAV file for each name.
//! ONNX Runtime is taken from `target/assets/opt/lib`, where `cargo run` puts it, or from `ORT_DYLIB_PATH`. `--fit` fits
//! the curve of confidence to a folder instead and prints its numbers; that folder must not be the one that is judged.
//! `--language` tells the recogniser each recording's language; `--each` prints what was heard in each.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a program for developers that says what it does and stops at what it did not expect"
)]

mod fit;
mod tally;
mod words;

use std::path::{Path, PathBuf};

use nazar::inference::init_runtime;
use nazar_assistant::nlu::Language;
use nazar_assistant::recogniser::{Hearing, Recogniser};
use nazar_assistant::sound::wav_samples;

use self::tally::Tally;

/// A recording that was listened to.
pub(crate) struct Judged {
    /// Its file's name.
    name: String,
    /// What it is a case of: `clean`, `noise-20dB`, `noise-10dB`, `stranger` or `noise`.
    kind: String,
    /// The language that it is in; `None` for what is in none.
    language: Option<Language>,
    /// What is said in it; empty for what is to be refused.
    text: String,
    /// What was heard.
    hearing: Option<Hearing>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_fit = arguments.iter().any(|argument| argument == "--fit");
    let is_told = arguments.iter().any(|argument| argument == "--language");
    let folder = arguments
        .iter()
        .find(|argument| !argument.starts_with("--"));
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = folder.map_or_else(|| root.join("models/speech/work/test"), PathBuf::from);
    let library = std::env::var_os("ORT_DYLIB_PATH").map_or_else(
        || root.join("target/assets/opt/lib/libonnxruntime.so"),
        PathBuf::from,
    );
    init_runtime(&library).expect("ONNX Runtime should be where `cargo run` puts it");
    let recogniser =
        Recogniser::load(&root.join("models")).expect("the network should be readable");
    println!(
        "{} {}",
        recogniser.identity().id,
        recogniser.identity().sha256
    );
    let judged = listen(&recogniser, &folder, is_told);
    if arguments.iter().any(|argument| argument == "--each") {
        for one in &judged {
            let heard = one.hearing.as_ref();
            let text = heard.map_or("", |hearing| &hearing.text);
            let sure = heard.map_or(0.0, |hearing| hearing.confidence);
            println!("{}\t{sure:.2}\t{}\t{text}", one.name, one.text);
        }
    }
    if is_fit {
        fit::fit(&judged);
    } else {
        Tally::of(&judged).print();
    }
}

/// Listens to every recording of a folder; `is_told` says its language beforehand.
fn listen(recogniser: &Recogniser, folder: &Path, is_told: bool) -> Vec<Judged> {
    let list =
        std::fs::read_to_string(folder.join("list.tsv")).expect("the folder should have a list");
    let judge = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let bytes = std::fs::read(folder.join(format!("{}.wav", fields[0]))).unwrap();
        let samples = wav_samples(&bytes).unwrap();
        let language = Language::of_tag(fields[1]);
        let hearing = recogniser
            .hear(&samples, language.filter(|_| is_told))
            .unwrap();
        Judged {
            name: fields[0].to_owned(),
            kind: fields[2].to_owned(),
            language,
            text: fields[3].to_owned(),
            hearing,
        }
    };
    list.lines().map(judge).collect()
}
