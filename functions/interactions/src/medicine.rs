//! Everything that is known about one medicine.

use std::cmp::Reverse;

use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use garde::Validate;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use nazar::catalogue::IngredientId;
use nazar::checks::{
    CircumstanceView, DataView, Held, NotChecked, SourceView, find, ingredient_name, sources,
    subject_name,
};
use nazar::http::{
    Code, Locale, PageQuery, Problem, ProblemBody, ValidPath, ValidQuery, cursor, etag, paged,
};
use nazar::interactions::words::{Words, language, words_of};
use nazar::interactions::{Mechanism, Merged, Setting, Severity, Subject};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;

/// The list's name in its cursors.
const LIST: &str = "interactions";

/// Which interactions.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct InteractionsQuery {
    /// Only those at least this severe.
    #[garde(skip)]
    severity: Option<Severity>,
    /// Items a page, 20 when absent.
    #[garde(inner(range(min = 1, max = 100)))]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u16>,
    /// Where the page begins: `next_cursor` of the page before.
    #[garde(skip)]
    cursor: Option<String>,
}

/// A page of what is known about a medicine.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InteractionsView {
    /// The medicine's name.
    name: String,
    /// Why it could not be looked up whole, if it could not: then nothing may be concluded from a short list.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_checked: Option<NotChecked>,
    /// Most severe first.
    items: Vec<InteractionView>,
    /// Asks for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// The language of the words.
    language: Locale,
    /// What the answer was made from.
    data: DataView,
}

/// What is known about a medicine and something else.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct InteractionView {
    /// The ingredient of the medicine.
    ingredient: IngredientId,
    /// Its name in the reader's language.
    ingredient_name: String,
    /// The other ingredient, class, food or state.
    with: CircumstanceView,
    /// How bad.
    severity: Severity,
    /// What happens.
    mechanism: Mechanism,
    /// Plain words in the reader's language.
    words: Words,
    /// Who says so, the deciding sources first.
    sources: Vec<SourceView>,
}

/// Where an item stands in the list: most severe first, then by what it is about.
type Place = (Reverse<u8>, String, String);

/// List a medicine's interactions
///
/// With other ingredients, classes of them, food, alcohol, illnesses, pregnancy and ages, from whichever side the source
/// tells it. A pair is rated as a check rates it.
#[utoipa::path(
    get,
    path = "/api/v1/interactions/{medication}",
    tag = "interactions",
    security((), ("bearer" = [])),
    params(
        ("medication" = String, Path, description = "A medicine's id or GTIN, or an ingredient's id.", example = "warfarin"),
        InteractionsQuery,
    ),
    responses(
        (status = 200, description = "A page of what is known.", body = InteractionsView,
            headers(("Link" = String, description = "The next page, `rel=next`."),
                ("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "It is the page that you have."),
        (status = 404, description = "No such medicine: nothing can be said about it.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 503, description = "There are no data.", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn interactions(
    State(context): State<Context>,
    locale: Locale,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
    ValidPath(medication): ValidPath<String>,
    ValidQuery(query): ValidQuery<InteractionsQuery>,
) -> Result<impl IntoResponse, Problem> {
    let held = context.data.get().await?;
    let found = find(&held.data.catalogue, &medication);
    if found.taken.ingredients.is_empty() && found.id.is_none() {
        return Err(Problem::new(Code::NotFound));
    }
    let page = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    let after = page.position::<(u8, String, String)>(LIST)?;
    let after = after.map(|(severity, ingredient, with)| (Reverse(severity), ingredient, with));
    let mut known = all(&held, &found.taken.ingredients, query.severity);
    known.retain(|(place, ..)| after.as_ref().is_none_or(|last| place > last));
    let more = known.len() > usize::from(page.limit());
    known.truncate(usize::from(page.limit()));
    let last = known.last().filter(|_| more);
    let next_cursor = last
        .map(|((Reverse(severity), ingredient, with), ..)| {
            cursor::encode(LIST, &(severity, ingredient, with))
        })
        .transpose()?;
    let no_source = found
        .taken
        .ingredients
        .iter()
        .any(|id| is_unknown(&held, id));
    let view = InteractionsView {
        name: found.name,
        not_checked: found.problem.or(no_source.then_some(NotChecked::NoSource)),
        items: known
            .into_iter()
            .map(|(_, ingredient, with, merged)| {
                InteractionView::new(&held, ingredient, &with, &merged, locale)
            })
            .collect(),
        next_cursor,
        language: language(locale),
        data: DataView::new(&held),
    };
    shown(&headers, &view, &uri)
}

/// Everything known, in the order of the list.
fn all(
    held: &Held,
    ingredients: &[IngredientId],
    at_least: Option<Severity>,
) -> Vec<(Place, IngredientId, Subject, Merged)> {
    let mut all = Vec::new();
    for id in ingredients {
        let Some(known) = held.data.knowledge.ingredient(id) else {
            continue;
        };
        for (with, merged) in held.data.knowledge.partners(known) {
            if at_least.is_none_or(|least| merged.severity >= least) {
                let severity = Reverse(merged.severity.number());
                let place = (severity, id.to_string(), with.to_string());
                all.push((place, id.clone(), with, merged));
            }
        }
    }
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

fn is_unknown(held: &Held, id: &IngredientId) -> bool {
    let knowledge = &held.data.knowledge;
    let known = knowledge.ingredient(id);
    known.is_none_or(|known| knowledge.sources_of_ingredient(known).next().is_none())
}

fn shown(
    asked: &HeaderMap,
    view: &InteractionsView,
    uri: &http::Uri,
) -> Result<impl IntoResponse + use<>, Problem> {
    let body = serde_json::to_vec(view).map_err(Problem::internal)?;
    let tag = etag::of(&body);
    let is_known = etag::matches(asked, &tag);
    let (mut headers, _) = paged(
        nazar::http::List::<()> {
            items: Vec::new(),
            next_cursor: view.next_cursor.clone(),
        },
        uri,
    );
    headers.insert(header::ETAG, tag);
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    Ok(match is_known {
        true => (StatusCode::NOT_MODIFIED, headers, Vec::new()),
        false => (StatusCode::OK, headers, body),
    })
}

impl InteractionView {
    fn new(
        held: &Held,
        ingredient: IngredientId,
        with: &Subject,
        merged: &Merged,
        locale: Locale,
    ) -> Self {
        Self {
            ingredient_name: ingredient_name(&held.data.catalogue, &ingredient, locale),
            ingredient,
            with: CircumstanceView {
                id: with.to_string(),
                name: subject_name(&held.data.catalogue, &held.data.knowledge, with, locale),
            },
            severity: merged.severity,
            mechanism: merged.mechanism,
            words: words_of(
                locale,
                Setting::of_subject(with),
                merged.severity,
                merged.mechanism,
                merged.advice,
            ),
            sources: sources(merged, locale),
        }
    }
}
