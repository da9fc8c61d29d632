//! Doing what was understood, with the data and the code of the paths that do the same.

mod check;
mod find;
mod info;
mod pharmacies;
mod prices;
mod reminder;
mod talk;

use nazar::checks::Held;
use nazar::http::{Caller, Locale, Problem};
use nazar::i18n::{Argument, text};
use serde_json::{Value, json};

use crate::Context;
use crate::nlu::Intent;
use crate::subject::Subject;
use crate::turn::Turn;

/// What was done, and how it is told.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Act {
    /// The answer in words.
    pub(crate) reply: String,
    /// What it is made of; null where there is nothing.
    pub(crate) result: Value,
    /// Whether it asks if a misspelt name was meant so.
    pub(crate) asks_about_guess: bool,
    /// Whether what is known of somebody else whom it is about went into it.
    knows_person: bool,
}

impl Act {
    fn new(reply: impl Into<String>, result: Value) -> Self {
        Self {
            reply: reply.into(),
            result,
            asks_about_guess: false,
            knows_person: false,
        }
    }

    /// Adds a sentence.
    fn and(mut self, sentence: &str) -> Self {
        if !sentence.is_empty() {
            self.reply.push(' ');
            self.reply.push_str(sentence);
        }
        self
    }
}

/// Does what a turn wants.
///
/// # Errors
/// `service-unavailable` when data that it needs are away.
pub(crate) async fn act(
    context: &Context,
    caller: Option<&Caller>,
    held: &Held,
    turn: &Turn,
) -> Result<Act, Problem> {
    let act = match turn.intent {
        Intent::FindMedication => find::find(context, held, turn).await,
        Intent::FindPharmacy => pharmacies::find(context, held, turn).await?,
        Intent::CheckInteraction => check::check(context, caller, held, turn).await?,
        Intent::CheckPrice => prices::compare(context, held, turn).await?,
        Intent::GetInfo => info::show(held, turn),
        Intent::ScanMedication => talk::scan(turn),
        Intent::Reminder => reminder::remind(context, caller, turn).await?,
        Intent::Greet => talk::said(turn, "assistant-greet"),
        Intent::Thank => talk::said(turn, "assistant-thank"),
        Intent::Help => talk::help(turn),
        Intent::Symptom => talk::symptom(turn),
        Intent::Emergency => talk::emergency(turn),
        Intent::Unknown => talk::unknown(turn),
    };
    Ok(with_notes(act, turn))
}

/// What is added whatever was asked: advice for a complaint, whom it was about, and which names were guessed.
fn with_notes(act: Act, turn: &Turn) -> Act {
    let is_answered = matches!(turn.intent, Intent::Symptom | Intent::Emergency);
    let mut act = act;
    if turn.is_complaint && !is_answered && turn.intent.is_about_medicines() {
        act = act.and(&say(turn.locale, "assistant-complaint", &[]));
    }
    if turn.relative.is_some() && !act.knows_person && turn.intent.is_about_medicines() {
        act = act.and(&say(turn.locale, "assistant-somebody", &[]));
    }
    if act.asks_about_guess {
        return act;
    }
    let guesses: Vec<String> = turn
        .guesses()
        .map(|guess| {
            let written = guess.text.clone().unwrap_or_default();
            let arguments = [("written", written), ("name", guess.shown())];
            say(turn.locale, "assistant-took", &arguments)
        })
        .collect();
    if turn.intent.is_about_medicines() {
        act = act.and(&guesses.join(" "));
    }
    act
}

/// A text of the assistant's.
fn say(locale: Locale, id: &str, arguments: &[Argument]) -> String {
    text(locale, id, None, arguments)
}

/// Asks for what is missing. `asks` is `medicine`, `second_medicine`, `time`, `place`, `person`, `sign_in` or
/// `confirmation`.
fn ask(reply: String, asks: &str, candidates: &[&Subject]) -> Act {
    Act::new(
        reply,
        json!({"kind": "question", "asks": asks, "candidates": candidates}),
    )
}

/// Names as a list in a sentence.
fn listed<'a>(names: impl IntoIterator<Item = &'a Subject>) -> String {
    let names: Vec<String> = names.into_iter().map(Subject::shown).collect();
    names.join(", ")
}

/// Tiyin as soum with the thousands apart: 100 tiyin are one soum.
fn soum(tiyin: u64) -> String {
    let digits = (tiyin / 100).to_string();
    let mut apart = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            apart.push('\u{a0}');
        }
        apart.push(digit);
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_told_in_soum_with_thousands_apart() {
        assert_eq!(soum(0), "0");
        assert_eq!(soum(99_900), "999");
        assert_eq!(soum(1_250_000), "12\u{a0}500");
        assert_eq!(soum(123_456_700), "1\u{a0}234\u{a0}567");
    }
}
