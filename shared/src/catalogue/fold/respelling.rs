//! Two spellings of one international name, without doubt.
//!
//! [`super::sound`] is made for finding: `Furazol` (fluconazole) and `Furasol` (furazidin), vitamin C and vitamin K, factor
//! VII and factor VIII sound the same there. Where a name decides what is checked, that is too little. Here only words of six
//! letters and more may be spelled as they sound, each at its own place; shorter ones, numbers and Roman numerals are
//! taken as they stand. Six pairs of the 25,425 names of DrugBank's vocabulary and 8,225 registrations are two
//! substances even so, and stand in a list (`functions/importer/tests/spelling.rs` finds any further one).
//!
//! This holds for columns of international names alone. Trade names are endless and nobody keeps them apart, so a trade
//! name is never taken for another by its sound.

use super::{fold, sound};

/// Shorter words say too little by their sound.
const LEAST: usize = 6;

/// Spellings that are two substances: allicin and Alizin (lysine), chloroquine (chlorochin) and chloroxine, genistein and
/// genisteine (sparteine), methionine and methionin (acetylmethionine), polihexanide and polihexanid (epirizole),
/// sophorin (rutin) and sophorine (cytisine).
const TWO_SUBSTANCES: [&str; 6] = [
    "alisin",
    "genistein",
    "metionin",
    "poligexanid",
    "soforin",
    "xloroxin",
];

/// What all spellings of one international name have in common, word by word; `None` when the name has no letter or is
/// one of those that two substances have.
pub fn respelling(name: &str) -> Option<String> {
    let folded = fold(name);
    let words: Vec<String> = folded.split(' ').map(settled).collect();
    let is_doubtful = words
        .iter()
        .any(|word| TWO_SUBSTANCES.contains(&word.as_str()));
    let key = words.join(" ");
    (!is_doubtful && key.contains(|letter: char| letter.is_ascii_lowercase())).then_some(key)
}

fn settled(word: &str) -> String {
    let is_long = word.len() >= LEAST && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_long {
        sound(word)
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_international_name_meet() {
        for (one, other) in [
            ("levothyroxine", "Левотироксин"),
            ("rosuvastatin calcium", "rozuvastatin kalcium"),
            ("chlorhexidine", "хлоргексидин"),
            ("ciprofloxacin", "siprofloksatsin"),
        ] {
            assert_eq!(respelling(one), respelling(other), "{one} and {other}");
        }
    }

    #[test]
    fn what_sound_alone_takes_for_one_stays_apart() {
        for (one, other) in [
            ("vitamin C", "vitamin K"),
            ("vitamin G", "vitamin H"),
            ("factor VII human", "factor VIII human"),
            ("poliovirus type I", "poliovirus type II"),
            ("malate ion", "malathion"),
            ("Phe", "Fe"),
        ] {
            let (one, other) = (respelling(one), respelling(other));
            assert!(one != other && one.is_some(), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn spellings_of_two_substances_are_no_spelling_of_either() {
        for name in [
            "genisteine",
            "Sophorin",
            "chlorochin",
            "polihexanid",
            "methionin",
            "Alizin",
            "5",
        ] {
            assert_eq!(respelling(name), None, "{name}");
        }
    }
}
