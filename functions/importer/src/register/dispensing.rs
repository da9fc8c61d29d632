//! Whether a prescription is needed, in the register's thirteen spellings of four answers.

use nazar::catalogue::Prescription;

use crate::report::{Findings, Problem};

pub(super) fn read(text: &str, line: u64, findings: &mut Findings) -> Prescription {
    let found = meaning(&text.to_lowercase());
    if found == Prescription::Unknown {
        findings.note(line, Problem::DispensingUnclear, text);
    }
    found
}

fn meaning(text: &str) -> Prescription {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let with = words.contains(&"по");
    let without = words.contains(&"без");
    let is_about_prescriptions = words.iter().any(|word| word.starts_with("рецепт"));
    match (with, without) {
        (true, true) if is_about_prescriptions => Prescription::Mixed,
        (true, false) if is_about_prescriptions => Prescription::Required,
        (false, true) if is_about_prescriptions => Prescription::NotRequired,
        _ if text.contains("стационар") || text.contains("леч") => {
            Prescription::Hospital
        }
        _ => Prescription::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_the_register_is_understood() {
        for (text, wanted) in [
            ("по рецепту", Prescription::Required),
            ("по рецепта", Prescription::Required),
            ("без рецепта", Prescription::NotRequired),
            ("без.по рецепту", Prescription::Mixed),
            ("без/по рецепту", Prescription::Mixed),
            ("по/без рецепту", Prescription::Mixed),
            ("без рецепта / по рецепту", Prescription::Mixed),
            ("для стационаров", Prescription::Hospital),
            ("для леч.проф.учрж", Prescription::Hospital),
            ("", Prescription::Unknown),
        ] {
            assert_eq!(meaning(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_noted() {
        let mut findings = Findings::default();
        assert_eq!(
            read("Без рецепта", 2, &mut findings),
            Prescription::NotRequired
        );
        assert_eq!(read("?", 3, &mut findings), Prescription::Unknown);
        assert_eq!(findings.findings.len(), 1);
        assert_eq!(findings.findings[0].problem, Problem::DispensingUnclear);
    }
}
