//! Listening: speech as text, and a spoken question with a spoken answer.

mod container;
mod local;
mod recording;
mod whisper;

use axum::Json;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use nazar::checks::private;
use nazar::http::multipart::Form;
use nazar::http::{Caller, Code, FieldCode, Locale, Problem, ProblemBody};
use serde::Serialize;
use utoipa::ToSchema;

pub(crate) use self::local::Ears;
use self::local::EarsError;
use self::recording::Recording;
pub(crate) use self::whisper::Whisper;
use crate::Context;
use crate::nlu::Language;
use crate::query::{Answer, Question, answer};
use crate::sound::SoundError;
use crate::speech::{Format, Manner};

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
    /// For a question: the reply's recording as `wav` or `opus`; `wav` when left out.
    #[expect(dead_code, reason = "describes the form; the parts are read by name")]
    format: Option<String>,
}

/// What was said in a recording.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Transcript {
    /// What was said; empty when nothing was, or when it is not sure what.
    #[schema(example = "aspirin narxi qancha")]
    text: String,
    /// Whether that is what was said.
    outcome: Outcome,
    /// How probable it is that the words are right, 0 to 1; null of a provider, which does not say.
    #[schema(minimum = 0, maximum = 1, example = 0.93)]
    confidence: Option<f32>,
    /// The language, where it is known.
    language: Option<Language>,
    /// Seconds of the recording.
    #[schema(example = 2.4)]
    seconds: f64,
    /// What the recording was, by its bytes: `wav`, `mp3`, `m4a` or `ogg`.
    format: &'static str,
    /// Who listened: `local`, which knows the words of `GET /assistant/intents`, or `provider`.
    recogniser: &'static str,
}

/// What became of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// The text is what was said.
    Heard,
    /// Nobody says anything.
    Silent,
    /// Somebody or something is to be heard, and what was said is not sure: there is no text.
    Unclear,
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
/// By the provider that this installation is configured with, or else by a recogniser of its own, which knows the words of
/// the assistant's questions, the names of the demonstration data, numbers and places, and refuses what it is not sure of.
/// It listens to WAV, MP3 and Opus in Ogg; M4A and Vorbis need the provider. `GET /assistant/languages` says whether
/// anybody listens. The recording is not kept.
#[utoipa::path(
    post,
    path = "/api/v1/assistant/transcribe",
    operation_id = "transcribe",
    tag = "assistant",
    security((), ("bearer" = [])),
    request_body(content = RecordingForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What was said.", body = Transcript),
        (status = 422, description = "Not WAV, MP3, M4A or Ogg, or one that nobody here decodes; broken; longer than 60 seconds.", body = ProblemBody,
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
        (status = 422, description = "Not WAV, MP3, M4A or Ogg; broken; too long; nothing was said, or it is not sure what.",
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
    let format = match form.text("format")? {
        None | Some("") => Format::default(),
        Some(word) => {
            Format::of_word(word).ok_or_else(|| Problem::field("/format", FieldCode::NotOneOf))?
        }
    };
    let transcript = heard(&context, &recording).await?;
    match transcript.outcome {
        Outcome::Heard => {}
        Outcome::Silent => return Err(Problem::new(Code::AudioSilent)),
        Outcome::Unclear => return Err(Problem::new(Code::AudioUnclear)),
    }
    let question = Question::spoken(transcript.text.clone(), context_id);
    let answer = answer(&context, caller.as_ref(), reader, &question).await?;
    let language = Language::of_locale(answer.reply_language);
    // A reply that cannot be spoken is still a reply.
    let manner = Manner {
        language,
        speed: 1.0,
        format,
    };
    let spoken = context.voice.speak(&answer.reply, manner).await;
    let audio = spoken.ok().map(|bytes| Audio {
        content_type: format.content_type(),
        base64: STANDARD.encode(bytes),
    });
    let told = Spoken {
        transcript,
        answer,
        audio,
    };
    Ok((private(), Json(told)))
}

/// A provider listens where there is one, because it knows more words; ours where there is none, or where it fails.
async fn heard(context: &Context, recording: &Recording) -> Result<Transcript, Problem> {
    if let Some(listener) = &context.listener {
        match listener.hear(recording).await {
            Ok(heard) => {
                let outcome = match heard.text.is_empty() {
                    true => Outcome::Silent,
                    false => Outcome::Heard,
                };
                let text = (heard.text, heard.language);
                return Ok(Transcript::of(recording, "provider", outcome, text, None));
            }
            Err(error) => tracing::warn!(%error, "the provider heard nothing"),
        }
    }
    let unavailable = || Problem::new(Code::TranscriptionUnavailable);
    let ears = context.ears.as_ref().ok_or_else(unavailable)?;
    let hearing = ears.hear(recording).await.map_err(|error| match error {
        // With a provider the same recording is listened to once it answers again.
        EarsError::Sound(SoundError::Unsupported) if context.listener.is_none() => {
            Problem::new(Code::AudioTypeUnsupported)
        }
        EarsError::Sound(SoundError::Broken) => Problem::new(Code::AudioUnreadable),
        error => {
            tracing::warn!(%error, "nothing was heard");
            unavailable()
        }
    })?;
    let Some(hearing) = hearing else {
        let nothing = (String::new(), recording.language);
        return Ok(Transcript::of(
            recording,
            "local",
            Outcome::Silent,
            nothing,
            None,
        ));
    };
    let sure = Some(hearing.confidence);
    Ok(if hearing.is_sure() {
        let text = (hearing.text, Some(hearing.language));
        Transcript::of(recording, "local", Outcome::Heard, text, sure)
    } else {
        let nothing = (String::new(), recording.language);
        Transcript::of(recording, "local", Outcome::Unclear, nothing, sure)
    })
}

impl Transcript {
    fn of(
        recording: &Recording,
        recogniser: &'static str,
        outcome: Outcome,
        (text, language): (String, Option<Language>),
        confidence: Option<f32>,
    ) -> Self {
        Self {
            text,
            outcome,
            confidence: confidence.map(|sure| (sure * 100.0).round() / 100.0),
            language,
            seconds: (recording.seconds * 10.0).round() / 10.0,
            format: recording.container.as_str(),
            recogniser,
        }
    }
}
