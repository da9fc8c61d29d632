//! The combined file of open sources: one pair a row, with the source that has it.

use std::collections::HashSet;

use nazar::interactions::{Evidence, Rule, RuleSet, Severity, Source};

use super::Drugs;
use super::ansm::speaks_of_contraindication;
use super::onc::is_wrong_expansion;
use super::wording;
use crate::report::{Findings, Problem};
use crate::table::{Row, Table, TableError};

/// The pairs.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(super) fn read(
    bytes: &[u8],
    drugs: &Drugs<'_>,
    findings: &mut Findings,
) -> Result<RuleSet, TableError> {
    let columns = [
        "drug1_drugbank",
        "object",
        "drug2_drugbank",
        "precipitant",
        "source",
        "severity",
        "effect",
    ];
    let mut set = RuleSet::default();
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
        let Some(source) = source(row.get(4)) else {
            findings.note(row.line, Problem::UnknownReference, row.get(4));
            continue;
        };
        if is_wrong_expansion(source, row.get(1)) || is_wrong_expansion(source, row.get(3)) {
            findings.count_repair("wrong class expansions left out");
            continue;
        }
        let pair = (
            drugs.subject(row.get(1), number(&row, 0)),
            drugs.subject(row.get(3), number(&row, 2)),
        );
        let (Some(one), Some(other)) = pair else {
            findings.note(row.line, Problem::UnknownReference, row.get(1));
            continue;
        };
        if one == other || !(one.is_medicine() || other.is_medicine()) {
            findings.count_repair("pairs of one drug with itself left out");
            continue;
        }
        subjects.extend([one.clone(), other.clone()]);
        set.editions.insert(source, None);
        set.rules.push(Rule::new(
            one,
            other,
            (
                severity(source, row.get(5)),
                wording::mechanism(row.get(6)),
                None,
            ),
            evidence(source, &row),
        ));
    }
    drugs.count(&subjects, findings);
    Ok(set)
}

fn number(row: &Row, place: usize) -> Option<&str> {
    Some(row.get(place)).filter(|number| !number.is_empty())
}

fn source(name: &str) -> Option<Source> {
    let source = match name {
        "World-Vista" => Source::WorldVista,
        "NDF-RT" => Source::NdfRt,
        "ONC-HighPriority" => Source::OncHighPriority,
        "ONC-NonInteruptive" => Source::OncNonInterruptive,
        "CredibleMeds" => Source::CredibleMeds,
        "OSCAR" => Source::Oscar,
        "DDI-Corpus-2011" | "DDI-Corpus-2013" | "NLM-Corpus" | "PK-Corpus" => Source::TextCorpora,
        _ => return None,
    };
    Some(source)
}

/// Our severity for each source's words; what a source does not rate is moderate, so that it is not silent.
fn severity(source: Source, text: &str) -> Severity {
    match source {
        Source::OncHighPriority | Source::CredibleMeds => Severity::Major,
        Source::OncNonInterruptive => Severity::Minor,
        Source::NdfRt if text == "Critical" => Severity::Major,
        Source::Oscar if text == "3" => Severity::Major,
        Source::Oscar if text == "1" => Severity::Minor,
        Source::WorldVista => of_the_thesaurus(text),
        _ => Severity::Moderate,
    }
}

/// The thesaurus's levels as World-Vista has them, in many spellings; a sentence instead of a level is major.
fn of_the_thesaurus(text: &str) -> Severity {
    let small = text.to_lowercase();
    if speaks_of_contraindication(&small) {
        return Severity::Contraindicated;
    }
    let is_mild = ["precaution", "into account"]
        .iter()
        .any(|word| small.contains(word));
    if is_mild || small.is_empty() {
        Severity::Moderate
    } else {
        Severity::Major
    }
}

fn evidence(source: Source, row: &Row) -> Evidence {
    // A whole sentence in the severity's place is no word for it.
    let word = if row.get(5).len() > 60 {
        ""
    } else {
        row.get(5)
    };
    Evidence {
        source,
        severity: word.into(),
        effect: row.get(6).into(),
        advice: "".into(),
        citation: row.get(4).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spellings_of_the_levels_are_understood() {
        for (text, wanted) in [
            ("CONTRANDICATION", Severity::Contraindicated),
            ("C0NTRAINDICATION", Severity::Contraindicated),
            (
                "Contraindication - Not recommended - Precaution for use",
                Severity::Contraindicated,
            ),
            ("Nor recommended", Severity::Major),
            ("Not recommeded:", Severity::Major),
            ("Precautions for use", Severity::Moderate),
            ("Tale into account", Severity::Moderate),
            ("With doses of methotrexate > 20 mg/week", Severity::Major),
            ("", Severity::Moderate),
        ] {
            assert_eq!(severity(Source::WorldVista, text), wanted, "{text}");
        }
        assert_eq!(severity(Source::NdfRt, "Critical"), Severity::Major);
        assert_eq!(severity(Source::NdfRt, "Significant"), Severity::Moderate);
        assert_eq!(severity(Source::Oscar, ""), Severity::Moderate);
    }
}
