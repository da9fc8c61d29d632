//! One finding, with everybody in it named.

use crate::catalogue::IngredientId;
use crate::http::Locale;
use crate::interactions::words::{Words, effect, words_of};
use crate::interactions::{
    Advice, Between, Evidence, Finding, Mechanism, Merged, Party, Setting, Severity, Source,
    Subject,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{PredictionView, ingredient_name, subject_name};
use crate::checks::asked::Found;
use crate::checks::data::Held;

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Two ingredients that act on each other.
    Interaction,
    /// One ingredient in two medicines.
    SameIngredient,
    /// Two ingredients of a kind of which one takes only one.
    SameClass,
    /// An ingredient with food, drink, an illness, a pregnancy or an age.
    Circumstance,
    /// An ingredient that the person is allergic to, by itself or by its kind.
    Allergy,
}

/// One thing that was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FindingView {
    /// All of it in one sentence, with the names: to be shown where there is room for nothing else.
    #[schema(example = "warfarin + ibuprofen: Bleeding becomes more likely and stops later.")]
    pub headline: String,
    /// What it is about.
    kind: FindingKind,
    /// How bad.
    pub severity: Severity,
    /// What happens.
    mechanism: Mechanism,
    /// What to do, where a source says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<Advice>,
    /// The medicines, and what acts in them.
    between: Vec<PartyView>,
    /// What else is met, or the class of which there are two.
    #[serde(skip_serializing_if = "Option::is_none")]
    with: Option<CircumstanceView>,
    /// Plain words in the reader's language.
    words: Words,
    /// Who says so, the deciding sources first.
    sources: Vec<SourceView>,
    /// There when nobody says so and a model expects it: not a finding of any source.
    #[serde(skip_serializing_if = "Option::is_none")]
    predicted: Option<PredictionView>,
}

/// A medicine and the ingredient of it that matters.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct PartyView {
    /// The medicine's place in the request.
    index: usize,
    /// The medicine's name.
    name: String,
    /// The ingredient.
    ingredient: IngredientId,
    /// The ingredient's name in the reader's language.
    ingredient_name: String,
}

/// What is met beside medicines.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CircumstanceView {
    /// Its word, such as `food:grapefruit` or `class:nsaids`.
    #[schema(example = "food:grapefruit")]
    pub id: String,
    /// Its name in the reader's language.
    #[schema(example = "grapefruit")]
    pub name: String,
}

/// What one source says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SourceView {
    /// Which.
    source: Source,
    /// Its name.
    title: &'static str,
    /// Terms of its use.
    terms: &'static str,
    /// Its severity on our scale.
    severity: Severity,
    /// Its own word for it.
    #[serde(skip_serializing_if = "str::is_empty")]
    said: String,
    /// What it says will happen: translated where the rule is ours, else in its own words; `words` of the finding say the
    /// mechanism in the reader's language.
    #[serde(skip_serializing_if = "str::is_empty")]
    effect: String,
    /// What it says should be done, in its own words.
    #[serde(skip_serializing_if = "str::is_empty")]
    advice: String,
    /// The language of `effect`, and of `advice`, which is in its own words; absent where it has neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Locale>,
    /// Where it stands.
    #[serde(skip_serializing_if = "str::is_empty")]
    citation: String,
}

impl FindingView {
    /// The other medicines of a dangerous interaction, by name, where the medicine at this place of the request has part in
    /// one; none for any other finding.
    pub fn dangerous_beside(&self, index: usize) -> Vec<&str> {
        let has_part = self.between.iter().any(|party| party.index == index);
        let is_one = self.kind == FindingKind::Interaction && self.severity.is_dangerous();
        if !has_part || !is_one {
            return Vec::new();
        }
        let others = self.between.iter().filter(|party| party.index != index);
        others.map(|party| party.name.as_str()).collect()
    }

    /// `finding` in the reader's language; `found` are the medicines that were checked, in their order.
    pub fn new(held: &Held, found: &[Found], finding: &Finding, locale: Locale) -> Self {
        let party = |party: &Party| PartyView {
            index: party.medicine,
            name: found[party.medicine].name.clone(),
            ingredient: party.ingredient.clone(),
            ingredient_name: ingredient_name(&held.data.catalogue, &party.ingredient, locale),
        };
        let (kind, between, with) = match &finding.between {
            Between::Ingredients(one, other) => (
                FindingKind::Interaction,
                vec![party(one), party(other)],
                None,
            ),
            Between::SameIngredient(one, other) => (
                FindingKind::SameIngredient,
                vec![party(one), party(other)],
                None,
            ),
            Between::SameClass(class, one, other) => {
                let class = Subject::Class(class.clone());
                (
                    FindingKind::SameClass,
                    vec![party(one), party(other)],
                    Some(class),
                )
            }
            Between::Circumstance(one, subject) => {
                let kind = if subject.is_medicine() {
                    FindingKind::Allergy
                } else {
                    FindingKind::Circumstance
                };
                (kind, vec![party(one)], Some(subject.clone()))
            }
        };
        let merged = &finding.merged;
        let (severity, mechanism) = (merged.severity, merged.mechanism);
        let setting = Setting::of(&finding.between);
        let words = words_of(locale, setting, severity, mechanism, merged.advice);
        let with = with.map(|subject| CircumstanceView {
            name: subject_name(&held.data.catalogue, &held.data.knowledge, &subject, locale),
            id: subject.to_string(),
        });
        Self {
            headline: headline(&between, with.as_ref(), &words),
            kind,
            severity: merged.severity,
            mechanism: merged.mechanism,
            advice: merged.advice,
            between,
            with,
            words,
            sources: sources(merged, locale),
            predicted: finding
                .predicted
                .as_ref()
                .map(|predicted| PredictionView::new(predicted, locale)),
        }
    }
}

/// The names, and what happens.
fn headline(between: &[PartyView], with: Option<&CircumstanceView>, words: &Words) -> String {
    let medicines = between.iter().map(|party| party.ingredient_name.as_str());
    let others = with.map(|with| with.name.as_str());
    let mut names: Vec<&str> = medicines.chain(others).collect();
    names.dedup();
    format!("{}: {}", names.join(" + "), words.what_happens)
}

/// Who says so. A source that says the same of many classes is named once for each way of saying it.
pub fn sources(merged: &Merged, locale: Locale) -> Vec<SourceView> {
    let said = merged.evidence.iter();
    said.map(|(severity, evidence)| SourceView::new(*severity, evidence, locale))
        .collect()
}

impl SourceView {
    fn new(severity: Severity, evidence: &Evidence, locale: Locale) -> Self {
        let (effect, language) = effect(locale, evidence);
        let says_something = !evidence.effect.is_empty() || !evidence.advice.is_empty();
        Self {
            source: evidence.source,
            title: evidence.source.title(),
            terms: evidence.source.terms(),
            severity,
            said: evidence.severity.to_string(),
            effect: effect.to_owned(),
            advice: evidence.advice.to_string(),
            citation: evidence.citation.to_string(),
            language: says_something.then_some(language),
        }
    }
}
