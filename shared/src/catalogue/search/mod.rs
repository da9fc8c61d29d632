//! Finding medicines by what people type.
//!
//! Words are indexed and asked for as they sound ([`super::fold::sound`]), so that script and spelling play no part. A
//! word of the query matches a word of a medicine exactly, as its beginning, or with one or two letters wrong; what it
//! then counts depends on where it stands (trade name before substance before maker) and on how rare it is.
//!
//! It is an index of our own and not a search library's: a catalogue has some ten thousand different words, which can all
//! be looked at in the time that an automaton takes to be built, and an index of this shape decodes from the snapshot
//! instead of being opened from files. What it costs is measured in `functions/medications/benches/search.rs`.

mod build;
mod distance;
mod query;
mod rank;
mod slips;
mod snapshot;
#[cfg(test)]
mod tests;

use super::{Atc, Form, MedicineId, Prescription};

pub use query::{Filter, Found, Hit};

/// The kind of snapshot that this is.
pub const KIND: &str = "search";

/// All words of a catalogue with the medicines that they lead to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SearchIndex {
    /// Ascending by identifier, as a catalogue has them.
    documents: Vec<Document>,
    /// The identifiers of the documents. They name no place in the catalogue, so an index and a catalogue of two versions never
    /// mix up two medicines.
    ids: Texts,
    /// Ascending by text.
    words: Vec<Word>,
    /// For each word, its medicines ascending; in one list, which spares an allocation for each word.
    postings: Vec<Posting>,
}

/// A medicine as the search sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Document {
    form: Form,
    prescription: Prescription,
    atc: Option<Atc>,
    /// Words in the trade name: of two medicines that match alike, the one with the shorter name was meant.
    name_words: u8,
}

#[derive(Debug, Clone, PartialEq)]
struct Word {
    text: String,
    /// A bit for each letter that occurs, to pass over words that cannot be near.
    letters: u32,
    first: u32,
    count: u32,
}

impl Word {
    fn new(text: String, first: usize, count: u32) -> Self {
        Self {
            letters: distance::letters(&text),
            text,
            // Checked against the list of postings, which is far shorter than four billion.
            first: first as u32,
            count,
        }
    }
}

/// Texts one behind the other, with where each ends: an identifier is needed only when its medicine was found.
#[derive(Debug, Clone, Default, PartialEq)]
struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len() as u32);
    }

    fn get(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[place] as usize]
    }
}

/// A place in [`SearchIndex::documents`] and how much a word counts there, in 24 and 8 bits: postings are most of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Posting(u32);

impl Posting {
    fn new(document: u32, weight: u8) -> Self {
        Self(document << 8 | u32::from(weight))
    }

    fn document(self) -> u32 {
        self.0 >> 8
    }

    fn weight(self) -> f32 {
        f32::from(self.0 as u8)
    }
}

impl SearchIndex {
    /// Medicines in the index.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    fn postings_of(&self, word: &Word) -> &[Posting] {
        let first = word.first as usize;
        &self.postings[first..first + word.count as usize]
    }

    /// The medicine of a document.
    fn medicine(&self, document: u32) -> Option<MedicineId> {
        self.ids.get(document as usize).parse().ok()
    }
}
