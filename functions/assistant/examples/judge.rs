//! How many intents of a file of utterances are understood, with every miss:
//! `cargo run -p nazar-assistant --example judge -- models/nlu/development.tsv`.
//!
//! It is for finding gaps. What was looked at so is no measure any more: the figures of the card are those of
//! `tests/understanding`, of a file that nobody tunes by.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a program for developers that says what it does and stops at what it did not expect"
)]

use std::collections::BTreeMap;

use nazar_assistant::nlu::{Names, Nlu};
use nazar_importer::{Files, build, demonstration};

fn main() {
    let path = std::env::args().nth(1).expect("a file of utterances");
    let text = std::fs::read_to_string(path).expect("the file should be there");
    let files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    let catalogue = build(&files).unwrap().catalogue;
    let names = Names::of(&catalogue);
    let nlu = Nlu::load().unwrap();
    let mut tally: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let mut fields = line.split('\t').skip(2);
        let (Some(intent), Some(said)) = (fields.next(), fields.next()) else {
            continue;
        };
        let understood = nlu.understand(said, &catalogue, &names);
        let is_right = understood.intent.as_str() == intent;
        if !is_right {
            let taken = understood.intent.as_str();
            println!(
                "{taken} for {intent}: {said} ({:.2})",
                understood.confidence
            );
        }
        for group in ["all", intent] {
            let (right, asked) = tally.entry(group).or_default();
            *right += usize::from(is_right);
            *asked += 1;
        }
    }
    for (group, (right, asked)) in tally {
        println!("{group}: {right} of {asked}");
    }
}
