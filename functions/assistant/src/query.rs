//! A question in somebody's own words, and its answer.

use axum::Json;
use axum::extract::State;
use garde::Validate;
use http::HeaderMap;
use jiff::Timestamp;
use nazar::checks::private;
use nazar::http::{Caller, FieldCode, Locale, Problem, ProblemBody, ValidJson};
use serde::{Deserialize, Serialize};
use ulid::Ulid;
use utoipa::ToSchema;

use crate::Context;
use crate::act::{self, Act};
use crate::nlu::{Intent, Language, Moment, Quantity, Relative, Script};
use crate::subject::Subject;
use crate::turn::Turn;

/// A question.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"text": "Aspirin va varfarinni birga ichsa boʻladimi?"}))]
pub(crate) struct Question {
    /// What somebody wants, in Uzbek (either script, any apostrophe), Russian or English: 1 to 1000 characters.
    #[garde(length(chars, min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub(crate) text: String,
    /// The language to answer in: `uz`, `uz-Cyrl`, `ru` or `en`. Left out or `auto`: that of the text, in its script.
    #[garde(inner(length(chars, max = 16)))]
    pub(crate) language: Option<String>,
    /// Degrees north of where the person is; with `lon`.
    #[garde(inner(range(min = -90.0, max = 90.0)))]
    #[schema(minimum = -90, maximum = 90, example = 41.311)]
    pub(crate) lat: Option<f64>,
    /// Degrees east of where the person is; with `lat`.
    #[garde(inner(range(min = -180.0, max = 180.0)))]
    #[schema(minimum = -180, maximum = 180, example = 69.28)]
    pub(crate) lon: Option<f64>,
    /// `context_id` of the answer before, when this question goes on from it. One that is over is as good as none.
    #[garde(inner(length(chars, max = 26)))]
    #[schema(example = "01JD7Z3C9GQ2V5N8W4T6XKRB1M")]
    pub(crate) context_id: Option<String>,
}

/// What was understood, what was done, and the answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Answer {
    /// What was understood to be wanted.
    pub(crate) intent: Intent,
    /// How probable it is that this is right, 0 to 1.
    #[schema(minimum = 0, maximum = 1, example = 0.97)]
    pub(crate) confidence: f32,
    /// The language of the question.
    pub(crate) language: Language,
    /// The letters of the question.
    pub(crate) script: Script,
    /// The medicines that it is about.
    pub(crate) medicines: Vec<Subject>,
    /// A place that it names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "chilonzor")]
    place: Option<&'static str>,
    /// Times that it names.
    times: Vec<Moment>,
    /// Doses that it names.
    doses: Vec<Quantity>,
    /// For whom it is asked, when that is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<Relative>,
    /// The answer in words, in the language and script of the question.
    #[schema(example = "Aspirin + varfarin: XAVF BOR. …")]
    pub(crate) reply: String,
    /// The language of the reply.
    pub(crate) reply_language: Locale,
    /// What the reply is made of; `kind` says what it is. Null where there is nothing but the reply.
    #[schema(value_type = Option<Object>)]
    result: serde_json::Value,
    /// Who put the reply into words: `local`, or `provider` where the operator has one for what is unknown here.
    worded_by: &'static str,
    /// Send it with a question that goes on from this answer.
    #[schema(value_type = String)]
    context_id: Ulid,
    /// Until when it can be; null when nothing was kept.
    #[schema(value_type = Option<String>, format = DateTime)]
    context_expires_at: Option<Timestamp>,
}

/// Ask in your own words
///
/// Understands what is wanted, does it, and answers in the language and script of the question with the structured result
/// beside the sentence. Nothing is recommended for a complaint: it gets the advice to ask a pharmacist or a doctor, and an
/// emergency the number 103, whatever else was asked. The text is neither logged nor kept.
#[utoipa::path(
    post,
    path = "/api/v1/assistant/query",
    operation_id = "ask_assistant",
    tag = "assistant",
    security((), ("bearer" = [])),
    request_body = Question,
    responses(
        (status = 200, description = "What was understood and done.", body = Answer),
        (status = 422, description = "An empty or too long text, an unknown language, half a place.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 503, description = "There are no data to answer from.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn query(
    State(context): State<Context>,
    caller: Option<Caller>,
    locale: Locale,
    ValidJson(question): ValidJson<Question>,
) -> Result<(HeaderMap, Json<Answer>), Problem> {
    let answer = answer(&context, caller.as_ref(), locale, &question).await?;
    Ok((private(), Json(answer)))
}

/// Understands, does, answers.
pub(crate) async fn answer(
    context: &Context,
    caller: Option<&Caller>,
    locale: Locale,
    question: &Question,
) -> Result<Answer, Problem> {
    question.check()?;
    let owner = caller.map(|caller| caller.owner);
    let held = context.data.get().await?;
    let given = question
        .context_id
        .as_deref()
        .and_then(|id| id.parse::<Ulid>().ok());
    let before = match given {
        Some(id) => context.dialogues.read(owner, id).await,
        None => None,
    };
    let turn = Turn::take(context, &held, question, locale, before);
    let Act {
        reply,
        result,
        asks_about_guess,
        ..
    } = act::act(context, caller, &held, &turn).await?;
    let (reply, worded_by) = context.phrase(&held, &turn, &question.text, reply).await;

    let id = given.unwrap_or_else(Ulid::generate);
    let kept = turn.dialogue(asks_about_guess);
    let context_expires_at = match kept {
        Some(dialogue) => context.dialogues.keep(owner, id, dialogue).await,
        None => None,
    };
    tracing::info!(
        intent = turn.intent.as_str(),
        language = turn.language.tag(),
        medicines = turn.subjects.len(),
        "question answered"
    );
    Ok(Answer {
        intent: turn.intent,
        confidence: turn.confidence,
        language: turn.language,
        script: turn.script,
        place: turn.place.map(|place| place.id),
        times: turn.moments,
        doses: turn.quantities,
        person: turn.relative,
        medicines: turn.subjects,
        reply,
        reply_language: turn.locale,
        result,
        worded_by,
        context_id: id,
        context_expires_at,
    })
}

impl Question {
    /// What was said into a microphone, answered in its own language.
    pub(crate) fn spoken(text: String, context_id: Option<String>) -> Self {
        Self {
            text,
            language: None,
            lat: None,
            lon: None,
            context_id,
        }
    }

    /// The rules that garde cannot say: a text of more than blanks, a known language, a whole place.
    fn check(&self) -> Result<(), Problem> {
        if self.text.trim().is_empty() {
            return Err(Problem::field("/text", FieldCode::Required));
        }
        if self.lat.is_some() != self.lon.is_some() {
            let missing = if self.lat.is_some() { "/lon" } else { "/lat" };
            return Err(Problem::field(missing, FieldCode::Required));
        }
        self.asked_language().map(|_| ())
    }

    /// The language that is asked for; `None` for that of the text.
    pub(crate) fn asked_language(&self) -> Result<Option<Locale>, Problem> {
        let Some(tag) = self.language.as_deref().filter(|tag| *tag != "auto") else {
            return Ok(None);
        };
        match Locale::of_tag(tag) {
            Some(locale) if locale != Locale::Nepali => Ok(Some(locale)),
            _ => Err(Problem::field("/language", FieldCode::NotOneOf)),
        }
    }
}
