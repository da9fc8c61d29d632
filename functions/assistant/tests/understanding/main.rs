//! How well the assistant understands, on utterances that no training has seen, held against the card's figures.
//!
//! `cargo test -p nazar-assistant --test understanding -- --nocapture` prints every miss and the figures of
//! `models/nlu/README.md`. The set is written by hand. People say some things in the same words everywhere, so the figures
//! are told of the whole set and of the part that is no near copy of anything that was trained on.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test's helper functions stop the test where something unexpected is met, like the tests themselves"
)]

mod copies;
mod sentences;

use std::collections::BTreeMap;

use nazar::catalogue::{Catalogue, Resolution};
use nazar_assistant::nlu::{Mention, Moment, Names, Nlu, Understanding};
use nazar_importer::{Files, build, demonstration};

use self::copies::Trained;

const HELD_OUT: &str = include_str!("../../../../models/nlu/heldout.tsv");
/// The card's figures, in utterances: what is measured must not be worse.
const INTENTS_RIGHT: usize = 202;
const NEW_INTENTS_RIGHT: usize = 147;
const LANGUAGES_RIGHT: usize = 203;
const ENTITIES_RIGHT: usize = 202;
const UNKNOWN_RIGHT: usize = 58;

struct Row {
    language: &'static str,
    script: &'static str,
    intent: &'static str,
    text: &'static str,
    medicines: Vec<&'static str>,
    place: &'static str,
    time: &'static str,
    dose: &'static str,
}

fn rows() -> Vec<Row> {
    let read = |line: &'static str| {
        let fields: Vec<&'static str> = line.split('\t').collect();
        Row {
            language: fields[0],
            script: fields[1],
            intent: fields[2],
            text: fields[3],
            medicines: fields[4].split(';').filter(|id| !id.is_empty()).collect(),
            place: fields[5],
            time: fields[6],
            dose: fields[7],
        }
    };
    HELD_OUT.lines().skip(1).map(read).collect()
}

fn catalogue() -> Catalogue {
    let files: Files = demonstration()
        .into_iter()
        .map(|file| (file.source, file.bytes))
        .collect();
    build(&files).unwrap().catalogue
}

/// Whether a mention means this substance, alone or in what is sold under the name.
fn means(catalogue: &Catalogue, mention: &Mention, ingredient: &str) -> bool {
    let holds = |id| {
        catalogue.medicine(id).is_some_and(|medicine| {
            medicine
                .ingredients
                .iter()
                .any(|held| held.as_str() == ingredient)
        })
    };
    match &mention.resolution {
        Resolution::Ingredient(id) => id.as_str() == ingredient,
        Resolution::Medicine(id) => holds(id),
        Resolution::Several(ids) => ids.iter().all(holds),
        Resolution::Unknown => false,
    }
}

/// Whether everything that the row names was found, and nothing else was taken for a medicine.
fn entities_are_right(catalogue: &Catalogue, row: &Row, understood: &Understanding) -> bool {
    let medicines = understood.mentions.len() == row.medicines.len()
        && understood
            .mentions
            .iter()
            .zip(&row.medicines)
            .all(|(mention, ingredient)| means(catalogue, mention, ingredient));
    let place = understood.place.map_or("", |place| place.id) == row.place;
    let clocks: Vec<String> = understood
        .moments
        .iter()
        .filter_map(|moment| Moment::clock(*moment))
        .collect();
    let time = clocks.join(";") == row.time;
    let doses: Vec<String> = understood
        .quantities
        .iter()
        .map(ToString::to_string)
        .collect();
    medicines && place && time && doses.join(";") == row.dose
}

#[test]
fn what_was_never_seen_is_understood_as_the_card_says() {
    let catalogue = catalogue();
    let names = Names::of(&catalogue);
    let nlu = Nlu::load().unwrap();
    let (mut intents, mut languages, mut scripts, mut entities, mut unknown) = (0, 0, 0, 0, 0);
    let mut sure: BTreeMap<u8, (usize, usize)> = BTreeMap::new();
    let trained = Trained::read();
    let (mut new, mut new_right) = (0, 0);
    let rows = rows();
    for row in &rows {
        let understood = nlu.understand(row.text, &catalogue, &names);
        let is_new = !trained.has_nearly(&without_medicines(row.text, &understood));
        let is_right = understood.intent.as_str() == row.intent;
        let tenth = (understood.confidence * 10.0).min(9.0) as u8;
        let bin = sure.entry(tenth).or_default();
        bin.0 += usize::from(is_right);
        bin.1 += 1;
        new += usize::from(is_new);
        new_right += usize::from(is_new && is_right);
        if is_right {
            intents += 1;
            unknown += usize::from(row.intent == "unknown");
        } else {
            println!(
                "intent {} for {}: {} ({:.2})",
                understood.intent.as_str(),
                row.intent,
                row.text,
                understood.confidence
            );
        }
        let language = understood
            .language
            .map_or("none", |language| language.tag());
        if language == row.language {
            languages += 1;
        } else {
            println!("language {language} for {}: {}", row.language, row.text);
        }
        let script = serde_json::to_value(understood.script).unwrap();
        scripts += usize::from(script == row.script);
        if entities_are_right(&catalogue, row, &understood) {
            entities += 1;
        } else {
            println!(
                "entities of {}: {:?} {:?} {:?} {:?}",
                row.text,
                understood
                    .mentions
                    .iter()
                    .map(|mention| &mention.resolution)
                    .collect::<Vec<_>>(),
                understood.place.map(|place| place.id),
                understood.moments,
                understood.quantities
            );
        }
    }
    let strangers = rows.iter().filter(|row| row.intent == "unknown").count();
    let asked = rows.len();
    println!(
        "intents {intents}/{asked}, unknown {unknown}/{strangers}, languages {languages}/{asked}, entities {entities}/{asked}"
    );
    println!("not nearly trained on: {new} of {asked}, {new_right} of them right");
    for (tenth, (right, all)) in &sure {
        println!("confidence 0.{tenth}: {right} of {all} right");
    }
    assert_eq!(scripts, asked);
    assert!(strangers * 10 >= asked, "a tenth is unknown");
    assert!(intents >= INTENTS_RIGHT, "{intents}");
    assert!(
        new * 3 >= asked,
        "a third or more is worded otherwise: {new}"
    );
    assert!(new_right >= NEW_INTENTS_RIGHT, "{new_right}");
    assert!(unknown >= UNKNOWN_RIGHT, "{unknown}");
    assert!(languages >= LANGUAGES_RIGHT, "{languages}");
    assert!(entities >= ENTITIES_RIGHT, "{entities}");
}

fn without_medicines(text: &str, understood: &Understanding) -> String {
    let mut plain = text.to_owned();
    for mention in understood.mentions.iter().rev() {
        plain.replace_range(mention.place.clone(), " ");
    }
    plain
}
