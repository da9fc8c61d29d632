//! The first thing that an answer says.

use crate::catalogue::{Alike, MedicineId};
use crate::http::Locale;
use crate::i18n::text;
use crate::interactions::{Gap, Outcome, Report, Source, words};
use serde::Serialize;
use utoipa::ToSchema;

use super::ingredient_name;
use crate::checks::asked::{Found, NotChecked};
use crate::checks::data::Held;
use crate::checks::{About, Allergy};

/// What a check comes to, and what it rests on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VerdictView {
    /// `danger`, `incomplete`, `caution` or `nothing_known`. None of them says that medicines are safe together.
    pub outcome: Outcome,
    /// Whether everything that was asked could be checked. A danger is told even when it could not.
    pub complete: bool,
    /// The outcome in the reader's language.
    pub summary: String,
    /// What was checked.
    checked: Vec<CheckedView>,
    /// What was not checked, and why.
    not_checked: Vec<NotCheckedView>,
    /// Sources that a complete check needs and that have not been imported.
    missing_sources: Vec<Source>,
    /// What the person did not tell: see `precautions`.
    not_considered: Vec<&'static str>,
    /// Allergies that medicines could not be compared with: what is no medicine, or of no class that is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    allergies_not_checked: Vec<Allergy>,
    /// All of this in sentences for people.
    notes: Vec<String>,
}

/// A medicine that was checked.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct CheckedView {
    /// Its place in the request.
    index: usize,
    /// Its id, where the request named a medicine and not an ingredient.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<MedicineId>,
    /// Its name.
    name: String,
    /// What acts in it, in the reader's language.
    ingredients: Vec<String>,
}

/// A medicine, or an ingredient of one, that was not checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
struct NotCheckedView {
    /// Its place in the request.
    index: usize,
    /// Its name, as far as it is known; what is unknown is named as it was asked.
    name: String,
    /// Why.
    reason: NotChecked,
    /// The ingredient, where only one could not be checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    ingredient: Option<String>,
    /// Medicines that the name may mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<MedicineId>,
    /// What sounds like it: ask again with one of these ids if it is meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    did_you_mean: Vec<AlikeView>,
}

/// A medicine or an ingredient that sounds like a name that is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
struct AlikeView {
    /// By which a check takes it.
    #[schema(example = "warfarin")]
    id: String,
    /// Its name; an ingredient's in the reader's language.
    #[schema(example = "warfarin")]
    name: String,
}

impl VerdictView {
    /// What `report` comes to; `found` are the medicines that were checked, in their order.
    pub fn new(
        held: &Held,
        found: &[Found],
        report: &Report,
        about: &About,
        locale: Locale,
    ) -> Self {
        let not_checked = not_checked(held, found, report, locale);
        let missing_sources = held.data.knowledge.missing_sources();
        let complete = not_checked.is_empty() && missing_sources.is_empty() && !held.is_stale;
        let outcome = match report.outcome() {
            Outcome::Danger => Outcome::Danger,
            _ if !complete => Outcome::Incomplete,
            outcome => outcome,
        };
        let mut verdict = Self {
            outcome,
            complete,
            summary: words::outcome(locale, outcome),
            checked: checked(held, found, locale),
            not_checked,
            missing_sources,
            not_considered: about.untold(),
            allergies_not_checked: unmet(held, about),
            notes: Vec::new(),
        };
        verdict.notes = verdict.sentences(held.is_stale, locale);
        verdict
    }

    fn sentences(&self, is_stale: bool, locale: Locale) -> Vec<String> {
        let named = |id: &str, names: Vec<String>| {
            let arguments = [("names", names.join(", "))];
            (!names.is_empty()).then(|| text(locale, id, None, &arguments))
        };
        let not_checked = self.not_checked.iter().map(|left| left.name.clone());
        let sources = self.missing_sources.iter().map(|source| source.title());
        let untold = self.not_considered.iter();
        let untold = untold.map(|what| text(locale, &format!("person-{what}"), None, &[]));
        let sentences = [
            named("gap-not-checked", not_checked.collect()),
            named("gap-sources", sources.map(str::to_owned).collect()),
            is_stale.then(|| text(locale, "gap-stale", None, &[])),
            (!self.allergies_not_checked.is_empty())
                .then(|| text(locale, "gap-allergies", None, &[])),
            named("gap-person", untold.collect()),
        ];
        sentences.into_iter().flatten().collect()
    }
}

/// Allergies that no ingredient can be compared with.
fn unmet(held: &Held, about: &About) -> Vec<Allergy> {
    let told = about.allergies.iter().flatten();
    let is_unmet = |allergy: &&Allergy| match allergy {
        Allergy::Ingredient(_) => false,
        Allergy::Class(id) => held.data.knowledge.class(id).is_none(),
        Allergy::Allergen(_) => true,
    };
    told.filter(is_unmet).cloned().collect()
}

fn checked(held: &Held, found: &[Found], locale: Locale) -> Vec<CheckedView> {
    let known = found
        .iter()
        .enumerate()
        .filter(|(_, one)| one.problem.is_none());
    known
        .map(|(index, one)| CheckedView {
            index,
            id: one.id.clone(),
            name: one.name.clone(),
            ingredients: one
                .taken
                .ingredients
                .iter()
                .map(|id| ingredient_name(&held.data.catalogue, id, locale))
                .collect(),
        })
        .collect()
}

fn not_checked(
    held: &Held,
    found: &[Found],
    report: &Report,
    locale: Locale,
) -> Vec<NotCheckedView> {
    let mut left: Vec<NotCheckedView> = Vec::new();
    for (index, one) in found.iter().enumerate() {
        if let Some(reason) = one.problem {
            left.push(NotCheckedView {
                index,
                name: one.name.clone(),
                reason,
                ingredient: None,
                candidates: one.candidates.clone(),
                did_you_mean: alike(held, one, locale),
            });
        }
    }
    for gap in &report.gaps {
        if let Gap::NoSource {
            medicine,
            ingredient,
        } = gap
        {
            left.push(NotCheckedView {
                index: *medicine,
                name: found[*medicine].name.clone(),
                reason: NotChecked::NoSource,
                ingredient: Some(ingredient_name(&held.data.catalogue, ingredient, locale)),
                candidates: Vec::new(),
                did_you_mean: Vec::new(),
            });
        }
    }
    left.sort_by_key(|one| one.index);
    left
}

fn alike(held: &Held, found: &Found, locale: Locale) -> Vec<AlikeView> {
    let catalogue = &held.data.catalogue;
    let view = |alike: &Alike| match alike {
        Alike::Ingredient(id) => AlikeView {
            id: id.to_string(),
            name: ingredient_name(catalogue, id, locale),
        },
        Alike::Medicine(id) => AlikeView {
            id: id.to_string(),
            name: catalogue
                .medicine(id)
                .map_or_else(|| id.to_string(), |medicine| medicine.name.clone()),
        },
    };
    found.alike.iter().map(view).collect()
}
