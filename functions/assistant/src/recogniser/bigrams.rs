//! Which word follows which: counted in what the patterns of `models/nlu/train` say, by `models/speech/export.py`.
//!
//! `models/speech/bigrams.tsv` has a language, two neighbours and how often they were; `<s>` and `</s>` are the beginning
//! and the end, `<medicine>` any name. What was never counted is as probable as its second word alone (absolute
//! discounting, Ney, Essen and Kneser 1994): a question that nobody wrote down can still be heard.

use std::collections::HashMap;

use super::lexicon::Lexicon;
use crate::nlu::Language;

/// Neighbours with their counts.
pub(super) const BIGRAMS: &str = include_str!("../../../../models/speech/bigrams.tsv");

/// What every count that is known gives to those that are not.
const DISCOUNT: f32 = 0.6;
/// What every word of the lexicon has before anything was counted.
const UNCOUNTED: f32 = 0.5;

const BEGINNING: &str = "<s>";
const END: &str = "</s>";

/// A word or class of words as a neighbour.
pub(super) type Call = u32;

/// How probable neighbours are.
#[derive(Debug)]
pub(super) struct Bigrams {
    /// By word of the lexicon.
    calls: Vec<Call>,
    beginnings: Vec<Call>,
    ends: Vec<Call>,
    /// By call: words that are called so.
    members: Vec<f32>,
    /// By call: its share of all words of its language.
    shares: Vec<f32>,
    /// By call: neighbours behind it, all and different ones.
    behind: Vec<(f32, f32)>,
    pairs: HashMap<(Call, Call), f32>,
}

/// Gives numbers to what is called by words.
#[derive(Default)]
struct Register<'a> {
    numbers: HashMap<(Language, &'a str), Call>,
    languages: Vec<Language>,
}

impl<'a> Register<'a> {
    fn of(&mut self, language: Language, called: &'a str) -> Call {
        let next = Call::try_from(self.languages.len()).unwrap_or(Call::MAX);
        *self.numbers.entry((language, called)).or_insert_with(|| {
            self.languages.push(language);
            next
        })
    }
}

impl Bigrams {
    /// Reads counts for the words of a lexicon; lines about words that it lacks are passed over, because no such word can
    /// be heard. `None` for a line that is not of the four fields.
    pub(super) fn read(text: &str, lexicon: &Lexicon) -> Option<Self> {
        let mut register = Register::default();
        let beginnings = Language::ALL
            .map(|language| register.of(language, BEGINNING))
            .to_vec();
        let ends = Language::ALL
            .map(|language| register.of(language, END))
            .to_vec();
        let words = lexicon.words.iter();
        let calls: Vec<Call> = words
            .map(|word| register.of(word.language, &word.called))
            .collect();
        let count = register.languages.len();
        let mut members = vec![0.0; count];
        for call in calls.iter().chain(&ends) {
            members[*call as usize] += 1.0;
        }
        let mut counted = vec![UNCOUNTED; count];
        let mut behind = vec![(0.0, 0.0); count];
        let mut pairs = HashMap::new();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[language, left, right, times] = fields.as_slice() else {
                return None;
            };
            let (language, times) = (Language::of_tag(language)?, times.parse::<f32>().ok()?);
            let left = register.numbers.get(&(language, left));
            let right = register.numbers.get(&(language, right));
            let (Some(&left), Some(&right)) = (left, right) else {
                continue;
            };
            counted[right as usize] += times;
            let (all, different) = &mut behind[left as usize];
            *all += times;
            *different += 1.0;
            pairs.insert((left, right), times);
        }
        let mut whole = [0.0; Language::ALL.len()];
        for (counted, language) in counted.iter().zip(&register.languages) {
            whole[*language as usize] += counted;
        }
        let share = |(counted, language): (&f32, &Language)| counted / whole[*language as usize];
        Some(Self {
            calls,
            beginnings,
            ends,
            members,
            shares: counted.iter().zip(&register.languages).map(share).collect(),
            behind,
            pairs,
        })
    }

    /// What a language begins with.
    pub(super) fn beginning(&self, language: Language) -> Call {
        self.beginnings[language as usize]
    }

    /// What a word is to the next one.
    pub(super) fn call(&self, word: u32) -> Call {
        self.calls[word as usize]
    }

    /// The logarithm of the probability that a word follows.
    pub(super) fn word(&self, before: Call, word: u32) -> f32 {
        let call = self.call(word);
        self.follows(before, call) - self.members[call as usize].ln()
    }

    /// The logarithm of the probability that nothing follows.
    pub(super) fn end(&self, before: Call, language: Language) -> f32 {
        self.follows(before, self.ends[language as usize])
    }

    fn follows(&self, before: Call, call: Call) -> f32 {
        let share = self.shares[call as usize];
        let (all, different) = self.behind[before as usize];
        if all == 0.0 {
            return share.ln();
        }
        let times = self.pairs.get(&(before, call)).copied().unwrap_or(0.0);
        let own = (times - DISCOUNT).max(0.0) / all;
        (own + DISCOUNT * different / all * share).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let units = ["", "a", "b"].map(str::to_owned);
        let text = "uz\tword\ta\ta\nuz\tmedicine\tb\tb\nuz\tmedicine\tba\tb a\nru\tword\ta\ta\n";
        Lexicon::read(text, &units).unwrap()
    }

    #[test]
    fn what_was_counted_is_more_probable_and_all_is_one() {
        let text = "uz\t<s>\t<medicine>\t8\nuz\t<medicine>\ta\t6\nuz\t<medicine>\t</s>\t2\nuz\ta\t</s>\t6\n";
        let bigrams = Bigrams::read(text, &lexicon()).unwrap();
        let begin = bigrams.beginning(Language::Uzbek);
        assert!(bigrams.word(begin, 1) > bigrams.word(begin, 0));
        let medicine = bigrams.call(1);
        assert_eq!(medicine, bigrams.call(2));
        assert!(bigrams.word(medicine, 0) > bigrams.end(medicine, Language::Uzbek));
        // The words, the end, and the beginning, which never follows but was given its share.
        let all: f32 = (0..3).map(|word| bigrams.word(medicine, word).exp()).sum();
        let all = all + bigrams.end(medicine, Language::Uzbek).exp();
        assert!((0.85..=1.0).contains(&all), "{all}");
    }

    #[test]
    fn languages_do_not_mix_and_odd_lines_are_refused() {
        let bigrams = Bigrams::read("uz\t<s>\ta\t5\nuz\tunheard\ta\t5\n", &lexicon()).unwrap();
        assert_ne!(bigrams.call(0), bigrams.call(3));
        assert!(Bigrams::read("uz\t<s>\ta\n", &lexicon()).is_none());
        assert!(Bigrams::read("uz\t<s>\ta\tmany\n", &lexicon()).is_none());
    }
}
