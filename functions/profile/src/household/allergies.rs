//! `GET /api/v1/users/me/allergies/terms`

use axum::Json;
use axum::extract::State;
use garde::Validate;
use nazar::catalogue::fold::fold;
use nazar::catalogue::{Catalogue, Ingredient};
use nazar::checks::{Allergy, Held, ingredient_name, subject_name};
use nazar::http::{Caller, List, Locale, Problem, ProblemBody, ValidQuery};
use nazar::interactions::{Class, Knowledge, Subject};
use nazar::terminology::{Term, Terminology, Vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;

/// Most terms of each kind: whoever finds too many writes more letters.
const MAX_OF_A_KIND: usize = 20;

/// Which terms.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct TermsQuery {
    /// Beginnings of words, in Uzbek, Russian or English, in any script.
    #[garde(length(chars, min = 2, max = 100))]
    #[param(example = "пенициллин", min_length = 2, max_length = 100)]
    q: String,
}

/// What somebody can be allergic to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AllergyKind {
    /// A group of ingredients.
    Class,
    /// An ingredient of medicines.
    Ingredient,
    /// Something that is no medicine, from the ministry's list of allergens.
    Allergen,
}

/// A term by which an allergy is told.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AllergyTerm {
    /// What to send in `health.allergies`.
    allergy: Allergy,
    /// What it is.
    kind: AllergyKind,
    /// Its name in the reader's language.
    #[schema(example = "пенициллины")]
    name: String,
    /// Whether checks compare medicines with it. What is not compared is kept and shown, and checks say that they did not
    /// look at it.
    compared: bool,
}

/// Find terms for allergies
///
/// Groups of ingredients, ingredients, and allergens that are no medicines: up to 20 of each. Only what is found here is
/// taken by `PATCH /users/me` and for members: a word that no check knows would protect nobody.
#[utoipa::path(
    get,
    path = "/api/v1/users/me/allergies/terms",
    operation_id = "allergy_terms",
    tag = "users",
    security(("bearer" = [])),
    params(TermsQuery),
    responses(
        (status = OK, description = "The terms, all on one page: groups, ingredients, allergens.", body = List<AllergyTerm>),
        (status = UNPROCESSABLE_ENTITY, description = "Fewer than two letters, or more than a hundred.", body = ProblemBody, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "The reference data are not there to be asked.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn allergy_terms(
    State(context): State<Context>,
    _caller: Caller,
    locale: Locale,
    ValidQuery(query): ValidQuery<TermsQuery>,
) -> Result<Json<List<AllergyTerm>>, Problem> {
    let held = context.data.get().await?;
    let terms = context.allergens.get().await;
    let words = Words::of(&query.q);
    let mut items = classes(&held, &words, locale);
    items.extend(ingredients(&held.data.catalogue, &words, locale));
    items.extend(allergens(&terms.data, &query.q, locale));
    Ok(Json(List {
        items,
        next_cursor: None,
    }))
}

/// Beginnings of words that all have to be in a name.
struct Words(Vec<String>);

impl Words {
    fn of(query: &str) -> Self {
        let folded = fold(query);
        let words = folded.split(' ').filter(|word| !word.is_empty());
        Self(words.map(|word| format!(" {word}")).collect())
    }

    fn are_in(&self, name: &str) -> bool {
        let folded = format!(" {}", fold(name));
        !self.0.is_empty() && self.0.iter().all(|word| folded.contains(word.as_str()))
    }
}

fn classes(held: &Held, words: &Words, locale: Locale) -> Vec<AllergyTerm> {
    let knowledge: &Knowledge = &held.data.knowledge;
    let names = |class: &Class| {
        [
            class.name.clone(),
            class.name_ru.clone(),
            class.name_uz.clone(),
        ]
    };
    let is_meant = |class: &&Class| names(class).iter().any(|name| words.are_in(name));
    let found = knowledge
        .classes()
        .iter()
        .filter(is_meant)
        .take(MAX_OF_A_KIND);
    let term = |class: &Class| {
        let subject = Subject::Class(class.id.clone());
        AllergyTerm {
            name: subject_name(&held.data.catalogue, knowledge, &subject, locale),
            allergy: Allergy::Class(class.id.clone()),
            kind: AllergyKind::Class,
            compared: true,
        }
    };
    found.map(term).collect()
}

fn ingredients(catalogue: &Catalogue, words: &Words, locale: Locale) -> Vec<AllergyTerm> {
    let is_meant = |ingredient: &&Ingredient| {
        let names = &ingredient.names;
        let own = [Some(&names.en), names.ru.as_ref(), names.uz.as_ref()];
        let mut all = own.into_iter().flatten().chain(&ingredient.synonyms);
        all.any(|name| words.are_in(name))
    };
    let found = catalogue
        .ingredients()
        .iter()
        .filter(is_meant)
        .take(MAX_OF_A_KIND);
    let term = |ingredient: &Ingredient| AllergyTerm {
        name: ingredient_name(catalogue, &ingredient.id, locale),
        allergy: Allergy::Ingredient(ingredient.id.clone()),
        kind: AllergyKind::Ingredient,
        compared: true,
    };
    found.map(term).collect()
}

fn allergens(terms: &Terminology, query: &str, locale: Locale) -> Vec<AllergyTerm> {
    let found = terms.search(Vocabulary::Allergen, query, 0, MAX_OF_A_KIND);
    let term = |term: &Term| AllergyTerm {
        name: term.name(locale).to_owned(),
        allergy: Allergy::Allergen(term.code.clone()),
        kind: AllergyKind::Allergen,
        compared: false,
    };
    found.terms.into_iter().map(term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_of_the_question_begins_a_word_of_the_name() {
        let meant = |query: &str, name: &str| Words::of(query).are_in(name);
        assert!(meant("пеницил", "Penitsillinlar") && meant("peni", "бензил пенициллин"));
        assert!(meant("acid acetyl", "acetylsalicylic acid"));
        assert!(!meant("salicylic", "acetylsalicylic acid"));
        assert!(!meant("!!", "anything"));
    }
}
