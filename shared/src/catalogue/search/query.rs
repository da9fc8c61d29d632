//! Asking the index.

use super::build::asked_words;
use super::rank::{Candidate, Tally, first};
use super::{Document, SearchIndex, Word, distance, slips};
use crate::catalogue::{Atc, Form, MedicineId, Prescription};

/// Words of a query that are looked at: nobody types more to find a medicine.
const MAX_WORDS: usize = 8;

/// What the medicines found must be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Of this form.
    pub form: Option<Form>,
    /// With this need of a prescription.
    pub prescription: Option<Prescription>,
    /// At or below this code.
    pub atc: Option<Atc>,
}

/// A medicine that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which.
    pub medicine: MedicineId,
    /// How well it matches, above 0 and at most 1: the share of what the best possible match would count.
    pub score: f32,
}

/// What was found, best first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// A page of it.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// The words of the catalogue that the query's words were taken for, as they sound: for highlighting.
    pub words: Vec<String>,
}

/// What a kind of match is worth.
mod quality {
    pub(super) const EXACT: f32 = 1.0;
    pub(super) const BEGINNING: f32 = 0.72;
    pub(super) const ONE_WRONG: f32 = 0.62;
    pub(super) const TWO_WRONG: f32 = 0.45;
    pub(super) const BEGINNING_WITH_ONE_WRONG: f32 = 0.4;
    pub(super) const WITHOUT_A_SYLLABLE: f32 = 0.35;
}

/// A word of the query: as it was typed, folded, and as it sounds.
pub(super) struct Asked {
    pub(super) typed: String,
    pub(super) said: String,
}

/// Words of the catalogue for one word of the query, with the worth of the match: its quality times the word's rarity.
type Matches<'a> = Vec<(&'a Word, f32)>;

impl SearchIndex {
    /// The medicines that match, best first, `limit` of them from `offset` on.
    ///
    /// Of several words every one should match; a medicine that lacks some of them comes after those that have more.
    pub fn search(&self, text: &str, filter: Filter, offset: usize, limit: usize) -> Found {
        let mut asked = asked_words(text);
        asked.truncate(MAX_WORDS);
        let groups = self.groups(&asked);
        if groups.is_empty() || self.is_empty() {
            return Found::default();
        }
        let mut tally = Tally::new(self.documents.len());
        for group in &groups {
            for (word, worth) in group {
                for posting in self.postings_of(word) {
                    tally.count(posting.document(), worth * posting.weight());
                }
            }
            tally.end_word();
        }
        let candidates = self.candidates(&tally, groups.len(), filter);
        let total = candidates.len();
        let best = candidates.iter().map(|one| one.score);
        let best_possible = best.fold(0.0, f32::max);
        let hits = first(candidates, offset, limit)
            .into_iter()
            .filter_map(|candidate| {
                Some(Hit {
                    medicine: self.medicine(candidate.document)?,
                    score: candidate.score / best_possible,
                })
            })
            .collect();
        Found {
            hits,
            total,
            words: matched_words(&groups),
        }
    }

    /// For each word of the query the words that it may stand for. Two words that are one name in the catalogue
    /// (`но шпа`) count as that too.
    fn groups<'a>(&'a self, asked: &[Asked]) -> Vec<Matches<'a>> {
        let mut groups: Vec<Matches<'a>> = asked.iter().map(|word| self.matches(word)).collect();
        for (place, pair) in asked.windows(2).enumerate() {
            let together = format!("{}{}", pair[0].said, pair[1].said);
            if let Some(word) = self.exact(&together) {
                let worth = quality::EXACT * self.rarity(word.count);
                groups[place].push((word, worth));
                groups[place + 1].push((word, worth));
            }
        }
        groups
    }

    fn matches(&self, word: &Asked) -> Matches<'_> {
        let asked = word.said.as_str();
        let mut matches: Matches<'_> = Vec::new();
        let exact = self.exact(asked);
        matches.extend(exact.map(|word| (word, quality::EXACT * self.rarity(word.count))));
        // A number is meant as it stands.
        if asked.starts_with(|letter: char| letter.is_ascii_digit()) {
            return matches;
        }
        if asked.len() >= 2 {
            let longer = || {
                self.beginning_with(asked)
                    .filter(|word| word.text.len() > asked.len())
            };
            // A beginning is as rare as all the words that it may become, not as the rarest of them.
            let rarity = self.rarity(longer().map(|word| word.count).sum());
            matches.extend(longer().map(|word| {
                let share = asked.len() as f32 / word.text.len() as f32;
                (word, quality::BEGINNING * (0.7 + 0.3 * share) * rarity)
            }));
        }
        let most = match asked.len() {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        // Who typed a word that there is meant that word: looking near it would only bring others in.
        if most > 0 && exact.is_none() {
            self.exchanged(&word.typed, &mut matches);
            self.near(asked, most, &mut matches);
        }
        matches
    }

    /// Two letters that changed places where the sound hides it.
    fn exchanged<'a>(&'a self, typed: &str, matches: &mut Matches<'a>) {
        for said in slips::exchanged(typed) {
            let word = self.exact(&said);
            let worth = |word: &Word| quality::ONE_WRONG * self.rarity(word.count);
            matches.extend(word.map(|word| (word, worth(word))));
        }
    }

    fn near<'a>(&'a self, asked: &str, most: u32, matches: &mut Matches<'a>) {
        let letters = distance::letters(asked);
        let mut rows = distance::Rows::default();
        let is_found = !matches.is_empty();
        for word in &self.words {
            // A word that lacks a syllable lacks letters and has none of its own.
            if !is_found
                && distance::has_all(word.letters, letters)
                && slips::lacks_a_syllable(asked, &word.text)
            {
                let worth = quality::WITHOUT_A_SYLLABLE * self.rarity(word.count);
                matches.push((word, worth));
                continue;
            }
            let is_near = asked.len().abs_diff(word.text.len()) <= most as usize
                && distance::can_be_near(letters, word.letters, most);
            if !is_near {
                continue;
            }
            match rows.within(asked, &word.text, most as usize, false) {
                Some(1) => matches.push((word, quality::ONE_WRONG * self.rarity(word.count))),
                Some(2) => matches.push((word, quality::TWO_WRONG * self.rarity(word.count))),
                _ => {}
            }
        }
        if is_found || asked.len() < 4 {
            return;
        }
        // A slip in a word that is still being typed; its first letter is taken to be right.
        for word in self.beginning_with(&asked[..1]) {
            if distance::can_begin(letters, word.letters, 1)
                && rows.within(asked, &word.text, 1, true).is_some()
            {
                let worth = quality::BEGINNING_WITH_ONE_WRONG * self.rarity(word.count);
                matches.push((word, worth));
            }
        }
    }

    fn exact(&self, text: &str) -> Option<&Word> {
        let place = self
            .words
            .binary_search_by(|word| word.text.as_str().cmp(text))
            .ok()?;
        self.words.get(place)
    }

    fn beginning_with<'a, 's>(
        &'a self,
        start: &'s str,
    ) -> impl Iterator<Item = &'a Word> + use<'a, 's> {
        let first = self
            .words
            .partition_point(|word| word.text.as_str() < start);
        self.words[first..]
            .iter()
            .take_while(move |word| word.text.starts_with(start))
    }

    /// Rare words say more: 1 for what every medicine has, some 9 for what one of a hundred thousand has.
    fn rarity(&self, medicines: u32) -> f32 {
        let share = self.documents.len() as f32 / medicines.max(1) as f32;
        1.0 + share.ln().max(0.0) * 0.7
    }

    fn candidates(&self, tally: &Tally, asked: usize, filter: Filter) -> Vec<Candidate> {
        let touched = tally.touched.iter();
        let admitted = touched.filter(|place| filter.admits(&self.documents[**place as usize]));
        let candidates = admitted.map(|place| {
            let at = *place as usize;
            let share = f32::from(tally.words[at]) / asked as f32;
            Candidate {
                score: tally.total[at] * share * share,
                name_words: self.documents[at].name_words,
                document: *place,
            }
        });
        candidates.collect()
    }
}

impl Filter {
    fn admits(&self, document: &Document) -> bool {
        self.form.is_none_or(|form| document.form == form)
            && self
                .prescription
                .is_none_or(|wanted| document.prescription == wanted)
            && self
                .atc
                .is_none_or(|wanted| document.atc.is_some_and(|code| wanted.covers(code)))
    }
}

fn matched_words(groups: &[Matches<'_>]) -> Vec<String> {
    let mut words: Vec<String> = groups
        .iter()
        .flatten()
        .map(|(word, _)| word.text.clone())
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
