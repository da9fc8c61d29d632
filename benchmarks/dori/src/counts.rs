//! What the lists cover: how many of their drugs the catalogue has, and how much of the catalogue they know.

use std::collections::BTreeSet;

use nazar::catalogue::{Catalogue, IngredientId};
use nazar::interactions::{RuleSet, Source, Subject, names};

use crate::joined;

/// Prints the counts; DDInter, whose terms do not suit everybody, is left out of the last ones.
pub(crate) fn print(catalogue: &Catalogue, mut set: RuleSet) {
    let ingredients = catalogue.ingredients().iter();
    let known: BTreeSet<IngredientId> = ingredients.map(|one| names::canonical(&one.id)).collect();
    for source in Source::ALL {
        let rules = set.rules.iter();
        let rules = rules.filter(|rule| rule.evidence.source == *source);
        let subjects = rules.flat_map(|rule| [rule.pair().0, rule.pair().1]);
        let drugs: BTreeSet<&IngredientId> = subjects
            .filter_map(|subject| match subject {
                Subject::Ingredient(id) => Some(id),
                _ => None,
            })
            .collect();
        let here = drugs.iter().filter(|id| known.contains(**id)).count();
        println!(
            "{source}: {here} of {} drugs are in the catalogue",
            drugs.len()
        );
    }
    set.rules
        .retain(|rule| rule.evidence.source != Source::Ddinter);
    println!("{} rules without DDInter", set.rules.len());
    let knowledge = joined(catalogue, set);
    let is_covered = |id| {
        let found = knowledge.ingredient(id);
        found.is_some_and(|one| knowledge.sources_of_ingredient(one).next().is_some())
    };
    let whole = catalogue.medicines().iter().filter(|one| one.is_whole);
    let (mut all, mut covered) = (0, 0);
    for medicine in whole {
        all += 1;
        covered += usize::from(medicine.ingredients.iter().all(is_covered));
    }
    println!("{covered} of {all} medicines have a rule for each of their ingredients");
}
