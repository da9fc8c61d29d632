//! All that is understood of one text.

use nazar::catalogue::Catalogue;

use super::features::{MEDICINE, NUMBER, PLACE};
use super::inflection::stems;
use super::language::by_letters;
use super::medicines::{Certainty, Mention, mentions};
use super::places::{Place, places};
use super::safety::{Alarm, alarm};
use super::words::{Word, words};
use super::{
    Intent, Language, Model, ModelError, Moment, Names, Quantity, Relative, Script, moment,
    quantity,
};

/// The classifier, compiled in: it is small, and a function without it could answer nothing.
const MODEL: &[u8] = include_bytes!("../../../../models/nlu/nlu.bin");

/// Below this probability the language of the request decides, and not the text's.
const SURE_OF_LANGUAGE: f32 = 0.6;

/// From this probability on words that were never met change nothing.
const SURE: f32 = 0.9;

/// Words that join two medicines, folded.
const JOINING: [&str; 13] = [
    "va", "bilan", "hamda", "yoki", "i", "s", "c", "so", "ili", "and", "with", "or", "plus",
];

/// What a text says.
#[derive(Debug, Clone, PartialEq)]
pub struct Understanding {
    /// What is wanted; [`Intent::Unknown`] when that is not clear enough.
    pub intent: Intent,
    /// How probable it is that this is right, 0-1.
    pub confidence: f32,
    /// The text's language; `None` when the text does not show it.
    pub language: Option<Language>,
    /// The text's letters.
    pub script: Script,
    /// Medicines that the catalogue has.
    pub mentions: Vec<Mention>,
    /// Words that may be names of medicines which the catalogue does not have, with their places in the text.
    pub unnamed: Vec<std::ops::Range<usize>>,
    /// Where.
    pub place: Option<&'static Place>,
    /// When.
    pub moments: Vec<Moment>,
    /// How much.
    pub quantities: Vec<Quantity>,
    /// For whom.
    pub relative: Option<Relative>,
    /// Whether something that ails somebody was named, whatever else is wanted.
    pub is_complaint: bool,
}

/// What understands: the classifier with the catalogue's names.
#[derive(Debug, Clone)]
pub struct Nlu {
    model: Model,
}

impl Nlu {
    /// The classifier that is compiled in.
    ///
    /// # Errors
    /// When the file is not of this version's layout, which a test rules out.
    pub fn load() -> Result<Self, ModelError> {
        Model::decode(MODEL).map(Self::with)
    }

    /// An understanding by another classifier: training judges its candidates so.
    pub fn with(model: Model) -> Self {
        Self { model }
    }

    /// The language of a text, if it shows one.
    pub fn language(&self, text: &str) -> Option<Language> {
        let words = words(text);
        let shown: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
        let judgement = self.model.judge(&shown);
        let is_shown = !shown.is_empty() && judgement.language_confidence >= SURE_OF_LANGUAGE;
        by_letters(text).or(is_shown.then_some(judgement.language))
    }

    /// Understands a text; `names` are those of the catalogue.
    pub fn understand(&self, text: &str, catalogue: &Catalogue, names: &Names) -> Understanding {
        let words = words(text);
        let found = mentions(catalogue, names, &words, |word| self.model.knows(word));
        let around = places(&words);
        let marked = marked(&words, &found, &around);
        let judgement = self.model.judge(&marked);
        let alarm = alarm(&words);
        let strangeness = self.strangeness(&words, &found, &around);
        let (intent, confidence) = self.decide(&judgement, alarm, &found, strangeness);
        let is_language_shown = judgement.language_confidence >= SURE_OF_LANGUAGE
            && marked.iter().any(|word| !word.starts_with('#'));
        Understanding {
            intent,
            confidence,
            language: by_letters(text).or(is_language_shown.then_some(judgement.language)),
            script: Script::of(text),
            unnamed: self.unnamed(intent, &words, &found, &around),
            mentions: found,
            place: around.first().map(|(place, _)| *place),
            moments: moment::moments(text, &words),
            quantities: quantity::quantities(&words),
            relative: words
                .iter()
                .find_map(|word| Relative::of_word(&word.folded)),
            is_complaint: alarm.is_some()
                || matches!(judgement.intent, Intent::Symptom | Intent::Emergency),
        }
    }

    /// Joins what the classifier and the words of danger say.
    fn decide(
        &self,
        judgement: &super::Judgement,
        alarm: Option<Alarm>,
        found: &[Mention],
        strangeness: f32,
    ) -> (Intent, f32) {
        if alarm == Some(Alarm::Emergency) {
            return (Intent::Emergency, judgement.confidence.max(0.9));
        }
        // A complaint without a medicine's name is a complaint, also where it asks for a medicine or for its price.
        let is_understood = judgement.confidence >= self.model.threshold;
        let asks_for_medicine = matches!(
            judgement.intent,
            Intent::FindMedication | Intent::GetInfo | Intent::CheckPrice | Intent::Unknown
        );
        if alarm == Some(Alarm::Symptom)
            && found.is_empty()
            && (asks_for_medicine || !is_understood)
        {
            return (Intent::Symptom, judgement.confidence.max(0.8));
        }
        // Little that runs of letters say is worth anything among words that were never met.
        let is_doubted = judgement.confidence < SURE && alarm.is_none() && found.is_empty();
        let heeded = if is_doubted {
            judgement.confidence * (1.0 - strangeness).powi(2)
        } else {
            judgement.confidence
        };
        if heeded >= self.model.threshold {
            (judgement.intent, heeded)
        } else {
            (Intent::Unknown, heeded)
        }
    }

    /// The share of words that no language of ours has; none for a single one, which may be a name.
    fn strangeness(
        &self,
        words: &[Word],
        found: &[Mention],
        around: &[(&'static Place, std::ops::Range<usize>)],
    ) -> f32 {
        let is_strange = |(at, word): &(usize, &Word)| {
            let is_explained = found.iter().any(|mention| mention.words.contains(at))
                || around.iter().any(|(_, span)| span.contains(at));
            !is_explained && word.folded.len() >= 4 && !word.is_number() && !self.is_met(word)
        };
        let strange = words.iter().enumerate().filter(is_strange).count();
        if strange < 2 {
            return 0.0;
        }
        strange as f32 / words.len() as f32
    }

    /// Whether training has met a word, with its endings or without.
    fn is_met(&self, word: &Word) -> bool {
        let mut stems = stems(&word.folded).into_iter();
        self.model.knows(&word.folded) || stems.any(|stem| self.model.knows(&stem))
    }

    /// Runs of words that no language of ours has: they may be names that the catalogue does not know.
    ///
    /// Beside a medicine that is known, only what stands next to a word that joins two of them is one more.
    fn unnamed(
        &self,
        intent: Intent,
        words: &[Word],
        found: &[Mention],
        around: &[(&'static Place, std::ops::Range<usize>)],
    ) -> Vec<std::ops::Range<usize>> {
        let is_explained = |at: usize| {
            found.iter().any(|mention| mention.words.contains(&at))
                || around.iter().any(|(_, span)| span.contains(&at))
        };
        let joins = |at: Option<usize>| {
            at.and_then(|at| words.get(at))
                .is_some_and(|word| JOINING.contains(&word.folded.as_str()))
        };
        let may_be_one_more = |at: usize| {
            found.is_empty()
                || intent == Intent::CheckInteraction
                    && (joins(at.checked_sub(1)) || joins(Some(at + 1)))
        };
        let is_strange = |at: usize, word: &Word| {
            word.folded.len() >= 4
                && may_be_one_more(at)
                && !word.is_number()
                && !is_explained(at)
                && !self.is_met(word)
        };
        let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
        let mut last = None;
        for (at, word) in words.iter().enumerate() {
            if !is_strange(at, word) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if last == at.checked_sub(1) => run.end = word.place.end,
                _ => runs.push(word.place.clone()),
            }
            last = Some(at);
        }
        runs.truncate(4);
        runs
    }
}

impl Understanding {
    /// Whether every medicine was named as the catalogue names it.
    pub fn is_certain(&self) -> bool {
        self.mentions
            .iter()
            .all(|mention| mention.certainty == Certainty::Exact)
    }
}

/// The words with medicines, places and numbers marked.
fn marked<'a>(
    words: &'a [Word],
    found: &[Mention],
    around: &[(&'static Place, std::ops::Range<usize>)],
) -> Vec<&'a str> {
    let mut marked = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        if let Some(mention) = found.iter().find(|mention| mention.words.start == at) {
            marked.push(MEDICINE);
            at = mention.words.end;
        } else if let Some((_, span)) = around.iter().find(|(_, span)| span.start == at) {
            marked.push(PLACE);
            at = span.end;
        } else {
            let word = &words[at];
            marked.push(if word.is_number() {
                NUMBER
            } else {
                &word.folded
            });
            at += 1;
        }
    }
    marked
}
