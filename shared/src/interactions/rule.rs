//! What one source says about one pair.

use std::sync::Arc;

use super::{Advice, Mechanism, Severity, Source, Subject};

/// Who says it, in the source's own words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The source.
    pub source: Source,
    /// Its own word for the severity, such as `Not recommended`; empty where it has none.
    pub severity: Arc<str>,
    /// What it says will happen, in English; empty where it says nothing.
    pub effect: Arc<str>,
    /// What it says should be done, in English; empty where it says nothing.
    pub advice: Arc<str>,
    /// Where it stands in the source or in the public knowledge behind it, such as `SmPC warfarin 4.5`.
    pub citation: Arc<str>,
}

/// What one source says about one pair of subjects.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// The subjects, in their order: a pair has one way of being written.
    pub(super) pair: (Subject, Subject),
    /// How bad, on our scale.
    pub severity: Severity,
    /// What happens.
    pub mechanism: Mechanism,
    /// What to do, where it can be said by a word of our list.
    pub advice: Option<Advice>,
    /// Who says it.
    pub evidence: Evidence,
}

impl Rule {
    /// A rule about two subjects, given in either order; at least one has to be a medicine's side.
    pub fn new(
        one: Subject,
        other: Subject,
        (severity, mechanism, advice): (Severity, Mechanism, Option<Advice>),
        evidence: Evidence,
    ) -> Self {
        let pair = if one <= other {
            (one, other)
        } else {
            (other, one)
        };
        Self {
            pair,
            severity,
            mechanism,
            advice,
            evidence,
        }
    }

    /// Its two subjects, the lesser first.
    pub fn pair(&self) -> (&Subject, &Subject) {
        (&self.pair.0, &self.pair.1)
    }
}
