//! The terms as bytes.

use super::{Term, Terminology, Vocabulary};
use crate::snapshots::{FrameError, frame, unframe};

/// The kind of snapshot that this is.
pub const KIND: &str = "terminology";

/// Layout of the rows; a change of any of them is another layout.
const LAYOUT: u16 = 1;

/// All terms as a snapshot. The same terms give the same bytes.
///
/// # Errors
/// [`FrameError::Damaged`] when a value cannot be written, which no term of ours holds.
pub fn encode(terminology: &Terminology) -> Result<Vec<u8>, FrameError> {
    let lists = Vocabulary::ALL.map(|vocabulary| terminology.terms(vocabulary));
    let bytes = postcard::to_allocvec(&lists).map_err(|error| damaged(&error))?;
    Ok(frame(KIND, LAYOUT, &bytes))
}

/// Reads a snapshot that [`encode`] made.
///
/// # Errors
/// [`FrameError`] when it is something else.
pub fn decode(bytes: &[u8]) -> Result<Terminology, FrameError> {
    let lists: [Vec<Term>; 3] =
        postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?).map_err(|error| damaged(&error))?;
    let terms = Vocabulary::ALL.into_iter().zip(lists);
    Ok(Terminology::new(terms.flat_map(|(vocabulary, list)| {
        list.into_iter().map(move |term| (vocabulary, term))
    })))
}

fn damaged(error: &impl ToString) -> FrameError {
    FrameError::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
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
    }
}
