//! Which parts of a name the query meant.

use nazar::catalogue::fold::{fold, sound};
use serde::Serialize;
use utoipa::ToSchema;

/// A part of a text. The parts in their order are the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Part {
    /// The part.
    #[schema(example = "Panadol")]
    text: String,
    /// Whether the query meant it.
    #[serde(rename = "match")]
    is_match: bool,
}

/// The text in parts; `words` are those that the search took the query's words for, ascending, as they sound.
pub(crate) fn parts(text: &str, words: &[String]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for piece in pieces(text) {
        let is_match = is_meant(piece, words);
        match parts.last_mut() {
            Some(last) if last.is_match == is_match => last.text.push_str(piece),
            _ => parts.push(Part {
                text: piece.to_owned(),
                is_match,
            }),
        }
    }
    parts
}

fn is_meant(piece: &str, words: &[String]) -> bool {
    let folded = fold(piece);
    let mut said = folded.split(' ').filter(|word| !word.is_empty()).map(sound);
    said.any(|word| words.binary_search(&word).is_ok())
}

/// Words and what stands between them, in their order.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut was_word = None;
    for (place, letter) in text.char_indices() {
        let is_word =
            letter.is_alphanumeric() || matches!(letter, '.' | ',' | '\'' | 'ʻ' | 'ʼ' | '’');
        if was_word.is_some_and(|was| was != is_word) {
            pieces.push(&text[start..place]);
            start = place;
        }
        was_word = Some(is_word);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_sound_like_the_query_are_marked() {
        let words = vec!["40".to_owned(), sound("shpa")];
        let marked: Vec<(String, bool)> = parts("No-Shpa 40 mg", &words)
            .into_iter()
            .map(|part| (part.text, part.is_match))
            .collect();
        let wanted = [
            ("No-", false),
            ("Shpa", true),
            (" ", false),
            ("40", true),
            (" mg", false),
        ];
        assert_eq!(
            marked,
            wanted.map(|(text, is_match)| (text.to_owned(), is_match))
        );
        assert_eq!(parts("", &words), []);
    }
}
