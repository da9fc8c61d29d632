//! What is answered without looking anything up. A complaint never gets a medicine, an emergency always gets the number.

use serde_json::{Value, json};

use super::{Act, ask, say};
use crate::nlu::{Intent, Moment};
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

/// What was understood of a reminder. The assistant writes nothing: who takes a medicine keeps it on their list, and the
/// times with it.
pub(super) fn reminder(turn: &Turn) -> Act {
    let Some(subject) = turn.subjects.iter().find(|subject| subject.is_known()) else {
        return ask(
            say(turn.locale, "assistant-reminder-which", &[]),
            "medicine",
            &[],
        );
    };
    let clocks: Vec<String> = turn
        .moments
        .iter()
        .filter_map(|moment| moment.clock())
        .collect();
    let every = turn.moments.iter().find_map(|moment| match moment {
        Moment::EveryHours(hours) => Some(*hours),
        _ => None,
    });
    let result = json!({
        "kind": "reminder",
        "medication_id": subject.medication_id,
        "name": subject.shown(),
        "times": clocks,
        "every_hours": every,
        "doses": turn.quantities,
        "saved": false,
        "href": "/api/v1/users/me/medications",
    });
    let (id, when) = match (clocks.is_empty(), every) {
        (false, _) => ("assistant-reminder", clocks.join(", ")),
        (true, Some(hours)) => ("assistant-reminder-every", hours.to_string()),
        (true, None) => ("assistant-reminder-when", String::new()),
    };
    let arguments = [("name", subject.shown()), ("when", when)];
    Act::new(say(turn.locale, id, &arguments), result)
}
