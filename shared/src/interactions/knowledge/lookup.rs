//! Questions to the rules.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::{columns, shared};
use super::edges::Edge;
use super::{Knowledge, Merged, Node, in_mask};
use crate::catalogue::IngredientId;
use crate::interactions::predicted::{Kin, features, model};
use crate::interactions::{Class, ClassId, Source, Subject};

/// An ingredient that the rules know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Known(Node);

impl Knowledge {
    /// The ingredient of this id, under whichever of its names; `None` when neither the catalogue nor a rule has it.
    pub fn ingredient(&self, id: &IngredientId) -> Option<Known> {
        self.nodes.ingredient(id).map(Known)
    }

    /// The sources that know this ingredient, by itself or by a class of it. An ingredient that none knows has not been
    /// checked, whatever the answer would be.
    pub fn sources_of_ingredient(&self, ingredient: Known) -> impl Iterator<Item = Source> {
        in_mask(self.coverage[self.row(ingredient)])
    }

    /// What is known between two different ingredients, in either order.
    pub fn between(&self, one: Known, other: Known) -> Option<Merged> {
        self.merge(&mut self.rules_between(one, other))
    }

    /// What an ingredient meets beside other medicines: food, alcohol, illnesses, pregnancy, age; in the order of the
    /// subjects.
    pub fn circumstances(&self, ingredient: Known) -> Vec<(Subject, Merged)> {
        let mut found: BTreeMap<Node, Vec<u32>> = BTreeMap::new();
        for node in self.with_classes(ingredient) {
            collect(
                &mut found,
                self.edges.within(node, self.nodes.circumstances()),
            );
        }
        self.merged(found)
    }

    /// Classes of which both are members and of which one takes only one; most severe first.
    pub fn shared_classes(&self, one: Known, other: Known) -> Vec<&Class> {
        let rows = (self.classes_of(one), self.classes_of(other));
        let classes = shared(rows.0, rows.1).map(|place| &self.classes[place]);
        let mut twice: Vec<&Class> = classes.filter(|class| class.duplicate.is_some()).collect();
        twice.sort_by(|left, right| {
            let by_severity = right.duplicate.cmp(&left.duplicate);
            by_severity.then_with(|| left.id.cmp(&right.id))
        });
        twice
    }

    /// Whether an ingredient is a member of a class; no ingredient is of a class that there is not.
    pub fn belongs_to(&self, ingredient: Known, class: &ClassId) -> bool {
        let place = self.classes.binary_search_by(|known| known.id.cmp(class));
        place.is_ok_and(|place| columns(self.classes_of(ingredient)).any(|own| own == place))
    }

    /// What kind of medicine an ingredient is, for the model of pairs that no source has.
    pub(in crate::interactions) fn kin(&self, ingredient: Known) -> Kin {
        let classes =
            columns(self.classes_of(ingredient)).map(|place| self.classes[place].id.as_str());
        let codes = &self.codes[self.row(ingredient)];
        match self.nodes.subject(ingredient.0) {
            Subject::Ingredient(id) => model().kin(&features(id, codes, classes)),
            // What is known as an ingredient is one.
            _ => model().kin(&BTreeSet::new()),
        }
    }

    /// Everything that an ingredient has rules with, each partner once: ingredients, classes and circumstances.
    /// A partner is rated as a check would rate it, with the rules of its classes.
    pub fn partners(&self, ingredient: Known) -> Vec<(Subject, Merged)> {
        let mut found: BTreeMap<Node, Vec<u32>> = BTreeMap::new();
        for node in self.with_classes(ingredient) {
            collect(&mut found, self.edges.of(node));
        }
        // A rule between its own classes is about other members, not about itself.
        found.remove(&ingredient.0);
        for (node, rules) in &mut found {
            if *node as usize >= self.nodes.first_ingredient() {
                *rules = self.rules_between(ingredient, Known(*node));
            }
        }
        self.merged(found)
    }

    fn merged(&self, found: BTreeMap<Node, Vec<u32>>) -> Vec<(Subject, Merged)> {
        let merged = found.into_iter().filter_map(|(node, mut rules)| {
            let merged = self.merge(&mut rules)?;
            Some((self.nodes.subject(node).clone(), merged))
        });
        merged.collect()
    }

    fn rules_between(&self, one: Known, other: Known) -> Vec<u32> {
        let mut rules = Vec::new();
        let mut take = |edges: &[Edge]| rules.extend(edges.iter().map(|edge| edge.entry));
        let (classes_of_one, classes_of_other) = (self.classes_of(one), self.classes_of(other));
        take(self.edges.between(one.0, other.0));
        for class in columns(classes_of_other) {
            take(self.edges.between(one.0, class as Node));
        }
        for class in columns(classes_of_one) {
            take(self.edges.between(other.0, class as Node));
            for met in shared(self.meeting.row(class), classes_of_other) {
                take(self.edges.between(class as Node, met as Node));
            }
        }
        rules
    }

    /// The ingredient's own node and those of its classes.
    fn with_classes(&self, ingredient: Known) -> impl Iterator<Item = Node> {
        let classes = columns(self.classes_of(ingredient)).map(|class| class as Node);
        std::iter::once(ingredient.0).chain(classes)
    }

    fn classes_of(&self, ingredient: Known) -> &[u64] {
        self.membership.row(self.row(ingredient))
    }

    fn row(&self, ingredient: Known) -> usize {
        ingredient.0 as usize - self.nodes.first_ingredient()
    }
}

fn collect(found: &mut BTreeMap<Node, Vec<u32>>, edges: &[Edge]) {
    for edge in edges {
        found.entry(edge.partner).or_default().push(edge.entry);
    }
}
