//! What is answered without looking anything up. A complaint never gets a medicine, an emergency always gets the number.

use serde_json::{Value, json};

use super::{Act, say};
use crate::nlu::Intent;
use crate::turn::Turn;

/// The number of the ambulance in Uzbekistan.
pub(crate) const AMBULANCE: &str = "103";

/// A text without anything beside it.
pub(super) fn said(turn: &Turn, id: &str) -> Act {
    Act::new(say(turn.locale, id, &[]), Value::Null)
}

pub(super) fn help(turn: &Turn) -> Act {
    let asked: Vec<&str> = Intent::ALL
        .iter()
        .filter(|intent| **intent != Intent::Unknown)
        .map(|intent| intent.as_str())
        .collect();
    Act::new(
        say(turn.locale, "assistant-help", &[]),
        json!({"kind": "help", "intents": asked, "href": "/api/v1/assistant/intents"}),
    )
}

pub(super) fn scan(turn: &Turn) -> Act {
    Act::new(
        say(turn.locale, "assistant-scan", &[]),
        json!({"kind": "scan", "href": "/api/v1/scans"}),
    )
}

/// Defect 8.1.9: a symptom was answered with medicines that nobody had checked for this person.
pub(super) fn symptom(turn: &Turn) -> Act {
    Act::new(
        say(
            turn.locale,
            "assistant-symptom",
            &[("number", AMBULANCE.to_owned())],
        ),
        json!({"kind": "advice", "level": "pharmacist_or_doctor", "emergency_number": AMBULANCE}),
    )
}

pub(super) fn emergency(turn: &Turn) -> Act {
    Act::new(
        say(
            turn.locale,
            "assistant-emergency",
            &[("number", AMBULANCE.to_owned())],
        ),
        json!({"kind": "advice", "level": "emergency", "emergency_number": AMBULANCE}),
    )
}

pub(super) fn unknown(turn: &Turn) -> Act {
    said(turn, "assistant-unknown")
}
