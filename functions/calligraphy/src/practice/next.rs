//! What should I practise now?

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use http::HeaderMap;
use jiff::civil::Date;
use nazar::glyphs::{self, Character};
use nazar::http::{Caller, Locale, Problem, ProblemBody, ValidQuery};
use nazar::store;
use nazar::store::practice::{Card, Practised};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::plan::{Planned, Reason, plan, sentence};
use super::{day_in, decimals};
use crate::characters::{look_alikes, reference_url};
use crate::{Context, caching};

/// Characters of a plan when nobody says how many.
const DEFAULT_LIMIT: u8 = 10;

/// How much is wanted.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct NextQuery {
    /// Characters at most, 1-50; 10 when absent. A pair takes two places.
    #[garde(inner(range(min = 1, max = 50)))]
    #[param(minimum = 1, maximum = 50, default = 10)]
    limit: Option<u8>,
}

/// What to practise now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PracticePlan)]
pub(crate) struct PlanView {
    /// The day that it is for the person; plans change with it.
    #[schema(value_type = String, format = Date, example = "2026-01-31")]
    day: Date,
    /// The characters, in the order in which to draw them. None: all is done for today.
    items: Vec<PlannedView>,
    /// Characters that are due today in all, planned or not.
    #[schema(example = 7)]
    due: usize,
    /// The next day on which something falls due, today included; absent before the first drawing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date, example = "2026-01-31")]
    next_due_on: Option<Date>,
}

/// A character to practise.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PracticeItem)]
pub(crate) struct PlannedView {
    /// Its class, for `target_class` of a similarity.
    #[schema(minimum = 0, maximum = 61, example = 12)]
    class_id: u8,
    /// The same in Devanagari.
    #[schema(example = "ड")]
    letter: &'static str,
    /// Its sound in the Latin alphabet (IAST).
    #[schema(example = "ḍa")]
    iast: &'static str,
    /// `consonant`, `vowel` or `digit`.
    #[schema(example = "consonant")]
    group: &'static str,
    /// Its picture.
    #[schema(example = "/api/v1/calligraphy/characters/12/reference")]
    reference_url: String,
    /// Why it is here.
    reason: Reason,
    /// The same as a sentence, in the language of `Accept-Language`.
    #[schema(
        example = "You have mixed up ड (ḍa) and उ (u) 3 times: draw them one after the other."
    )]
    text: String,
    /// The other character of its pair, which stands beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 61, example = 40)]
    partner: Option<u8>,
    /// The score of its last drawing, 0-100; absent before the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 100, example = 81.4)]
    last_score: Option<f32>,
    /// The first day on which it is due; absent before the first drawing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date, example = "2026-01-30")]
    due_on: Option<Date>,
    /// The chance that it is remembered today, 0-1; absent before the first drawing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0.0, maximum = 1.0, example = 0.87)]
    retrievability: Option<f64>,
}

/// Say what to practise now
///
/// Characters whose time has come by the spaced-repetition schedule (FSRS-6), the weakest memory first; pairs of characters that
/// the person mixes up, side by side; look-alikes of characters that are not steady yet; then new ones, five a day, in the alphabet's
/// order. Drawings that were compared (similarities) move the schedule, the first one of each character and day.
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/practice/next",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(NextQuery),
    responses(
        (status = 200, description = "The plan.", body = PlanView,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "It is the one that you have."),
        (status = 401, description = "`unauthenticated`.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`validation-failed`: the limit.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn next(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    headers: HeaderMap,
    ValidQuery(query): ValidQuery<NextQuery>,
) -> Result<Response, Problem> {
    let practised = context.practice.of(caller.owner).await?;
    let today = day_in(&caller.zone, store::now());
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    let view = PlanView::new(&practised, today, limit.into(), locale);
    caching::private_json(&headers, &view)
}

impl PlanView {
    fn new(practised: &Practised, today: Date, limit: usize, locale: Locale) -> Self {
        let cards = &practised.cards;
        let item = |planned: &Planned| {
            let character = glyphs::character(planned.class_id)?;
            let card = cards.iter().find(|card| card.class_id == planned.class_id);
            let text = sentence(locale, planned, character, card, today);
            Some(PlannedView::new(planned, character, card, today, text))
        };
        Self {
            day: today,
            items: plan(practised, look_alikes, today, limit)
                .iter()
                .filter_map(item)
                .collect(),
            due: cards.iter().filter(|card| card.due_on <= today).count(),
            next_due_on: cards.iter().map(|card| card.due_on.max(today)).min(),
        }
    }
}

impl PlannedView {
    fn new(
        planned: &Planned,
        character: &Character,
        card: Option<&Card>,
        today: Date,
        text: String,
    ) -> Self {
        Self {
            class_id: planned.class_id,
            letter: character.letter,
            iast: character.iast,
            group: character.group.name(),
            reference_url: reference_url(planned.class_id),
            reason: planned.reason,
            text,
            partner: planned.partner,
            last_score: card.map(|card| card.last_score.value()),
            due_on: card.map(|card| card.due_on),
            retrievability: card.map(|card| decimals(card.retrievability(today), 2)),
        }
    }
}
