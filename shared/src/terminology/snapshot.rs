//! The terms as bytes.

use super::whole::{Forms, List};
use super::{Term, Terminology};
use crate::snapshots::{FrameError, frame, unframe};

/// The kind of snapshot that this is.
pub const KIND: &str = "terminology";

/// Layout of the rows; a change of any of them is another layout.
const LAYOUT: u16 = 2;

/// All terms as a snapshot. The same terms give the same bytes.
///
/// # Errors
/// [`FrameError::Damaged`] when a value cannot be written, which no term of ours holds.
pub fn encode(terminology: &Terminology) -> Result<Vec<u8>, FrameError> {
    let lists = terminology.lists.each_ref();
    let lists = lists.map(|list| (&list.terms, &list.forms));
    let bytes = postcard::to_allocvec(&lists).map_err(|error| damaged(&error))?;
    Ok(frame(KIND, LAYOUT, &bytes))
}

/// Reads a snapshot that [`encode`] made.
///
/// # Errors
/// [`FrameError`] when it is something else or its parts do not fit together.
pub fn decode(bytes: &[u8]) -> Result<Terminology, FrameError> {
    let lists: [(Vec<Term>, Vec<Forms>); 3] =
        postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?).map_err(|error| damaged(&error))?;
    let fits = |(terms, forms): &(Vec<Term>, Vec<Forms>)| {
        terms.len() == forms.len() && terms.is_sorted_by(|one, next| one.code < next.code)
    };
    if !lists.iter().all(fits) {
        return Err(damaged(&"the terms"));
    }
    Ok(Terminology {
        lists: lists.map(|(terms, forms)| List::indexed(terms, forms)),
    })
}

fn damaged(error: &impl ToString) -> FrameError {
    FrameError::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;
    use super::*;

    #[test]
    fn terms_come_back() {
        let term = |code: &str| Term {
            code: code.to_owned(),
            ru: Some("таблетки".to_owned()),
            ..Term::default()
        };
        let whole = Terminology::new([
            (Vocabulary::DoseForm, term("TAB101")),
            (Vocabulary::Inn, term("000001")),
        ]);
        let read = decode(&encode(&whole).unwrap()).unwrap();
        for vocabulary in Vocabulary::ALL {
            assert_eq!(read.terms(vocabulary), whole.terms(vocabulary));
        }
        assert_eq!(
            read.by_name(Vocabulary::DoseForm, "Tabletki")[0].code,
            "TAB101"
        );
        let found = read.search(Vocabulary::DoseForm, "табл", 0, 9);
        assert_eq!(found.total, 1);
        let bytes = encode(&whole).unwrap();
        for length in 0..bytes.len() {
            assert!(decode(&bytes[..length]).is_err(), "{length}");
        }
    }
}
