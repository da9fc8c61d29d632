//! What typing does to an utterance, and what stands in its slots.

use std::path::Path;

use fastrand::Rng;
use nazar::catalogue::fold::fold;
use nazar_assistant::nlu::Language;
use nazar_assistant::nlu::features::{MEDICINE, NUMBER, PLACE};
use nazar_assistant::nlu::folded_words;

/// Share of slots that are left as they were typed, as when a name is not known to the catalogue.
const UNRESOLVED: f64 = 0.12;
/// Share of words with a slip.
const SLIPS: f64 = 0.06;
/// Share of utterances that somebody begins or ends with a word of politeness.
const POLITE: f64 = 0.2;

/// Share of Uzbek utterances that are taken as written in Cyrillic letters.
const CYRILLIC: f64 = 0.4;

/// Words that are put before or behind, which say nothing of what is wanted.
const POLITENESS: [(Language, &[&str]); 3] = [
    (
        Language::Uzbek,
        &[
            "assalomu alaykum",
            "salom",
            "iltimos",
            "ayting",
            "aytingchi",
            "kechirasiz",
            "menga",
            "aka",
            "yaxshi",
            "hozir",
            "o'zi",
            "edi",
            "ekan",
        ],
    ),
    (
        Language::Russian,
        &[
            "здравствуйте",
            "добрый день",
            "пожалуйста",
            "скажите",
            "подскажите",
            "извините",
            "мне",
            "а",
            "вообще",
            "ну",
            "сейчас",
            "можете",
        ],
    ),
    (
        Language::English,
        &[
            "hello",
            "hi",
            "please",
            "tell me",
            "excuse me",
            "so",
            "well",
            "could you",
            "just",
            "now",
            "then",
            "ok",
        ],
    ),
];

/// Letters that people exchange in Uzbek, by dialect or by ear.
const BY_EAR: [(char, char); 8] = [
    ('h', 'x'),
    ('x', 'h'),
    ('o', 'a'),
    ('a', 'o'),
    ('q', 'k'),
    ('i', 'u'),
    ('u', 'i'),
    ('v', 'b'),
];

/// Names for the slots, and slips.
pub(crate) struct Noise {
    medicines: Vec<String>,
}

/// The folded words of an utterance outside its slots.
pub(crate) fn plain_words(text: &str) -> Vec<String> {
    let plain = text.split(' ').filter(|word| !word.contains('{'));
    plain.flat_map(folded_words).collect()
}

/// An Uzbek word as it folds when it was written in Cyrillic letters: `қаерда` has no y where `qayerda` has one.
pub(crate) fn as_from_cyrillic(word: &str) -> String {
    word.replace("ye", "e")
}

impl Noise {
    /// Names of medicines are those of the demonstration data; half of what is left unresolved is no medicine at all.
    pub(crate) fn new(demonstration: &Path) -> Self {
        let list = std::fs::read_to_string(demonstration.join("medicines.tsv"))
            .expect("the demonstration data should be there");
        let brands = list
            .lines()
            .skip(1)
            .filter_map(|line| line.split('\t').nth(3));
        let mut medicines: Vec<String> = brands.map(fold).collect();
        medicines.sort_unstable();
        medicines.dedup();
        Self { medicines }
    }

    /// The folded words of an utterance with its slots filled and slips made.
    pub(crate) fn words(&self, text: &str, language: Language, random: &mut Rng) -> Vec<String> {
        let mut words = Vec::new();
        for part in text.split(' ') {
            match part {
                slot if slot.contains("{m}") => words.extend(self.medicine(slot, random)),
                slot if slot.contains("{p}") => words.push(PLACE.to_owned()),
                slot if slot.contains("{n}") => words.push(NUMBER.to_owned()),
                part => words.extend(
                    folded_words(part)
                        .into_iter()
                        .map(|word| slipped(word, language, random)),
                ),
            }
        }
        if language == Language::Uzbek && random.f64() < CYRILLIC {
            words = words.iter().map(|word| as_from_cyrillic(word)).collect();
        }
        if random.f64() < POLITE {
            polite(&mut words, language, random);
        }
        if words.len() > 4 && random.f64() < 0.08 {
            words.remove(random.usize(..words.len()));
        }
        words
    }

    fn medicine(&self, slot: &str, random: &mut Rng) -> Vec<String> {
        if random.f64() >= UNRESOLVED {
            return vec![MEDICINE.to_owned()];
        }
        let name = if random.bool() {
            random.choice(&self.medicines).cloned().unwrap_or_default()
        } else {
            invented(random)
        };
        folded_words(&slot.replace("{m}", &name))
    }
}

fn polite(words: &mut Vec<String>, language: Language, random: &mut Rng) {
    let (_, said) = POLITENESS
        .iter()
        .find(|(known, _)| *known == language)
        .expect("every language should have its words");
    let word = folded_words(random.choice(said.iter()).copied().unwrap_or_default());
    if random.bool() {
        words.splice(0..0, word);
    } else {
        words.extend(word);
    }
}

/// A name that nothing has, such as `morvalin`.
fn invented(random: &mut Rng) -> String {
    let syllables = [
        "ma", "ro", "vi", "ta", "ne", "ko", "du", "se", "li", "pro", "fen", "zi", "ka", "bro",
        "gel",
    ];
    let ends = ["n", "l", "x", "m", "ks", "din", "zol", "min", "ril"];
    let mut name: String = (0..random.usize(2..4))
        .filter_map(|_| random.choice(syllables))
        .collect();
    name.push_str(random.choice(ends).unwrap_or_default());
    name
}

fn slipped(word: String, language: Language, random: &mut Rng) -> String {
    if word.len() < 4 || random.f64() >= SLIPS {
        return word;
    }
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.usize(1..letters.len());
    match random.u8(0..5) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ if language == Language::Uzbek => {
            let exchange = BY_EAR.iter().find(|(from, _)| *from == letters[at]);
            letters[at] = exchange.map_or(letters[at], |(_, to)| *to);
        }
        _ => letters[at] = random.lowercase(),
    }
    letters.into_iter().collect()
}
