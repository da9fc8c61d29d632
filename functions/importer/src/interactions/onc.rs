//! The two lists of the US health IT office: pairs that must always alert, and pairs that need not interrupt.

use std::collections::HashSet;

use nazar::interactions::{Evidence, Mechanism, Rule, RuleSet, Severity, Source, Subject};

use super::{Drugs, of_source};
use crate::report::{Findings, Problem};

/// Drugs that the lists' expansion of `salicylates` took for salicylates, by their names: methacholine (`mecholyl`), a
/// test of the airways, and niclosamide, a salicylanilide against worms.
const NO_SALICYLATES: [&str; 2] = ["methacholine", "niclosamide"];

/// The classes of the list that need not interrupt, with the ATC prefixes that their members have. A drug that the
/// catalogue has under other codes alone was expanded wrongly.
const CLASSES: [(&str, &[&str]); 16] = [
    ("ace inhibitors", &["C09A", "C09B"]),
    ("angiotensin ii receptor antagonists", &["C09C", "C09D"]),
    ("anticholinesterases", &["N06DA", "N07AA", "S01EB"]),
    ("benzodiazepines", &["N05B", "N05C", "N03A"]),
    ("bisphosphonates", &["M05B"]),
    (
        "corticosteroids",
        &[
            "H02", "A07EA", "D07", "R03BA", "R01AD", "S01B", "C05AA", "A01AC",
        ],
    ),
    (
        "imidazoles",
        &["J02", "D01", "G01", "J01XD", "P01AB", "A01AB"],
    ),
    (
        "nsaid",
        &["M01", "M02AA", "S01BC", "N02B", "G02CC", "R02AX"],
    ),
    ("oral contraceptives", &["G03", "L02"]),
    ("proton pump inhibitors", &["A02B"]),
    (
        "salicylates",
        &["N02BA", "B01AC", "A07EC", "M01", "D01AE", "S01BC", "D02AF"],
    ),
    ("serotonin reuptake blockers", &["N06A"]),
    ("statins", &["C10"]),
    ("sulfonylureas", &["A10B"]),
    ("thiazide", &["C03", "C02", "C07", "C09", "V03AH"]),
    ("thyroid hormones", &["H03A"]),
];

/// Whether a source names a drug only because a class was expanded wrongly. OSCAR's pairs came by the same expansion.
pub(super) fn is_wrong_expansion(source: Source, name: &str) -> bool {
    matches!(source, Source::OncNonInterruptive | Source::Oscar)
        && NO_SALICYLATES.contains(&name.to_lowercase().as_str())
}

/// Pairs that must always alert: two names with DrugBank's numbers, parted by `$`, without a header.
pub(super) fn high_priority(bytes: &[u8], drugs: &Drugs<'_>, findings: &mut Findings) -> RuleSet {
    let read = |line: &str| {
        let mut values = line.split('$');
        let (one, number, other, other_number) = (
            values.next()?,
            values.next()?,
            values.next()?,
            values.next()?,
        );
        let one = drugs.subject(one, Some(number))?;
        Some((one, drugs.subject(other, Some(other_number))?))
    };
    pairs(
        Source::OncHighPriority,
        Severity::Major,
        (bytes, drugs),
        findings,
        read,
    )
}

/// Pairs that need not interrupt: class, name and DrugBank's number of either side, parted by commas, without a header.
pub(super) fn non_interruptive(
    bytes: &[u8],
    drugs: &Drugs<'_>,
    findings: &mut Findings,
) -> RuleSet {
    let mut wrong = 0_u64;
    let read = |line: &str| {
        let values: Vec<&str> = line.split(',').map(str::trim).collect();
        let side = |place: usize| {
            let (class, name) = (*values.get(place)?, *values.get(place + 1)?);
            let subject = drugs.subject(name, values.get(place + 2).copied())?;
            Some((subject.clone(), belongs(class, name, &subject, drugs)))
        };
        let ((one, fits), (other, other_fits)) = (side(1)?, side(6)?);
        if !fits || !other_fits {
            wrong += 1;
            // A pair of one thing with itself, which is passed over.
            return Some((one.clone(), one));
        }
        Some((one, other))
    };
    let set = pairs(
        Source::OncNonInterruptive,
        Severity::Minor,
        (bytes, drugs),
        findings,
        read,
    );
    for _ in 0..wrong {
        findings.count_repair("wrong class expansions left out");
    }
    set
}

/// Whether a drug can be of the class by which it is named.
fn belongs(class: &str, name: &str, subject: &Subject, drugs: &Drugs<'_>) -> bool {
    if is_wrong_expansion(Source::OncNonInterruptive, name) {
        return false;
    }
    let Subject::Ingredient(id) = subject else {
        return true;
    };
    let class = class.to_lowercase();
    let meant = CLASSES.iter().find(|(listed, _)| class.starts_with(listed));
    let codes = drugs.codes(id);
    let Some((_, prefixes)) = meant else {
        return true;
    };
    let fits = |code: &str| prefixes.iter().any(|prefix| code.starts_with(prefix));
    codes.is_empty() || codes.iter().any(|code| fits(code.as_str()))
}

fn pairs(
    source: Source,
    severity: Severity,
    (bytes, drugs): (&[u8], &Drugs<'_>),
    findings: &mut Findings,
    mut read: impl FnMut(&str) -> Option<(Subject, Subject)>,
) -> RuleSet {
    let text = String::from_utf8_lossy(bytes);
    let mut set = of_source(source);
    let mut subjects = HashSet::new();
    let lines = (1_u64..).zip(text.trim_start_matches('\u{feff}').lines());
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        findings.rows += 1;
        let Some((one, other)) = read(line) else {
            findings.note(number, Problem::RowUnreadable, line);
            continue;
        };
        if one == other {
            continue;
        }
        subjects.extend([one.clone(), other.clone()]);
        let evidence = Evidence {
            source,
            severity: "".into(),
            effect: "".into(),
            advice: "".into(),
            citation: source.title().into(),
        };
        let judged = (severity, Mechanism::NotStated, None);
        set.rules.push(Rule::new(one, other, judged, evidence));
    }
    drugs.count(&subjects, findings);
    set
}
