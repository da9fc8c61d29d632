//! `GET /api/v1/gamification/rewards`

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use nazar::http::{Caller, List, Locale, Problem};
use nazar::store;

use super::view::RewardView;
use crate::Context;

/// List the rewards that can be had
///
/// Those that administrators offer, of which some are left and whose time is not over. There may be none.
#[utoipa::path(
    get,
    path = "/api/v1/gamification/rewards",
    operation_id = "rewards",
    tag = "gamification",
    security(("bearer" = [])),
    responses((status = OK, description = "All of them, on one page.", body = List<RewardView>)),
)]
pub(crate) async fn rewards(
    State(context): State<Context>,
    _caller: Caller,
    locale: Locale,
) -> Result<impl IntoResponse, Problem> {
    let now = store::now();
    let mut offers = context.rewards.offers().await?;
    offers.retain(|offer| offer.is_open(now));
    Ok(Json(List {
        items: offers
            .iter()
            .map(|offer| RewardView::new(offer, locale))
            .collect(),
        next_cursor: None,
    }))
}
