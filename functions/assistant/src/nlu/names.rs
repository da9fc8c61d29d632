//! The catalogue's names as they are asked for: Cyrillic brands without their strength, and names that are misspelt.
//!
//! A guess at a medicine is dangerous where it is acted on: Losec and Lasix differ by two letters. So a misspelt name is
//! found only when nothing else is as near, is always told as a guess, and is never checked against other medicines before
//! the person has said that it is meant.

use std::collections::BTreeMap;

use nazar::catalogue::fold::{compact, fold, sound};
use nazar::catalogue::{Catalogue, IngredientId, Medicine, Resolution};

/// Names as they sound, sorted by their first letter.
#[derive(Debug, Clone, Default)]
pub struct Names {
    by_letter: BTreeMap<u8, Vec<Name>>,
    /// What medicines are called in Cyrillic letters before their strength, folded and without spaces.
    cyrillic: BTreeMap<String, Resolution>,
}

#[derive(Debug, Clone)]
struct Name {
    said: String,
    /// As the catalogue writes it.
    written: String,
    /// What acts in everything of this name.
    ingredients: Vec<IngredientId>,
}

/// Shorter names are within a letter or two of too much.
const SHORTEST: usize = 6;

impl Names {
    /// The names of a catalogue: brands, substances and their synonyms, of one word.
    pub fn of(catalogue: &Catalogue) -> Self {
        let mut all: BTreeMap<String, (String, Vec<IngredientId>)> = BTreeMap::new();
        let mut add = |name: &str, ingredients: &[IngredientId]| {
            let folded = fold(name);
            if folded.contains(' ') || folded.len() < SHORTEST {
                return;
            }
            let held = all
                .entry(sound(&folded))
                .or_insert_with(|| (name.to_owned(), Vec::new()));
            held.1.extend_from_slice(ingredients);
        };
        for ingredient in catalogue.ingredients() {
            let id = std::slice::from_ref(&ingredient.id);
            for name in ingredient.names.iter() {
                add(name, id);
            }
            for name in &ingredient.synonyms {
                add(name, id);
            }
        }
        for medicine in catalogue.medicines() {
            add(&medicine.brand, &medicine.ingredients);
        }
        let mut by_letter: BTreeMap<u8, Vec<Name>> = BTreeMap::new();
        for (said, (written, mut ingredients)) in all {
            ingredients.sort_unstable();
            ingredients.dedup();
            let first = said.bytes().next().unwrap_or_default();
            by_letter.entry(first).or_default().push(Name {
                said,
                written,
                ingredients,
            });
        }
        Self {
            by_letter,
            cyrillic: cyrillic(catalogue),
        }
    }

    /// What a folded name stands for as a Cyrillic brand: `конкор` of `Конкор 5 мг`.
    pub fn cyrillic(&self, name: &str) -> Option<&Resolution> {
        self.cyrillic.get(&compact(name))
    }

    /// The catalogue's spelling of the one name that is nearest to a folded word; `None` when none is near enough, or two
    /// of different substances are as near.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let said = sound(word);
        let most = if said.len() < 9 { 1 } else { 2 };
        // The first letter is taken to be right: it is where people err least.
        let candidates = self.by_letter.get(&said.bytes().next()?)?;
        let near = candidates.iter().filter_map(|name| {
            let is_alike = name.said.len().abs_diff(said.len()) <= most;
            let steps = is_alike.then(|| steps(&said, &name.said))?;
            (steps <= most).then_some((steps, name))
        });
        let mut near: Vec<(usize, &Name)> = near.collect();
        near.sort_by_key(|(steps, _)| *steps);
        let (least, best) = *near.first()?;
        let is_only = near
            .iter()
            .take_while(|(steps, _)| *steps == least)
            .all(|(_, name)| name.ingredients == best.ingredients);
        is_only.then_some(best.written.as_str())
    }
}

fn cyrillic(catalogue: &Catalogue) -> BTreeMap<String, Resolution> {
    let mut held: BTreeMap<String, Vec<&Medicine>> = BTreeMap::new();
    for medicine in catalogue.medicines() {
        let name = medicine.name_cyrillic.as_deref().unwrap_or_default();
        let words = name.split_whitespace();
        let brand: Vec<&str> = words
            .take_while(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()))
            .collect();
        let brand = compact(&brand.join(" "));
        if brand.len() >= 3 {
            held.entry(brand).or_default().push(medicine);
        }
    }
    held.into_iter()
        .map(|(brand, medicines)| (brand, resolution(&medicines)))
        .collect()
}

/// As the catalogue resolves a name that several medicines have.
fn resolution(medicines: &[&Medicine]) -> Resolution {
    match medicines {
        [medicine] => Resolution::Medicine(medicine.id.clone()),
        [first, rest @ ..] => match first.ingredients.as_slice() {
            [only]
                if rest
                    .iter()
                    .all(|medicine| medicine.ingredients == [only.clone()]) =>
            {
                Resolution::Ingredient(only.clone())
            }
            _ => Resolution::Several(
                medicines
                    .iter()
                    .map(|medicine| medicine.id.clone())
                    .collect(),
            ),
        },
        [] => Resolution::Unknown,
    }
}

/// Letters inserted, left out, changed, or exchanged with their neighbour (optimal string alignment).
fn steps(one: &str, other: &str) -> usize {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut earlier: Vec<usize> = Vec::new();
    let mut before: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut now = vec![row + 1; other.len() + 1];
        for column in 1..=other.len() {
            let change = usize::from(other[column - 1] != *letter);
            now[column] = (before[column] + 1)
                .min(now[column - 1] + 1)
                .min(before[column - 1] + change);
            let is_exchange = row > 0
                && column > 1
                && one[row - 1] == other[column - 1]
                && *letter == other[column - 2];
            if is_exchange {
                now[column] = now[column].min(earlier[column - 2] + 1);
            }
        }
        earlier = std::mem::replace(&mut before, now);
    }
    before[other.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_slips_are_one_step() {
        for typed in ["ibuprofn", "ibuprofeen", "iboprofen", "ibuporfen"] {
            assert_eq!(steps(typed, "ibuprofen"), 1, "{typed}");
        }
        assert_eq!(steps("", "abc"), 3);
    }

    proptest! {
        #[test]
        fn steps_are_symmetric_and_none_for_the_same(one in "[a-c]{0,8}", other in "[a-c]{0,8}") {
            prop_assert_eq!(steps(&one, &other), steps(&other, &one));
            prop_assert_eq!(steps(&one, &other) == 0, one == other);
        }
    }
}
