//! The rules as they are asked: which of them meet between these two ingredients?
//!
//! Every class, circumstance and ingredient is a numbered node, classes first. A rule is an edge between two nodes and
//! stands in the lists of both, sorted by the other end, so it is found from either side and no pair has a direction.
//! Which classes an ingredient belongs to is a row of bits; so is which classes a class has rules with, and the meeting
//! classes of two ingredients are the bits that both rows share. A question costs a few dozen binary searches,
//! whatever the number of rules.

mod bits;
mod build;
mod edges;
mod lookup;
mod merge;
mod nodes;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

pub use lookup::Known;
pub use merge::Merged;

use super::{Advice, Class, Evidence, Mechanism, Severity, Source};
use crate::catalogue::Atc;
use bits::Rows;
use edges::Edges;
use nodes::Nodes;

/// Number of a node.
pub(crate) type Node = u32;

/// Everything that is known, ready to be asked.
#[derive(Debug)]
pub struct Knowledge {
    nodes: Nodes,
    /// Classes in the order of their nodes.
    classes: Vec<Class>,
    edges: Edges,
    entries: Vec<Entry>,
    evidence: Vec<Arc<Evidence>>,
    /// For each ingredient, the classes that it belongs to.
    membership: Rows,
    /// For each ingredient, its ATC codes.
    codes: Vec<Box<[Atc]>>,
    /// For each class, the classes that it has rules with.
    meeting: Rows,
    /// For each ingredient, the sources that know it: bit 0 is the first of [`Source::ALL`].
    coverage: Vec<u16>,
    loaded: u16,
    editions: BTreeMap<Source, Option<Date>>,
}

/// A rule without its subjects, which are where it stands.
#[derive(Debug, Clone, Copy)]
struct Entry {
    severity: Severity,
    mechanism: Mechanism,
    advice: Option<Advice>,
    evidence: u32,
}

impl Knowledge {
    /// Rules, counted once for each source that says them.
    pub fn rules(&self) -> usize {
        self.entries.len()
    }

    /// The sources that have rules here.
    pub fn sources(&self) -> impl Iterator<Item = Source> {
        in_mask(self.loaded)
    }

    /// The edition of a source, where it names one.
    pub fn edition(&self, source: Source) -> Option<Date> {
        self.editions.get(&source).copied().flatten()
    }

    /// The sources without which a check is incomplete and that are not here.
    pub fn missing_sources(&self) -> Vec<Source> {
        let here: Vec<Source> = self.sources().collect();
        let missing = Source::REQUIRED
            .into_iter()
            .filter(|source| !here.contains(source));
        missing.collect()
    }

    /// All classes, in the order of their ids.
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// A class by its id.
    pub fn class(&self, id: &super::ClassId) -> Option<&Class> {
        let place = self
            .classes
            .binary_search_by(|class| class.id.cmp(id))
            .ok()?;
        Some(&self.classes[place])
    }
}

fn in_mask(mask: u16) -> impl Iterator<Item = Source> {
    Source::ALL
        .iter()
        .copied()
        .filter(move |source| mask & bit(*source) != 0)
}

fn bit(source: Source) -> u16 {
    1 << source.number()
}
