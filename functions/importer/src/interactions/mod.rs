//! Interaction rules from the public lists, each read with its own habits into one set.
//!
//! A drug's name is taken to the catalogue's ingredient where it can be ([`Drugs`]); one that the catalogue does not
//! have is kept under its own international name, because tomorrow's register may have it. A row that cannot be
//! used is counted and named in the report, and never stops the others.

mod ansm;
mod ansm_classes;
mod combined;
mod ddinter;
mod drugs;
mod onc;
#[cfg(test)]
mod tests;
mod wording;

use nazar::interactions::RuleSet;
use nazar::interactions::demonstration;

pub(crate) use drugs::Drugs;

use crate::report::{Findings, Problem};
use crate::sources::Source;
use crate::table::TableError;
use crate::unpacked::unpacked;

/// Our own classes, which the lists' general words (`INSULIN`, `CALCIUM`) are read as too.
const CLASSES: &str = include_str!("../../../../shared/demo/interaction_classes.tsv");

/// The lists, in the order in which they are read.
pub(crate) const SOURCES: [Source; 7] = [
    Source::Interactions,
    Source::AnsmClasses,
    Source::AnsmRules,
    Source::InteractionsOpen,
    Source::OncHighPriority,
    Source::OncNonInterruptive,
    Source::Ddinter,
];

/// Reads one list, packed by gzip or not; a source of another kind has no rules.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn read(
    source: Source,
    packed: &[u8],
    drugs: &Drugs<'_>,
    findings: &mut Findings,
) -> Result<RuleSet, TableError> {
    let bytes = &*unpacked(packed);
    match source {
        Source::Interactions => Ok(own(bytes, findings)),
        Source::AnsmRules => ansm::rules(bytes, drugs, findings),
        Source::AnsmClasses => ansm_classes::read(bytes, drugs, findings),
        Source::InteractionsOpen => combined::read(bytes, drugs, findings),
        Source::OncHighPriority => Ok(onc::high_priority(bytes, drugs, findings)),
        Source::OncNonInterruptive => Ok(onc::non_interruptive(bytes, drugs, findings)),
        Source::Ddinter => ddinter::read(bytes, drugs, findings),
        _ => Ok(RuleSet::default()),
    }
}

/// The classes that every set begins with.
pub(crate) fn classes() -> RuleSet {
    // The table is compiled in, and a test of the library reads every row of it.
    let classes = demonstration::classes(CLASSES).unwrap_or_default();
    RuleSet {
        classes,
        ..RuleSet::default()
    }
}

/// Our own table: all or nothing, because a row of ours that cannot be read is a defect.
fn own(bytes: &[u8], findings: &mut Findings) -> RuleSet {
    let text = String::from_utf8_lossy(bytes);
    match demonstration::rules(&text) {
        Ok(set) => {
            findings.rows += set.rules.len() as u64;
            set
        }
        Err(error) => {
            findings.note(1, Problem::RowUnreadable, &error.to_string());
            RuleSet::default()
        }
    }
}

/// An empty set of one source.
fn of_source(source: nazar::interactions::Source) -> RuleSet {
    RuleSet {
        editions: [(source, None)].into(),
        ..RuleSet::default()
    }
}
