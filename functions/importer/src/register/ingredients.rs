//! What acts in a product, as the register lists it: `comb.drug (ambroxol; cetirizine*)`.

use nazar::catalogue::{IngredientId, Names};

use crate::report::{Findings, Problem};
pub(crate) use crate::substances::Substances;

/// Phrases that stand for no substance.
const NO_SUBSTANCES: [&str; 4] = [
    "plants extract",
    "plant extracts",
    "vitamins & minerals",
    "vitamins and minerals",
];

/// The substances of a field, and whether they are all. One that is in no terminology is added under the name as
/// written; a list that is cut off, or names plants and vitamins at large, is not whole.
pub(super) fn read(
    text: &str,
    line: u64,
    substances: &mut Substances,
    findings: &mut Findings,
) -> (Vec<IngredientId>, bool) {
    let repaired = latin_letters(text);
    let list = inside(&repaired);
    let mut ids = Vec::new();
    let mut is_whole = !list.ends_with('.');
    for part in parts(list) {
        if part.ends_with("..") {
            findings.note(line, Problem::IngredientsCutOff, text);
            is_whole = false;
        }
        let name = part.trim_matches(['*', '.', ' ', ':']);
        if name.chars().filter(|letter| letter.is_alphabetic()).count() < 2
            || NO_SUBSTANCES.contains(&name)
        {
            is_whole &= name.is_empty();
            continue;
        }
        let id = match substances.find(name) {
            Some(id) => {
                if !substances.is_name(name) {
                    findings.count_repair("ingredient-spelling");
                    let read_as = format!("{name} -> {id}");
                    findings.note(line, Problem::IngredientRespelled, &read_as);
                }
                Some(id.clone())
            }
            None => {
                findings.note(line, Problem::IngredientUnlisted, name);
                add(name, substances)
            }
        };
        is_whole &= id.is_some();
        if let Some(id) = id
            && !ids.contains(&id)
        {
            ids.push(id);
        }
    }
    if ids.is_empty() {
        findings.note(line, Problem::IngredientsMissing, text);
    }
    let is_known = !ids.is_empty();
    (ids, is_whole && is_known)
}

fn add(name: &str, substances: &mut Substances) -> Option<IngredientId> {
    let names = Names {
        en: name.to_owned(),
        ..Names::default()
    };
    substances.add(&names, &[])
}

/// The text in small letters, with Cyrillic look-alikes put right in words that are Latin otherwise.
fn latin_letters(text: &str) -> String {
    let small = text.to_lowercase();
    let word = |word: &str| -> String {
        let has_latin = word.chars().any(|letter| letter.is_ascii_alphabetic());
        let repaired = nazar::catalogue::fold::latin_look_alikes(word);
        match has_latin && repaired.is_ascii() {
            true => repaired,
            false => word.to_owned(),
        }
    };
    small.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// What the brackets of `comb.drug (…)` hold, whether or not they are closed; the text itself otherwise.
fn inside(text: &str) -> &str {
    let plain = text.trim().trim_end_matches('*').trim();
    let is_combination = plain.starts_with("comb") || plain.starts_with("комб");
    let Some(open) = plain.find('(').filter(|_| is_combination) else {
        return plain;
    };
    let list = &plain[open + 1..];
    list.strip_suffix(')').unwrap_or(list)
}

/// The list's parts: at semicolons and commas that stand in no bracket. A comma between digits is a decimal one.
fn parts(list: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_i32;
    let mut start = 0;
    let mut before = ' ';
    for (place, letter) in list.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ';' | ',' if depth <= 0 => {
                let behind = list[place + 1..].chars().next().unwrap_or(' ');
                let is_decimal =
                    letter == ',' && before.is_ascii_digit() && behind.is_ascii_digit();
                if !is_decimal {
                    parts.push(list[start..place].trim());
                    start = place + 1;
                }
            }
            _ => {}
        }
        before = letter;
    }
    parts.push(list[start..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> (Vec<String>, Vec<Problem>) {
        let mut substances = Substances::default();
        for name in [
            "ambroxol",
            "cetirizine",
            "cefoperazone",
            "ceftriaxone",
            "diclofenac",
        ] {
            add(name, &mut substances);
        }
        let mut findings = Findings::default();
        let (ids, _) = read(text, 2, &mut substances, &mut findings);
        let problems = findings
            .findings
            .iter()
            .map(|finding| finding.problem)
            .collect();
        (ids.iter().map(ToString::to_string).collect(), problems)
    }

    #[test]
    fn combinations_are_split() {
        assert_eq!(
            ids("comb.drug (ambroxol; cetirizine)").0,
            ["ambroxol", "cetirizine"]
        );
        assert_eq!(ids("ambroxol, cetirizine*").0, ["ambroxol", "cetirizine"]);
        // The first о of the word is Cyrillic, as is that of comb.
        assert_eq!(
            ids("cоmb.drug (cefоperazone; ambroxol").0,
            ["cefoperazone", "ambroxol"]
        );
        assert_eq!(ids("diclofenac sodium*").0, ["diclofenac"]);
    }

    #[test]
    fn unlisted_substances_are_kept_and_noted() {
        let (found, problems) = ids("comb.drug (ambroxol; menthol*; asc. acid;...)");
        assert_eq!(found, ["ambroxol", "menthol", "asc-acid"]);
        let unlisted = Problem::IngredientUnlisted;
        assert_eq!(problems, [unlisted, unlisted, Problem::IngredientsCutOff]);
    }

    #[test]
    fn a_field_without_substances_is_noted() {
        for text in ["", "comb.drug (plants extract)", "*"] {
            assert_eq!(
                ids(text),
                (vec![], vec![Problem::IngredientsMissing]),
                "{text}"
            );
        }
        assert_eq!(
            ids("hydroxyethyl starch 200/0,5*").0,
            ["hydroxyethyl-starch-200-0-5"]
        );
    }
}
