//! The form for people: `(01)04600051000057(17)271231(10)A1`.
//!
//! A value may itself hold brackets. GS1's syntax puts a backslash before an opening one; people do not, so an opening
//! bracket begins an identifier only where digits that are one and a closing bracket follow.

use super::rules::Rule;
use super::{Elements, Gs1Error};

pub(super) fn parse(text: &str) -> Result<Elements, Gs1Error> {
    let mut elements = Elements::default();
    let mut rest = text;
    while !rest.is_empty() {
        let at = text.chars().count() - rest.chars().count();
        let rule = opening(rest).ok_or(Gs1Error::UnknownIdentifier { at })?;
        let after = &rest[rule.ai.len() + 2..];
        let ends = end_of_value(after);
        elements.add(rule, after[..ends].trim().replace("\\(", "(").as_str())?;
        rest = &after[ends..];
    }
    elements.or_empty()
}

/// The identifier in brackets with which a text begins.
fn opening(text: &str) -> Option<&'static Rule> {
    let (digits, _) = text.strip_prefix('(')?.split_once(')')?;
    Rule::of(digits)
}

fn end_of_value(text: &str) -> usize {
    let mut is_escaped = false;
    for (place, letter) in text.char_indices() {
        if letter == '(' && !is_escaped && opening(&text[place..]).is_some() {
            return place;
        }
        is_escaped = letter == '\\';
    }
    text.len()
}

pub(super) fn write(elements: &Elements) -> String {
    let mut text = String::new();
    for element in elements.iter() {
        text.push('(');
        text.push_str(element.ai());
        text.push(')');
        text.push_str(&element.value().replace('(', "\\("));
    }
    text
}
