//! The recogniser of speech that needs no network and no provider: a closed vocabulary in Uzbek, Russian and English.
//!
//! It hears the words of the assistant's questions, the names of the demonstration data, numbers and places, and nothing else. A
//! small network tells units of speech ([`network`]), trained on synthetic voices alone (`models/speech.md`); a search finds
//! the words that fit them best ([`search`]); and what fits badly is refused, because a wrong medicine's name is worse than
//! to be asked again ([`confidence`]).

mod bigrams;
mod confidence;
mod fourier;
mod lexicon;
mod mel;
mod network;
mod search;

use std::path::Path;

use nazar::inference::{InferenceError, ModelIdentity};

pub use self::confidence::Evidence;

use self::bigrams::{BIGRAMS, Bigrams};
use self::confidence::LEAST;
use self::lexicon::{LEXICON, Lexicon};
use self::mel::Mel;
use self::network::Network;
use self::search::Search;
use crate::nlu::Language;

/// A sample louder than this is a sound: -60 dB.
const AUDIBLE: f32 = 0.001;
/// Fewer units than these are no word that anybody should act on.
const FEWEST: usize = 2;

/// The recogniser, loaded.
#[derive(Debug)]
pub struct Recogniser {
    network: Network,
    mel: Mel,
    lexicon: Lexicon,
    bigrams: Bigrams,
}

/// What was heard in a recording.
#[derive(Debug, Clone, PartialEq)]
pub struct Hearing {
    /// The words that fit best, even where they are refused; empty where none do.
    pub text: String,
    /// Their language.
    pub language: Language,
    /// How probable it is that they were said, 0 to 1.
    pub confidence: f32,
    /// What the confidence is made of.
    pub evidence: Evidence,
}

impl Hearing {
    /// Whether the words are to be acted on: there are some, and they are probable enough.
    pub fn is_sure(&self) -> bool {
        !self.text.is_empty() && self.confidence >= LEAST
    }
}

impl Recogniser {
    /// The network's file within the models folder.
    pub const FILE: &str = "speech.onnx";

    /// Loads the network from the models folder, with the lexicon that it was trained with.
    ///
    /// # Errors
    /// As [`nazar::inference::Classifier::load`]; [`InferenceError::Model`] too where lexicon and network are of different
    /// trainings.
    pub fn load(models: &Path) -> Result<Self, InferenceError> {
        let network = Network::load(&models.join(Self::FILE))?;
        let unusable = |reason: String| InferenceError::Model(reason);
        let lexicon =
            Lexicon::read(LEXICON, network.units()).map_err(|error| unusable(error.to_string()))?;
        let bigrams = Bigrams::read(BIGRAMS, &lexicon)
            .ok_or_else(|| unusable("its bigrams cannot be read".to_owned()))?;
        Ok(Self {
            network,
            mel: Mel::new(),
            lexicon,
            bigrams,
        })
    }

    /// Which network this is.
    pub fn identity(&self) -> &ModelIdentity {
        self.network.identity()
    }

    /// What was said in samples of [`crate::sound::RATE`], in one language or, with `None`, in any; `None` where nothing was.
    ///
    /// # Errors
    /// [`InferenceError::Run`] when ONNX Runtime fails.
    pub fn hear(
        &self,
        samples: &[f32],
        language: Option<Language>,
    ) -> Result<Option<Hearing>, InferenceError> {
        if !samples.iter().any(|sample| sample.abs() > AUDIBLE) {
            return Ok(None);
        }
        let told = self.network.listen(&self.mel.frames(samples))?;
        let languages = language.map_or(Language::ALL.to_vec(), |language| vec![language]);
        let found = Search::new(&self.lexicon, &self.bigrams).find(&told, &languages);
        Ok(found.filter(|found| found.units >= FEWEST).map(|found| {
            let evidence = Evidence::of(&found, &told);
            Hearing {
                text: self.text(&found.words),
                language: found.language,
                confidence: evidence.confidence(),
                evidence,
            }
        }))
    }

    /// Words as they are written, endings behind what they belong to.
    fn text(&self, words: &[u32]) -> String {
        let mut text = String::new();
        for word in words {
            let written = self.lexicon.words[*word as usize].written.as_str();
            match written.strip_prefix('+') {
                Some(ending) => text.push_str(ending),
                None if text.is_empty() => text.push_str(written),
                None => {
                    text.push(' ');
                    text.push_str(written);
                }
            }
        }
        text
    }
}
