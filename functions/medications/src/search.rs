//! Searching for medicines.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use garde::Validate;
use nazar::catalogue::search::{Filter, Hit};
use nazar::catalogue::{Atc, Catalogue, Form, Prescription};
use nazar::http::{FieldCode, PageQuery, Problem, ProblemBody, ValidQuery, cursor, next_link};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::answer::DataVersions;
use crate::highlight::{self, Part};
use crate::views::MedicineSummary;

/// The list's name in its cursors.
const LIST: &str = "medications-search";

/// Nobody turns so many pages; a search is made better instead.
const MAX_OFFSET: usize = 1000;

/// What is looked for.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SearchQuery {
    /// A trade name, a substance, a synonym, with a strength or without, in any script.
    #[garde(length(chars, min = 1, max = 200))]
    #[param(example = "парацетамол 500", min_length = 1, max_length = 200)]
    pub(crate) q: String,
    /// Only this dose form.
    #[garde(skip)]
    form: Option<Form>,
    /// Only with this need of a prescription.
    #[garde(skip)]
    prescription: Option<Prescription>,
    /// Only at or below this ATC code, of any level.
    #[garde(skip)]
    #[param(example = "N02BE")]
    atc: Option<String>,
    /// Items a page, 20 when absent.
    #[garde(inner(range(min = 1, max = 100)))]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u16>,
    /// Where the page begins: `next_cursor` of the page before.
    #[garde(skip)]
    cursor: Option<String>,
}

/// A medicine that was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchHit {
    #[serde(flatten)]
    medicine: MedicineSummary,
    /// How well it matches, beside the best match of all: 1 for that one.
    #[schema(example = 1.0, minimum = 0, maximum = 1)]
    score: f32,
    /// The Latin name, with the parts that the query meant.
    name_parts: Vec<Part>,
    /// The Cyrillic name, with the parts that the query meant.
    name_cyrillic_parts: Vec<Part>,
}

/// A page of what was found, best first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SearchPage {
    /// The page's medicines.
    items: Vec<SearchHit>,
    /// How many there are on all pages.
    total: usize,
    /// Asks for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// What the answer was made from.
    data: DataVersions,
}

/// Search for medicines
///
/// By trade name, substance or synonym, in Latin, Uzbek Cyrillic or Russian letters, with or without apostrophes, with
/// a letter or two wrong. Best match first.
#[utoipa::path(
    get,
    path = "/api/v1/medications/search",
    operation_id = "search_medications",
    tag = "medications",
    params(SearchQuery),
    responses(
        (status = 200, description = "A page of medicines.", body = SearchPage,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 400, description = "A parameter or the cursor cannot be read.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "A parameter breaks its rule.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 429, description = "More than 100 searches a minute.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn search(
    State(context): State<Context>,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<SearchQuery>,
) -> Result<Response, Problem> {
    let filter = query.filter()?;
    let page = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    let offset = page
        .position::<usize>(LIST)?
        .unwrap_or_default()
        .min(MAX_OFFSET);
    let limit = usize::from(page.limit());

    let (index, catalogue) = tokio::join!(context.index(), context.catalogue());
    let found = index.data.search(&query.q, filter, offset, limit);
    let items = found
        .hits
        .iter()
        .filter_map(|hit| hit_view(&catalogue.data, hit, &found.words))
        .collect();
    let next = offset + limit;
    let has_more = next < found.total && next <= MAX_OFFSET;
    let next_cursor = has_more.then(|| cursor::encode(LIST, &next)).transpose()?;
    let headers = next_link(next_cursor.as_deref(), &uri);
    let body = SearchPage {
        items,
        total: found.total,
        next_cursor,
        data: DataVersions {
            catalogue: catalogue.version,
            ..DataVersions::default()
        },
    };
    Ok((headers, Json(body)).into_response())
}

/// A hit as it is shown; `None` for one that a newer catalogue no longer has.
fn hit_view(catalogue: &Catalogue, hit: &Hit, words: &[String]) -> Option<SearchHit> {
    let medicine = catalogue.medicine(&hit.medicine)?;
    let cyrillic = medicine.name_cyrillic.as_deref().unwrap_or_default();
    Some(SearchHit {
        score: hit.score,
        name_parts: highlight::parts(&medicine.name, words),
        name_cyrillic_parts: highlight::parts(cyrillic, words),
        medicine: MedicineSummary::of(catalogue, medicine),
    })
}

impl SearchQuery {
    fn filter(&self) -> Result<Filter, Problem> {
        let atc = match self.atc.as_deref() {
            None | Some("") => None,
            Some(code) => Some(
                Atc::repaired(code)
                    .map_err(|_| Problem::field("/atc", FieldCode::InvalidFormat))?,
            ),
        };
        Ok(Filter {
            form: self.form,
            prescription: self.prescription,
            atc,
        })
    }
}
