//! What a medicine is: what the catalogue says, and nothing of what it treats, which no source of ours says.

use nazar::catalogue::{Medicine, Prescription};
use nazar::checks::{Held, ingredient_name};
use serde_json::json;

use super::find::card;
use super::{Act, ask, listed, say};
use crate::subject::shown;
use crate::turn::Turn;

pub(super) fn show(held: &Held, turn: &Turn) -> Act {
    let catalogue = &held.data.catalogue;
    let Some(first) = turn.subjects.first() else {
        return ask(say(turn.locale, "assistant-which", &[]), "medicine", &[]);
    };
    let known = turn.subjects.iter().filter_map(|subject| {
        let id = subject.medication_id.as_ref()?;
        Some((subject, catalogue.medicine(id)?))
    });
    let mut sentences = Vec::new();
    let mut cards = Vec::new();
    for (subject, medicine) in known.take(3) {
        let substances: Vec<String> = match &subject.ingredient_id {
            Some(id) => vec![ingredient_name(catalogue, id, turn.locale)],
            None => medicine
                .ingredients
                .iter()
                .map(|id| ingredient_name(catalogue, id, turn.locale))
                .collect(),
        };
        let name = match &subject.ingredient_id {
            Some(_) => subject.shown(),
            None => shown(medicine, turn.locale),
        };
        let arguments = [
            ("name", name),
            ("ingredients", substances.join(", ")),
            ("prescription", prescription(medicine).to_owned()),
        ];
        sentences.push(say(turn.locale, "assistant-info", &arguments));
        cards.extend(card(catalogue, &medicine.id, turn.locale));
    }
    let result = json!({"kind": "medicines", "items": cards, "total": cards.len()});
    if sentences.is_empty() {
        let arguments = [("names", listed([first]))];
        return Act::new(say(turn.locale, "assistant-find-none", &arguments), result);
    }
    sentences.push(say(turn.locale, "assistant-info-ask", &[]));
    Act::new(sentences.join(" "), result)
}

/// The word by which the catalogue of texts says whether a prescription is needed.
fn prescription(medicine: &Medicine) -> &'static str {
    match medicine.prescription {
        Prescription::NotRequired => "no",
        Prescription::Mixed => "mixed",
        Prescription::Hospital => "hospital",
        Prescription::Required => "yes",
        Prescription::Unknown => "unknown",
    }
}
