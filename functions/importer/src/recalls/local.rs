//! The operator's own list of recalls, in our layout.
//!
//! A row names the product in one of three ways, the surest that is known: medicines of the catalogue by identifier or
//! registration number, numbers under barcodes, or ingredients with their maker. Ingredients without a maker mean every
//! maker's.

use jiff::civil::Date;
use nazar::catalogue::{Catalogue, Gtin, IngredientId, MedicineId, Resolution};
use nazar::recalls::{Lots, Recall, RecallSource};

use super::{class, status};
use crate::report::{Findings, Problem};
use crate::table::{Row, Table, TableError};
use crate::unpacked::unpacked;

const COLUMNS: [&str; 13] = [
    "number",
    "class",
    "status",
    "medicines",
    "gtins",
    "ingredients",
    "maker",
    "product",
    "lots",
    "reason",
    "date",
    "link",
    "demonstration",
];

/// Reads the list.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn read(
    packed: &[u8],
    catalogue: &Catalogue,
    findings: &mut Findings,
) -> Result<Vec<Recall>, TableError> {
    let bytes = unpacked(packed);
    let mut recalls = Vec::new();
    for row in Table::open(&bytes)?.rows(COLUMNS)? {
        findings.rows += 1;
        match row {
            Ok(row) if row.get(0).is_empty() => {
                findings.note(row.line, Problem::RowUnreadable, row.get(7));
            }
            Ok(row) => recalls.push(recall(&row, catalogue, findings)),
            Err((line, error)) => findings.note(line, Problem::RowUnreadable, &error.to_string()),
        }
    }
    Ok(recalls)
}

fn recall(row: &Row, catalogue: &Catalogue, findings: &mut Findings) -> Recall {
    let medicines = medicines(row, catalogue, findings);
    let gtins = gtins(row, findings);
    let ingredients = ingredients(row, catalogue, findings);
    if medicines.is_empty() && gtins.is_empty() && ingredients.is_empty() {
        findings.note(row.line, Problem::ProductUnrecognised, row.get(7));
    }
    let lots = Lots::read(row.get(8));
    if matches!(lots, Lots::Unread(_)) {
        findings.note(row.line, Problem::LotsUnreadable, row.get(8));
    }
    let date: Option<Date> = row.get(10).parse().ok();
    if date.is_none() && !row.get(10).is_empty() {
        findings.note(row.line, Problem::DateUnreadable, row.get(10));
    }
    Recall {
        source: RecallSource::Local,
        number: row.get(0).to_owned(),
        event: None,
        class: class(row.get(1), row.line, findings),
        status: status(row.get(2), row.line, findings),
        any_maker: row.get(6).is_empty(),
        product: row.get(7).to_owned(),
        reason: row.get(9).to_owned(),
        firm: row.get(6).to_owned(),
        makers: Vec::new(),
        ingredients,
        medicines,
        gtins,
        lots,
        lots_text: row.get(8).to_owned(),
        date,
        link: (!row.get(11).is_empty()).then(|| row.get(11).to_owned()),
        demonstration: row.get(12) == "yes",
    }
}

/// Medicines by identifier, or all rows of a registration number.
fn medicines(row: &Row, catalogue: &Catalogue, findings: &mut Findings) -> Vec<MedicineId> {
    let mut found = Vec::new();
    for text in parts(row.get(3)) {
        let by_id = text
            .parse()
            .ok()
            .filter(|id| catalogue.medicine(id).is_some());
        let before = found.len();
        match by_id {
            Some(id) => found.push(id),
            None => found.extend(registered(catalogue, text)),
        }
        if found.len() == before {
            findings.note(row.line, Problem::UnknownReference, text);
        }
    }
    found
}

fn registered<'a>(
    catalogue: &'a Catalogue,
    number: &'a str,
) -> impl Iterator<Item = MedicineId> + 'a {
    let has_number = move |medicine: &&nazar::catalogue::Medicine| {
        let registration = medicine.registration.as_ref();
        registration.is_some_and(|registration| registration.number == number)
    };
    let medicines = catalogue.medicines().iter().filter(has_number);
    medicines.map(|medicine| medicine.id.clone())
}

fn gtins(row: &Row, findings: &mut Findings) -> Vec<Gtin> {
    let mut found = Vec::new();
    for text in parts(row.get(4)) {
        match text.parse() {
            Ok(gtin) => found.push(gtin),
            Err(_) => findings.note(row.line, Problem::UnknownReference, text),
        }
    }
    found
}

/// Ingredients by identifier or by a name that means one alone.
fn ingredients(row: &Row, catalogue: &Catalogue, findings: &mut Findings) -> Vec<IngredientId> {
    let mut found = Vec::new();
    for text in parts(row.get(5)) {
        match catalogue.resolve(text) {
            Resolution::Ingredient(id) => found.push(id),
            _ => findings.note(row.line, Problem::IngredientUnlisted, text),
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn parts(list: &str) -> impl Iterator<Item = &str> {
    list.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use nazar::recalls::RecallClass;

    use super::*;

    #[test]
    fn what_cannot_be_read_is_kept_on_the_careful_side_and_reported() {
        let file = format!(
            "{}\nUZ-1\tII\tongoing\t\t2999000000074\t\t\tTablets\tA100 through A120\tdust\t2026-01-05\t\tno\n\
             UZ-2\t5\tover\tnobody\t123\tmoonstone\tMaker\tTablets\t\tdust\tsoon\t\t\n\tI\tongoing\t\t\t\t\t\t\t\t\t\t\n",
            COLUMNS.join("\t")
        );
        let mut findings = Findings::default();
        let recalls = read(file.as_bytes(), &Catalogue::default(), &mut findings).unwrap();
        assert_eq!(recalls.len(), 2);
        assert_eq!(recalls[0].class, Some(RecallClass::Two));
        assert!(matches!(recalls[0].lots, Lots::Unread(_)) && recalls[0].any_maker);
        assert_eq!(
            (recalls[1].class, recalls[1].status.is_open()),
            (None, true)
        );
        assert_eq!(recalls[1].lots, Lots::NotNamed);
        let problems = findings.by_problem();
        for (problem, count) in [
            (Problem::LotsUnreadable, 1),
            (Problem::UnknownReference, 2),
            (Problem::IngredientUnlisted, 1),
            (Problem::ProductUnrecognised, 1),
            (Problem::DateUnreadable, 1),
            (Problem::ClassUnreadable, 1),
            (Problem::StatusUnreadable, 1),
            (Problem::RowUnreadable, 1),
        ] {
            assert_eq!(problems.get(&problem), Some(&count), "{problem:?}");
        }
    }
}
