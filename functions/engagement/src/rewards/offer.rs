//! `PUT` and `DELETE /api/v1/gamification/rewards/{id}`

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use garde::Validate;
use http::StatusCode;
use jiff::Timestamp;
use nazar::engagement::rewards::{Offer, RewardId, Written};
use nazar::http::{Admin, Code, FieldCode, Locale, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::people::audit::{self, Act};
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::RewardView;
use crate::Context;

/// An offer.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(as = RewardOffer, example = json!({
    "titles": {"en": "A pill box for a week", "uz": "Haftalik dori qutichasi"},
    "points": 100, "stock": 50, "per_person": 1, "ends_at": "2026-12-31T18:59:59Z", "code_days": 30
}))]
pub(crate) struct OfferRequest {
    /// What it is, by the tag of the language: `en` at the least.
    #[garde(length(min = 1, max = 5), custom(titled))]
    titles: BTreeMap<String, String>,
    /// Points that it costs.
    #[garde(range(min = 1, max = 100_000))]
    #[schema(minimum = 1, maximum = 100_000)]
    points: u64,
    /// How many there are.
    #[garde(range(max = 1_000_000))]
    #[schema(maximum = 1_000_000)]
    stock: u64,
    /// Most that one person gets.
    #[garde(range(min = 1, max = 1_000))]
    #[schema(minimum = 1, maximum = 1_000)]
    per_person: u64,
    /// When the offer ends.
    #[garde(skip)]
    #[schema(value_type = String, format = DateTime)]
    ends_at: Timestamp,
    /// Days for which a code is good.
    #[garde(range(min = 1, max = 365))]
    #[schema(minimum = 1, maximum = 365)]
    code_days: u16,
}

/// Titles are of languages that we speak, English among them, and neither empty nor long.
fn titled(titles: &BTreeMap<String, String>, (): &()) -> garde::Result {
    let is_known = |tag: &String| Locale::ALL.iter().any(|locale| locale.tag() == tag);
    let fits = |title: &String| (1..=120).contains(&title.trim().chars().count());
    if titles.contains_key("en") && titles.keys().all(is_known) && titles.values().all(fits) {
        Ok(())
    } else {
        Err(FieldCode::InvalidFormat.error())
    }
}

/// Offer a reward, or change an offer
///
/// For administrators. Changing an offer changes nothing of what was redeemed.
#[utoipa::path(
    put,
    path = "/api/v1/gamification/rewards/{id}",
    operation_id = "offer_reward",
    tag = "gamification",
    security(("bearer" = [])),
    params(("id" = String, Path, description = "3 to 40 small letters, digits and `-`.", example = "pill-box")),
    request_body = OfferRequest,
    responses(
        (status = CREATED, description = "It is offered.", body = RewardView),
        (status = OK, description = "It is offered in place of the one before.", body = RewardView),
        (status = FORBIDDEN, description = "Not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
        (status = CONFLICT, description = "Somebody else changed it at the same time.", body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A field breaks a rule.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn offer(
    State(context): State<Context>,
    admin: Admin,
    locale: Locale,
    ValidPath(id): ValidPath<RewardId>,
    ValidJson(body): ValidJson<OfferRequest>,
) -> Result<(StatusCode, Json<RewardView>), Problem> {
    let offer = Offer {
        id,
        titles: body.titles,
        points: body.points,
        stock: body.stock,
        per_person: body.per_person,
        ends_at: body.ends_at,
        code_days: body.code_days,
        version: 0,
    };
    let told = audit::deciding(
        &context.accounts,
        admin.caller().owner.user_id(),
        Act::OfferedReward,
        format!("rewards/{}", offer.id),
        format!("{} points, {} of them", offer.points, offer.stock),
    )?;
    let status = match context.rewards.put(&offer, vec![told]).await? {
        Written::New => StatusCode::CREATED,
        Written::Changed => StatusCode::OK,
        Written::Overtaken => return Err(Problem::new(Code::Conflict)),
    };
    Ok((status, Json(RewardView::new(&offer, locale))))
}

/// Take an offer away
///
/// For administrators. Codes that were given out stay good.
#[utoipa::path(
    delete,
    path = "/api/v1/gamification/rewards/{id}",
    operation_id = "withdraw_reward",
    tag = "gamification",
    security(("bearer" = [])),
    params(("id" = String, Path, description = "The reward.", example = "pill-box")),
    responses(
        (status = NO_CONTENT, description = "It is no longer offered."),
        (status = FORBIDDEN, description = "Not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "There was none.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn withdraw(
    State(context): State<Context>,
    admin: Admin,
    ValidPath(id): ValidPath<RewardId>,
) -> Result<StatusCode, Problem> {
    let told = audit::deciding(
        &context.accounts,
        admin.caller().owner.user_id(),
        Act::WithdrewReward,
        format!("rewards/{id}"),
        "withdrawn".to_owned(),
    )?;
    match context.rewards.withdraw(&id, vec![told]).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::new(Code::NotFound)),
    }
}
