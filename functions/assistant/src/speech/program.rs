//! The program that speaks: espeak-ng, in a process of its own.
//!
//! It is under the GPL and so never linked: text goes in by its standard input, a recording comes out. In Lambda it lies in
//! a layer; under `cargo run` it is the system's, from the package `espeak-ng`, where that is installed. It gets no shell,
//! no words of the caller among its arguments, a bounded time and a bounded output.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use nazar::config::Environment;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

use crate::nlu::Language;

/// Longest time that the program may take. It speaks about a hundred times faster than real time.
const TIME: Duration = Duration::from_secs(8);
/// Most bytes of a recording: five minutes of 22,050 samples of two bytes.
const MOST: u64 = 13_500_000;

/// Words a minute at speed 1.
const PACE: f32 = 150.0;

/// Why nothing was spoken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SpeechError {
    /// There is no program here.
    #[error("the speaking program is not installed")]
    Missing,
    /// It took too long, said too much, or failed.
    #[error("the speaking program failed: {0}")]
    Failed(&'static str),
    /// The system did not run it.
    #[error("the speaking program cannot be run")]
    Io(#[from] std::io::Error),
}

/// Where the program is.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    path: Option<PathBuf>,
    data: Option<PathBuf>,
}

impl Program {
    /// Looks where `SPEECH_PROGRAM` says, and then, for a machine that has it from its own packages, along `PATH`.
    pub(crate) fn find(environment: &Environment) -> Self {
        let named = environment.optional("SPEECH_PROGRAM").map(PathBuf::from);
        let layer = named.filter(|path| path.is_file());
        let data = layer
            .is_some()
            .then(|| environment.optional("SPEECH_DATA"))
            .flatten();
        Self {
            path: layer.or_else(|| on_path(environment)),
            data: data.map(PathBuf::from),
        }
    }

    /// Whether there is one.
    pub(crate) fn is_there(&self) -> bool {
        self.path.is_some()
    }

    /// Speaks a text that [`super::reading`] made, as a WAV file of 16-bit samples.
    ///
    /// # Errors
    /// [`SpeechError`].
    pub(crate) async fn speak(
        &self,
        text: &str,
        language: Language,
        speed: f32,
    ) -> Result<Vec<u8>, SpeechError> {
        let path = self.path.as_deref().ok_or(SpeechError::Missing)?;
        tokio::time::timeout(TIME, self.run(path, text, language, speed))
            .await
            .map_err(|_| SpeechError::Failed("it took too long"))?
    }

    async fn run(
        &self,
        path: &Path,
        text: &str,
        language: Language,
        speed: f32,
    ) -> Result<Vec<u8>, SpeechError> {
        let mut command = Command::new(path);
        command
            .args(["--stdin", "--stdout", "-b", "1", "-v", language.tag()])
            .args(["-s", &(PACE * speed).round().to_string()])
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        if let Some(data) = &self.data {
            command.env("ESPEAK_DATA_PATH", data);
            // A layer has the program's libraries beside it.
            if let Some(layer) = path.parent().and_then(Path::parent) {
                command.env("LD_LIBRARY_PATH", layer.join("lib"));
            }
        }
        let mut child = command.spawn()?;
        let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(SpeechError::Failed("it has no input or output"));
        };
        let write = async move {
            input.write_all(text.as_bytes()).await?;
            // The end of the input is where it begins to speak.
            input.shutdown().await
        };
        let mut recording = Vec::new();
        let mut bounded = output.take(MOST + 1);
        let (written, read) = tokio::join!(write, bounded.read_to_end(&mut recording));
        written?;
        read?;
        if recording.len() as u64 > MOST {
            return Err(SpeechError::Failed("it said too much"));
        }
        if !child.wait().await?.success() {
            return Err(SpeechError::Failed("it ended with an error"));
        }
        Ok(recording)
    }
}

fn on_path(environment: &Environment) -> Option<PathBuf> {
    let folders = environment.optional("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join("espeak-ng"))
        .find(|path| path.is_file())
}
