//! Numbers under barcodes, as an operator lists them: the register names none.
//!
//! The columns are `gtin` (8, 12, 13 or 14 digits, check digit verified) and `medicine` (an identifier, or the number of a
//! registration that one medicine alone has). A number belongs to one medicine: the first that names it keeps it.

use std::collections::{HashMap, HashSet};

use nazar::catalogue::{Gtin, Medicine};

use crate::report::{Findings, Problem};
use crate::table::{Table, TableError};

/// Gives medicines their numbers.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn read(
    bytes: &[u8],
    medicines: &mut [Medicine],
    findings: &mut Findings,
) -> Result<(), TableError> {
    let places = Places::of(medicines);
    let of_medicines = medicines.iter().flat_map(|medicine| &medicine.gtins);
    let mut taken: HashSet<Gtin> = of_medicines.copied().collect();
    for row in Table::open(bytes)?.rows(["gtin", "medicine"])? {
        findings.rows += 1;
        let row = match row {
            Ok(row) => row,
            Err((line, error)) => {
                findings.note(line, Problem::RowUnreadable, &error.to_string());
                continue;
            }
        };
        let Ok(gtin) = row.get(0).parse::<Gtin>() else {
            findings.note(row.line, Problem::RowUnreadable, row.get(0));
            continue;
        };
        let Some(place) = places.find(row.get(1)) else {
            findings.note(row.line, Problem::UnknownReference, row.get(1));
            continue;
        };
        if taken.insert(gtin) {
            medicines[place].gtins.push(gtin);
        } else if !medicines[place].gtins.contains(&gtin) {
            findings.note(row.line, Problem::UnknownReference, row.get(0));
        }
    }
    Ok(())
}

/// Where medicines stand, by what a list may call them.
struct Places(HashMap<String, Option<usize>>);

impl Places {
    fn of(medicines: &[Medicine]) -> Self {
        let mut places = HashMap::new();
        for (place, medicine) in medicines.iter().enumerate() {
            places.insert(medicine.id.to_string(), Some(place));
            if let Some(registration) = &medicine.registration {
                // A number that several have names none of them.
                let slot = places.entry(registration.number.clone());
                slot.and_modify(|one| *one = None).or_insert(Some(place));
            }
        }
        Self(places)
    }

    fn find(&self, text: &str) -> Option<usize> {
        self.0.get(text).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use crate::sources::{Files, Source, demonstration};
    use crate::{Problem, build};

    const REGISTER: &str = "\
origin,trade_name,inn,dose_form,country,manufacturer,pharm_group,atc,reg_no,reg_date,change_note,dispensing
domestic,ЗУФОН (Zufon),comb.drug (ambroxol; cetirizine),Сироп 15 мг/5 мл 100 мл (флаконы),Узбекистан,\"Radiks, OOO\",,R05CB10,DV/M 04169/06/22,29.06.22,,по рецепту
";

    #[test]
    fn a_registered_medicine_gets_its_barcodes_and_a_bad_row_stops_nothing() {
        let mut files: Files = demonstration()
            .into_iter()
            .map(|file| (file.source, file.bytes))
            .collect();
        files.insert(Source::Register, REGISTER.into());
        let list = "gtin,medicine\n4780000000014,DV/M 04169/06/22\n96385074,uz-dv-m-04169-06-22\n\
            4780000000013,DV/M 04169/06/22\n4780000000021,nobody\n2999000000074,DV/M 04169/06/22\n";
        files.insert(Source::Gtins, list.into());
        let built = build(&files).unwrap();
        let medicine = built.catalogue.by_gtin("96385074".parse().unwrap());
        let medicine = medicine.unwrap();
        assert_eq!(medicine.id.as_str(), "uz-dv-m-04169-06-22");
        assert_eq!(medicine.gtins.len(), 2);
        let panadol = built.catalogue.by_gtin("2999000000074".parse().unwrap());
        assert_eq!(panadol.unwrap().id.as_str(), "demo-panadol-500-mg");
        let findings = &built.findings[&Source::Gtins];
        assert_eq!(findings.rows, 5);
        let problems = findings.by_problem();
        assert_eq!(problems[&Problem::RowUnreadable], 1, "a wrong check digit");
        assert_eq!(
            problems[&Problem::UnknownReference],
            2,
            "nobody's, and another's"
        );
    }
}
