//! What a code's text says, as a scan keeps it.

use std::collections::BTreeMap;

use crate::catalogue::Gtin;
use crate::codes::{Meaning, MeaningError, Symbology};
use crate::store::scans::{CodeFault, CodeRecord};

/// Digits of the longest product number.
const GTIN_LENGTH: usize = 14;

/// A code with the product that it names, if it names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadCode {
    /// As it is kept.
    pub record: CodeRecord,
    /// The product; only of a number whose check digit is right.
    pub item: Option<Gtin>,
}

/// Reads the text of a code; `format` is its kind and `identifier` its symbology identifier (such as `]d2`), where they are known. A text that breaks its own rules is kept, with what is wrong, and
/// names no product: a number that was misread must not find somebody else's medicine.
pub fn read_code(text: &str, format: Option<Symbology>, identifier: Option<&str>) -> ReadCode {
    let announced = format!("{}{text}", identifier.unwrap_or_default());
    let meaning = match Meaning::of(&announced, format) {
        // Digits alone, and too many for a number: a message whose lot and serial number have no letters.
        Err(MeaningError::Item(_)) if text.len() > GTIN_LENGTH => {
            Meaning::of(&announced, Some(Symbology::DataMatrix))
        }
        other => other,
    };
    let (gs1, item, fault) = match meaning {
        Ok(meaning) => match meaning.into_elements() {
            Some(elements) => {
                let values = elements.iter();
                let gs1: BTreeMap<String, String> = values
                    .map(|element| (element.ai().to_owned(), element.value().to_owned()))
                    .collect();
                let item = gs1.get("01").and_then(|number| number.parse().ok());
                (gs1, item, None)
            }
            // A kind of code that holds a product's number and nothing else, and does not.
            None if format.is_some_and(Symbology::holds_item_number) => {
                (BTreeMap::new(), None, Some(CodeFault::Number))
            }
            None => (BTreeMap::new(), None, None),
        },
        Err(MeaningError::Empty) => (BTreeMap::new(), None, None),
        Err(MeaningError::Item(_)) => (BTreeMap::new(), None, Some(CodeFault::Number)),
        Err(MeaningError::Gs1(_)) => (BTreeMap::new(), None, Some(CodeFault::Gs1)),
    };
    ReadCode {
        record: CodeRecord {
            format: format.map(|format| format.as_str().to_owned()),
            text: text.to_owned(),
            gs1,
            fault,
        },
        item,
    }
}
