//! Official terms in three languages: allergens, dose forms, international names.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use garde::Validate;
use http::HeaderMap;
use nazar::http::{
    Code, PageQuery, Problem, ProblemBody, ValidPath, ValidQuery, cursor, next_link,
};
use nazar::snapshots::Version;
use nazar::terminology::{Term, Vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::answer::cached;

/// Which terms.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct TermsQuery {
    /// Beginnings of words, in Uzbek, Russian or English, in any script; all terms when absent.
    #[garde(inner(length(chars, max = 200)))]
    #[param(example = "горох", max_length = 200)]
    q: Option<String>,
    /// Items a page, 20 when absent.
    #[garde(inner(range(min = 1, max = 100)))]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u16>,
    /// Where the page begins: `next_cursor` of the page before.
    #[garde(skip)]
    cursor: Option<String>,
}

/// A page of terms.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TermPage {
    /// The page's terms: those with a name that begins with the query first, then by code.
    items: Vec<Term>,
    /// How many there are on all pages.
    total: usize,
    /// Asks for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// Version of the terms; absent while none have been imported.
    #[schema(value_type = Option<String>, pattern = "^[0-9a-f]{64}$")]
    version: Option<Version>,
}

/// A term, and what it was read from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OneTerm)]
pub(crate) struct TermView {
    #[serde(flatten)]
    term: Term,
    /// Version of the terms.
    #[schema(value_type = Option<String>, pattern = "^[0-9a-f]{64}$")]
    version: Option<Version>,
}

/// Search official terms
///
/// `allergens`, `dose-forms` or `inn`, from the terminologies of Uzbekistan's health ministry (CC BY 4.0). Without any
/// imported the list is empty and has no version.
#[utoipa::path(
    get,
    path = "/api/v1/medications/terminology/{vocabulary}",
    operation_id = "search_terminology",
    tag = "medications",
    params(
        ("vocabulary" = String, Path, description = "`allergens`, `dose-forms` or `inn`.", example = "allergens"),
        TermsQuery,
    ),
    responses(
        (status = 200, description = "A page of terms.", body = TermPage,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "A parameter or the cursor cannot be read.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 404, description = "No such vocabulary.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter breaks its rule.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn search(
    State(context): State<Context>,
    OriginalUri(uri): OriginalUri,
    ValidPath(name): ValidPath<String>,
    ValidQuery(query): ValidQuery<TermsQuery>,
) -> Result<Response, Problem> {
    let vocabulary = vocabulary(&name)?;
    let page = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    let text = query.q.as_deref().unwrap_or_default();
    // A cursor is good for the terms that it was made for.
    let list = format!("terminology {vocabulary} {text}");
    let offset = page.position::<usize>(&list)?.unwrap_or_default();
    let limit = usize::from(page.limit());
    let terminology = context.terminology().await;
    let found = terminology.data.search(vocabulary, text, offset, limit);
    let next = offset.saturating_add(limit);
    let next_cursor = (next < found.total)
        .then(|| cursor::encode(&list, &next))
        .transpose()?;
    let headers = next_link(next_cursor.as_deref(), &uri);
    let body = TermPage {
        items: found.terms.into_iter().cloned().collect(),
        total: found.total,
        next_cursor,
        version: terminology.version,
    };
    Ok((headers, Json(body)).into_response())
}

/// Show an official term
#[utoipa::path(
    get,
    path = "/api/v1/medications/terminology/{vocabulary}/{code}",
    operation_id = "get_term",
    tag = "medications",
    params(
        ("vocabulary" = String, Path, description = "`allergens`, `dose-forms` or `inn`.", example = "allergens"),
        ("code" = String, Path, description = "The term's code.", example = "aller-0010-00116"),
    ),
    responses(
        (status = 200, description = "The term.", body = TermView,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "It is the one that you have."),
        (status = 404, description = "No such vocabulary or term.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(context): State<Context>,
    headers: HeaderMap,
    ValidPath((name, code)): ValidPath<(String, String)>,
) -> Result<Response, Problem> {
    let vocabulary = vocabulary(&name)?;
    let terminology = context.terminology().await;
    let term = terminology
        .data
        .by_code(vocabulary, &code)
        .ok_or(Problem::new(Code::NotFound))?;
    let view = TermView {
        term: term.clone(),
        version: terminology.version,
    };
    cached(&headers, &view)
}

fn vocabulary(name: &str) -> Result<Vocabulary, Problem> {
    name.parse().map_err(|_| Problem::new(Code::NotFound))
}
