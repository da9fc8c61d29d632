//! Names as one types.

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use http::HeaderMap;
use nazar::catalogue::search::Filter;
use nazar::catalogue::{Catalogue, Medicine};
use nazar::http::{Problem, ProblemBody, ValidQuery};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::answer::{DataVersions, cached};

/// Medicines among which names are looked for: the same brand comes in several strengths.
const LOOKED_AT: usize = 60;
const MOST: usize = 10;

/// What has been typed so far.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SuggestQuery {
    /// The beginning of a name.
    #[garde(length(chars, min = 1, max = 100))]
    #[param(example = "пара", min_length = 1, max_length = 100)]
    q: String,
}

/// Names to choose from, most likely first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Suggestions {
    /// At most ten, in the script that was typed.
    #[schema(example = json!(["Парацетамол", "Панадол"]))]
    items: Vec<String>,
    /// What the answer was made from.
    data: DataVersions,
}

/// Suggest names
///
/// At most ten trade names and substances for what has been typed so far, in the script of the query.
#[utoipa::path(
    get,
    path = "/api/v1/medications/suggest",
    operation_id = "suggest_medications",
    tag = "medications",
    params(SuggestQuery),
    responses(
        (status = 200, description = "Names.", body = Suggestions,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "They are the ones that you have."),
        (status = 422, description = "A parameter breaks its rule.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn suggest(
    State(context): State<Context>,
    headers: HeaderMap,
    ValidQuery(query): ValidQuery<SuggestQuery>,
) -> Result<Response, Problem> {
    let (index, catalogue) = tokio::join!(context.index(), context.catalogue());
    let found = index.data.search(&query.q, Filter::default(), 0, LOOKED_AT);
    let is_cyrillic = query
        .q
        .chars()
        .any(|letter| matches!(letter, '\u{400}'..='\u{52f}'));
    let mut items: Vec<String> = Vec::new();
    for hit in &found.hits {
        let Some(medicine) = catalogue.data.medicine(&hit.medicine) else {
            continue;
        };
        for name in names(&catalogue.data, medicine, is_cyrillic) {
            let is_new = !items
                .iter()
                .any(|held| held.to_lowercase() == name.to_lowercase());
            if is_new && items.len() < MOST {
                items.push(name);
            }
        }
    }
    let data = DataVersions {
        catalogue: catalogue.version,
        ..DataVersions::default()
    };
    cached(&headers, &Suggestions { items, data })
}

/// The medicine's brand, and its substance when there is one alone.
fn names(catalogue: &Catalogue, medicine: &Medicine, is_cyrillic: bool) -> Vec<String> {
    let brand = match (&medicine.name_cyrillic, is_cyrillic) {
        (Some(name), true) => without_numbers(name),
        _ => medicine.brand.clone(),
    };
    let mut names = vec![brand];
    let mut substances = catalogue.ingredients_of(medicine);
    if let (Some(substance), None) = (substances.next(), substances.next()) {
        let russian = substance.names.ru.as_ref().filter(|_| is_cyrillic);
        names.push(russian.unwrap_or(&substance.names.en).clone());
    }
    names
}

/// A name up to its first number.
fn without_numbers(name: &str) -> String {
    let words: Vec<&str> = name
        .split_whitespace()
        .take_while(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()))
        .collect();
    if words.is_empty() {
        name.to_owned()
    } else {
        words.join(" ")
    }
}
