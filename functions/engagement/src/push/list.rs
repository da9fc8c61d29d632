//! `GET /api/v1/push/subscriptions`

use axum::Json;
use axum::extract::State;
use nazar::http::{Caller, List, Problem};

use super::SubscriptionView;
use crate::Context;

/// List the browsers that get my notices
///
/// Ten at most, so there is one page.
#[utoipa::path(
    get,
    path = "/api/v1/push/subscriptions",
    operation_id = "push_subscriptions",
    tag = "notifications",
    security(("bearer" = [])),
    responses((status = OK, description = "The browsers.", body = List<SubscriptionView>)),
)]
pub(crate) async fn subscriptions(
    State(context): State<Context>,
    caller: Caller,
) -> Result<Json<List<SubscriptionView>>, Problem> {
    let kept = context.subscriptions.all(caller.owner).await?;
    let items = kept.iter().map(SubscriptionView::from).collect();
    Ok(Json(List {
        items,
        next_cursor: None,
    }))
}
