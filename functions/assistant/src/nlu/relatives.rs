//! Somebody else whom a question is about, by what people call them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::folded_words;

/// Somebody else whom a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relative {
    /// Mother.
    Mother,
    /// Father.
    Father,
    /// A child.
    Child,
    /// Husband or wife.
    Spouse,
    /// Grandmother or grandfather.
    Grandparent,
}

/// Beginnings of the words for people, as a question has them.
const SAID: [(&str, Relative); 36] = [
    ("onam", Relative::Mother),
    ("oyim", Relative::Mother),
    ("mam", Relative::Mother),
    ("mother", Relative::Mother),
    ("mum", Relative::Mother),
    ("mom", Relative::Mother),
    ("otam", Relative::Father),
    ("dadam", Relative::Father),
    ("pap", Relative::Father),
    ("father", Relative::Father),
    ("dad", Relative::Father),
    ("bolam", Relative::Child),
    ("qizim", Relative::Child),
    ("oglim", Relative::Child),
    ("rebenk", Relative::Child),
    ("rebyonk", Relative::Child),
    ("sinu", Relative::Child),
    ("sinom", Relative::Child),
    ("dochk", Relative::Child),
    ("docher", Relative::Child),
    ("child", Relative::Child),
    ("daughter", Relative::Child),
    ("erim", Relative::Spouse),
    ("xotinim", Relative::Spouse),
    ("ayolim", Relative::Spouse),
    ("muju", Relative::Spouse),
    ("mujem", Relative::Spouse),
    ("husband", Relative::Spouse),
    ("wife", Relative::Spouse),
    ("buvim", Relative::Grandparent),
    ("bobom", Relative::Grandparent),
    ("babush", Relative::Grandparent),
    ("dedush", Relative::Grandparent),
    ("grandmother", Relative::Grandparent),
    ("grandfather", Relative::Grandparent),
    ("grandma", Relative::Grandparent),
];

/// Words by which a family's own list calls somebody, folded and whole: there nobody says "my".
const LISTED: [(&str, Relative); 27] = [
    ("ona", Relative::Mother),
    ("oyi", Relative::Mother),
    ("aya", Relative::Mother),
    ("mat", Relative::Mother),
    ("ota", Relative::Father),
    ("dada", Relative::Father),
    ("ada", Relative::Father),
    ("otec", Relative::Father),
    ("otets", Relative::Father),
    ("bola", Relative::Child),
    ("farzand", Relative::Child),
    ("ogil", Relative::Child),
    ("qiz", Relative::Child),
    ("sin", Relative::Child),
    ("doch", Relative::Child),
    ("rebenok", Relative::Child),
    ("son", Relative::Child),
    ("er", Relative::Spouse),
    ("xotin", Relative::Spouse),
    ("muj", Relative::Spouse),
    ("jena", Relative::Spouse),
    ("spouse", Relative::Spouse),
    ("buvi", Relative::Grandparent),
    ("bobo", Relative::Grandparent),
    ("ded", Relative::Grandparent),
    ("baba", Relative::Grandparent),
    ("grandpa", Relative::Grandparent),
];

impl Relative {
    /// Whom a word of a question means, if anybody.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        // Papaverine is nobody's father: at most an ending follows.
        let is_meant = |start: &str| word.starts_with(start) && word.len() <= start.len() + 4;
        let found = SAID.iter().find(|(start, _)| is_meant(start));
        found.map(|(_, relative)| *relative)
    }

    /// Whom a family's own words for a relation mean (`ona`, `мама`, `my mother`), if anybody who can be asked about.
    pub fn of_relation(relation: &str) -> Option<Self> {
        folded_words(relation).iter().find_map(|word| {
            let listed = LISTED.iter().find(|(whole, _)| whole == word);
            listed
                .map(|(_, relative)| *relative)
                .or_else(|| Self::of_word(word))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_in_questions_and_on_lists() {
        for (word, relative) in [
            ("onamga", Some(Relative::Mother)),
            ("mame", Some(Relative::Mother)),
            ("grandfather", Some(Relative::Grandparent)),
            ("papaverin", None),
            ("ona", None),
        ] {
            assert_eq!(Relative::of_word(word), relative, "{word}");
        }
        for (relation, relative) in [
            ("ona", Some(Relative::Mother)),
            ("Мама", Some(Relative::Mother)),
            ("Mother", Some(Relative::Mother)),
            ("мать", Some(Relative::Mother)),
            ("my son", Some(Relative::Child)),
            ("қиз", Some(Relative::Child)),
            ("жена", Some(Relative::Spouse)),
            ("qoʻshni", None),
        ] {
            assert_eq!(Relative::of_relation(relation), relative, "{relation}");
        }
    }
}
