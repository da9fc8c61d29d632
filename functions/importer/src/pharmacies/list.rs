//! Pharmacies in our own layout, comma- or tab-separated: the columns of `shared/demo/pharmacies.tsv`.

use nazar::catalogue::PharmacyId;
use nazar::pharmacies::{Hours, Pharmacy, PharmacySource, Place};

use super::some;
use crate::report::{Findings, Problem};
use crate::table::{Row, Table, TableError};

const COLUMNS: [&str; 12] = [
    "id",
    "name",
    "chain",
    "region",
    "district",
    "district_ru",
    "address",
    "latitude",
    "longitude",
    "hours",
    "phone",
    "delivery",
];

/// The pharmacies of a list; of two with one identifier the first counts.
pub(crate) fn read(bytes: &[u8], findings: &mut Findings) -> Result<Vec<Pharmacy>, TableError> {
    let mut pharmacies: Vec<Pharmacy> = Vec::new();
    for row in Table::open(bytes)?.rows(COLUMNS)? {
        findings.rows += 1;
        match row {
            Ok(row) => pharmacies.extend(pharmacy(&row, findings)),
            Err((line, error)) => findings.note(line, Problem::RowUnreadable, &error.to_string()),
        }
    }
    Ok(pharmacies)
}

fn pharmacy(row: &Row, findings: &mut Findings) -> Option<Pharmacy> {
    let Ok(id) = row.get(0).parse::<PharmacyId>() else {
        findings.note(row.line, Problem::RowUnreadable, row.get(0));
        return None;
    };
    let Some(place) = place(row.get(7), row.get(8)) else {
        let text = format!("{}, {}", row.get(7), row.get(8));
        findings.note(row.line, Problem::PlaceUnreadable, &text);
        return None;
    };
    let hours: Option<Hours> = row.get(9).parse().ok();
    if hours.is_none() && !row.get(9).is_empty() {
        findings.note(row.line, Problem::HoursUnclear, row.get(9));
    }
    let is_invented = id.as_str().starts_with("demo-");
    Some(Pharmacy {
        id,
        name: row.get(1).to_owned(),
        chain: some(row.get(2)),
        region: row.get(3).to_owned(),
        district: row.get(4).to_owned(),
        district_ru: some(row.get(5)),
        address: row.get(6).to_owned(),
        place,
        hours,
        hours_text: some(row.get(9)),
        phone: some(row.get(10)),
        website: None,
        delivery: match row.get(11) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        source: if is_invented {
            PharmacySource::Demonstration
        } else {
            PharmacySource::List
        },
    })
}

fn place(latitude: &str, longitude: &str) -> Option<Place> {
    Place::new(latitude.parse().ok()?, longitude.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "id,name,chain,region,district,district_ru,address,latitude,longitude,hours,phone,delivery";

    #[test]
    fn a_bad_row_is_named_and_stops_nothing() {
        let file = format!(
            "{HEADER}\n\
             shifo-1,Shifo,,Toshkent shahri,Chilonzor,,A koʻchasi,41.3,69.2,\"mon-fri 09:00-13:00,14:00-18:00\",,yes\n\
             shifo-2,Shifo,,,,,,91,69.2,,,\n\
             Not An Id,Shifo,,,,,,41.3,69.2,,,\n\
             shifo-3,Shifo,,,,,,41.3,69.2,by appointment,,\n"
        );
        let mut findings = Findings::default();
        let read = read(file.as_bytes(), &mut findings).unwrap();
        let ids: Vec<&str> = read.iter().map(|held| held.id.as_str()).collect();
        assert_eq!(ids, ["shifo-1", "shifo-3"]);
        assert_eq!(read[0].delivery, Some(true));
        assert!(read[0].hours.is_some() && read[1].hours.is_none());
        assert_eq!(read[1].hours_text.as_deref(), Some("by appointment"));
        let problems: Vec<(u64, Problem)> = findings
            .findings
            .iter()
            .map(|finding| (finding.line, finding.problem))
            .collect();
        assert_eq!(
            problems,
            [
                (3, Problem::PlaceUnreadable),
                (4, Problem::RowUnreadable),
                (5, Problem::HoursUnclear)
            ]
        );
    }
}
