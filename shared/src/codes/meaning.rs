//! What the text of a code says.

use super::gs1::{self, Elements, Gs1Error};
use super::{Symbology, marking};
use crate::catalogue::{Gtin, GtinError};

/// What a code's text turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A product's number and nothing else: EAN, UPC, or the number on a carton.
    Item(Gtin),
    /// A GS1 message: usually a product with its lot, expiry and serial number.
    Elements(Elements),
    /// Anything else: a web address, a company's own numbering.
    Other,
}

/// A text that claims to be something and breaks its rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MeaningError {
    /// Nothing but spaces.
    #[error("the code holds no data")]
    Empty,
    /// A product's number with a wrong check digit: a digit was misread or mistyped. It is not looked up.
    #[error(transparent)]
    Item(GtinError),
    /// A GS1 message that breaks GS1's rules.
    #[error(transparent)]
    Gs1(#[from] Gs1Error),
}

impl Meaning {
    /// What a text says; `format` is the kind of code that it was read from, if known.
    ///
    /// # Errors
    /// [`MeaningError`] for a text that can only be meant as a product's number or a GS1 message and breaks its rules.
    pub fn of(text: &str, format: Option<Symbology>) -> Result<Self, MeaningError> {
        let text = text.trim_matches([' ', '\t', '\r', '\n']);
        let (_, body) = gs1::split_identifier(text);
        if body.is_empty() {
            return Err(MeaningError::Empty);
        }
        if gs1::announces_itself(text) {
            return Ok(Self::Elements(gs1::parse(text)?));
        }
        if gs1::is_web_address(body) {
            return link(body);
        }
        if let Some(item) = item(body, format) {
            return item.map(Self::Item).map_err(MeaningError::Item);
        }
        Ok(unannounced(body))
    }

    /// As a GS1 message; an item's number becomes one of (01) alone.
    pub fn into_elements(self) -> Option<Elements> {
        match self {
            Self::Item(gtin) => Some(Elements::of_item(gtin)),
            Self::Elements(elements) => Some(elements),
            Self::Other => None,
        }
    }
}

/// A web address that names a thing as GS1 does must do so by the rules; any other is somebody's home page.
fn link(address: &str) -> Result<Meaning, MeaningError> {
    match gs1::parse(address) {
        Ok(elements) => Ok(Meaning::Elements(elements)),
        Err(Gs1Error::NoLink) => Ok(Meaning::Other),
        Err(error) => Err(error.into()),
    }
}

/// The item that digits name; `None` when they are not meant as one.
fn item(text: &str, format: Option<Symbology>) -> Option<Result<Gtin, GtinError>> {
    let digits: String = text
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-'))
        .collect();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let read = match (format, digits.len()) {
        (Some(Symbology::Upce), 6..=8) => Gtin::from_upce(&digits),
        _ => digits.parse::<Gtin>(),
    };
    match format {
        // Codes that hold an item's number alone, the carton's, and what a person typed.
        None | Some(Symbology::Itf) => Some(read),
        Some(kind) if kind.holds_item_number() => Some(read),
        // Other codes may hold any digits: they name an item only if they are one.
        Some(_) => read.ok().map(Ok),
    }
}

/// A text that does not say what it is. Only an item's number with a right check digit in front makes it a message: `01`
/// followed by anything may be anything.
fn unannounced(text: &str) -> Meaning {
    let names_an_item = text.strip_prefix("01").and_then(|rest| rest.get(..14));
    let Some(Ok(_)) = names_an_item.map(str::parse::<Gtin>) else {
        return Meaning::Other;
    };
    let restored = marking::with_separators(text);
    let read = gs1::parse(restored.as_deref().unwrap_or(text));
    read.map_or(Meaning::Other, Meaning::Elements)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEM: &str = "04780012345677";

    fn item() -> Meaning {
        Meaning::Item(ITEM.parse().unwrap())
    }

    #[test]
    fn one_item_is_one_number_whichever_code_it_was_read_from() {
        for (text, format) in [
            ("4780012345677", Some(Symbology::Ean13)),
            ("4780012345677", None),
            ("4 780012 345677", None),
            ("04780012345677", Some(Symbology::Itf)),
            ("]E04780012345677", Some(Symbology::Ean13)),
            ("4780012345677", Some(Symbology::Code128)),
        ] {
            assert_eq!(Meaning::of(text, format), Ok(item()), "{text}");
        }
        let upce = Meaning::of("01234565", Some(Symbology::Upce)).unwrap();
        assert_eq!(
            upce,
            Meaning::of("012345000065", Some(Symbology::Upca)).unwrap()
        );
    }

    /// The replaced service compared a whole element string with a barcode, and never looked at a check digit.
    #[test]
    fn a_wrong_check_digit_is_said_and_an_element_string_is_understood() {
        let wrong = Err(MeaningError::Item(GtinError::CheckDigit {
            found: 8,
            wanted: 7,
        }));
        assert_eq!(Meaning::of("4780012345678", None), wrong);
        assert_eq!(Meaning::of("4780012345678", Some(Symbology::Ean13)), wrong);
        // Other codes may hold any digits.
        assert_eq!(
            Meaning::of("4780012345678", Some(Symbology::Qr)),
            Ok(Meaning::Other)
        );
        let text = format!("01{ITEM}1727123110A1");
        let elements = Meaning::of(&text, Some(Symbology::DataMatrix)).unwrap();
        assert_eq!(elements.into_elements().unwrap().lot(), Some("A1"));
        assert!(matches!(
            Meaning::of("]d20104780012345678", None),
            Err(MeaningError::Gs1(Gs1Error::Value { ai: "01", .. }))
        ));
    }

    #[test]
    fn what_only_looks_like_a_message_is_something_else() {
        for text in [
            "https://example.org/",
            "WIFI:S:home;;",
            "01 Main Street",
            "0123456789",
            "]Q1hello",
        ] {
            let format = Some(Symbology::Qr);
            assert_eq!(Meaning::of(text, format), Ok(Meaning::Other), "{text}");
        }
        assert_eq!(Meaning::of(" ]d2 ", None), Err(MeaningError::Empty));
    }

    #[test]
    fn a_link_that_breaks_the_rules_is_refused() {
        let link = format!("https://example.org/01/{ITEM}/10/A1");
        let read = Meaning::of(&link, Some(Symbology::Qr)).unwrap();
        assert_eq!(read.into_elements().unwrap().lot(), Some("A1"));
        let broken = link.replace("5677", "5678");
        assert!(Meaning::of(&broken, None).is_err());
    }

    #[test]
    fn a_mark_without_its_separators_is_understood() {
        let tail = "MDEwNDc4MDAxMjM0NTY3NjIxQTFiMkMzZDRFNWY2Zw==";
        let text = format!("01{ITEM}21A1b2C3d4E5f6g91EE0592{tail}");
        let elements = Meaning::of(&text, None).unwrap().into_elements().unwrap();
        assert_eq!(elements.serial(), Some("A1b2C3d4E5f6g"));
        assert_eq!(elements.get("92"), Some(tail));
    }
}
