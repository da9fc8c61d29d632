//! Uzbekistan's State Register of medicines, as the ministry publishes it: one row for a registration, written by
//! people for people. Each field has a reader of its own; what one cannot understand is noted and the rest is kept.

mod amounts;
mod date;
mod dispensing;
mod form;
mod ingredients;
mod name;
mod pack;

pub(crate) use ingredients::Substances;

use std::collections::HashMap;

use nazar::catalogue::fold::latin_look_alikes;
use nazar::catalogue::{Atc, Form, Medicine, MedicineId, Registration, Source};

use crate::report::{Findings, Problem};
use crate::table::{Row, Table, TableError};

/// The columns, in the order in which the readers below take them.
const COLUMNS: [&str; 9] = [
    "trade_name",
    "inn",
    "dose_form",
    "country",
    "manufacturer",
    "atc",
    "reg_no",
    "reg_date",
    "dispensing",
];

/// Reads the whole register. Substances that are not known yet are added to `substances`.
///
/// # Errors
/// [`TableError`] when it is not the register.
pub(crate) fn read(
    bytes: &[u8],
    substances: &mut Substances,
    findings: &mut Findings,
) -> Result<Vec<Medicine>, TableError> {
    let mut medicines = Vec::new();
    // A registration that has several rows gives each an identifier of its own, in the order of the file.
    let mut registrations: HashMap<MedicineId, u32> = HashMap::new();
    for row in Table::open(bytes)?.rows(COLUMNS)? {
        findings.rows += 1;
        let row = match row {
            Ok(row) => row,
            Err((line, error)) => {
                findings.note(line, Problem::RowUnreadable, &error.to_string());
                continue;
            }
        };
        let Some(id) = identifier(row.get(6), &mut registrations) else {
            findings.note(row.line, Problem::RowUnreadable, row.get(6));
            continue;
        };
        medicines.push(medicine(id, &row, substances, findings));
    }
    Ok(medicines)
}

/// `DV/M 04175/06/22` gives `uz-dv-m-04175-06-22`; a second row of it gets a `-2`.
fn identifier(number: &str, known: &mut HashMap<MedicineId, u32>) -> Option<MedicineId> {
    let latin = latin_look_alikes(number);
    if !latin.chars().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let id = MedicineId::of(&format!("uz {latin}"))?;
    let rows = known.entry(id.clone()).or_default();
    *rows += 1;
    match *rows {
        1 => Some(id),
        row => MedicineId::of(&format!("{id} {row}")),
    }
}

fn medicine(
    id: MedicineId,
    row: &Row,
    substances: &mut Substances,
    findings: &mut Findings,
) -> Medicine {
    let names = name::read(row.get(0));
    if names.latin.is_none() {
        findings.note(row.line, Problem::NameWithoutLatin, row.get(0));
    }
    let (ingredients, is_whole) = ingredients::read(row.get(1), row.line, substances, findings);
    let form_text = row.get(2);
    let form = form::read(form_text);
    if form == Form::Other {
        findings.note(row.line, Problem::FormUnknown, form_text);
    }
    let amounts = amounts::read(form_text, form);
    if amounts.doses.is_empty() && !form::needs_no_strength(form) {
        findings.note(row.line, Problem::StrengthMissing, form_text);
    }
    Medicine {
        id,
        brand: name::brand(names.latin.as_deref().unwrap_or(&names.cyrillic)),
        name: names.latin.unwrap_or_else(|| names.cyrillic.clone()),
        name_cyrillic: Some(names.cyrillic),
        ingredients,
        is_whole,
        atc: atc(row, findings),
        form,
        form_text: form::words(form_text).into(),
        strengths: amounts.doses,
        pack: pack::read(form_text, amounts.volumes),
        maker: row.get(4).into(),
        country: row.get(3).into(),
        prescription: dispensing::read(row.get(8), row.line, findings),
        pregnancy: None,
        gtins: Vec::new(),
        registration: Some(registration(row, findings)),
        source: Source::StateRegister,
    }
}

fn atc(row: &Row, findings: &mut Findings) -> Option<Atc> {
    let text = row.get(5);
    if text.is_empty() {
        findings.note(row.line, Problem::AtcMissing, "");
        return None;
    }
    match (text.parse::<Atc>(), Atc::repaired(text)) {
        (Ok(code), _) => Some(code),
        (Err(_), Ok(code)) => {
            findings.count_repair("atc");
            Some(code)
        }
        (Err(_), Err(_)) => {
            findings.note(row.line, Problem::AtcUnreadable, text);
            None
        }
    }
}

fn registration(row: &Row, findings: &mut Findings) -> Registration {
    let date = date::read(row.get(7));
    if date.is_none() {
        findings.note(row.line, Problem::DateUnreadable, row.get(7));
    }
    Registration {
        number: latin_look_alikes(row.get(6)),
        date,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_registration_stay_apart() {
        let mut known = HashMap::new();
        let mut next = |number: &str| identifier(number, &mut known).map(|id| id.to_string());
        // The M of the second one is Cyrillic.
        assert_eq!(
            next("DV/M 01315/02/17").as_deref(),
            Some("uz-dv-m-01315-02-17")
        );
        assert_eq!(
            next("DV/М 01315/02/17").as_deref(),
            Some("uz-dv-m-01315-02-17-2")
        );
        assert_eq!(next("—"), None);
    }
}
