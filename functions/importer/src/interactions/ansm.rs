//! Rules of the French authority's thesaurus (ANSM, 2016, in English).

use std::collections::HashSet;

use jiff::civil::date;
use nazar::interactions::{Evidence, Rule, RuleSet, Severity, Source, Subject};

use super::Drugs;
use super::ansm_classes::class_id;
use super::wording;
use crate::report::{Findings, Problem};
use crate::table::{Row, Table, TableError};

/// The day of the edition, as far as it is known: the year.
const EDITION: jiff::civil::Date = date(2016, 1, 1);

/// Our severity for the thesaurus's four levels.
///
/// `Take into account` is its lowest level but no mild one: it stands where no practical advice can be given, among
/// others with opioids and benzodiazepines. So it is moderate, like a precaution. A rule of no stated level is major
/// when it says something of its own instead, and moderate when it says nothing.
pub(super) fn severity(level: &str, raw: &str, comment: &str) -> Severity {
    match level.chars().next() {
        Some('1') => Severity::Contraindicated,
        Some('2') => Severity::Major,
        Some('3' | '4') => Severity::Moderate,
        _ if speaks_of_contraindication(raw) || speaks_of_contraindication(comment) => {
            Severity::Contraindicated
        }
        _ if raw.is_empty() => Severity::Moderate,
        _ => Severity::Major,
    }
}

/// With the misprints `C0NTRAINDICATION` and `CONTRANDICATION`.
pub(super) fn speaks_of_contraindication(text: &str) -> bool {
    let small = text.to_lowercase().replace('0', "o");
    small.contains("contraind") || small.contains("contrand")
}

/// The rules.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(super) fn rules(
    bytes: &[u8],
    drugs: &Drugs<'_>,
    findings: &mut Findings,
) -> Result<RuleSet, TableError> {
    let columns = [
        "a_kind",
        "a_name",
        "b_kind",
        "b_name",
        "severity",
        "severity_raw",
        "description",
        "comment",
    ];
    let mut set = RuleSet {
        editions: [(Source::Ansm, Some(EDITION))].into(),
        ..RuleSet::default()
    };
    let mut subjects = HashSet::new();
    for row in Table::open(bytes)?.rows(columns)? {
        findings.rows += 1;
        let row = match row {
            Ok(row) => row,
            Err((line, error)) => {
                findings.note(line, Problem::RowUnreadable, &error.to_string());
                continue;
            }
        };
        let pair = (subject(&row, 0, drugs), subject(&row, 2, drugs));
        let (Some(one), Some(other)) = pair else {
            findings.note(row.line, Problem::UnknownReference, row.get(1));
            continue;
        };
        subjects.extend([one.clone(), other.clone()]);
        set.rules.push(rule(&row, one, other));
    }
    drugs.count(&subjects, findings);
    Ok(set)
}

fn subject(row: &Row, kind: usize, drugs: &Drugs<'_>) -> Option<Subject> {
    let name = row.get(kind + 1);
    if row.get(kind) == "CLASS" {
        return class_id(name).map(Subject::Class);
    }
    drugs.subject(name, None)
}

fn rule(row: &Row, one: Subject, other: Subject) -> Rule {
    let (description, comment) = (row.get(6), row.get(7));
    let severity = severity(row.get(4), row.get(5), comment);
    let mechanism = wording::mechanism(description);
    let evidence = Evidence {
        source: Source::Ansm,
        severity: row.get(5).into(),
        effect: description.into(),
        advice: comment.into(),
        citation: "ANSM, Thesaurus des interactions medicamenteuses, 2016".into(),
    };
    Rule::new(
        one,
        other,
        (severity, mechanism, wording::advice(comment)),
        evidence,
    )
}
