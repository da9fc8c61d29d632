//! What an import read, and what it did not understand, row by row.

use std::collections::BTreeMap;

use nazar::snapshots::Version;
use serde::{Deserialize, Serialize};

/// Something in a row that was not understood. The row is kept all the same, with what could be understood, unless
/// the problem says that it was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// The row is not text, or lacks what names it: left out.
    RowUnreadable,
    /// Something that the row names is not there: left out.
    UnknownReference,
    /// There is no ATC code.
    AtcMissing,
    /// The ATC code is none, even after repair.
    AtcUnreadable,
    /// The registration date cannot be read.
    DateUnreadable,
    /// Whether a prescription is needed is not said, or not in words that are known.
    DispensingUnclear,
    /// No ingredient is named.
    IngredientsMissing,
    /// The list of ingredients ends in dots: the source left some out.
    IngredientsCutOff,
    /// An ingredient is not among the international names: kept under the name as written.
    IngredientUnlisted,
    /// An ingredient is spelled otherwise than any source has it, and was read as the one that it can only be; the text
    /// names both, so that somebody can look.
    IngredientRespelled,
    /// The dose form is none of ours.
    FormUnknown,
    /// No strength was found.
    StrengthMissing,
    /// The trade name has no Latin spelling.
    NameWithoutLatin,
    /// The class of a recall is none: kept as one that nobody has classified.
    ClassUnreadable,
    /// The state of a recall is none: kept as one that goes on.
    StatusUnreadable,
    /// What is said of lots was not wholly read: any lot counts as recalled.
    LotsUnreadable,
    /// Nothing of our catalogue was recognised in a recall: no check finds it, unless by a barcode.
    ProductUnrecognised,
    /// The coordinates are no point on the earth: left out.
    PlaceUnreadable,
    /// The opening hours are not understood: kept as text alone.
    HoursUnclear,
}

/// A problem, with where it is and the text that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Line of the file.
    pub line: u64,
    /// What is wrong.
    pub problem: Problem,
    /// The text, at most 200 characters of it.
    pub text: String,
}

/// What reading one source came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// Rows in the file, without the header.
    pub rows: u64,
    /// Things put right in passing, such as ATC codes with Cyrillic letters: counts by what it was.
    pub repaired: BTreeMap<String, u64>,
    /// Everything that was not understood, in the order of the file.
    pub findings: Vec<Finding>,
}

/// Characters of a text that a report keeps.
const KEPT: usize = 200;

impl Findings {
    /// Notes a problem.
    pub(crate) fn note(&mut self, line: u64, problem: Problem, text: &str) {
        self.findings.push(Finding {
            line,
            problem,
            text: text.chars().take(KEPT).collect(),
        });
    }

    /// Counts something put right.
    pub(crate) fn count_repair(&mut self, what: &str) {
        *self.repaired.entry(what.to_owned()).or_default() += 1;
    }

    /// How often each problem came.
    pub fn by_problem(&self) -> BTreeMap<Problem, u64> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry(finding.problem).or_default() += 1;
        }
        counts
    }

    /// Rows with at least one problem.
    pub fn rows_with_problems(&self) -> u64 {
        let mut lines: Vec<u64> = self.findings.iter().map(|finding| finding.line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines.len() as u64
    }
}

/// What an import did, as it is stored beside the source and printed by `local import`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The source.
    pub source: String,
    /// The file's name.
    pub file: String,
    /// The version of the file's bytes.
    pub version: Version,
    /// Whether anything is in force now that was not before.
    pub changed: bool,
    /// The snapshots in force after it, by kind.
    pub snapshots: BTreeMap<String, Version>,
    /// Rows with at least one problem.
    pub rows_with_problems: u64,
    /// How often each problem came.
    pub problems: BTreeMap<Problem, u64>,
    /// What was read.
    #[serde(flatten)]
    pub findings: Findings,
}
