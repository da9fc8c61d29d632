//! Listening here: the recogniser of a closed vocabulary, without any provider.

use std::path::PathBuf;
use std::sync::Arc;

use nazar::config::Environment;
use nazar::inference::{InferenceError, init_runtime};

use super::container::Container;
use super::recording::Recording;
use crate::recogniser::{Hearing, Recogniser};
use crate::sound::{Sound, SoundError};

/// The recogniser. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Ears {
    recogniser: Arc<Recogniser>,
}

/// Why nothing was made of a recording.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EarsError {
    /// It cannot be decoded here.
    #[error(transparent)]
    Sound(#[from] SoundError),
    /// The network failed.
    #[error(transparent)]
    Inference(#[from] InferenceError),
    /// The task was stopped.
    #[error("listening was stopped")]
    Stopped,
}

impl Ears {
    /// Loads the recogniser from the layer that `MODELS_DIR` and `ORT_DYLIB_PATH` name. `None` where they name none, or where
    /// it cannot be loaded: whoever writes is answered all the same, and the list of languages says that nobody listens.
    pub(crate) async fn load(environment: &Environment) -> Option<Self> {
        let library = PathBuf::from(environment.optional("ORT_DYLIB_PATH")?);
        let models = PathBuf::from(environment.optional("MODELS_DIR")?);
        let loading = tokio::task::spawn_blocking(move || {
            init_runtime(&library)?;
            Recogniser::load(&models)
        });
        let loaded = loading.await.ok()?;
        match loaded {
            Ok(recogniser) => Some(Self {
                recogniser: Arc::new(recogniser),
            }),
            Err(error) => {
                tracing::error!(%error, "the recogniser of speech cannot be loaded");
                None
            }
        }
    }

    /// What is said in a recording; `None` where nothing is.
    ///
    /// # Errors
    /// [`EarsError`].
    pub(crate) async fn hear(&self, recording: &Recording) -> Result<Option<Hearing>, EarsError> {
        let recogniser = Arc::clone(&self.recogniser);
        let (bytes, container) = (recording.bytes.clone(), recording.container);
        let language = recording.language;
        let listening = tokio::task::spawn_blocking(move || {
            let sound = match container {
                Container::Wav => Sound::of_wav(&bytes),
                Container::Mp3 => Sound::of_mp3(&bytes),
                Container::Ogg => Sound::of_ogg(&bytes),
                Container::Mp4 => Sound::of_mp4(&bytes),
            }?;
            Ok(recogniser.hear(&sound.at_rate(), language)?)
        });
        listening.await.unwrap_or_else(|stopped| {
            // A decoder that gives up at what a stranger sent.
            Err(match stopped.is_panic() {
                true => SoundError::Broken.into(),
                false => EarsError::Stopped,
            })
        })
    }
}
