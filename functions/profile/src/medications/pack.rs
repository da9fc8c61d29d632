//! `GET /api/v1/users/me/medicine-box`

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use nazar::http::{Caller, List, Problem, ProblemBody, ValidQuery};
use nazar::ids::RecordId;
use nazar::store::medicine_list::Entry;
use serde::Serialize;
use utoipa::ToSchema;

use super::WhoseQuery;
use crate::Context;
use crate::household::{must_be_family, zone};

/// Days before the last one from which a pack is said to expire soon.
const SOON: i64 = 30;

/// Whether a pack may still be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Freshness {
    /// Its last day is over: it must not be used.
    Expired,
    /// Its last day comes within thirty days.
    ExpiresSoon,
    /// Its last day is further away.
    Good,
    /// Nobody said when it expires.
    Unknown,
}

impl Freshness {
    /// Of a pack whose last day is this.
    pub(crate) fn of(expires_on: Option<Date>, today: Date) -> Self {
        let days_left = expires_on.map(|last| last.duration_since(today).as_hours() / 24);
        match days_left {
            None => Self::Unknown,
            Some(..0) => Self::Expired,
            Some(0..=SOON) => Self::ExpiresSoon,
            Some(_) => Self::Good,
        }
    }
}

/// A pack in the medicine box.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PackView {
    /// The entry of the list.
    id: RecordId,
    /// Its name.
    #[schema(example = "Конкор 5 мг")]
    name: String,
    /// Whether it may still be used.
    freshness: Freshness,
    /// The last day on which it may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    expires_on: Option<Date>,
    /// Days from today until then: 0 is today, less is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 210)]
    days_left: Option<i64>,
    /// Units that are left.
    #[serde(skip_serializing_if = "Option::is_none")]
    stock: Option<f64>,
    /// Whether it is taken today.
    taken_now: bool,
}

/// Look into my medicine box, or into that of a member of my family
///
/// Every medicine on the list, also those that are not taken any more. What expires first comes first.
#[utoipa::path(
    get,
    path = "/api/v1/users/me/medicine-box",
    operation_id = "medicine_box",
    tag = "medicine list",
    security(("bearer" = [])),
    params(WhoseQuery),
    responses(
        (status = OK, description = "The packs, all on one page.", body = List<PackView>),
        (status = NOT_FOUND, description = "No member of my family.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn medicine_box(
    State(context): State<Context>,
    caller: Caller,
    ValidQuery(query): ValidQuery<WhoseQuery>,
) -> Result<Json<List<PackView>>, Problem> {
    must_be_family(&context, &caller, query.member).await?;
    let today = zone(&context, &caller).await?.day(Timestamp::now());
    let entries = context.lists.all_of(caller.owner, query.member).await?;
    let packs = entries.iter().map(|entry| PackView::new(entry, today));
    let mut items: Vec<PackView> = packs.collect();
    items.sort_by_key(|pack| (pack.freshness, pack.expires_on, pack.id));
    Ok(Json(List {
        items,
        next_cursor: None,
    }))
}

impl PackView {
    fn new(entry: &Entry, today: Date) -> Self {
        let expires_on = entry.medication.expires_on;
        let days_left = expires_on.map(|last| last.duration_since(today).as_hours() / 24);
        Self {
            id: entry.id,
            name: entry.medication.name.clone(),
            freshness: Freshness::of(expires_on, today),
            expires_on,
            days_left,
            stock: entry.medication.stock,
            taken_now: entry.is_taken_on(today),
        }
    }
}
