//! Making the index from a catalogue.

use std::collections::{BTreeMap, HashMap};

use super::query::Asked;
use super::{Document, Posting, SearchIndex, Texts, Word};
use crate::catalogue::fold::{fold, sound};
use crate::catalogue::{Catalogue, Ingredient, Medicine};

/// What a word counts by where it stands.
mod weight {
    /// First word of a trade name.
    pub(super) const NAME_FIRST: u8 = 120;
    /// Any other word of it.
    pub(super) const NAME: u8 = 80;
    /// A substance that is the only one.
    pub(super) const ONLY_SUBSTANCE: u8 = 70;
    /// One of several substances.
    pub(super) const SUBSTANCE: u8 = 45;
    /// A synonym of a substance.
    pub(super) const SYNONYM: u8 = 40;
    /// A strength.
    pub(super) const STRENGTH: u8 = 30;
    /// The dose form's name.
    pub(super) const FORM: u8 = 15;
    /// The maker.
    pub(super) const MAKER: u8 = 12;
}

/// Words that every second medicine has and that say nothing.
const EMPTY_WORDS: [&str; 10] = [
    "mg", "ml", "mcg", "mkg", "g", "iu", "me", "ed", "ooo", "ltd",
];

impl SearchIndex {
    /// Indexes every medicine of a catalogue.
    pub fn build(catalogue: &Catalogue) -> Self {
        let mut postings: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        let mut documents = Vec::with_capacity(catalogue.medicines().len());
        let mut ids = Texts::default();
        // The same makers, forms and substances come again and again.
        let mut said = Said::default();
        for (place, medicine) in (0_u32..).zip(catalogue.medicines()) {
            let mut words: HashMap<String, u8> = HashMap::new();
            let name_words = collect(catalogue, medicine, &mut said, &mut words);
            ids.push(medicine.id.as_str());
            documents.push(Document {
                form: medicine.form,
                prescription: medicine.prescription,
                atc: medicine.atc,
                name_words,
            });
            for (word, weight) in words {
                let posting = Posting::new(place, weight);
                postings.entry(word).or_default().push(posting);
            }
        }
        let mut index = Self {
            documents,
            ids,
            words: Vec::with_capacity(postings.len()),
            postings: Vec::new(),
        };
        for (text, run) in postings {
            // A medicine has far fewer words than a number can count.
            let count = u32::try_from(run.len()).unwrap_or(u32::MAX);
            index
                .words
                .push(Word::new(text, index.postings.len(), count));
            index.postings.extend(run);
        }
        index
    }
}

/// The words of a medicine with what they count; how many words its name has.
fn collect<'a>(
    catalogue: &'a Catalogue,
    medicine: &'a Medicine,
    said: &mut Said<'a>,
    words: &mut HashMap<String, u8>,
) -> u8 {
    let mut name_words = 0;
    let cyrillic = medicine.name_cyrillic.as_deref();
    for name in [medicine.name.as_str(), medicine.brand.as_str()]
        .into_iter()
        .chain(cyrillic)
    {
        let parts = spoken(name);
        name_words = name_words.max(u8::try_from(parts.len()).unwrap_or(u8::MAX));
        // `No-Shpa` is asked for as `noshpa` too.
        if let [first, second, ..] = parts.as_slice() {
            put(words, format!("{first}{second}"), weight::NAME_FIRST);
        }
        for (place, part) in parts.into_iter().enumerate() {
            put(
                words,
                part,
                if place == 0 {
                    weight::NAME_FIRST
                } else {
                    weight::NAME
                },
            );
        }
    }
    let is_only = medicine.ingredients.len() == 1;
    for ingredient in catalogue.ingredients_of(medicine) {
        let own = if is_only {
            weight::ONLY_SUBSTANCE
        } else {
            weight::SUBSTANCE
        };
        for (word, weight) in said.substance(ingredient, own) {
            put(words, word.clone(), *weight);
        }
    }
    for dose in &medicine.strengths {
        for word in spoken(&dose.to_string()) {
            put(words, word, weight::STRENGTH);
        }
    }
    for word in spoken(medicine.form.as_str()) {
        put(words, word, weight::FORM);
    }
    for (text, weight) in [
        (&medicine.form_text, weight::FORM),
        (&medicine.maker, weight::MAKER),
    ] {
        for word in said.text(text) {
            put(words, word.clone(), weight);
        }
    }
    name_words
}

fn put(words: &mut HashMap<String, u8>, word: String, weight: u8) {
    let held = words.entry(word).or_default();
    *held = weight.max(*held);
}

/// The words of a query, without those that say nothing.
pub(super) fn asked_words(text: &str) -> Vec<Asked> {
    let folded = fold(text);
    let telling = telling(&folded);
    let asked = telling.map(|word| Asked {
        typed: word.to_owned(),
        said: sound(word),
    });
    asked.collect()
}

/// The words of a text as they sound, without those that say nothing.
fn spoken(text: &str) -> Vec<String> {
    telling(&fold(text)).map(sound).collect()
}

fn telling(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(' ')
        .filter(|word| !word.is_empty() && !EMPTY_WORDS.contains(word))
}

/// What was folded before.
#[derive(Default)]
struct Said<'a> {
    texts: HashMap<&'a str, Vec<String>>,
    substances: HashMap<(&'a str, u8), Vec<(String, u8)>>,
}

impl<'a> Said<'a> {
    fn text(&mut self, text: &'a str) -> &[String] {
        self.texts.entry(text).or_insert_with(|| spoken(text))
    }

    fn substance(&mut self, ingredient: &'a Ingredient, own: u8) -> &[(String, u8)] {
        let key = (ingredient.id.as_str(), own);
        self.substances.entry(key).or_insert_with(|| {
            let names = ingredient.names.iter().map(|name| (name, own));
            let synonyms = ingredient
                .synonyms
                .iter()
                .map(|name| (name.as_str(), weight::SYNONYM));
            names
                .chain(synonyms)
                .flat_map(|(name, weight)| spoken(name).into_iter().map(move |word| (word, weight)))
                .collect()
        })
    }
}
