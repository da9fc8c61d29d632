//! Whether medicines go together: the engine's own answer, in one or two sentences.
//!
//! A misspelt name is asked about before anything is checked: a check of another medicine than the one that is taken is
//! worse than none. Nothing is ever called safe; the verdict's own words are used.

use nazar::checks::{About, Found, Held, answer, find};
use serde_json::{Value, json};

use super::{Act, ask, listed, say};
use crate::subject::Subject;
use crate::turn::Turn;

pub(super) fn check(held: &Held, turn: &Turn) -> Act {
    let guesses: Vec<&Subject> = turn.guesses().collect();
    if !guesses.is_empty() {
        let reply = say(
            turn.locale,
            "assistant-guess",
            &[("names", listed(guesses.iter().copied()))],
        );
        return Act {
            asks_about_guess: true,
            ..ask(reply, "confirmation", &guesses)
        };
    }
    match turn.subjects.as_slice() {
        [] => ask(
            say(turn.locale, "assistant-check-which", &[]),
            "medicine",
            &[],
        ),
        [one] if !turn.is_about_food => {
            let reply = say(
                turn.locale,
                "assistant-check-second",
                &[("name", one.shown())],
            );
            ask(reply, "second_medicine", &[one])
        }
        subjects => checked(held, turn, subjects),
    }
}

fn checked(held: &Held, turn: &Turn, subjects: &[Subject]) -> Act {
    let found: Vec<Found> = subjects
        .iter()
        .map(|subject| find(&held.data.catalogue, &subject.key))
        .collect();
    let view = answer(held, &found, &About::default(), turn.locale);
    let check = serde_json::to_value(&view).unwrap_or_default();
    let arguments = [
        ("names", listed(subjects)),
        ("summary", word(&check["verdict"]["summary"])),
    ];
    let mut act = Act::new(say(turn.locale, "assistant-check", &arguments), Value::Null);
    let gravest = &check["findings"][0];
    let told = if gravest.is_null() && turn.is_about_food {
        food(&check)
    } else {
        gravest
    };
    for part in ["what_happens", "what_to_do", "how_urgent"] {
        act = act.and(&word(&told["words"][part]));
    }
    let is_whole = check["verdict"]["not_checked"]
        .as_array()
        .is_none_or(Vec::is_empty);
    if !is_whole && let Some(not_checked) = check["verdict"]["notes"].get(0) {
        act = act.and(&word(not_checked));
    }
    act.result = json!({"kind": "interactions", "check": check});
    act
}

/// What is said of food and drink: the gravest precaution about them.
fn food(check: &Value) -> &Value {
    let precautions = check["precautions"].as_array();
    let about_food = precautions.into_iter().flatten().find(|precaution| {
        let with = precaution["with"]["id"].as_str().unwrap_or_default();
        with.starts_with("food:") || with.starts_with("alcohol")
    });
    about_food.unwrap_or(&Value::Null)
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
