//! From rule sets and the catalogue's ingredients to what can be asked.

use std::collections::{HashMap, HashSet};

use super::bits::{Rows, columns};
use super::edges::Edges;
use super::nodes::Nodes;
use super::{Entry, Knowledge, Node, bit};
use crate::catalogue::{Atc, IngredientId};
use crate::interactions::names::canonical;
use crate::interactions::{Class, ClassId, PackedRules, Subject};

impl Knowledge {
    /// Makes rules ready to be asked. `ingredients` are the catalogue's, with the ATC codes by which they belong to classes; those
    /// that only rules name belong to the classes that name them.
    pub fn build<'a>(
        rules: impl Into<PackedRules>,
        ingredients: impl Iterator<Item = (&'a IngredientId, &'a [Atc])>,
    ) -> Self {
        let rules: PackedRules = rules.into();
        let mut atc: HashMap<IngredientId, Vec<Atc>> = HashMap::new();
        for (id, codes) in ingredients {
            atc.entry(canonical(id)).or_default().extend(codes);
        }
        let ends: Vec<Subject> = rules.subjects.into_iter().map(settled).collect();
        let classes = joined(rules.classes, &ends);
        let nodes = Nodes::new(subjects(&classes, &ends, atc.keys()));
        let membership = membership(&nodes, &classes, &atc);
        let codes = nodes
            .ingredients()
            .map(|(_, id)| of_ingredient(&mut atc, id));
        let codes = codes.collect();

        // Every subject of a rule is among the nodes: it was put there above.
        let numbers: Vec<Node> = ends
            .iter()
            .map(|subject| nodes.number(subject).unwrap_or_default())
            .collect();
        let rows = rules.rules.iter();
        let pairs = rows.map(|rule| rule.pair.map(|place| numbers[place as usize]));
        let pairs: Vec<[Node; 2]> = pairs.collect();
        let entries = rules.rules.iter().map(|rule| Entry {
            severity: rule.severity,
            mechanism: rule.mechanism,
            advice: rule.advice,
            evidence: rule.evidence,
        });
        let mut knowledge = Self {
            edges: Edges::new(nodes.len(), &pairs),
            meeting: meeting(nodes.classes(), &pairs),
            nodes,
            classes,
            entries: entries.collect(),
            evidence: rules.evidence,
            membership,
            codes,
            coverage: Vec::new(),
            loaded: 0,
            editions: rules.editions,
        };
        knowledge.count_sources();
        knowledge
    }

    /// Which sources know which ingredient, by itself or by a class of it.
    fn count_sources(&mut self) {
        let of_node: Vec<u16> = (0..self.nodes.len())
            .map(|node| self.sources_of(node as Node))
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

    fn sources_of(&self, node: Node) -> u16 {
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

/// A subject under the name that rules are kept under.
fn settled(subject: Subject) -> Subject {
    match subject {
        Subject::Ingredient(id) => Subject::Ingredient(canonical(&id)),
        other => other,
    }
}

/// The classes in the order of their ids, each once; one that only rules name has no members.
fn joined(mut classes: Vec<Class>, ends: &[Subject]) -> Vec<Class> {
    let known: HashSet<ClassId> = classes.iter().map(|class| class.id.clone()).collect();
    let unknown = ends.iter().filter_map(|subject| match subject {
        Subject::Class(id) if !known.contains(id) => Some(Class::unknown(id.clone())),
        _ => None,
    });
    classes.extend(unknown);
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
    ends: &[Subject],
    catalogue: impl Iterator<Item = &'a IngredientId>,
) -> Vec<Subject> {
    let of_classes = classes.iter().flat_map(|class| {
        let members = class.members.iter().cloned().map(Subject::Ingredient);
        std::iter::once(Subject::Class(class.id.clone())).chain(members)
    });
    let of_catalogue = catalogue.cloned().map(Subject::Ingredient);
    of_catalogue
        .chain(of_classes)
        .chain(ends.iter().cloned())
        .collect()
}

/// The classes of each ingredient: from the members that a class names to the ingredients, and by the few codes that an
/// ingredient has, so that nobody is compared with every member of every class.
fn membership(nodes: &Nodes, classes: &[Class], atc: &HashMap<IngredientId, Vec<Atc>>) -> Rows {
    let first = nodes.first_ingredient();
    let mut rows = Rows::new(nodes.len() - first, classes.len());
    for (column, class) in classes.iter().enumerate() {
        for id in class.members.iter().filter(|id| !class.except.contains(id)) {
            if let Some(node) = nodes.settled(id) {
                rows.set(node as usize - first, column);
            }
        }
    }
    let prefixes = prefixes(classes);
    for (place, id) in nodes.ingredients() {
        for code in atc.get(id).into_iter().flatten() {
            let begins = (1..=code.as_str().len()).filter_map(|length| code.as_str().get(..length));
            for column in begins.filter_map(|begin| prefixes.get(begin)).flatten() {
                if !classes[*column].except.contains(id) {
                    rows.set(place, *column);
                }
            }
        }
    }
    rows
}

/// Which classes a prefix of ATC codes makes members of.
fn prefixes(classes: &[Class]) -> HashMap<&str, Vec<usize>> {
    let mut columns: HashMap<&str, Vec<usize>> = HashMap::new();
    for (column, class) in classes.iter().enumerate() {
        for prefix in &class.atc {
            columns.entry(prefix).or_default().push(column);
        }
    }
    columns
}

fn meeting(classes: usize, pairs: &[[Node; 2]]) -> Rows {
    let mut rows = Rows::new(classes, classes);
    for pair in pairs {
        let [one, other] = pair.map(|node| node as usize);
        if one < classes && other < classes {
            rows.set(one, other);
            rows.set(other, one);
        }
    }
    rows
}
