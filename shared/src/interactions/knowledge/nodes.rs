//! Numbers for subjects: classes, then circumstances, then ingredients.

use std::collections::HashMap;
use std::ops::Range;

use super::Node;
use crate::catalogue::IngredientId;
use crate::interactions::Subject;
use crate::interactions::names::canonical;

/// Which subject has which number.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    subjects: Vec<Subject>,
    numbers: HashMap<Subject, Node>,
    classes: usize,
    circumstances: usize,
}

impl Nodes {
    /// Numbers these subjects; ingredients have to be under their canonical name already.
    pub(super) fn new(mut subjects: Vec<Subject>) -> Self {
        subjects.sort_by(|one, other| rank(one).cmp(&rank(other)).then_with(|| one.cmp(other)));
        subjects.dedup();
        let count = |wanted: u8| {
            subjects
                .iter()
                .filter(|subject| rank(subject) == wanted)
                .count()
        };
        let (classes, circumstances) = (count(0), count(1));
        let numbers = subjects.iter().cloned().zip(0..).collect();
        Self {
            subjects,
            numbers,
            classes,
            circumstances,
        }
    }

    pub(super) fn number(&self, subject: &Subject) -> Option<Node> {
        self.numbers.get(subject).copied()
    }

    pub(super) fn ingredient(&self, id: &IngredientId) -> Option<Node> {
        self.number(&Subject::Ingredient(canonical(id)))
    }

    /// An ingredient by its canonical name.
    pub(super) fn settled(&self, id: &IngredientId) -> Option<Node> {
        self.number(&Subject::Ingredient(id.clone()))
    }

    pub(super) fn subject(&self, node: Node) -> &Subject {
        &self.subjects[node as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.subjects.len()
    }

    pub(super) fn classes(&self) -> usize {
        self.classes
    }

    /// The numbers of food, illnesses and the like.
    pub(super) fn circumstances(&self) -> Range<Node> {
        self.classes as Node..(self.classes + self.circumstances) as Node
    }

    /// Where ingredients begin; the place of an ingredient among them is its number less this.
    pub(super) fn first_ingredient(&self) -> usize {
        self.classes + self.circumstances
    }

    pub(super) fn ingredients(&self) -> impl Iterator<Item = (usize, &IngredientId)> {
        let after = self.subjects[self.first_ingredient()..].iter().enumerate();
        after.filter_map(|(place, subject)| match subject {
            Subject::Ingredient(id) => Some((place, id)),
            _ => None,
        })
    }
}

fn rank(subject: &Subject) -> u8 {
    match subject {
        Subject::Class(_) => 0,
        Subject::Ingredient(_) => 2,
        _ => 1,
    }
}
