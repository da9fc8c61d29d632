//! What is known of a medicine without any list of interactions. `models/predicted/features.py` does the same.

use std::collections::BTreeSet;

use crate::catalogue::{Atc, IngredientId};

/// Lengths of ATC prefixes: levels 1 to 4. The fifth is the substance itself.
const ATC_LENGTHS: [usize; 4] = [1, 3, 4, 5];
/// Letters of the end of a name, as in `-azole`.
const ENDS: [usize; 4] = [3, 4, 5, 6];
/// Letters of the beginning of a name, as in `cef-`.
const BEGINNINGS: [usize; 3] = [3, 4, 5];
/// A word has to be longer than the part of it that stands for its kin by so many letters.
const REST: usize = 2;

/// All features of a medicine. `classes` are the classes of ours that it belongs to.
pub(in crate::interactions) fn features<'a>(
    id: &IngredientId,
    codes: &[Atc],
    classes: impl Iterator<Item = &'a str>,
) -> BTreeSet<String> {
    let mut features: BTreeSet<String> = classes.map(|class| format!("class:{class}")).collect();
    for code in codes {
        let prefixes = ATC_LENGTHS
            .iter()
            .filter_map(|length| code.as_str().get(..*length));
        features.extend(prefixes.map(str::to_owned));
    }
    let mut words = id.as_str().split('-');
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or(first);
    // Identifiers are ASCII, so every place is one between letters.
    let ends = ENDS.iter().filter(|length| last.len() >= *length + REST);
    features.extend(ends.map(|length| format!("-{}", &last[last.len() - length..])));
    let beginnings = BEGINNINGS
        .iter()
        .filter(|length| first.len() >= *length + REST);
    features.extend(beginnings.map(|length| format!("{}-", &first[..*length])));
    features
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_medicine_is_known_by_its_place_its_classes_and_its_name() {
        let id = "fluconazole".parse().unwrap();
        let codes = ["J02AC01".parse().unwrap()];
        let found = features(&id, &codes, std::iter::once("azole-antifungals"));
        let expected = [
            "-azole",
            "-nazole",
            "-ole",
            "-zole",
            "J",
            "J02",
            "J02A",
            "J02AC",
            "class:azole-antifungals",
            "flu-",
            "fluc-",
            "fluco-",
        ];
        assert_eq!(found, expected.map(str::to_owned).into());
    }

    #[test]
    fn a_short_word_has_no_kin_by_its_name() {
        let found = features(&"zinc".parse().unwrap(), &[], std::iter::empty());
        assert_eq!(found, BTreeSet::new());
        let found = features(&"uracil-d".parse().unwrap(), &[], std::iter::empty());
        assert_eq!(found, ["ura-", "urac-"].map(str::to_owned).into());
    }
}
