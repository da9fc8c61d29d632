//! Element strings: identifiers and values one after another.
//!
//! A value of a length that its identifier fixes for all time ends there; every other ends at a separator or at the end of
//! the message. Which are which is the dictionary's flag `*`, not the length that a value happens to have.

use super::rules::Rule;
use super::{Elements, Gs1Error, SEPARATOR};

/// Reads an element string. Separators in front and after values of fixed length are passed over: encoders put them there,
/// and they change nothing.
pub(super) fn parse(text: &str) -> Result<Elements, Gs1Error> {
    let mut elements = Elements::default();
    let mut rest = text.trim_start_matches(SEPARATOR);
    while !rest.is_empty() {
        let at = text.chars().count() - rest.chars().count();
        let rule = Rule::at_start_of(rest).ok_or(Gs1Error::UnknownIdentifier { at })?;
        let after = &rest[rule.ai.len()..];
        let ends = end_of_value(rule, after);
        elements.add(rule, &after[..ends])?;
        rest = after[ends..].trim_start_matches(SEPARATOR);
    }
    elements.or_empty()
}

/// Where a value ends, in bytes.
fn end_of_value(rule: &Rule, after: &str) -> usize {
    let separated = after.find(SEPARATOR).unwrap_or(after.len());
    if !rule.is_predefined {
        return separated;
    }
    let fixed = after.char_indices().nth(rule.longest());
    fixed.map_or(after.len(), |(place, _)| place).min(separated)
}

/// Values of predefined length first would be shorter; the order of the message is kept all the same, because a code that
/// is written again should be the code that was read.
pub(super) fn write(elements: &Elements) -> String {
    let mut text = String::new();
    let mut is_open = false;
    for (rule, value) in &elements.kept {
        if is_open {
            text.push(SEPARATOR);
        }
        text.push_str(&rule.ai);
        text.push_str(value);
        is_open = !rule.is_predefined;
    }
    text
}
