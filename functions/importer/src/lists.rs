//! Files in our own layout: medicines, stock and price history, tab-separated.

use std::collections::{HashMap, HashSet};

use nazar::catalogue::market::{MonthlyPrice, Offer, Pharmacy};
use nazar::catalogue::{Medicine, MedicineId, Names, Pack, Pregnancy, Prescription, Source};

use crate::report::{Findings, Problem};
use crate::substances::Substances;
use crate::table::{Row, Table, TableError};

/// Hands each row of a file to `read`, which says what is wrong with it.
fn each<const N: usize>(
    bytes: &[u8],
    columns: [&'static str; N],
    findings: &mut Findings,
    mut read: impl FnMut(&Row) -> Option<()>,
) -> Result<(), TableError> {
    for row in Table::open(bytes)?.rows(columns)? {
        findings.rows += 1;
        match row {
            Ok(row) => {
                if read(&row).is_none() {
                    findings.note(row.line, Problem::UnknownReference, row.get(0));
                }
            }
            Err((line, error)) => findings.note(line, Problem::RowUnreadable, &error.to_string()),
        }
    }
    Ok(())
}

/// Substances with their names, synonyms and codes.
pub(crate) fn ingredients(
    bytes: &[u8],
    substances: &mut Substances,
    findings: &mut Findings,
) -> Result<(), TableError> {
    let columns = ["id", "en", "ru", "uz", "latin", "synonyms", "atc"];
    each(bytes, columns, findings, |row| {
        let names = Names {
            en: row.get(1).to_owned(),
            ru: some(row.get(2)),
            uz: some(row.get(3)),
            latin: some(row.get(4)),
        };
        let synonyms: Vec<String> = parts(row.get(5)).map(str::to_owned).collect();
        let id = substances.add(&names, &synonyms)?;
        for code in parts(row.get(6)) {
            substances.classify(&id, code.parse().ok()?);
        }
        (id.as_str() == row.get(0)).then_some(())
    })
}

/// Demonstration medicines.
pub(crate) fn medicines(
    bytes: &[u8],
    substances: &Substances,
    findings: &mut Findings,
) -> Result<Vec<Medicine>, TableError> {
    let columns = [
        "id",
        "name",
        "name_cyrillic",
        "brand",
        "ingredients",
        "atc",
        "form",
        "strength",
        "pack",
        "maker",
        "country",
        "prescription",
        "pregnancy",
        "gtin",
    ];
    let mut medicines = Vec::new();
    each(bytes, columns, findings, |row| {
        medicines.push(medicine(row, substances)?);
        Some(())
    })?;
    Ok(medicines)
}

fn medicine(row: &Row, substances: &Substances) -> Option<Medicine> {
    let ingredients = parts(row.get(4))
        .map(|id| substances.get(&id.parse().ok()?))
        .collect::<Option<_>>()?;
    let words = row.get(8).split(' ');
    let pieces = words
        .filter_map(|word| word.strip_prefix('N'))
        .filter_map(|count| count.parse().ok());
    Some(Medicine {
        is_whole: true,
        id: row.get(0).parse().ok()?,
        name: row.get(1).to_owned(),
        name_cyrillic: some(row.get(2)),
        brand: row.get(3).to_owned(),
        ingredients,
        atc: Some(row.get(5).parse().ok()?),
        form: row.get(6).parse().ok()?,
        form_text: row.get(6).into(),
        strengths: vec![row.get(7).parse().ok()?],
        pack: Pack {
            text: row.get(8).to_owned(),
            pieces: pieces.collect(),
            volumes: volume(row.get(8)).into_iter().collect(),
        },
        maker: row.get(9).into(),
        country: row.get(10).into(),
        prescription: Prescription::from_word(row.get(11))?,
        pregnancy: Some(Pregnancy::from_word(row.get(12))?),
        gtins: vec![row.get(13).parse().ok()?],
        registration: None,
        source: Source::Demonstration,
    })
}

/// Microlitres of `3 ml N5`, milligrams of `50 g`.
fn volume(pack: &str) -> Option<u32> {
    let mut words = pack.split(' ');
    let amount: f64 = words.next()?.parse().ok()?;
    let is_measured = matches!(words.next(), Some("ml" | "g"));
    (is_measured && amount > 0.0).then(|| (amount * 1000.0).round() as u32)
}

/// What pharmacies have, for medicines and pharmacies that are there.
pub(crate) fn stock(
    bytes: &[u8],
    pharmacies: &[Pharmacy],
    medicines: &HashSet<MedicineId>,
    findings: &mut Findings,
) -> Result<Vec<Offer>, TableError> {
    let places: HashMap<&str, u32> = pharmacies
        .iter()
        .map(|pharmacy| pharmacy.id.as_str())
        .zip(0..)
        .collect();
    let mut offers = Vec::new();
    let columns = ["pharmacy", "medicine", "price_tiyin", "quantity", "updated"];
    each(bytes, columns, findings, |row| {
        let medicine: MedicineId = row.get(1).parse().ok()?;
        if !medicines.contains(&medicine) {
            return None;
        }
        offers.push(Offer {
            medicine,
            pharmacy: *places.get(row.get(0))?,
            price: row.get(2).parse().ok().filter(|price| *price > 0)?,
            quantity: row.get(3).parse().ok()?,
            updated: row.get(4).parse().ok()?,
        });
        Some(())
    })?;
    Ok(offers)
}

/// Prices by month, for medicines that are there.
pub(crate) fn history(
    bytes: &[u8],
    medicines: &HashSet<MedicineId>,
    findings: &mut Findings,
) -> Result<Vec<MonthlyPrice>, TableError> {
    let columns = [
        "medicine",
        "month",
        "low_tiyin",
        "median_tiyin",
        "high_tiyin",
        "prices",
    ];
    let mut months = Vec::new();
    each(bytes, columns, findings, |row| {
        let month = MonthlyPrice {
            medicine: row.get(0).parse().ok()?,
            month: row.get(1).to_owned(),
            low: row.get(2).parse().ok()?,
            median: row.get(3).parse().ok()?,
            high: row.get(4).parse().ok()?,
            prices: row.get(5).parse().ok()?,
        };
        let is_ordered = month.low <= month.median && month.median <= month.high;
        if !is_ordered || !medicines.contains(&month.medicine) {
            return None;
        }
        months.push(month);
        Some(())
    })?;
    Ok(months)
}

fn parts(list: &str) -> impl Iterator<Item = &str> {
    list.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
