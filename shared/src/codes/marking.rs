//! Uzbekistan's digital marking of medicines (Cabinet of Ministers, decree 149 of 2 April 2022).
//!
//! A marked pack carries a GS1 DataMatrix of four parts: the item (01), a serial number (21) of 13 characters, the number of the key
//! (91), 4 characters, and the crypto tail (92), 44 characters. Only the state's operator can tell whether a tail is
//! genuine. What is said here is that a mark has the shape of one: [`Marking`] has no variant for "verified", and a copied
//! mark has the right shape too.

use serde::Serialize;

use super::gs1::Elements;

const SERIAL: usize = 13;
const KEY: usize = 4;
const TAIL: usize = 44;

/// What a pack's code has of the marking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state", content = "faults")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Marking {
    /// Nothing of it: a barcode, or a code of another country.
    Absent,
    /// Some of it, but not in the shape that the decree asks for.
    Malformed(Vec<MarkingFault>),
    /// Of the right shape. Nobody has verified it.
    WellFormed,
}

/// What is wrong with the shape of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum MarkingFault {
    /// No item (01).
    ItemMissing,
    /// No serial number (21).
    SerialMissing,
    /// The serial number has not 13 characters.
    SerialLength,
    /// No number of the key (91).
    KeyMissing,
    /// The number of the key has not 4 characters.
    KeyLength,
    /// No crypto tail (92).
    TailMissing,
    /// The crypto tail has not 44 characters.
    TailLength,
    /// The crypto tail has characters that Base64 has not.
    TailCharacters,
}

impl Marking {
    /// Looks at what a code says. The parts that tell marking from any other serialisation are 91 and 92: without both,
    /// it is absent.
    pub fn of(elements: &Elements) -> Self {
        if elements.get("91").is_none() && elements.get("92").is_none() {
            return Self::Absent;
        }
        let faults = faults(elements);
        if faults.is_empty() {
            Self::WellFormed
        } else {
            Self::Malformed(faults)
        }
    }
}

fn faults(elements: &Elements) -> Vec<MarkingFault> {
    let part = |ai, length, missing, wrong_length| match elements.get(ai) {
        None => Some(missing),
        Some(value) if value.len() != length => Some(wrong_length),
        Some(_) => None,
    };
    let item = elements
        .get("01")
        .is_none()
        .then_some(MarkingFault::ItemMissing);
    let serial = part(
        "21",
        SERIAL,
        MarkingFault::SerialMissing,
        MarkingFault::SerialLength,
    );
    let key = part("91", KEY, MarkingFault::KeyMissing, MarkingFault::KeyLength);
    let tail = part(
        "92",
        TAIL,
        MarkingFault::TailMissing,
        MarkingFault::TailLength,
    );
    let tail = tail.or_else(|| {
        let is_base64 = elements
            .get("92")
            .is_some_and(|tail| tail.bytes().all(is_base64));
        (!is_base64).then_some(MarkingFault::TailCharacters)
    });
    [item, serial, key, tail].into_iter().flatten().collect()
}

/// Both alphabets of Base64: the decree names neither.
fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=')
}

/// Puts the separators back that some scanners leave out: a mark whose parts have the decree's lengths and order can be cut
/// without them. `None` for every other text.
pub(super) fn with_separators(text: &str) -> Option<String> {
    let lengths = [2 + 14, 2 + SERIAL, 2 + KEY, 2 + TAIL];
    if !text.is_ascii() || text.len() != lengths.iter().sum::<usize>() {
        return None;
    }
    let (item, rest) = text.split_at(lengths[0]);
    let (serial, rest) = rest.split_at(lengths[1]);
    let (key, tail) = rest.split_at(lengths[2]);
    let parts = [(item, "01"), (serial, "21"), (key, "91"), (tail, "92")];
    let is_mark = parts.iter().all(|(part, ai)| part.starts_with(ai));
    is_mark.then(|| format!("{item}{serial}\u{1d}{key}\u{1d}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::super::gs1;
    use super::*;

    const ITEM: &str = "0104780012345677";
    const TAIL_TEXT: &str = "MDEwNDc4MDAxMjM0NTY3NjIxQTFiMkMzZDRFNWY2Zw==";

    fn mark(serial: &str, key: &str, tail: &str) -> Marking {
        let text = format!("]d2{ITEM}21{serial}\u{1d}91{key}\u{1d}92{tail}");
        Marking::of(&gs1::parse(&text).unwrap())
    }

    #[test]
    fn a_mark_of_the_decrees_shape_is_well_formed_and_never_more() {
        assert_eq!(
            mark("A1b2C3d4E5f6g", "EE05", TAIL_TEXT),
            Marking::WellFormed
        );
        let json = serde_json::to_value(Marking::WellFormed).unwrap();
        assert_eq!(json["state"], "well_formed");
    }

    #[test]
    fn what_is_wrong_is_named() {
        use MarkingFault::{KeyLength, SerialLength, TailCharacters, TailLength};
        let odd = &TAIL_TEXT.replace('M', "!");
        for (marking, faults) in [
            (mark("A1b2C3d4E5f6", "EE05", TAIL_TEXT), vec![SerialLength]),
            (mark("A1b2C3d4E5f6g", "EE0", TAIL_TEXT), vec![KeyLength]),
            (mark("A1b2C3d4E5f6g", "EE05", "short="), vec![TailLength]),
            (mark("A1b2C3d4E5f6g", "EE05", odd), vec![TailCharacters]),
            (
                mark("A", "B", "C"),
                vec![SerialLength, KeyLength, TailLength],
            ),
        ] {
            assert_eq!(marking, Marking::Malformed(faults));
        }
        let without_serial = gs1::parse(&format!("{ITEM}91EE05")).unwrap();
        assert_eq!(
            Marking::of(&without_serial),
            Marking::Malformed(vec![MarkingFault::SerialMissing, MarkingFault::TailMissing])
        );
    }

    #[test]
    fn a_code_of_another_country_is_not_marked() {
        let elements = gs1::parse(&format!("{ITEM}17271231\u{1d}10A1\u{1d}21S1")).unwrap();
        assert_eq!(Marking::of(&elements), Marking::Absent);
    }

    #[test]
    fn a_mark_without_its_separators_can_be_cut() {
        let bare = format!("{ITEM}21A1b2C3d4E5f6g91EE0592{TAIL_TEXT}");
        let elements = gs1::parse(&with_separators(&bare).unwrap()).unwrap();
        assert_eq!(Marking::of(&elements), Marking::WellFormed);
        assert_eq!(with_separators(&bare[1..]), None);
        assert_eq!(with_separators(&bare.replace("91EE", "93EE")), None);
    }
}
