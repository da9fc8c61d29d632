//! Ingredients of our catalogue in the words of a recall.

use std::collections::{BTreeSet, HashMap};

use crate::catalogue::fold::fold;
use crate::catalogue::{Catalogue, IngredientId};
use crate::interactions::names::equivalents;

/// Words of the longest name that is looked for.
const MAX_WORDS: usize = 5;

/// Letters of the shortest one: shorter ones are abbreviations of many things.
const MIN_LETTERS: usize = 4;

/// Behind these words a description names companies and other products, not the substance.
const ENDS: [&str; 9] = [
    "manufactured",
    "mfd",
    "mfg",
    "distributed",
    "dist",
    "marketed",
    "compare",
    "packaged",
    "ndc",
];

/// What substances are dissolved in: beside another one it is no active ingredient of the product.
const VEHICLES: [&str; 5] = ["water", "sodium-chloride", "glucose", "dextrose", "alcohol"];

/// Every name of every ingredient, ready to be found in text.
#[derive(Debug)]
pub struct Substances {
    by_name: HashMap<String, IngredientId>,
}

impl Substances {
    /// All names of a catalogue's ingredients, with the American ones: a recall of acetaminophen is one of paracetamol. A
    /// name of two ingredients is the first one's.
    pub fn of(catalogue: &Catalogue) -> Self {
        let mut all = Self {
            by_name: HashMap::new(),
        };
        for ingredient in catalogue.ingredients() {
            let synonyms = ingredient.synonyms.iter().map(String::as_str);
            for name in ingredient.names.iter().chain(synonyms) {
                all.add(name, &ingredient.id);
            }
        }
        for (name, international) in equivalents() {
            // The catalogue may have the substance under either name.
            for (name, of) in [(name, international), (international, name)] {
                let id = of.parse().ok();
                let known = id.and_then(|id| catalogue.ingredient(&id));
                if let Some(ingredient) = known {
                    all.add(name, &ingredient.id);
                }
            }
        }
        all
    }

    fn add(&mut self, name: &str, id: &IngredientId) {
        let folded = fold(name);
        if folded.len() >= MIN_LETTERS && folded.split(' ').count() <= MAX_WORDS {
            self.by_name.entry(folded).or_insert_with(|| id.clone());
        }
    }

    /// The ingredients named in a description, as far as it speaks of the product itself; vehicles only where nothing
    /// else is named. In the order of their identifiers.
    pub fn named_in(&self, text: &str) -> Vec<IngredientId> {
        let folded = fold(text);
        let words: Vec<&str> = folded
            .split(' ')
            .take_while(|word| !ENDS.contains(word))
            .collect();
        let mut found = BTreeSet::new();
        let mut place = 0;
        while place < words.len() {
            let longest = MAX_WORDS.min(words.len() - place);
            let name = (1..=longest).rev().find_map(|count| {
                let name = words[place..place + count].join(" ");
                self.by_name.get(&name).map(|id| (count, id))
            });
            match name {
                Some((count, id)) => {
                    found.insert(id.clone());
                    place += count;
                }
                None => place += 1,
            }
        }
        let is_vehicle = |id: &IngredientId| VEHICLES.contains(&id.as_str());
        if !found.iter().all(is_vehicle) {
            found.retain(|id| !is_vehicle(id));
        }
        found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Ingredient, Names};

    fn substances(names: &[&str]) -> Substances {
        let ingredients = names.iter().map(|name| Ingredient {
            id: IngredientId::of(name).unwrap(),
            names: Names {
                en: (*name).to_owned(),
                ..Names::default()
            },
            synonyms: Vec::new(),
            atc: Vec::new(),
        });
        Substances::of(&Catalogue::new(ingredients.collect(), Vec::new()).unwrap())
    }

    #[test]
    fn descriptions_name_their_substances() {
        let all = substances(&[
            "carvedilol",
            "metformin",
            "terbinafine",
            "sodium chloride",
            "heparin",
            "folic acid",
            "zinc",
            "paracetamol",
        ]);
        for (text, wanted) in [
            (
                "Carvedilol Tablets USP 3.125mg Tablets  a.)100-count bottle (NDC 68462-162-01)",
                &["carvedilol"][..],
            ),
            ("METFORMIN HYDROCHLORIDE ER", &["metformin"]),
            (
                "cream, terbinafine hydrochloride 1%, Manufactured by: Zinc Pharma",
                &["terbinafine"],
            ),
            (
                "Heparin Sodium in 0.9% Sodium Chloride Injection",
                &["heparin"],
            ),
            ("0.9% Sodium Chloride Injection", &["sodium-chloride"]),
            ("ACETAMINOPHEN Tablets 500 mg", &["paracetamol"]),
            ("Folic acid, zinc", &["folic-acid", "zinc"]),
            ("ENDURANCE BOOST", &[]),
        ] {
            let found = all.named_in(text);
            let found: Vec<&str> = found.iter().map(IngredientId::as_str).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
