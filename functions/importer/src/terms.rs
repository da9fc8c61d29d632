//! Terms in three languages, with their codes.

use nazar::terminology::{Term, Terminology, Vocabulary};

use crate::report::{Findings, Problem};
use crate::table::{Row, Table, TableError};

type Terms = Vec<(Vocabulary, Term)>;

/// International names of substances: `display` is Uzbek in Latin letters. What cannot be read is noted where the same
/// file is read for the catalogue.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn inn(bytes: &[u8]) -> Result<Terms, TableError> {
    with_display(bytes, Vocabulary::Inn, &mut Findings::default())
}

/// Dose forms, in the layout of [`inn`].
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn dose_forms(bytes: &[u8], findings: &mut Findings) -> Result<Terms, TableError> {
    with_display(bytes, Vocabulary::DoseForm, findings)
}

/// Allergens: their names stand in columns of their own.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn allergens(bytes: &[u8], findings: &mut Findings) -> Result<Terms, TableError> {
    let rows = Table::open(bytes)?.rows(["code", "uz", "ru", "en"])?;
    Ok(read(rows, Vocabulary::Allergen, findings, |row| Term {
        code: row.get(0).to_owned(),
        uz: some(row.get(1)),
        ru: some(row.get(2)),
        en: some(row.get(3)),
    }))
}

/// How many terms there are.
pub(crate) fn count(terminology: &Terminology) -> u64 {
    let lists = Vocabulary::ALL.map(|vocabulary| terminology.terms(vocabulary).len() as u64);
    lists.iter().sum()
}

fn with_display(
    bytes: &[u8],
    vocabulary: Vocabulary,
    findings: &mut Findings,
) -> Result<Terms, TableError> {
    let rows = Table::open(bytes)?.rows(["code", "display", "uz", "ru", "en"])?;
    Ok(read(rows, vocabulary, findings, |row| Term {
        code: row.get(0).to_owned(),
        uz: some(row.get(2)).or_else(|| some(row.get(1))),
        ru: some(row.get(3)),
        en: some(row.get(4)),
    }))
}

fn read(
    rows: impl Iterator<Item = Result<Row, (u64, csv::Error)>>,
    vocabulary: Vocabulary,
    findings: &mut Findings,
    term: impl Fn(&Row) -> Term,
) -> Terms {
    let mut terms = Vec::new();
    for row in rows {
        findings.rows += 1;
        match row {
            Ok(row) => {
                let term = term(&row);
                if term.code.is_empty() || term.names().next().is_none() {
                    findings.note(row.line, Problem::RowUnreadable, row.get(0));
                } else {
                    terms.push((vocabulary, term));
                }
            }
            Err((line, error)) => findings.note(line, Problem::RowUnreadable, &error.to_string()),
        }
    }
    terms
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_keep_their_codes_and_a_bad_row_stops_nothing() {
        let mut findings = Findings::default();
        let file = "code\tdisplay\tuz\tru\ten\tparent\nAER101\taerozol\t\tаэрозоль\t\t\n\t\t\t\t\t\nTAB1\ttabletka\ttabletkalar\t\t\t\n";
        let terms = dose_forms(file.as_bytes(), &mut findings).unwrap();
        let uzbek: Vec<_> = terms
            .iter()
            .map(|(_, term)| term.uz.as_deref().unwrap())
            .collect();
        assert_eq!(uzbek, ["aerozol", "tabletkalar"]);
        assert_eq!((findings.rows, findings.rows_with_problems()), (3, 1));

        let file = "code\tuz\tru\ten\naller-1\tNo'xat (Pis s)\tГорох (Pis s)\tPeas (Pis s)\n";
        let all = Terminology::new(allergens(file.as_bytes(), &mut findings).unwrap());
        assert_eq!(count(&all), 1);
        assert_eq!(
            all.by_name(Vocabulary::Allergen, "ГОРОХ")[0].code,
            "aller-1"
        );
        assert!(allergens(b"a,b\n1,2\n", &mut findings).is_err());
    }
}
