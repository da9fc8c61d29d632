//! What one import gives: classes and rules, with what they were made from.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Class, Rule, Source};

/// Classes and rules of one import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleSet {
    /// The sources in it, each with the day of its edition where it names one.
    pub editions: BTreeMap<Source, Option<Date>>,
    /// Classes that its rules name; ids that another set defines may be named too.
    pub classes: Vec<Class>,
    /// The rules.
    pub rules: Vec<Rule>,
}

impl RuleSet {
    /// Adds another set's classes and rules. A class that both define has the members of both.
    pub fn extend(&mut self, other: Self) {
        self.editions.extend(other.editions);
        self.classes.extend(other.classes);
        self.rules.extend(other.rules);
    }

    /// Puts everything in order and drops what stands twice, so that equal content is encoded to equal bytes.
    pub fn settle(&mut self) {
        self.classes = Class::joined(std::mem::take(&mut self.classes));
        for class in &mut self.classes {
            for ingredients in [&mut class.members, &mut class.except] {
                ingredients.sort();
                ingredients.dedup();
            }
            class.atc.sort();
            class.atc.dedup();
        }
        self.rules.sort();
        self.rules.dedup();
    }
}
