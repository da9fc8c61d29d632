//! From rule sets and the catalogue's ingredients to what can be asked.

use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::bits::{Rows, columns};
use super::edges::Edges;
use super::nodes::Nodes;
use super::{Entry, Knowledge, bit};
use crate::catalogue::{Atc, IngredientId};
use crate::interactions::names::canonical;
use crate::interactions::{Class, ClassId, Evidence, Rule, RuleSet, Subject};

impl Knowledge {
    /// Makes rules ready to be asked. `ingredients` are the catalogue's, with the ATC codes by which they belong to classes; those
    /// that only rules name belong to the classes that name them.
    pub fn build<'a>(
        set: RuleSet,
        ingredients: impl Iterator<Item = (&'a IngredientId, &'a [Atc])>,
    ) -> Self {
        let mut atc: HashMap<IngredientId, Vec<Atc>> = HashMap::new();
        for (id, codes) in ingredients {
            atc.entry(canonical(id)).or_default().extend(codes);
        }
        let mut settled = Settled::default();
        let rules = set.rules.into_iter().map(|rule| settled.rule(rule));
        let rules: Vec<Rule> = rules.collect();
        let classes = joined(set.classes, &rules);
        let nodes = Nodes::new(subjects(&classes, &rules, atc.keys()));
        let membership = membership(&nodes, &classes, &atc);
        let codes = nodes
            .ingredients()
            .map(|(_, id)| of_ingredient(&mut atc, id));
        let codes = codes.collect();

        let mut evidence = Texts::default();
        let mut entries = Vec::with_capacity(rules.len());
        let mut ends = Vec::with_capacity(rules.len());
        for rule in rules {
            // Every subject of a rule was numbered above.
            let (Some(low), Some(high)) = (nodes.number(&rule.pair.0), nodes.number(&rule.pair.1))
            else {
                continue;
            };
            ends.push((low, high));
            entries.push(Entry {
                severity: rule.severity,
                mechanism: rule.mechanism,
                advice: rule.advice,
                evidence: evidence.number(rule.evidence),
            });
        }
        let mut knowledge = Self {
            edges: Edges::new(nodes.len(), &ends),
            meeting: meeting(nodes.classes(), &ends),
            nodes,
            classes,
            entries,
            evidence: evidence.all,
            membership,
            codes,
            coverage: Vec::new(),
            loaded: 0,
            editions: set.editions,
        };
        knowledge.count_sources();
        knowledge
    }

    /// Which sources know which ingredient, by itself or by a class of it.
    fn count_sources(&mut self) {
        let of_node: Vec<u16> = (0..self.nodes.len())
            .map(|node| self.sources_of(node as super::Node))
            .collect();
        let first = self.nodes.first_ingredient();
        self.coverage = (first..self.nodes.len())
            .map(|node| {
                let classes = columns(self.membership.row(node - first));
                classes.fold(of_node[node], |mask, class| mask | of_node[class])
            })
            .collect();
        self.loaded = of_node.iter().fold(0, |mask, sources| mask | sources);
    }

    fn sources_of(&self, node: super::Node) -> u16 {
        let edges = self.edges.of(node).iter();
        edges.fold(0, |mask, edge| {
            let entry = &self.entries[edge.entry as usize];
            mask | bit(self.evidence[entry.evidence as usize].source)
        })
    }
}

/// The codes of an ingredient, each once, in order.
fn of_ingredient(atc: &mut HashMap<IngredientId, Vec<Atc>>, id: &IngredientId) -> Box<[Atc]> {
    let mut codes = atc.remove(id).unwrap_or_default();
    codes.sort_unstable();
    codes.dedup();
    codes.into()
}

/// Canonical identifiers of those that were met, because a hundred thousand rules are about two thousand ingredients.
#[derive(Default)]
struct Settled(HashMap<IngredientId, IngredientId>);

impl Settled {
    fn rule(&mut self, rule: Rule) -> Rule {
        let (one, other) = rule.pair;
        let said = (rule.severity, rule.mechanism, rule.advice);
        Rule::new(self.subject(one), self.subject(other), said, rule.evidence)
    }

    fn subject(&mut self, subject: Subject) -> Subject {
        let Subject::Ingredient(id) = subject else {
            return subject;
        };
        if let Some(known) = self.0.get(&id) {
            return Subject::Ingredient(known.clone());
        }
        let known = canonical(&id);
        self.0.insert(id, known.clone());
        Subject::Ingredient(known)
    }
}

/// The classes in the order of their ids, each once; one that only rules name has no members.
fn joined(mut classes: Vec<Class>, rules: &[Rule]) -> Vec<Class> {
    let known: HashSet<ClassId> = classes.iter().map(|class| class.id.clone()).collect();
    for rule in rules {
        for subject in [&rule.pair.0, &rule.pair.1] {
            if let Subject::Class(id) = subject
                && !known.contains(id)
            {
                classes.push(Class::unknown(id.clone()));
            }
        }
    }
    let mut classes = Class::joined(classes);
    for class in &mut classes {
        for ingredient in class.members.iter_mut().chain(&mut class.except) {
            *ingredient = canonical(ingredient);
        }
    }
    classes
}

fn subjects<'a>(
    classes: &[Class],
    rules: &[Rule],
    catalogue: impl Iterator<Item = &'a IngredientId>,
) -> Vec<Subject> {
    let mut subjects: HashSet<Subject> = catalogue.cloned().map(Subject::Ingredient).collect();
    for class in classes {
        subjects.insert(Subject::Class(class.id.clone()));
        subjects.extend(class.members.iter().cloned().map(Subject::Ingredient));
    }
    // Few of the rules' subjects are new, so none is copied before it is known to be.
    for subject in rules.iter().flat_map(|rule| [&rule.pair.0, &rule.pair.1]) {
        if !subjects.contains(subject) {
            subjects.insert(subject.clone());
        }
    }
    subjects.into_iter().collect()
}

/// The classes of each ingredient: from the members that a class names to the ingredients, and by the few codes that an
/// ingredient has, so that nobody is compared with every member of every class.
fn membership(nodes: &Nodes, classes: &[Class], atc: &HashMap<IngredientId, Vec<Atc>>) -> Rows {
    let first = nodes.first_ingredient();
    let mut rows = Rows::new(nodes.len() - first, classes.len());
    for (column, class) in classes.iter().enumerate() {
        for id in class.members.iter().filter(|id| !class.except.contains(id)) {
            if let Some(node) = nodes.ingredient(id) {
                rows.set(node as usize - first, column);
            }
        }
    }
    for (place, id) in nodes.ingredients() {
        let codes = atc.get(id).map(Vec::as_slice).unwrap_or_default();
        for (column, class) in classes.iter().enumerate() {
            if class.covers(codes) && !class.except.contains(id) {
                rows.set(place, column);
            }
        }
    }
    rows
}

fn meeting(classes: usize, ends: &[(super::Node, super::Node)]) -> Rows {
    let mut rows = Rows::new(classes, classes);
    for (low, high) in ends {
        let (low, high) = (*low as usize, *high as usize);
        if low < classes && high < classes {
            rows.set(low, high);
            rows.set(high, low);
        }
    }
    rows
}

/// Evidence, each text once.
#[derive(Default)]
struct Texts {
    all: Vec<Arc<Evidence>>,
    numbers: HashMap<Arc<Evidence>, u32>,
}

impl Texts {
    fn number(&mut self, evidence: Evidence) -> u32 {
        match self.numbers.entry(Arc::new(evidence)) {
            Slot::Occupied(known) => *known.get(),
            Slot::Vacant(slot) => {
                let number = self.all.len() as u32;
                self.all.push(Arc::clone(slot.key()));
                slot.insert(number);
                number
            }
        }
    }
}
