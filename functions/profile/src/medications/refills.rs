//! `GET /api/v1/users/me/medications/refills`

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::civil::Date;
use nazar::http::{Caller, List, Problem, ProblemBody, ValidQuery};
use nazar::ids::RecordId;
use nazar::store::medicine_list::{Due, Entry, Refill, Unforeseen};
use serde::Serialize;
use utoipa::ToSchema;

use super::WhoseQuery;
use crate::Context;
use crate::household::{must_be_family, zone};

/// What can be said of how long a medicine lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outlook {
    /// It runs out before the last dose.
    RunsOut,
    /// Nobody said how many units are left.
    NoStock,
    /// Nobody said how many units a dose has.
    NoUnits,
    /// It is taken when it is needed.
    NoTimes,
    /// It lasts to the last dose, or for longer than a year.
    Lasts,
}

/// How long one medicine lasts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RefillView {
    /// The entry.
    id: RecordId,
    /// Its name.
    #[schema(example = "Конкор 5 мг")]
    name: String,
    /// What can be said.
    outlook: Outlook,
    /// The first day on which a dose that is due is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    runs_out_on: Option<Date>,
    /// Days from today until then: 0 is today.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 12)]
    days_left: Option<i64>,
    /// Whole doses that are left.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 12)]
    doses_left: Option<u32>,
}

/// Tell when my medicines run out, or those of a member of my family
///
/// By the units that are left, the units of a dose and the plan; doses of today that were taken or skipped are over.
/// What runs out first comes first; of what nothing can be said, it is said why.
#[utoipa::path(
    get,
    path = "/api/v1/users/me/medications/refills",
    operation_id = "refills",
    tag = "medicine list",
    security(("bearer" = [])),
    params(WhoseQuery),
    responses(
        (status = OK, description = "Each medicine that is still taken, all on one page.", body = List<RefillView>),
        (status = NOT_FOUND, description = "No member of my family.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn refills(
    State(context): State<Context>,
    caller: Caller,
    ValidQuery(query): ValidQuery<WhoseQuery>,
) -> Result<Json<List<RefillView>>, Problem> {
    must_be_family(&context, &caller, query.member).await?;
    let zone = zone(&context, &caller).await?;
    let today = zone.day(Timestamp::now());
    let owner = caller.owner;
    let entries = context.lists.all_of(owner, query.member).await?;
    let logs = context
        .doses
        .between(owner, query.member, today, today)
        .await?;
    let mut items: Vec<RefillView> = entries
        .iter()
        .filter(|entry| entry.medication.end_date.is_none_or(|last| last >= today))
        .map(|entry| {
            let is_logged = |due: Due| {
                logs.iter()
                    .any(|log| log.entry == entry.id && log.due == Some(due))
            };
            RefillView::new(entry, Refill::of(entry, today, &zone, is_logged), today)
        })
        .collect();
    items.sort_by_key(|item| (item.outlook, item.runs_out_on, item.id));
    Ok(Json(List {
        items,
        next_cursor: None,
    }))
}

impl RefillView {
    fn new(entry: &Entry, refill: Refill, today: Date) -> Self {
        let outlook = match refill {
            Refill::RunsOut { .. } => Outlook::RunsOut,
            Refill::Lasts => Outlook::Lasts,
            Refill::Unknown(Unforeseen::NoStock) => Outlook::NoStock,
            Refill::Unknown(Unforeseen::NoUnits) => Outlook::NoUnits,
            Refill::Unknown(Unforeseen::NoTimes) => Outlook::NoTimes,
        };
        let end = match refill {
            Refill::RunsOut { on, doses_left } => Some((on, doses_left)),
            _ => None,
        };
        Self {
            id: entry.id,
            name: entry.medication.name.clone(),
            outlook,
            runs_out_on: end.map(|(on, _)| on),
            days_left: end.map(|(on, _)| on.duration_since(today).as_hours() / 24),
            doses_left: end.map(|(_, doses)| doses),
        }
    }
}
