//! A provider that turns speech into text, where the operator has one: any with OpenAI's `audio/transcriptions`, a
//! Whisper of one's own among them.
//!
//! Off unless `TRANSCRIPTION_BASE_URL` is set: then recordings leave this installation, which its operator decides.

use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use nazar::config::{ConfigError, Environment};
use nazar::outside::{OutsideError, OutsideRequest, Policy, Provider, ProviderKey};
use nazar::store::Table;
use serde::Deserialize;
use ulid::Ulid;

use super::recording::Recording;
use crate::nlu::Language;

/// The partition of its key is `PROVIDER#transcription`.
const NAME: &str = "transcription";
/// Most characters of a transcript that are used: a minute of fast speech has about a thousand.
const LONGEST: usize = 1_000;

/// The provider. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Whisper {
    provider: Provider,
    key: ProviderKey,
    model: String,
}

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) text: String,
    pub(crate) language: Option<Language>,
}

#[derive(Deserialize)]
struct Answer {
    text: String,
    language: Option<String>,
}

impl Whisper {
    /// Reads `TRANSCRIPTION_BASE_URL` and `TRANSCRIPTION_MODEL`; `None` when no address is set.
    ///
    /// # Errors
    /// When the address is not HTTPS, the model is missing, or TLS cannot be set up.
    pub(crate) fn read(environment: &Environment, keys: Table) -> anyhow::Result<Option<Self>> {
        let Some(base) = environment.optional("TRANSCRIPTION_BASE_URL") else {
            return Ok(None);
        };
        let base = base.parse().map_err(|_| ConfigError::Invalid {
            name: "TRANSCRIPTION_BASE_URL",
            wanted: "an https address",
        })?;
        let policy = Policy {
            tries: 2,
            per_try: Duration::from_secs(15),
            whole: Duration::from_secs(18),
            max_answer: 256 * 1024,
            ..Policy::default()
        };
        Ok(Some(Self {
            provider: Provider::new(NAME, base, policy)?,
            key: ProviderKey::new(keys, NAME),
            model: environment.required("TRANSCRIPTION_MODEL")?,
        }))
    }

    /// What is said in a recording. Nothing that anybody said is an empty text.
    ///
    /// # Errors
    /// [`OutsideError`]; a missing key counts as refused.
    pub(crate) async fn hear(&self, recording: &Recording) -> Result<Heard, OutsideError> {
        let key = self.key.read().await.ok().flatten();
        let key = key.ok_or(OutsideError::Refused(401))?;
        let boundary = format!("nazar-{}", Ulid::generate());
        let kind = HeaderValue::from_str(&format!("multipart/form-data; boundary={boundary}"))
            .map_err(|_| OutsideError::Malformed)?;
        let body = self.form(recording, &boundary);
        let request = OutsideRequest::post_bytes("/audio/transcriptions", kind, body)
            .with_secret("authorization", &key.bearer())?;
        let answer = self.provider.send(&request).await?;
        let answer: Answer =
            serde_json::from_slice(&answer).map_err(|_| OutsideError::Malformed)?;
        let language = answer.language.as_deref().and_then(language);
        Ok(Heard {
            text: answer.text.trim().chars().take(LONGEST).collect(),
            language: language.or(recording.language),
        })
    }

    fn form(&self, recording: &Recording, boundary: &str) -> Bytes {
        let mut body = Vec::with_capacity(recording.bytes.len() + 1_024);
        let language = recording.language.map_or("", Language::tag);
        let fields = [
            ("model", self.model.as_str()),
            ("response_format", "verbose_json"),
            ("temperature", "0"),
            ("language", language),
        ];
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            let part = format!(
                "--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.as_bytes());
        }
        let kind = recording.container.content_type();
        let ending = recording.container.as_str();
        let part = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"speech.{ending}\"\r\n\
             content-type: {kind}\r\n\r\n"
        );
        body.extend(part.as_bytes());
        body.extend(&recording.bytes);
        body.extend(format!("\r\n--{boundary}--\r\n").as_bytes());
        body.into()
    }
}

/// Whisper names languages by their English names, other providers by tags.
fn language(said: &str) -> Option<Language> {
    match said.to_lowercase().as_str() {
        "uzbek" | "uz" => Some(Language::Uzbek),
        "russian" | "ru" => Some(Language::Russian),
        "english" | "en" => Some(Language::English),
        _ => None,
    }
}
