//! GS1's application identifiers: what `01`, `10`, `17` and `21` in a code mean.
//!
//! A message comes as an element string (separated by FNC1), in brackets as printed beside a code, or as a Digital Link
//! URI. [`parse`] takes all three, checks every value against the rules of GS1's Barcode Syntax Dictionary and keeps
//! them as [`Elements`]. The rules are `shared/assets/gs1/identifiers.tsv`, made from the dictionary by
//! `scripts/gs1-identifiers`.

mod brackets;
mod characters;
mod check;
mod country;
mod currency;
mod dates;
mod element_string;
mod elements;
mod error;
mod link;
mod lint;
mod package;
mod pairs;
mod percent;
mod rules;
#[cfg(test)]
mod tests;

pub use elements::{Element, Elements};
pub use error::{Fault, Gs1Error};
pub use pairs::PairFault;

/// FNC1 inside a code as scanners hand it on: the ASCII character GS.
pub const SEPARATOR: char = '\u{1d}';

/// The longest text that is looked at. A GS1 QR Code holds at most 4,296 characters, a Digital Link some more for
/// its escapes.
pub const MAX_LENGTH: usize = 8_000;

/// Symbology identifiers (ISO/IEC 15424) of codes that hold an element string.
const GS1_CARRIERS: [&str; 5] = ["]C1", "]d2", "]Q3", "]e0", "]J1"];

/// Reads a GS1 message in any of its forms, with a symbology identifier in front or without.
///
/// # Errors
/// [`Gs1Error`], which names the identifier at fault and never its value.
pub fn parse(text: &str) -> Result<Elements, Gs1Error> {
    if text.len() > MAX_LENGTH {
        return Err(Gs1Error::TooLong);
    }
    let (_, body) = split_identifier(text.trim_matches([' ', '\t', '\r', '\n']));
    if body.starts_with('(') {
        return brackets::parse(body);
    }
    if is_web_address(body) {
        return link::parse(body);
    }
    element_string::parse(body)
}

/// Whether a text says by itself that it is an element string or is written in brackets.
pub(super) fn announces_itself(text: &str) -> bool {
    let (identifier, body) = split_identifier(text);
    identifier.is_some_and(|found| GS1_CARRIERS.contains(&found))
        || body.starts_with(['(', SEPARATOR])
}

/// Whether a text is a web address, which may be a Digital Link.
pub(super) fn is_web_address(text: &str) -> bool {
    let lower = text.get(..8).or(text.get(..7)).unwrap_or_default();
    let lower = lower.to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// Takes a symbology identifier off the front: `]`, a letter, and a letter or digit.
pub(super) fn split_identifier(text: &str) -> (Option<&str>, &str) {
    let bytes = text.as_bytes();
    let is_one = bytes.len() >= 3
        && bytes[0] == b']'
        && bytes[1].is_ascii_alphabetic()
        && bytes[2].is_ascii_alphanumeric();
    if is_one {
        (Some(&text[..3]), &text[3..])
    } else {
        (None, text)
    }
}
