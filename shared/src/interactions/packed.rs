//! Rules as a snapshot holds them and as they are joined: every subject and every statement once, a rule by their places.
//!
//! A hundred and fifty thousand rules are about some five thousand subjects and say far fewer things than they are. What is
//! done to a text (reading a subject, settling its name, numbering it) is done for each subject so, and a rule costs a
//! few numbers. A function that starts cold waits for this.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Advice, Class, Evidence, Mechanism, Rule, RuleSet, Severity, Source, Subject, UnknownWord,
};

/// A rule set, packed. Every place in it is one that there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackedRules {
    pub(super) editions: BTreeMap<Source, Option<Date>>,
    pub(super) classes: Vec<Class>,
    /// Subjects of rules, each once, in order.
    pub(super) subjects: Vec<Subject>,
    /// What sources say, each once, in order.
    pub(super) evidence: Vec<Arc<Evidence>>,
    pub(super) rules: Vec<PackedRule>,
}

/// A rule by the places of what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PackedRule {
    /// Places of its two subjects.
    pub(super) pair: [u32; 2],
    pub(super) severity: Severity,
    pub(super) mechanism: Mechanism,
    pub(super) advice: Option<Advice>,
    /// Place of what is said.
    pub(super) evidence: u32,
}

impl PackedRules {
    /// Puts the parts together.
    ///
    /// # Errors
    /// When a rule names a subject or a statement that is not there.
    pub(super) fn checked(self) -> Result<Self, UnknownWord> {
        for rule in &self.rules {
            let mut pair = rule.pair.into_iter();
            if !pair.all(|place| (place as usize) < self.subjects.len()) {
                return Err(UnknownWord("subject"));
            }
            if rule.evidence as usize >= self.evidence.len() {
                return Err(UnknownWord("evidence"));
            }
        }
        Ok(self)
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}

impl From<RuleSet> for PackedRules {
    fn from(set: RuleSet) -> Self {
        let ends = set
            .rules
            .iter()
            .flat_map(|rule| [&rule.pair.0, &rule.pair.1]);
        let subjects = in_order(ends.cloned());
        let evidence = in_order(set.rules.iter().map(|rule| rule.evidence.clone()));
        let rules = set.rules.iter().map(|rule| PackedRule {
            pair: [&rule.pair.0, &rule.pair.1].map(|subject| place(&subjects, subject)),
            severity: rule.severity,
            mechanism: rule.mechanism,
            advice: rule.advice,
            evidence: place(&evidence, &rule.evidence),
        });
        let rules = rules.collect();
        Self {
            editions: set.editions,
            classes: set.classes,
            subjects,
            evidence: evidence.into_iter().map(Arc::new).collect(),
            rules,
        }
    }
}

impl From<PackedRules> for RuleSet {
    fn from(packed: PackedRules) -> Self {
        let rules = packed.rules.iter().map(|rule| {
            let [one, other] = rule
                .pair
                .map(|place| packed.subjects[place as usize].clone());
            let said = (rule.severity, rule.mechanism, rule.advice);
            let evidence = &packed.evidence[rule.evidence as usize];
            Rule::new(one, other, said, Evidence::clone(evidence))
        });
        Self {
            rules: rules.collect(),
            editions: packed.editions,
            classes: packed.classes,
        }
    }
}

fn in_order<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The place of something that was collected before.
fn place<T: Ord>(all: &[T], wanted: &T) -> u32 {
    all.binary_search(wanted).unwrap_or_default() as u32
}
