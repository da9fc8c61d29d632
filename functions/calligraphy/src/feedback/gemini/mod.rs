//! Gemini as a speaker: it words what the coach has measured.
//!
//! It is told what to speak about, the four focuses of the analysis, and so cannot point at a place that is not wrong. It sees
//! the overlay, redrawn from pixels, and the measurements; no id, name or address of the person is in the request. What comes
//! back is shown to that person alone, and only if it fits ([`answer`]); otherwise the coach speaks.
//!
//! Answers are kept for a week by what was asked, so that the same drawing, asked about again, costs nothing.

mod answer;
mod cache;
mod fit;
mod prompt;

use bytes::Bytes;
use nazar::config::{ConfigError, Environment};
use nazar::outside::{
    BaseUrl, OutsideError, OutsideRequest, Policy, Provider, ProviderKey, Secret,
};
use nazar::store::Table;

use self::cache::Cache;
use super::record::{FeedbackProvider, Silence};
use super::speaker::{Brief, Speaker};
use crate::coach::Words;

/// The partition of its key is `PROVIDER#gemini`.
const NAME: &str = "gemini";
/// Where the key goes: never into the address.
const KEY_HEADER: &str = "x-goog-api-key";
/// Most bytes of an answer: five sentences have some hundred.
const MAX_ANSWER: usize = 256 * 1024;

/// Where Gemini is and which model answers.
#[derive(Debug, Clone)]
pub(crate) struct GeminiSettings {
    base: BaseUrl,
    model: String,
}

impl GeminiSettings {
    /// Reads `GEMINI_BASE_URL` and `GEMINI_MODEL`.
    ///
    /// # Errors
    /// When one is missing, the address is not HTTPS, or the model's name could change the path.
    pub(crate) fn read(environment: &Environment) -> Result<Self, ConfigError> {
        let base = environment.required("GEMINI_BASE_URL")?;
        let base = base.parse().map_err(|_| ConfigError::Invalid {
            name: "GEMINI_BASE_URL",
            wanted: "an https address",
        })?;
        let model = environment.required("GEMINI_MODEL")?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        if !model.chars().all(plain) {
            return Err(ConfigError::Invalid {
                name: "GEMINI_MODEL",
                wanted: "a model's name of letters, digits, -, . and _",
            });
        }
        Ok(Self { base, model })
    }
}

/// The provider, with its key and its kept answers. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Gemini {
    provider: Provider,
    key: ProviderKey,
    cache: Cache,
    model: String,
}

impl Gemini {
    /// Gemini with its key in `keys`, keeping answers in `control`.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub(crate) fn new(
        settings: GeminiSettings,
        policy: Policy,
        keys: Table,
        control: Table,
    ) -> anyhow::Result<Self> {
        let policy = Policy {
            max_answer: MAX_ANSWER,
            ..policy
        };
        Ok(Self {
            provider: Provider::new(NAME, settings.base, policy)?,
            key: ProviderKey::new(keys, NAME),
            cache: Cache::new(control),
            model: settings.model,
        })
    }

    async fn key(&self) -> Result<Secret, Silence> {
        match self.key.read().await {
            Ok(Some(key)) => Ok(key),
            Ok(None) => Err(Silence::NotConfigured),
            Err(error) => {
                tracing::warn!(provider = NAME, %error, "key could not be read");
                Err(Silence::Unreachable)
            }
        }
    }

    async fn ask(
        &self,
        prompt: &serde_json::Value,
        key: &Secret,
        brief: Brief<'_>,
    ) -> Result<Bytes, Silence> {
        let path = format!("/v1beta/models/{}:generateContent", self.model);
        let request = OutsideRequest::post_json(path, prompt)
            .and_then(|request| request.with_secret(KEY_HEADER, key))
            .map_err(Silence::from)?;
        let answer = self.provider.send_until(&request, brief.until).await;
        answer.map_err(Silence::from)
    }
}

impl Speaker for Gemini {
    const PROVIDER: FeedbackProvider = FeedbackProvider::Gemini;

    async fn speak(&self, brief: Brief<'_>) -> Result<Words, Silence> {
        let key = self.key().await?;
        let prompt = prompt::of(brief);
        let place = Cache::place(&self.model, brief.language, &prompt);
        if let Some(kept) = self.cache.get(&place).await {
            return Ok(kept.words(brief.analysis));
        }
        let body = self.ask(&prompt, &key, brief).await?;
        let sentences = answer::read(&body, brief.language).inspect_err(|misfit| {
            tracing::warn!(provider = NAME, %misfit, "answer is not used");
        });
        let sentences = sentences.map_err(|_| Silence::UnusableAnswer)?;
        self.cache.put(&place, &sentences).await;
        Ok(sentences.words(brief.analysis))
    }
}

impl From<OutsideError> for Silence {
    fn from(error: OutsideError) -> Self {
        match error {
            OutsideError::Paused => Self::Paused,
            OutsideError::TimedOut => Self::TimedOut,
            OutsideError::Unreachable => Self::Unreachable,
            OutsideError::Throttled { .. } => Self::RateLimited,
            OutsideError::Failing { .. } => Self::Failing,
            OutsideError::Refused(_) => Self::Refused,
            OutsideError::TooLarge { .. } | OutsideError::Malformed => Self::UnusableAnswer,
        }
    }
}

#[cfg(test)]
mod tests;
