//! Speaking: a text as a recording.
//!
//! What was spoken before is kept in the bucket under the hash of everything that makes the recording, for a week by the
//! bucket's own rule. The key says nothing of the text or of who asked, and whoever has the text could have it spoken.

mod numbers;
mod program;
mod reading;
mod wav;

use std::fmt;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use garde::Validate;
use http::{HeaderMap, HeaderValue, header};
use nazar::config::Environment;
use nazar::http::{Code, FieldCode, Locale, Problem, ProblemBody, ValidJson, etag};
use nazar::objects::{ObjectKey, Objects};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use self::program::{Program, SpeechError};
use crate::Context;
use crate::nlu::{Language, Script};
use crate::sound::Sound;

/// Changes whenever the same request would be spoken otherwise.
const EDITION: &str = "1";
/// Most bytes of a kept recording that is read again; longer ones are not kept.
const KEPT: u64 = 4_000_000;

/// A text to speak.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"text": "Metformin 500 mg, soat 08:00 da", "language": "uz"}))]
pub(crate) struct Speech {
    /// 1 to 1000 characters.
    #[garde(length(chars, min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    text: String,
    /// `uz`, `uz-Cyrl`, `ru` or `en`; left out or `auto`, what the text shows.
    #[garde(inner(length(chars, max = 16)))]
    language: Option<String>,
    /// 0.5 to 2, 1 when absent.
    #[garde(inner(range(min = 0.5, max = 2.0)))]
    #[schema(minimum = 0.5, maximum = 2, default = 1)]
    speed: Option<f32>,
    /// `wav` when absent.
    #[garde(skip)]
    #[serde(default)]
    format: Format,
}

/// What a recording is sent as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    /// 16-bit samples: every player and browser reads it.
    #[default]
    Wav,
    /// Opus in Ogg: a tenth of the bytes.
    Opus,
}

/// A text to be spoken, with how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) language: Language,
    /// 0.5 to 2.
    pub(crate) speed: f32,
    pub(crate) format: Format,
}

impl Format {
    /// The format of this word.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        [Self::Wav, Self::Opus]
            .into_iter()
            .find(|format| format.ending() == word)
    }

    /// Its content type.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Wav => "audio/wav",
            Self::Opus => "audio/ogg; codecs=opus",
        }
    }

    /// The word for it, and the ending of what is kept.
    fn ending(self) -> &'static str {
        match self {
            Self::Wav => "wav",
            Self::Opus => "opus",
        }
    }
}

/// Recordings with where they are kept.
#[derive(Debug, Clone)]
pub(crate) struct Voice {
    program: Program,
    objects: Objects,
}

/// Where a recording is kept.
struct Recording {
    hash: String,
    format: Format,
}

impl fmt::Display for Recording {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "speech/{}.{}", self.hash, self.format.ending())
    }
}

impl ObjectKey for Recording {}

/// Speak a text
///
/// As a WAV file of 16-bit samples, or as Opus in Ogg. Numbers, doses, times and units are read as words. Without the speaking program on this
/// installation the answer is `503 speech-unavailable`; `GET /assistant/languages` says beforehand whether it is there.
#[utoipa::path(
    post,
    path = "/api/v1/assistant/speech",
    operation_id = "speak",
    tag = "assistant",
    security((), ("bearer" = [])),
    request_body = Speech,
    responses(
        (status = 200, description = "The recording, as `audio/wav` or `audio/ogg; codecs=opus`.", body = Vec<u8>,
            content_type = "audio/wav",
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "It is the one that you have."),
        (status = 422, description = "An empty or too long text, an unknown language, a speed out of bounds.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = 503, description = "There is no speaking program here.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn speak(
    State(context): State<Context>,
    reader: Locale,
    headers: HeaderMap,
    ValidJson(request): ValidJson<Speech>,
) -> Result<Response, Problem> {
    if request.text.trim().is_empty() {
        return Err(Problem::field("/text", FieldCode::Required));
    }
    let language = language(&context, &request, reader)?;
    let speed = request.speed.unwrap_or(1.0);
    let manner = Manner {
        language,
        speed,
        format: request.format,
    };
    let recording = context.voice.speak(&request.text, manner).await?;
    let tag = etag::of(&recording);
    let told = [
        (header::ETAG, tag.clone()),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, max-age=3600"),
        ),
        (
            header::CONTENT_LANGUAGE,
            HeaderValue::from_static(language.tag()),
        ),
    ];
    if etag::matches(&headers, &tag) {
        return Ok((http::StatusCode::NOT_MODIFIED, told).into_response());
    }
    let kind = [(
        header::CONTENT_TYPE,
        HeaderValue::from_static(manner.format.content_type()),
    )];
    Ok((told, kind, recording).into_response())
}

/// The language that is asked for, or that of the text.
fn language(context: &Context, request: &Speech, reader: Locale) -> Result<Language, Problem> {
    match request.language.as_deref() {
        None | Some("auto") => {
            let shown = context.nlu.language(&request.text);
            let script = Script::of(&request.text);
            Ok(shown.unwrap_or_else(|| script.language_for(reader)))
        }
        Some(tag) => match Locale::of_tag(tag) {
            Some(locale) if locale != Locale::Nepali => Ok(Language::of_locale(locale)),
            _ => Err(Problem::field("/language", FieldCode::NotOneOf)),
        },
    }
}

impl Voice {
    /// The program that `environment` names or this machine has, keeping its recordings in a bucket.
    pub(crate) fn new(environment: &Environment, objects: Objects) -> Self {
        Self {
            program: Program::find(environment),
            objects,
        }
    }

    /// Whether anything can be spoken here.
    pub(crate) fn is_there(&self) -> bool {
        self.program.is_there()
    }

    /// A recording of a text, kept or made now.
    ///
    /// # Errors
    /// `speech-unavailable` without a program, or when it failed.
    pub(crate) async fn speak(&self, text: &str, manner: Manner) -> Result<Bytes, Problem> {
        let Manner {
            language,
            speed,
            format,
        } = manner;
        if !self.is_there() {
            return Err(Problem::new(Code::SpeechUnavailable));
        }
        let said = reading::read_out(text, language);
        let key = Recording::of(&said, manner);
        // Keeping is a saving and never a need.
        if let Ok(kept) = self.objects.get(&key, KEPT).await {
            return Ok(kept);
        }
        let spoken = self.program.speak(&said, language, speed).await;
        let finished = spoken.and_then(|recording| {
            let recording = wav::finished(recording);
            let sent = match format {
                Format::Wav => recording,
                Format::Opus => recording.as_deref().and_then(as_opus),
            };
            sent.ok_or(SpeechError::Failed("it wrote no recording"))
        });
        let recording = match finished {
            Ok(recording) => Bytes::from(recording),
            Err(error) => {
                tracing::error!(%error, "nothing was spoken");
                return Err(Problem::new(Code::SpeechUnavailable));
            }
        };
        if recording.len() as u64 <= KEPT
            && let Err(error) = self
                .objects
                .put(&key, format.content_type(), recording.clone())
                .await
        {
            tracing::warn!(%error, "recording could not be kept");
        }
        Ok(recording)
    }
}

fn as_opus(wav: &[u8]) -> Option<Vec<u8>> {
    Sound::of_wav(wav).ok()?.into_ogg()
}

impl Recording {
    fn of(said: &str, manner: Manner) -> Self {
        let mut content = Sha256::new();
        let speed = manner.speed.to_string();
        for part in [EDITION, manner.language.tag(), &speed, said] {
            // The length in front keeps two parts from reading as two others.
            content.update(part.len().to_be_bytes());
            content.update(part);
        }
        Self {
            hash: hex::encode(content.finalize()),
            format: manner.format,
        }
    }
}
