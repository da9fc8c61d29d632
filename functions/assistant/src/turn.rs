//! One question with what it takes over from those before it.

use nazar::checks::Held;
use nazar::http::Locale;
use nazar::pharmacies;

use crate::Context;
use crate::dialogue::Dialogue;
use crate::nlu::{
    Certainty, Intent, Language, Moment, Place, Quantity, Relative, Script, folded_words, place,
};
use crate::query::Question;
use crate::subject::Subject;

/// Most medicines that a question is about: as many as a check takes.
const MOST: usize = 20;
/// From this probability on a wish is a new one, and not what a question before it was about.
const LIKELY: f32 = 0.5;

/// Words that say that a guess was right, and wrong, as they are folded: `yes` loses its first letter.
const YES: [&str; 9] = [
    "ha", "xa", "albatta", "da", "konechno", "aga", "es", "eah", "ep",
];
const NO: [&str; 5] = ["yoq", "net", "ne", "no", "nope"];

/// A question, understood.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    pub(crate) intent: Intent,
    pub(crate) confidence: f32,
    pub(crate) language: Language,
    pub(crate) script: Script,
    /// The words to answer in.
    pub(crate) locale: Locale,
    pub(crate) subjects: Vec<Subject>,
    pub(crate) place: Option<&'static Place>,
    /// Where the person is.
    pub(crate) here: Option<pharmacies::Place>,
    pub(crate) moments: Vec<Moment>,
    pub(crate) quantities: Vec<Quantity>,
    pub(crate) relative: Option<Relative>,
    /// Whether something that ails somebody was named.
    pub(crate) is_complaint: bool,
    /// Whether a door that is open now was asked for.
    pub(crate) is_about_now: bool,
    /// Whether food or drink was named.
    pub(crate) is_about_food: bool,
    /// Whether what somebody takes already was named, without naming the medicines.
    pub(crate) is_about_list: bool,
}

/// Beginnings of the words for what is eaten and drunk beside medicines, folded.
const FOOD: [&str; 18] = [
    "alkogol",
    "alcohol",
    "spirtli",
    "pivo",
    "beer",
    "aroq",
    "vodk",
    "vino",
    "wine",
    "sharob",
    "greypfrut",
    "greipfrut",
    "grapefruit",
    "sut",
    "molok",
    "milk",
    "kofe",
    "coffee",
];

/// Beginnings of the words for a pharmacy that is open now, folded.
const NOW: [&str; 6] = ["ochiq", "ishlay", "otkrit", "rabota", "open", "hozir"];

/// Beginnings of the words for whose the medicines are, and for medicines, folded; both together mean a list.
const OWN: [&str; 11] = [
    "moi", "moy", "svoi", "svoy", "eyo", "ego", "mamin", "my", "her", "his", "their",
];
const MEDICINES: [&str; 12] = [
    "dori",
    "lekarstv",
    "preparat",
    "tablet",
    "medicine",
    "medication",
    "meds",
    "pills",
    "drug",
    "list",
    "royxat",
    "spisk",
];
/// Beginnings of words that say both at once.
const OWN_MEDICINES: [&str; 6] = [
    "dorilarim",
    "dorilari",
    "ichayotgan",
    "ichadigan",
    "prinimayu",
    "prinimaet",
];
/// Words by which a question comes back to the one who asks.
const MYSELF: [&str; 9] = [
    "ozim", "ozimga", "menga", "mne", "sebya", "menya", "me", "myself", "mine",
];

fn begins(words: &[String], starts: &[&str]) -> bool {
    words
        .iter()
        .any(|word| starts.iter().any(|start| word.starts_with(start)))
}

impl Turn {
    /// Understands a question, and lets it take over what it leaves out from the one before.
    pub(crate) fn take(
        context: &Context,
        held: &Held,
        question: &Question,
        reader: Locale,
        before: Option<Dialogue>,
    ) -> Self {
        let catalogue = &held.data.catalogue;
        let names = context.names(&held.data);
        let text = question.text.as_str();
        let understood = context.nlu.understand(text, catalogue, &names);
        let asked = question.asked_language().ok().flatten();
        let language = asked
            .map(Language::of_locale)
            .or(understood.language)
            .unwrap_or_else(|| understood.script.language_for(reader));
        // Who asks for an answer in a language that is not the text's says which script too.
        let locale = asked
            .filter(|asked| {
                *asked == Locale::UzbekCyrillic || understood.language != Some(language)
            })
            .unwrap_or_else(|| language.locale(understood.script));

        let mut subjects: Vec<Subject> = Vec::new();
        for mention in &understood.mentions {
            let subject = Subject::of(catalogue, text, mention, locale);
            if !subjects.iter().any(|known| known.key == subject.key) {
                subjects.push(subject);
            }
        }
        // What stands in a question about pharmacies without being known is as likely a street.
        let may_be_unknown =
            understood.intent.is_about_medicines() && understood.intent != Intent::FindPharmacy;
        if may_be_unknown {
            let unnamed = understood
                .unnamed
                .iter()
                .filter_map(|place| text.get(place.clone()));
            subjects.extend(unnamed.map(Subject::unknown));
        }
        subjects.truncate(MOST);
        let words = folded_words(text);
        let mut turn = Self {
            intent: understood.intent,
            confidence: understood.confidence,
            language,
            script: understood.script,
            locale,
            subjects,
            place: understood.place,
            here: here(question),
            moments: understood.moments,
            quantities: understood.quantities,
            relative: understood.relative,
            is_complaint: understood.is_complaint,
            is_about_now: begins(&words, &NOW),
            is_about_food: begins(&words, &FOOD),
            is_about_list: begins(&words, &OWN_MEDICINES)
                || begins(&words, &OWN) && begins(&words, &MEDICINES),
        };
        if let Some(before) = before {
            turn.go_on(held, &words, &before);
        }
        turn
    }

    /// Takes over from the question before what this one leaves out.
    fn go_on(&mut self, held: &Held, words: &[String], before: &Dialogue) {
        if self.intent == Intent::Emergency || self.intent == Intent::Symptom {
            return;
        }
        let kept = |locale| {
            let keys = before.medicines.iter();
            keys.filter_map(move |key| Subject::kept(&held.data.catalogue, key, locale))
        };
        let says = |list: &[&str]| {
            words.len() <= 3 && words.iter().any(|word| list.contains(&word.as_str()))
        };
        if before.is_guess && says(&YES) {
            self.intent = before.intent.unwrap_or(Intent::Unknown);
            self.subjects = kept(self.locale).collect();
        } else if before.is_guess && says(&NO) {
            return;
        }
        let is_myself = words.iter().any(|word| MYSELF.contains(&word.as_str()));
        if self.relative.is_none() && !is_myself {
            self.relative = before.person;
        }
        let tells_time = before.intent == Some(Intent::Reminder) && !self.moments.is_empty();
        // Words that are as likely to mean something else go on from what was spoken of: "and for my mother?" is no new wish.
        let is_unclear = self.intent == Intent::Unknown || self.confidence < LIKELY;
        let names_only = is_unclear
            && (!self.subjects.is_empty()
                || self.place.is_some()
                || self.relative.is_some()
                || is_myself
                || tells_time);
        if names_only && let Some(intent) = before.intent {
            self.intent = intent;
        }
        self.is_about_list |= names_only && before.is_about_list;
        // One medicine beside those that were spoken of; with food or drink it is asked about alone.
        let adds = self.intent == Intent::CheckInteraction
            && self.subjects.len() == 1
            && !self.is_about_food;
        if self.subjects.is_empty() && self.intent.is_about_medicines() {
            self.subjects = kept(self.locale).collect();
        } else if adds {
            let known: Vec<Subject> = kept(self.locale)
                .filter(|subject| !self.subjects.iter().any(|named| named.key == subject.key))
                .collect();
            self.subjects.splice(0..0, known);
            self.subjects.truncate(MOST);
        }
        if self.place.is_none() {
            self.place = before.place.as_deref().and_then(place);
        }
    }

    /// Whether a name was misspelt, so that it is not sure what is meant.
    pub(crate) fn guesses(&self) -> impl Iterator<Item = &Subject> {
        let subjects = self.subjects.iter();
        subjects.filter(|subject| subject.certainty == Certainty::Guess)
    }

    /// What the next question may refer to; `None` when there is nothing.
    pub(crate) fn dialogue(&self, asks_about_guess: bool) -> Option<Dialogue> {
        let known = self.subjects.iter().filter(|subject| subject.is_known());
        let dialogue = Dialogue {
            intent: self.intent.is_about_medicines().then_some(self.intent),
            medicines: known.map(|subject| subject.key.clone()).collect(),
            place: self.place.map(|place| place.id.to_owned()),
            is_guess: asks_about_guess,
            person: self.relative,
            is_about_list: self.is_about_list,
        };
        (dialogue != Dialogue::default()).then_some(dialogue)
    }
}

fn here(question: &Question) -> Option<pharmacies::Place> {
    pharmacies::Place::new(question.lat?, question.lon?).ok()
}
