//! What can be heard at all: words with the units of which they are made, as trees of each language.
//!
//! The lexicon is `models/speech/lexicon.tsv`, written by `models/speech/export.py`: language, class, the word as it is
//! written, its units. Names of medicines, numbers and places are classes of their own. An ending (`+ning`) is written
//! onto the word before it.

use std::collections::HashMap;

use crate::nlu::Language;

/// The words of the three languages.
pub(super) const LEXICON: &str = include_str!("../../../../models/speech/lexicon.tsv");

/// A word that can be heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) language: Language,
    /// How it is written; an ending begins with `+`.
    pub(super) written: String,
    /// What the bigrams call it: itself, or `<class>`.
    pub(super) called: String,
}

/// A beginning that words share.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    /// The unit that leads here.
    pub(super) unit: u16,
    /// Where it goes on.
    pub(super) next: Vec<u32>,
    /// Words that end here.
    pub(super) words: Vec<u32>,
}

/// All words, with the trees of their beginnings.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) words: Vec<Word>,
    pub(super) nodes: Vec<Node>,
}

/// Why a lexicon cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum LexiconError {
    /// A line is not of the four fields.
    #[error("line {0} of the lexicon cannot be read")]
    Line(usize),
    /// The network does not know a unit: they are of different trainings.
    #[error("line {line} of the lexicon has the unit {unit:?}, which the network lacks")]
    Unit {
        /// The line, from 1.
        line: usize,
        /// The unit.
        unit: String,
    },
}

impl Lexicon {
    /// Reads a lexicon for a network of these units.
    pub(super) fn read(text: &str, units: &[String]) -> Result<Self, LexiconError> {
        let numbers: HashMap<&str, u16> = (0..)
            .zip(units)
            .map(|(at, unit)| (unit.as_str(), at))
            .collect();
        // The first nodes are where each language begins.
        let mut lexicon = Self {
            words: Vec::new(),
            nodes: vec![Node::default(); Language::ALL.len()],
        };
        for (line, text) in (1..).zip(text.lines()) {
            let fields: Vec<&str> = text.split('\t').collect();
            let &[language, class, written, said] = fields.as_slice() else {
                return Err(LexiconError::Line(line));
            };
            let language = Language::of_tag(language).ok_or(LexiconError::Line(line))?;
            let called = match class {
                "word" | "ending" => written.to_owned(),
                class => format!("<{class}>"),
            };
            let mut node = language as usize;
            for unit in said.split(' ') {
                let number = *numbers.get(unit).ok_or_else(|| LexiconError::Unit {
                    line,
                    unit: unit.to_owned(),
                })?;
                node = lexicon.child(node, number);
            }
            let number = u32::try_from(lexicon.words.len()).unwrap_or(u32::MAX);
            lexicon.nodes[node].words.push(number);
            lexicon.words.push(Word {
                language,
                written: written.to_owned(),
                called,
            });
        }
        Ok(lexicon)
    }

    fn child(&mut self, node: usize, unit: u16) -> usize {
        let known = self.nodes[node].next.iter().copied();
        let found = known
            .map(|next| next as usize)
            .find(|next| self.nodes[*next].unit == unit);
        found.unwrap_or_else(|| {
            let next = self.nodes.len();
            self.nodes.push(Node {
                unit,
                ..Node::default()
            });
            self.nodes[node]
                .next
                .push(u32::try_from(next).unwrap_or(u32::MAX));
            next
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units() -> Vec<String> {
        ["", "d", "o", "r", "i"].map(str::to_owned).to_vec()
    }

    #[test]
    fn words_share_their_beginnings() {
        let text = "uz\tword\tdori\td o r i\nuz\tword\tdo\td o\nuz\tmedicine\tdor\td o r\n";
        let lexicon = Lexicon::read(text, &units()).unwrap();
        assert_eq!(lexicon.words.len(), 3);
        assert_eq!(lexicon.words[2].called, "<medicine>");
        // Three beginnings of languages and one node for each unit.
        assert_eq!(lexicon.nodes.len(), 3 + 4);
        assert_eq!(lexicon.nodes[Language::Uzbek as usize].next.len(), 1);
    }

    #[test]
    fn a_lexicon_of_another_training_is_refused() {
        let other = Lexicon::read("uz\tword\tsut\ts u t\n", &units()).unwrap_err();
        assert_eq!(
            other,
            LexiconError::Unit {
                line: 1,
                unit: "s".to_owned()
            }
        );
        assert_eq!(
            Lexicon::read("uz\tword\tdo\n", &units()).unwrap_err(),
            LexiconError::Line(1)
        );
        assert_eq!(
            Lexicon::read("de\tword\tdo\td o\n", &units()).unwrap_err(),
            LexiconError::Line(1)
        );
    }
}
