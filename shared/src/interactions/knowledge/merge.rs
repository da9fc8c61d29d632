//! One record for a pair, however many sources speak of it.
//!
//! The rule: the trusted sources decide, and of them the most severe one. Where no trusted source speaks, the most
//! severe of the others does, so that what only DDInter knows is still told. What happens and what to do come from the
//! most severe rule that says it, the deciding sources first. Nobody is left out of the evidence.

use std::cmp::Reverse;
use std::sync::Arc;

use super::{Entry, Knowledge};
use crate::interactions::source::Trust;
use crate::interactions::{Advice, Evidence, Mechanism, Severity};

/// What all sources together say about a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// How bad.
    pub severity: Severity,
    /// What happens.
    pub mechanism: Mechanism,
    /// What to do, where a source says it in a way that was understood.
    pub advice: Option<Advice>,
    /// Who says so, the deciding sources first, each with its severity on our scale.
    pub evidence: Vec<(Severity, Arc<Evidence>)>,
}

impl Knowledge {
    /// Merges rules, given by their numbers in any order; `None` for no rules.
    pub(super) fn merge(&self, numbers: &mut Vec<u32>) -> Option<Merged> {
        numbers.sort_unstable();
        numbers.dedup();
        let mut rules: Vec<(Entry, &Arc<Evidence>)> = numbers
            .iter()
            .map(|number| {
                let entry = self.entries[*number as usize];
                (entry, &self.evidence[entry.evidence as usize])
            })
            .collect();
        // Evidence last, so that the order depends on nothing but what is said.
        rules.sort_by(|(one, one_said), (other, other_said)| {
            let rank = |entry: &Entry, said: &Evidence| {
                (
                    Reverse(said.source.trust()),
                    Reverse(entry.severity),
                    said.source,
                )
            };
            rank(one, one_said)
                .cmp(&rank(other, other_said))
                .then_with(|| (one_said, one.mechanism).cmp(&(other_said, other.mechanism)))
        });
        let severity = rules.first()?.0.severity;
        let stated = rules.iter().map(|(entry, _)| entry.mechanism);
        let mechanism = stated
            .into_iter()
            .find(|mechanism| *mechanism != Mechanism::NotStated);
        let mut evidence: Vec<_> = rules
            .iter()
            .map(|(entry, said)| (entry.severity, Arc::clone(said)))
            .collect();
        evidence.dedup();
        Some(Merged {
            severity,
            mechanism: mechanism.unwrap_or(Mechanism::NotStated),
            advice: rules.iter().find_map(|(entry, _)| entry.advice),
            evidence,
        })
    }
}

impl Merged {
    /// Whether a trusted source is among those who say so.
    pub fn is_trusted(&self) -> bool {
        let mut said = self.evidence.iter();
        said.any(|(_, evidence)| evidence.source.trust() == Trust::Trusted)
    }
}
