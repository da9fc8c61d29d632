//! `GET /api/v1/gamification/badges`, `…/badges/available` and `…/achievements`

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use jiff::Timestamp;
use nazar::checks::private;
use nazar::engagement::{Badge, BadgeCategory, Deeds, Earned};
use nazar::http::{Caller, List, Locale, Problem};
use nazar::i18n::text;
use nazar::store;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Context, deeds, repair, zone};

/// A badge, and how near I am to it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BadgeView {
    /// Which.
    id: Badge,
    /// Its name in the language of the answer.
    #[schema(example = "Sharp eye")]
    name: String,
    /// What it is given for.
    #[schema(example = "Have ten medicines recognised.")]
    description: String,
    /// What it is about.
    category: BadgeCategory,
    /// How much of it is done, at most `target`.
    #[schema(example = 4)]
    progress: u64,
    /// How much of it is needed.
    #[schema(example = 10)]
    target: u64,
    /// Whether I have it. Once earned it stays, even when less is done later.
    is_earned: bool,
    /// When it was given to me.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    earned_at: Option<Timestamp>,
}

impl BadgeView {
    fn new(badge: Badge, deeds: &Deeds, earned: &[Earned], locale: Locale) -> Self {
        let given = earned.iter().find(|one| one.badge == badge);
        let id = format!("engagement-badge-{}", badge.as_str());
        Self {
            id: badge,
            name: text(locale, &id, None, &[]),
            description: text(locale, &id, Some("description"), &[]),
            category: badge.category(),
            progress: match given {
                Some(_) => badge.target(),
                None => badge.progress(deeds),
            },
            target: badge.target(),
            is_earned: given.is_some(),
            earned_at: given.map(|one| one.earned_at),
        }
    }
}

/// List the badges that I have earned
#[utoipa::path(
    get,
    path = "/api/v1/gamification/badges",
    operation_id = "badges",
    tag = "gamification",
    security(("bearer" = [])),
    responses((status = OK, description = "My badges; all of them, on one page.", body = List<BadgeView>)),
)]
pub(crate) async fn mine(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
) -> Result<impl IntoResponse, Problem> {
    let mut items = all(&context, caller, locale).await?;
    items.retain(|badge| badge.is_earned);
    Ok(page(items))
}

/// List all badges, with how near I am to each
#[utoipa::path(
    get,
    path = "/api/v1/gamification/badges/available",
    operation_id = "available_badges",
    tag = "gamification",
    security(("bearer" = [])),
    responses((status = OK, description = "Every badge there is, on one page.", body = List<BadgeView>)),
)]
pub(crate) async fn available(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
) -> Result<impl IntoResponse, Problem> {
    Ok(page(all(&context, caller, locale).await?))
}

/// List all badges, with how near I am to each, by the name that the replaced service gave its empty list
#[utoipa::path(
    get,
    path = "/api/v1/gamification/achievements",
    operation_id = "achievements",
    tag = "gamification",
    security(("bearer" = [])),
    responses((status = OK, description = "Every badge there is, on one page.", body = List<BadgeView>)),
)]
pub(crate) async fn achievements(
    context: State<Context>,
    caller: Caller,
    locale: Locale,
) -> Result<impl IntoResponse, Problem> {
    available(context, caller, locale).await
}

async fn all(context: &Context, caller: Caller, locale: Locale) -> Result<Vec<BadgeView>, Problem> {
    let caller = zone::at_home(context, caller).await?;
    let now = store::now();
    repair::points(context, &caller, now).await;
    let deeds = deeds::of(context, &caller, now).await?;
    let earned = context.ledger.badges(caller.owner, &deeds, now).await?;
    let badges = Badge::ALL.into_iter();
    Ok(badges
        .map(|badge| BadgeView::new(badge, &deeds, &earned, locale))
        .collect())
}

fn page(items: Vec<BadgeView>) -> impl IntoResponse {
    let list = List {
        items,
        next_cursor: None,
    };
    (private(), Json(list))
}
