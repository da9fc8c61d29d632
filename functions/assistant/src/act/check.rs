//! Whether medicines go together: the engine's own answer, in one or two sentences.
//!
//! A misspelt name is asked about before anything is checked: a check of another medicine than the one that is taken is
//! worse than none. Nothing is ever called safe; the verdict's own words are used.
//!
//! For somebody who is signed in, what they told of themselves goes into every check, and so does their list, where it is
//! asked for ("with my medicines") or where one medicine alone was named. "For my mother" is the member of the family whose
//! relation says so.

use nazar::checks::{About, Found, Held, answer, find};
use nazar::http::{Caller, Problem};
use nazar::store::medicine_list::Entry;
use serde_json::{Value, json};

use super::{Act, ask, listed, say};
use crate::Context;
use crate::home::{Home, Whose};
use crate::subject::Subject;
use crate::turn::Turn;

pub(super) async fn check(
    context: &Context,
    caller: Option<&Caller>,
    held: &Held,
    turn: &Turn,
) -> Result<Act, Problem> {
    let guesses: Vec<&Subject> = turn.guesses().collect();
    if !guesses.is_empty() {
        let arguments = [("names", listed(guesses.iter().copied()))];
        let reply = say(turn.locale, "assistant-guess", &arguments);
        return Ok(Act {
            asks_about_guess: true,
            ..ask(reply, "confirmation", &guesses)
        });
    }
    let whose = match caller {
        Some(caller) => Some(context.homes.of(caller, turn.relative).await?),
        None => None,
    };
    let home = match whose {
        Some(Whose::Found(home)) => Some(*home),
        Some(Whose::Several(names)) => {
            let reply = say(
                turn.locale,
                "assistant-check-person",
                &[("names", names.join(", "))],
            );
            return Ok(ask(reply, "person", &[]));
        }
        Some(Whose::Nobody) => None,
        None if turn.is_about_list && turn.subjects.len() < 2 => {
            return Ok(ask(
                say(turn.locale, "assistant-check-sign-in", &[]),
                "sign_in",
                &[],
            ));
        }
        None => None,
    };
    Ok(checked(held, turn, home.as_ref()))
}

fn checked(held: &Held, turn: &Turn, home: Option<&Home>) -> Act {
    let list = together(turn, home);
    let needed = if turn.is_about_food { 1 } else { 2 };
    let knows_person = home.is_some_and(|home| home.name.is_some());
    if turn.subjects.len() + list.len() < needed {
        let act = match turn.subjects.as_slice() {
            [] => ask(
                say(turn.locale, "assistant-check-which", &[]),
                "medicine",
                &[],
            ),
            [one, ..] => {
                let arguments = [("name", one.shown())];
                ask(
                    say(turn.locale, "assistant-check-second", &arguments),
                    "second_medicine",
                    &[one],
                )
            }
        };
        return Act {
            knows_person,
            ..act
        };
    }
    let act = verdict(held, turn, &list, home.map(|home| &home.about));
    Act {
        knows_person,
        ..act
    }
}

/// What of the list goes into the check, without what was named itself.
fn together<'a>(turn: &Turn, home: Option<&'a Home>) -> Vec<&'a Entry> {
    let is_alone = turn.subjects.len() < 2 && !turn.is_about_food && !turn.subjects.is_empty();
    let Some(home) = home.filter(|_| turn.is_about_list || is_alone) else {
        return Vec::new();
    };
    let is_named = |entry: &&Entry| {
        let medicine = entry.medication.medicine.as_deref();
        turn.subjects.iter().any(|subject| {
            let id = subject.medication_id.as_ref().map(ToString::to_string);
            let is_same = medicine == id.as_deref() || medicine == Some(subject.key.as_str());
            medicine.is_some() && is_same
        })
    };
    home.list.iter().filter(|entry| !is_named(entry)).collect()
}

/// The engine's answer about the medicines of the turn and those of a list.
fn verdict(held: &Held, turn: &Turn, list: &[&Entry], about: Option<&About>) -> Act {
    let keys = turn.subjects.iter().map(|subject| subject.key.as_str());
    // By the catalogue's id, which keeps its meaning; else by the name that the person gave.
    let listed_keys = list.iter().map(|entry| {
        let medication = &entry.medication;
        medication.medicine.as_deref().unwrap_or(&medication.name)
    });
    let found: Vec<Found> = keys
        .chain(listed_keys)
        .map(|key| find(&held.data.catalogue, key))
        .collect();
    let unknown = About::default();
    let view = answer(held, &found, about.unwrap_or(&unknown), turn.locale);
    let check = serde_json::to_value(&view).unwrap_or_default();
    let mut names: Vec<String> = turn.subjects.iter().map(Subject::shown).collect();
    names.extend(list.iter().map(|entry| entry.medication.name.clone()));
    let arguments = [
        ("names", names.join(", ")),
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
    if !list.is_empty() {
        act = act.and(&say(turn.locale, "assistant-check-list", &[]));
    }
    act.result = json!({"kind": "interactions", "check": check, "from_list": list.len()});
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
