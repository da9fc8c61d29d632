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
mod slips;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{Atc, Form, MedicineId, Prescription};
use crate::snapshots::{FrameError, frame, unframe};

pub use query::{Filter, Found, Hit};

/// The kind of snapshot that this is.
pub const KIND: &str = "search";

const LAYOUT: u16 = 1;

/// All words of a catalogue with the medicines that they lead to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SearchIndex {
    documents: Vec<Document>,
    /// Ascending by text.
    words: Vec<Word>,
    /// For each word, its medicines ascending; in one list, which spares an allocation for each word.
    postings: Vec<Posting>,
}

/// A medicine as the search sees it. It names no place in the catalogue, so an index and a catalogue of two versions
/// never mix up two medicines.
#[derive(Debug, Clone, PartialEq)]
struct Document {
    id: MedicineId,
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

/// A place in [`SearchIndex::documents`] and how much the word counts there.
type Posting = (u32, u8);

#[derive(Serialize, Deserialize)]
struct DocumentRow {
    id: String,
    form: Form,
    prescription: Prescription,
    atc: Option<String>,
    name_words: u8,
}

#[derive(Serialize, Deserialize)]
struct Content {
    documents: Vec<DocumentRow>,
    /// Words with the number of their postings.
    words: Vec<(String, u32)>,
    /// Documents as the difference to the one before, which makes most of them one byte.
    postings: Vec<Posting>,
}

impl SearchIndex {
    /// The index as a snapshot.
    ///
    /// # Errors
    /// [`FrameError::Damaged`] when a value cannot be written, which no index of ours holds.
    pub fn encode(&self) -> Result<Vec<u8>, FrameError> {
        let mut postings = Vec::with_capacity(self.postings.len());
        for word in &self.words {
            let mut before = 0;
            for (document, weight) in self.postings_of(word) {
                postings.push((document - before, *weight));
                before = *document;
            }
        }
        let content = Content {
            documents: self.documents.iter().map(DocumentRow::of).collect(),
            words: self
                .words
                .iter()
                .map(|word| (word.text.clone(), word.count))
                .collect(),
            postings,
        };
        let bytes = postcard::to_allocvec(&content).map_err(|error| damaged(&error))?;
        Ok(frame(KIND, LAYOUT, &bytes))
    }

    /// Reads a snapshot that [`SearchIndex::encode`] made.
    ///
    /// # Errors
    /// [`FrameError`] when it is something else or its parts do not fit together.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        let content: Content =
            postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?).map_err(|error| damaged(&error))?;
        let documents: Vec<Document> = content
            .documents
            .into_iter()
            .map(DocumentRow::document)
            .collect::<Option<_>>()
            .ok_or_else(|| damaged(&"a document"))?;
        let mut postings = content.postings;
        let mut words = Vec::with_capacity(content.words.len());
        let mut first = 0_usize;
        for (text, count) in content.words {
            let end = first + count as usize;
            let run = postings
                .get_mut(first..end)
                .ok_or_else(|| damaged(&"a word"))?;
            let mut before = 0_u32;
            for (document, _) in run {
                before = before.saturating_add(*document);
                *document = before;
            }
            if before as usize >= documents.len() {
                return Err(damaged(&"a posting"));
            }
            words.push(Word::new(text, first, count));
            first = end;
        }
        Ok(Self {
            documents,
            words,
            postings,
        })
    }

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

impl DocumentRow {
    fn of(document: &Document) -> Self {
        Self {
            id: document.id.to_string(),
            form: document.form,
            prescription: document.prescription,
            atc: document.atc.map(|code| code.to_string()),
            name_words: document.name_words,
        }
    }

    fn document(self) -> Option<Document> {
        let atc = match self.atc {
            Some(code) => Some(code.parse().ok()?),
            None => None,
        };
        Some(Document {
            id: self.id.parse().ok()?,
            form: self.form,
            prescription: self.prescription,
            atc,
            name_words: self.name_words,
        })
    }
}

fn damaged(what: &impl ToString) -> FrameError {
    FrameError::Damaged(what.to_string())
}
