//! Trains the classifier of `nazar_assistant::nlu` on the utterances in `models/nlu/train` and writes
//! `models/nlu/nlu.bin`: `cargo run --release -p nazar-assistant --example train`.
//!
//! One pattern in eight is left out first, to choose temperature and threshold by what was not trained on; then everything
//! is trained. The set in `models/nlu/heldout.tsv` plays no part: nothing here reads it.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a program for developers that says what it does and stops at what it did not expect"
)]

mod noise;
mod patterns;
mod regression;

use std::collections::BTreeSet;
use std::path::PathBuf;

use fastrand::Rng;
use nazar_assistant::nlu::{Intent, Language, Model, features};

use self::noise::Noise;
use self::patterns::{Pattern, read};
use self::regression::{Example, Regression};

/// Examples of each intent and language that an epoch sees.
const PER_GROUP: usize = 300;
/// How many times as many of those that want nothing of ours: there is no end of what people may say.
const STRANGERS: usize = 3;
const EPOCHS: usize = 14;
/// One pattern in so many is left out to calibrate on.
const LEFT_OUT: usize = 8;

fn main() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../models/nlu");
    let patterns = read(&folder.join("train"));
    report(&patterns);
    let noise = Noise::new(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/demo"));

    let (calibration, training): (Vec<_>, Vec<_>) = patterns
        .iter()
        .enumerate()
        .partition(|(place, _)| place % LEFT_OUT == 3);
    let training: Vec<&Pattern> = training.into_iter().map(|(_, pattern)| pattern).collect();
    let calibration: Vec<&Pattern> = calibration
        .into_iter()
        .map(|(_, pattern)| pattern)
        .collect();
    let candidate = train(&training, &noise, Vec::new());
    let (temperature, threshold) = calibrate(&candidate, &calibration, &noise);
    println!("temperature {temperature:.2}, threshold {threshold:.2}");

    let all: Vec<&Pattern> = patterns.iter().collect();
    let mut model = train(&all, &noise, vocabulary(&patterns));
    model.temperature = temperature;
    model.threshold = threshold;
    let file = folder.join("nlu.bin");
    std::fs::write(&file, model.encode()).expect("the model should be written");
    println!("written: {} bytes", model.encode().len());
}

/// How many different utterances there are of each intent and language.
fn report(patterns: &[Pattern]) {
    for language in Language::ALL {
        for intent in Intent::ALL {
            let of_group = patterns
                .iter()
                .filter(|pattern| pattern.intent == intent && pattern.language == language);
            let utterances: BTreeSet<&String> =
                of_group.flat_map(|pattern| &pattern.utterances).collect();
            println!(
                "{} {}: {}",
                language.tag(),
                intent.as_str(),
                utterances.len()
            );
            assert!(utterances.len() >= 60, "at least 60 an intent and language");
        }
    }
}

/// Hashes of the words of the languages, without names of medicines and places.
fn vocabulary(patterns: &[Pattern]) -> Vec<u32> {
    let utterances = patterns.iter().flat_map(|pattern| &pattern.utterances);
    let words: BTreeSet<u32> = utterances
        .flat_map(|text| noise::plain_words(text))
        .flat_map(|word| [noise::as_from_cyrillic(&word), word])
        .map(|word| features::hash(&word))
        .collect();
    words.into_iter().collect()
}

fn train(patterns: &[&Pattern], noise: &Noise, vocabulary: Vec<u32>) -> Model {
    let mut random = Rng::with_seed(7);
    let mut regression = Regression::new();
    for epoch in 0..EPOCHS {
        let mut examples = sample(patterns, noise, PER_GROUP, &mut random);
        random.shuffle(&mut examples);
        let loss: f32 = examples
            .iter()
            .map(|example| regression.learn(example))
            .sum();
        println!("epoch {epoch}: loss {:.4}", loss / examples.len() as f32);
    }
    regression.model(vocabulary)
}

/// Noisy utterances, as many of each intent and language but strangers, patterns taking turns.
fn sample(patterns: &[&Pattern], noise: &Noise, each: usize, random: &mut Rng) -> Vec<Example> {
    let mut examples = Vec::new();
    for language in Language::ALL {
        for intent in Intent::ALL {
            let group: Vec<&&Pattern> = patterns
                .iter()
                .filter(|pattern| pattern.intent == intent && pattern.language == language)
                .collect();
            let many = match intent {
                Intent::Unknown => each * STRANGERS,
                _ => each,
            };
            for _ in 0..many {
                let Some(pattern) = random.choice(&group) else {
                    continue;
                };
                let Some(text) = random.choice(&pattern.utterances) else {
                    continue;
                };
                examples.push(Example {
                    features: features::features(
                        &noise
                            .words(text, language, random)
                            .iter()
                            .map(String::as_str)
                            .collect::<Vec<_>>(),
                    ),
                    intent,
                    language,
                });
            }
        }
    }
    examples
}

/// The temperature under which probabilities are most often right, and the threshold that parts best what is known from
/// what is not, on patterns that were not trained on.
fn calibrate(model: &Model, patterns: &[&Pattern], noise: &Noise) -> (f32, f32) {
    let mut random = Rng::with_seed(11);
    let judged: Vec<(Vec<String>, Intent)> = patterns
        .iter()
        .flat_map(|pattern| pattern.utterances.iter().map(move |text| (pattern, text)))
        .map(|(pattern, text)| {
            (
                noise.words(text, pattern.language, &mut random),
                pattern.intent,
            )
        })
        .collect();
    let judge = |model: &Model, words: &[String]| {
        model.judge(&words.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let at = |temperature: f32| Model {
        temperature,
        ..model.clone()
    };
    let loss = |temperature: f32| {
        let model = at(temperature);
        let losses = judged.iter().map(|(words, intent)| {
            let judgement = judge(&model, words);
            let confidence = judgement.confidence.clamp(0.01, 0.99);
            -if judgement.intent == *intent {
                confidence.ln()
            } else {
                (1.0 - confidence).ln()
            }
        });
        losses.sum::<f32>()
    };
    let temperature = (3..=20)
        .map(|step| step as f32 * 0.1)
        .min_by(|one, other| loss(*one).total_cmp(&loss(*other)))
        .unwrap_or(1.0);
    let model = at(temperature);
    let right = |threshold: f32| {
        let judged = judged.iter().filter(|(words, intent)| {
            let judgement = judge(&model, words);
            let decided = if judgement.confidence < threshold {
                Intent::Unknown
            } else {
                judgement.intent
            };
            decided == *intent
        });
        judged.count()
    };
    let thresholds = (20..=60).step_by(5).map(|step| step as f32 * 0.01);
    let threshold = thresholds
        .max_by_key(|threshold| right(*threshold))
        .unwrap_or(0.4);
    println!(
        "left-out patterns: {} of {} right",
        right(threshold),
        judged.len()
    );
    (temperature, threshold)
}
