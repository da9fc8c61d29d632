//! A recording that somebody sent, admitted or refused.

use bytes::Bytes;
use nazar::http::multipart::Form;
use nazar::http::{Code, FieldCode, Locale, Problem};

use super::container::Container;
use crate::nlu::Language;

/// Most seconds of sound.
pub(crate) const LONGEST: f64 = 60.0;
/// Most bytes; with what a form adds it fits into what Lambda takes.
pub(crate) const LARGEST: usize = 4 * 1024 * 1024;

/// A recording, of a kind that is read and short enough.
#[derive(Debug, Clone)]
pub(crate) struct Recording {
    pub(crate) bytes: Bytes,
    pub(crate) container: Container,
    pub(crate) seconds: f64,
    /// The language that its sender says it is in.
    pub(crate) language: Option<Language>,
}

impl Recording {
    /// Takes the parts `audio` and `language` of a form.
    ///
    /// # Errors
    /// `audio-type-unsupported`, `audio-unreadable`, `audio-too-long`, `payload-too-large`, and `validation-failed` for a
    /// missing part or an unknown language.
    pub(crate) fn admit(form: &Form) -> Result<Self, Problem> {
        let bytes = form.part("audio")?.bytes.clone();
        let language = match form.text("language")? {
            None | Some("" | "auto") => None,
            Some(tag) => {
                let locale = Locale::of_tag(tag).filter(|locale| *locale != Locale::Nepali);
                let unknown = || Problem::field("/language", FieldCode::NotOneOf);
                Some(Language::of_locale(locale.ok_or_else(unknown)?))
            }
        };
        if bytes.len() > LARGEST {
            return Err(Problem::new(Code::PayloadTooLarge));
        }
        let container =
            Container::of(&bytes).ok_or_else(|| Problem::new(Code::AudioTypeUnsupported))?;
        let seconds = container
            .seconds(&bytes)
            .ok_or_else(|| Problem::new(Code::AudioUnreadable))?;
        if seconds > LONGEST {
            return Err(
                Problem::new(Code::AudioTooLong).with_argument("max", format!("{LONGEST:.0}"))
            );
        }
        Ok(Self {
            bytes,
            container,
            seconds,
            language,
        })
    }
}
