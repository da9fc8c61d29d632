//! Recalls from files: the operator's own list, and the archive of the US authority.
//!
//! What a source says that cannot be read is kept on the careful side: a class that is none counts as not yet classified, a
//! state that is none as going on, lots that are unclear as all lots.

pub(crate) mod archive;
pub(crate) mod local;

use nazar::recalls::{RecallClass, RecallStatus};

use crate::report::{Findings, Problem};

fn class(text: &str, line: u64, findings: &mut Findings) -> Option<RecallClass> {
    RecallClass::read(text).unwrap_or_else(|_| {
        findings.note(line, Problem::ClassUnreadable, text);
        None
    })
}

fn status(text: &str, line: u64, findings: &mut Findings) -> RecallStatus {
    RecallStatus::read(text).unwrap_or_else(|_| {
        findings.note(line, Problem::StatusUnreadable, text);
        RecallStatus::Ongoing
    })
}
