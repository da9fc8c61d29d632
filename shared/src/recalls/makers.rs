//! Whether two names are the same maker's.

use crate::catalogue::fold::fold;

/// Words of company names that many companies have: forms of law, branches and countries. They tell nobody apart.
const COMMON: &[&str] = &[
    "a",
    "ab",
    "ag",
    "and",
    "ao",
    "as",
    "bv",
    "chemical",
    "co",
    "company",
    "corp",
    "corporation",
    "dr",
    "drug",
    "drugs",
    "factory",
    "fze",
    "gmbh",
    "group",
    "health",
    "healthcare",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "india",
    "industries",
    "industry",
    "international",
    "jsc",
    "kg",
    "kgaa",
    "lab",
    "laboratories",
    "laboratory",
    "laboratoire",
    "laboratoires",
    "laboratorios",
    "labs",
    "life",
    "lifesciences",
    "limited",
    "llc",
    "llp",
    "ltd",
    "ltda",
    "manufacturing",
    "medical",
    "medicine",
    "medicines",
    "mchj",
    "nv",
    "oao",
    "of",
    "ok",
    "ooo",
    "pharm",
    "pharma",
    "pharmaceutical",
    "pharmaceuticals",
    "pharmaceuticalsusa",
    "plant",
    "plc",
    "private",
    "products",
    "pte",
    "pty",
    "pvt",
    "qk",
    "sa",
    "sas",
    "sciences",
    "sp",
    "spa",
    "srl",
    "sro",
    "the",
    "uk",
    "us",
    "usa",
    "xk",
    "zao",
];

/// Short names by which a maker is known as well as by its full one.
const SHORT: &[(&str, &str)] = &[("gsk", "glaxosmithkline"), ("bms", "bristol")];

/// The words of a name that tell it apart, as they are compared.
fn telling(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded
        .split(' ')
        .filter(|word| !word.is_empty() && !COMMON.contains(word));
    words
        .map(|word| {
            let full = SHORT.iter().find(|(short, _)| *short == word);
            full.map_or(word, |(_, full)| full).to_owned()
        })
        .collect()
}

/// Whether the first telling word of either name is among those of the other: `Teva` and `Teva Pharmaceuticals USA, Inc.`
/// are one maker. It errs towards one: a maker too many is looked at again by a person, a maker too few by nobody.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let (one_words, other_words) = (telling(one), telling(other));
    match (one_words.first(), other_words.first()) {
        (Some(first), Some(other_first)) => {
            other_words.contains(first) || one_words.contains(other_first)
        }
        // Nothing but common words on one side: then all of them have to agree.
        _ => !fold(one).is_empty() && fold(one) == fold(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_law_and_countries_do_not_part_a_maker_from_itself() {
        for (one, other) in [
            ("Teva", "Teva Pharmaceuticals USA, Inc"),
            ("Dr. Reddy's", "Dr. Reddy's Laboratories Limited"),
            ("Radiks, OOO", "Радикс"),
            ("GSK", "GlaxoSmithKline LLC"),
            ("Glenmark", "Glenmark Pharmaceuticals Inc., USA"),
            ("World Medicine", "WORLD MEDICINE ILAC"),
        ] {
            assert!(
                is_same(one, other) && is_same(other, one),
                "{one} / {other}"
            );
        }
        for (one, other) in [
            ("Teva", "Tevapharm"),
            ("Sun Pharma", "Glenmark Pharma"),
            ("Pharma Ltd", "Laboratories Inc"),
            ("", "Teva"),
            ("", ""),
        ] {
            assert!(!is_same(one, other), "{one} / {other}");
        }
    }
}
