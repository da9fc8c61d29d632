//! The index as bytes.
//!
//! Postings have a fixed width, so that reading them costs little more than copying.

use serde::{Deserialize, Serialize};

use super::{Document, KIND, Posting, SearchIndex, Texts, Word};
use crate::catalogue::{Atc, Form, Prescription, is_slug};
use crate::snapshots::{FrameError, frame, unframe};

const LAYOUT: u16 = 2;

#[derive(Serialize, Deserialize)]
struct Content<'a> {
    /// The identifiers, one behind the other, and how long each is.
    ids: &'a str,
    lengths: &'a [u8],
    /// The codes that documents have.
    codes: Vec<Atc>,
    documents: Vec<DocumentRow>,
    /// Words with the number of their postings.
    #[serde(borrow)]
    words: Vec<(&'a str, u32)>,
    postings: &'a [u8],
}

#[derive(Serialize, Deserialize)]
struct DocumentRow {
    form: Form,
    prescription: Prescription,
    /// Place among the codes.
    atc: Option<u32>,
    name_words: u8,
}

impl SearchIndex {
    /// The index as a snapshot.
    ///
    /// # Errors
    /// [`FrameError::Damaged`] when a value cannot be written, which no index of ours holds.
    pub fn encode(&self) -> Result<Vec<u8>, FrameError> {
        let ids = (0..self.len()).map(|place| self.ids.get(place));
        // An identifier has at most 96 letters.
        let lengths: Vec<u8> = ids.map(|id| id.len() as u8).collect();
        let mut codes: Vec<Atc> = self.documents.iter().filter_map(|one| one.atc).collect();
        codes.sort_unstable();
        codes.dedup();
        let documents = self.documents.iter().map(|one| DocumentRow {
            form: one.form,
            prescription: one.prescription,
            // Each document's was put in.
            atc: one
                .atc
                .map(|code| codes.binary_search(&code).unwrap_or_default() as u32),
            name_words: one.name_words,
        });
        let words = self.words.iter();
        let postings: Vec<u8> = self
            .postings
            .iter()
            .flat_map(|posting| posting.0.to_le_bytes())
            .collect();
        let content = Content {
            ids: &self.ids.all,
            lengths: &lengths,
            documents: documents.collect(),
            codes,
            words: words.map(|word| (word.text.as_str(), word.count)).collect(),
            postings: &postings,
        };
        let bytes = postcard::to_allocvec(&content).map_err(|error| damaged(&error))?;
        Ok(frame(KIND, LAYOUT, &bytes))
    }

    /// Reads a snapshot that [`SearchIndex::encode`] made.
    ///
    /// # Errors
    /// [`FrameError`] when it is something else or its parts do not fit together.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        let content: Content<'_> =
            postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?).map_err(|error| damaged(&error))?;
        let codes = &content.codes;
        let documents = content.documents.iter().map(|row| {
            let atc = match row.atc {
                Some(place) => Some(*codes.get(place as usize)?),
                None => None,
            };
            Some(Document {
                form: row.form,
                prescription: row.prescription,
                atc,
                name_words: row.name_words,
            })
        });
        let documents: Vec<Document> = documents
            .collect::<Option<_>>()
            .ok_or_else(|| damaged(&"a document"))?;
        let postings = postings(content.postings, documents.len())?;
        Ok(Self {
            ids: ids(content.ids, content.lengths, documents.len())?,
            words: words(&content.words, postings.len())?,
            documents,
            postings,
        })
    }
}

fn ids(all: &str, lengths: &[u8], documents: usize) -> Result<Texts, FrameError> {
    let mut ids = Texts::default();
    let mut rest = all;
    for length in lengths {
        let (id, behind) = rest
            .split_at_checked(usize::from(*length))
            .filter(|(id, _)| is_slug(id))
            .ok_or_else(|| damaged(&"an identifier"))?;
        ids.push(id);
        rest = behind;
    }
    if !rest.is_empty() || lengths.len() != documents {
        return Err(damaged(&"the identifiers"));
    }
    Ok(ids)
}

fn words(rows: &[(&str, u32)], postings: usize) -> Result<Vec<Word>, FrameError> {
    let mut first = 0_usize;
    let mut words = Vec::with_capacity(rows.len());
    for (text, count) in rows {
        words.push(Word::new((*text).to_owned(), first, *count));
        first += *count as usize;
    }
    let is_sorted = words.is_sorted_by(|one, next| one.text < next.text);
    if first != postings || !is_sorted {
        return Err(damaged(&"the words"));
    }
    Ok(words)
}

fn postings(bytes: &[u8], documents: usize) -> Result<Vec<Posting>, FrameError> {
    let (rows, rest) = bytes.as_chunks();
    let postings: Vec<Posting> = rows
        .iter()
        .map(|row| Posting(u32::from_le_bytes(*row)))
        .collect();
    let last = postings.iter().map(|posting| posting.document()).max();
    if !rest.is_empty() || last.is_some_and(|last| last as usize >= documents) {
        return Err(damaged(&"the postings"));
    }
    Ok(postings)
}

fn damaged(what: &impl ToString) -> FrameError {
    FrameError::Damaged(what.to_string())
}
