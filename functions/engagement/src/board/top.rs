//! `GET /api/v1/gamification/leaderboard`

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::IntoResponse;
use garde::Validate;
use nazar::checks::private;
use nazar::engagement::board::{Board, Period, Ranked, TopPosition};
use nazar::http::{Caller, PageQuery, Problem, ProblemBody, ValidQuery, cursor, next_link};
use nazar::ids::RecordId;
use nazar::store;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;

/// Which board, and which page of it.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct BoardQuery {
    /// `weekly`, `monthly` or `all_time`; `weekly` when absent.
    #[garde(skip)]
    #[param(inline)]
    period: Option<Period>,
    /// Places a page, 20 when absent.
    #[garde(inner(range(min = 1, max = 100)))]
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u16>,
    /// Where the page begins: `next_cursor` of the page before.
    #[garde(skip)]
    cursor: Option<String>,
}

/// A place of the leaderboard.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlaceView {
    /// From 1. Who has as many points has the same one, and stands below if they reached them later.
    #[schema(example = 1)]
    rank: u64,
    /// How the player wants to be called.
    #[schema(example = "Lola")]
    nickname: String,
    /// Points of the period.
    #[schema(example = 120)]
    points: u64,
    /// Their level.
    #[schema(example = 3)]
    level: u64,
    /// Whether it is me.
    is_me: bool,
}

impl PlaceView {
    fn new(ranked: Ranked, me: Option<RecordId>) -> Self {
        Self {
            rank: ranked.rank,
            is_me: me == Some(ranked.place.player),
            nickname: ranked.place.nickname,
            points: ranked.place.points,
            level: ranked.place.level,
        }
    }
}

/// A page of the leaderboard.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BoardView {
    /// The board's period.
    period: Period,
    /// Which week or month: `2026-W05`, `2026-02`, or `ALL`. They begin and end in Tashkent.
    #[schema(example = "2026-W05")]
    board: String,
    /// The page's places, the best first.
    items: Vec<PlaceView>,
    /// Asks for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// Show the leaderboard
///
/// Only those who joined are on it, under a nickname. Everybody who is signed in may look.
#[utoipa::path(
    get,
    path = "/api/v1/gamification/leaderboard",
    operation_id = "leaderboard",
    tag = "gamification",
    security(("bearer" = [])),
    params(BoardQuery),
    responses(
        (status = OK, description = "A page of places.", body = BoardView,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = BAD_REQUEST, description = "No such period, or the cursor is not one of this board.", body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`limit` is not from 1 to 100.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn leaderboard(
    State(context): State<Context>,
    caller: Caller,
    OriginalUri(uri): OriginalUri,
    ValidQuery(query): ValidQuery<BoardQuery>,
) -> Result<impl IntoResponse, Problem> {
    let period = query.period.unwrap_or(Period::Weekly);
    let board = Board::at(period, store::now());
    let page = PageQuery {
        limit: query.limit,
        cursor: query.cursor,
    };
    let list = format!("leaderboard {board}");
    let after = page.position::<TopPosition>(&list)?;
    let (places, me) = tokio::try_join!(
        context.ledger.top(&board, page.limit(), after),
        context.ledger.plays(caller.owner)
    )?;
    let (places, next) = places;
    let me = me.map(|player| player.id);
    let view = BoardView {
        period,
        board: board.to_string(),
        items: places
            .into_iter()
            .map(|ranked| PlaceView::new(ranked, me))
            .collect(),
        next_cursor: next
            .map(|position| cursor::encode(&list, &position))
            .transpose()?,
    };
    let link = next_link(view.next_cursor.as_deref(), &uri);
    Ok((private(), link, Json(view)))
}
