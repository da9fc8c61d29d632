//! DDInter (CC BY-NC-SA 4.0): imported by an operator who may, shown with its terms, and never trained on.

use std::collections::HashSet;

use nazar::interactions::{Evidence, Mechanism, Rule, RuleSet, Severity, Source};

use super::{Drugs, of_source};
use crate::report::{Findings, Problem};
use crate::table::{Table, TableError};

/// The pairs; `Unknown` is no alert, and is counted.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(super) fn read(
    bytes: &[u8],
    drugs: &Drugs<'_>,
    findings: &mut Findings,
) -> Result<RuleSet, TableError> {
    let mut set = of_source(Source::Ddinter);
    let mut subjects = HashSet::new();
    for row in Table::open(bytes)?.rows(["Drug_A", "Drug_B", "Level"])? {
        findings.rows += 1;
        let row = match row {
            Ok(row) => row,
            Err((line, error)) => {
                findings.note(line, Problem::RowUnreadable, &error.to_string());
                continue;
            }
        };
        let severity = match row.get(2) {
            "Major" => Severity::Major,
            "Moderate" => Severity::Moderate,
            "Minor" => Severity::Minor,
            "Unknown" => {
                findings.count_repair("pairs of unknown level left out");
                continue;
            }
            level => {
                findings.note(row.line, Problem::UnknownReference, level);
                continue;
            }
        };
        let pair = (
            drugs.subject(row.get(0), None),
            drugs.subject(row.get(1), None),
        );
        let (Some(one), Some(other)) = pair else {
            findings.note(row.line, Problem::UnknownReference, row.get(0));
            continue;
        };
        if one == other || !(one.is_medicine() || other.is_medicine()) {
            findings.count_repair("pairs of one drug with itself left out");
            continue;
        }
        subjects.extend([one.clone(), other.clone()]);
        let evidence = Evidence {
            source: Source::Ddinter,
            severity: row.get(2).into(),
            effect: "".into(),
            advice: "".into(),
            citation: "DDInter 1.0, CC BY-NC-SA 4.0".into(),
        };
        let judged = (severity, Mechanism::NotStated, None);
        set.rules.push(Rule::new(one, other, judged, evidence));
    }
    drugs.count(&subjects, findings);
    Ok(set)
}

#[cfg(test)]
mod tests {
    use nazar::catalogue::Catalogue;

    use super::*;

    #[test]
    fn unknown_is_no_alert_and_every_rule_names_the_terms() {
        let catalogue = Catalogue::default();
        let mut findings = Findings::default();
        let file = "DDInterID_A,Drug_A,DDInterID_B,Drug_B,Level\n\
            1,Warfarin,2,Acetylsalicylic acid,Major\n1,Warfarin,3,Abacavir,Unknown\n1,Warfarin,4,Zinc,Grave\n";
        let set = read(file.as_bytes(), &Drugs::new(&catalogue), &mut findings).unwrap();
        assert_eq!(set.rules.len(), 1);
        assert_eq!(set.rules[0].severity, Severity::Major);
        assert!(set.rules[0].evidence.citation.contains("CC BY-NC-SA"));
        assert_eq!(findings.rows, 3);
        assert_eq!(findings.repaired["pairs of unknown level left out"], 1);
        assert_eq!(findings.by_problem()[&Problem::UnknownReference], 1);
    }
}
