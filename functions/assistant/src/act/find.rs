//! Whether a medicine is in the catalogue: the catalogue's own search.

use nazar::catalogue::search::Filter;
use nazar::catalogue::{Catalogue, MedicineId};
use nazar::checks::Held;
use nazar::http::Locale;
use serde_json::{Value, json};

use super::{Act, ask, listed, say};
use crate::Context;
use crate::subject::{Subject, shown};
use crate::turn::Turn;

/// Medicines that an answer names.
const SHOWN: usize = 5;
/// Medicines that are looked at.
const LOOKED_AT: usize = 50;
/// Share of the best match's score from which on a medicine is told of.
const GOOD: f32 = 0.6;

pub(super) async fn find(context: &Context, held: &Held, turn: &Turn) -> Act {
    if turn.subjects.is_empty() {
        return ask(say(turn.locale, "assistant-which", &[]), "medicine", &[]);
    }
    let catalogue = &held.data.catalogue;
    let index = context.index().await;
    let mut ids: Vec<MedicineId> = Vec::new();
    for subject in &turn.subjects {
        let asked = asked(catalogue, turn, subject);
        let found = index.data.search(&asked, Filter::default(), 0, LOOKED_AT);
        let good = found.hits.into_iter().filter(|hit| hit.score >= GOOD);
        ids.extend(good.map(|hit| hit.medicine));
    }
    let mut seen = Vec::new();
    ids.retain(|id| {
        let is_new = !seen.contains(id);
        seen.push(id.clone());
        is_new
    });
    let total = ids.len();
    ids.truncate(SHOWN);
    let cards: Vec<Value> = ids
        .iter()
        .filter_map(|id| card(catalogue, id, turn.locale))
        .collect();
    let result = json!({"kind": "medicines", "items": cards, "total": total});
    if cards.is_empty() {
        let arguments = [("names", listed(&turn.subjects))];
        return Act::new(say(turn.locale, "assistant-find-none", &arguments), result);
    }
    let names = ids.iter().filter_map(|id| catalogue.medicine(id)).take(3);
    let names: Vec<String> = names.map(|medicine| shown(medicine, turn.locale)).collect();
    let arguments = [("count", total.to_string()), ("names", names.join(", "))];
    Act::new(say(turn.locale, "assistant-find", &arguments), result)
}

/// What the search is asked: the name with the dose that was named beside it.
fn asked(catalogue: &Catalogue, turn: &Turn, subject: &Subject) -> String {
    let medicine = subject
        .medication_id
        .as_ref()
        .and_then(|id| catalogue.medicine(id));
    let name = match (&subject.ingredient_id, medicine) {
        (None, Some(medicine)) => medicine.brand.clone(),
        _ => subject.name.clone().unwrap_or_else(|| subject.key.clone()),
    };
    match turn.quantities.as_slice() {
        [dose] if ["mg", "mcg", "g", "ml"].contains(&dose.unit) => format!("{name} {dose}"),
        _ => name,
    }
}

/// A medicine in a list, with where more is said of it.
pub(super) fn card(catalogue: &Catalogue, id: &MedicineId, locale: Locale) -> Option<Value> {
    let medicine = catalogue.medicine(id)?;
    let ingredients: Vec<&str> = catalogue
        .ingredients_of(medicine)
        .map(|ingredient| ingredient.names.en.as_str())
        .collect();
    let strengths: Vec<String> = medicine.strengths.iter().map(ToString::to_string).collect();
    Some(json!({
        "medication_id": id,
        "name": shown(medicine, locale),
        "ingredients": ingredients,
        "form": medicine.form,
        "strengths": strengths,
        "prescription": medicine.prescription,
        "demonstration": medicine.is_demonstration(),
        "href": format!("/api/v1/medications/{id}"),
    }))
}
