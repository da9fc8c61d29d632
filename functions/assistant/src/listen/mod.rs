//! Listening: speech as text, and a spoken question with a spoken answer.

mod container;
mod recording;
mod whisper;

use axum::Json;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use nazar::checks::private;
use nazar::http::multipart::Form;
use nazar::http::{Caller, Code, Locale, Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

use self::recording::Recording;
pub(crate) use self::whisper::Whisper;
use crate::Context;
use crate::nlu::Language;
use crate::query::{Answer, Question, answer};

/// A recording, as a form.
#[derive(Debug, ToSchema)]
pub(crate) struct RecordingForm {
    /// WAV, MP3, M4A or Ogg, by its bytes: at most 60 seconds and 4 MiB.
    #[schema(value_type = String, format = Binary)]
    #[expect(dead_code, reason = "describes the form; the parts are read by name")]
    audio: Vec<u8>,
    /// `uz`, `ru` or `en` where it is known; left out or `auto` otherwise.
    #[expect(dead_code, reason = "describes the form; the parts are read by name")]
    language: Option<String>,
    /// For a question: `context_id` of the answer before.
    #[expect(dead_code, reason = "describes the form; the parts are read by name")]
    context_id: Option<String>,
}

/// What was said in a recording.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Transcript {
    /// What was said; empty when nothing was.
    #[schema(example = "aspirin narxi qancha")]
    text: String,
    /// The language, where it is known.
    language: Option<Language>,
    /// Seconds of the recording.
    #[schema(example = 2.4)]
    seconds: f64,
    /// What the recording was, by its bytes: `wav`, `mp3`, `m4a` or `ogg`.
    format: &'static str,
    /// Who listened.
    recogniser: &'static str,
}

/// A spoken question with its answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Spoken {
    /// What was said.
    transcript: Transcript,
    /// The answer, as of `POST /assistant/query`.
    answer: Answer,
    /// The reply as a recording; null where nothing can be spoken here.
    audio: Option<Audio>,
}

/// A recording in a JSON answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Audio {
    /// Its type.
    #[schema(example = "audio/wav")]
    content_type: &'static str,
    /// Its bytes in base64.
    base64: String,
}

/// Turn speech into text
///
/// By the provider that this installation is configured with; without one the answer is
/// `503 transcription-unavailable`, and `GET /assistant/languages` says so beforehand. The recording is not kept.
#[utoipa::path(
    post,
    path = "/api/v1/assistant/transcribe",
    operation_id = "transcribe",
    tag = "assistant",
    security((), ("bearer" = [])),
    request_body(content = RecordingForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What was said.", body = Transcript),
        (status = 422, description = "Not WAV, MP3, M4A or Ogg; broken; longer than 60 seconds.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 503, description = "Nobody listens here, or the provider does not answer.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn transcribe(
    State(context): State<Context>,
    form: Form,
) -> Result<(HeaderMap, Json<Transcript>), Problem> {
    let recording = Recording::admit(&form)?;
    let transcript = heard(&context, &recording).await?;
    Ok((private(), Json(transcript)))
}

/// Ask by voice
///
/// Listens, does what was asked, and speaks the reply where this installation can speak.
#[utoipa::path(
    post,
    path = "/api/v1/assistant/voice",
    operation_id = "ask_by_voice",
    tag = "assistant",
    security((), ("bearer" = [])),
    request_body(content = RecordingForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What was said, what was done, and the reply.", body = Spoken),
        (status = 422, description = "Not WAV, MP3, M4A or Ogg; broken; too long; nothing was said.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "Nobody listens here, or the provider does not answer.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn voice(
    State(context): State<Context>,
    caller: Option<Caller>,
    reader: Locale,
    form: Form,
) -> Result<(HeaderMap, Json<Spoken>), Problem> {
    let recording = Recording::admit(&form)?;
    let context_id = form.text("context_id")?.map(str::to_owned);
    let transcript = heard(&context, &recording).await?;
    if transcript.text.is_empty() {
        return Err(Problem::new(Code::AudioSilent));
    }
    let question = Question::spoken(transcript.text.clone(), context_id);
    let answer = answer(&context, caller.as_ref(), reader, &question).await?;
    let language = Language::of_locale(answer.reply_language);
    // A reply that cannot be spoken is still a reply.
    let spoken = context.voice.speak(&answer.reply, language, 1.0).await;
    let audio = spoken.ok().map(|bytes| Audio {
        content_type: "audio/wav",
        base64: STANDARD.encode(bytes),
    });
    let told = Spoken {
        transcript,
        answer,
        audio,
    };
    Ok((private(), Json(told)))
}

async fn heard(context: &Context, recording: &Recording) -> Result<Transcript, Problem> {
    let unavailable = || Problem::new(Code::TranscriptionUnavailable);
    let listener = context.listener.as_ref().ok_or_else(unavailable)?;
    let heard = listener.hear(recording).await.map_err(|error| {
        tracing::warn!(%error, "nothing was heard");
        unavailable()
    })?;
    Ok(Transcript {
        text: heard.text,
        language: heard.language,
        seconds: (recording.seconds * 10.0).round() / 10.0,
        format: recording.container.as_str(),
        recogniser: "provider",
    })
}
