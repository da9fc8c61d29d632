//! Names of substances in three languages, and their places in the ATC classification.

use nazar::catalogue::{Atc, Names};

use crate::report::{Findings, Problem};
use crate::substances::Substances;
use crate::table::{Table, TableError};

/// The international names: `display` is Uzbek in Latin letters.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn read_names(
    bytes: &[u8],
    substances: &mut Substances,
    findings: &mut Findings,
) -> Result<(), TableError> {
    for row in Table::open(bytes)?.rows(["display", "uz", "ru", "en"])? {
        findings.rows += 1;
        let row = match row {
            Ok(row) => row,
            Err((line, error)) => {
                findings.note(line, Problem::RowUnreadable, &error.to_string());
                continue;
            }
        };
        let uzbek = if row.get(1).is_empty() {
            row.get(0)
        } else {
            row.get(1)
        };
        let names = Names {
            en: row.get(3).to_lowercase(),
            ru: some(row.get(2)),
            uz: some(uzbek),
            latin: None,
        };
        if names.en.is_empty() || substances.add(&names, &[]).is_none() {
            findings.note(row.line, Problem::RowUnreadable, row.get(0));
        }
    }
    Ok(())
}

/// The classification: a code of level 5 belongs to the substance that its Russian text names.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn read_classification(
    bytes: &[u8],
    substances: &mut Substances,
    findings: &mut Findings,
) -> Result<(), TableError> {
    for row in Table::open(bytes)?.rows(["code", "ru"])? {
        findings.rows += 1;
        let row = match row {
            Ok(row) => row,
            Err((line, error)) => {
                findings.note(line, Problem::RowUnreadable, &error.to_string());
                continue;
            }
        };
        let Ok(code) = Atc::repaired(row.get(0)) else {
            findings.note(row.line, Problem::AtcUnreadable, row.get(0));
            continue;
        };
        if code.level() < 5 {
            continue;
        }
        if let Some(id) = substances.find(row.get(1)).cloned() {
            substances.classify(&id, code);
        }
    }
    Ok(())
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_come_together() {
        let mut substances = Substances::default();
        let mut findings = Findings::default();
        let names = "code\tdisplay\tuz\tru\ten\tparent\n1\tparatsetamol\t\tпарацетамол\tParacetamol\t\n2\t\t\t\t\t\n";
        read_names(names.as_bytes(), &mut substances, &mut findings).unwrap();
        let codes = "code\tru\nN02BE01\tПарацетамол\nN02\tАнальгетики\nX\t?\n";
        read_classification(codes.as_bytes(), &mut substances, &mut findings).unwrap();

        let all = substances.into_ingredients();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].names.uz.as_deref(), Some("paratsetamol"));
        assert_eq!(all[0].atc, ["N02BE01".parse().unwrap()]);
        let problems: Vec<_> = findings
            .findings
            .iter()
            .map(|finding| finding.problem)
            .collect();
        assert_eq!(problems, [Problem::RowUnreadable, Problem::AtcUnreadable]);
    }
}
