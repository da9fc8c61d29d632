//! Which identifiers must and must not stand together.
//!
//! GS1 asks that this be judged over all codes of a pack together (`joined`), so it is apart from reading one.

use serde::Serialize;

use super::Elements;
use super::rules::{Pattern, Rule};

/// A rule on identifiers of one pack that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "fault")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum PairFault {
    /// An identifier says something of another that is not there: an expiry date of no product.
    Missing {
        /// The identifier that is there.
        ai: String,
        /// What it needs: one of these groups. A letter n stands for any digit.
        needs: Vec<String>,
    },
    /// Two identifiers that contradict each other.
    Excluded {
        /// The one.
        ai: String,
        /// The other.
        with: String,
    },
}

impl Elements {
    /// What is wrong with the identifiers as a whole; empty where they go together.
    pub fn pair_faults(&self) -> Vec<PairFault> {
        let missing = self.kept.iter().flat_map(|(rule, _)| self.missing(rule));
        let excluded = self.kept.iter().flat_map(|(rule, _)| self.excluded(rule));
        missing.chain(excluded).collect()
    }

    fn missing(&self, rule: &'static Rule) -> impl Iterator<Item = PairFault> {
        let unmet = rule.requires.iter().filter(|groups| {
            let is_met = |group: &Vec<Pattern>| group.iter().all(|pattern| self.has(pattern));
            !groups.iter().any(is_met)
        });
        unmet.map(|groups| PairFault::Missing {
            ai: rule.ai.clone(),
            needs: groups.iter().map(|group| Pattern::join(group)).collect(),
        })
    }

    fn excluded(&self, rule: &'static Rule) -> impl Iterator<Item = PairFault> {
        let others = self.kept.iter().filter(|(other, _)| {
            other.ai != rule.ai && rule.excludes.iter().any(|pattern| pattern.fits(&other.ai))
        });
        others.map(|(other, _)| PairFault::Excluded {
            ai: rule.ai.clone(),
            with: other.ai.clone(),
        })
    }

    fn has(&self, pattern: &Pattern) -> bool {
        let mut kept = self.kept.iter();
        kept.any(|(rule, _)| pattern.fits(&rule.ai))
    }
}
