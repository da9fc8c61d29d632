//! The US authority's drug recalls of 2012 to 2025, by its own export: one row for each recalled product, without lots.

use jiff::civil::Date;
use nazar::recalls::{Lots, Recall, RecallSource, Substances, gtins_in};

use super::{class, status};
use crate::report::{Findings, Problem};
use crate::table::{Row, Table, TableError};
use crate::unpacked::unpacked;

/// Where the file's line breaks went when somebody opened it in a spreadsheet.
const LOST_LINE_BREAK: &str = "_x000D_";

/// Reads the file, packed by gzip or not.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn read(
    packed: &[u8],
    substances: &Substances,
    findings: &mut Findings,
) -> Result<Vec<Recall>, TableError> {
    let bytes = unpacked(packed);
    let columns = [
        "event_id",
        "product_id",
        "product_classification",
        "status",
        "center_classification_date",
        "recalling_firm_name",
        "reason_for_recall",
        "product_description",
    ];
    let mut recalls = Vec::new();
    for row in Table::open(&bytes)?.rows(columns)? {
        findings.rows += 1;
        match row {
            Ok(row) if row.get(0).is_empty() || row.get(7).is_empty() => {
                findings.note(row.line, Problem::RowUnreadable, row.get(1));
            }
            Ok(row) => recalls.push(recall(&row, substances, findings)),
            Err((line, error)) => findings.note(line, Problem::RowUnreadable, &error.to_string()),
        }
    }
    Ok(recalls)
}

fn recall(row: &Row, substances: &Substances, findings: &mut Findings) -> Recall {
    let product = row.get(7).replace(LOST_LINE_BREAK, " ");
    let date: Option<Date> = row.get(4).parse().ok();
    if date.is_none() {
        findings.note(row.line, Problem::DateUnreadable, row.get(4));
    }
    let recall = Recall {
        source: RecallSource::FdaArchive,
        number: format!("{}/{}", row.get(0), row.get(1)),
        event: Some(row.get(0).to_owned()),
        class: class(row.get(2), row.line, findings),
        status: status(row.get(3), row.line, findings),
        ingredients: substances.named_in(&product),
        gtins: gtins_in(&product),
        product: product.trim().to_owned(),
        reason: row.get(6).replace(LOST_LINE_BREAK, " ").trim().to_owned(),
        firm: row.get(5).to_owned(),
        makers: Vec::new(),
        any_maker: false,
        medicines: Vec::new(),
        lots: Lots::NotNamed,
        lots_text: String::new(),
        date,
        link: None,
        demonstration: false,
    };
    if recall.ingredients.is_empty() {
        findings.note(row.line, Problem::ProductUnrecognised, &recall.product);
    }
    recall
}

#[cfg(test)]
mod tests {
    use nazar::catalogue::Catalogue;
    use nazar::recalls::{RecallClass, RecallStatus};

    use super::*;

    #[test]
    fn rows_are_recalls_and_a_bad_one_stops_nothing() {
        let file = "recalling_firm_name,product_classification,status,distribution_pattern,recalling_firm_country,\
            center_classification_date,reason_for_recall,product_description,event_id,product_id\n\
            Bayer,Class III,Terminated,,US,2025-05-29,Odour,\"Powder, NDC 68682-065-10 _x000D_ UPC 3 68682 06510 7\",96833,1\n\
            Bayer,Class IV,Over,,US,yesterday,Odour,Powder,96833,2\n\
            Bayer,Class I,Ongoing,,US,2025-05-29,Odour,,96833,3\n";
        let mut findings = Findings::default();
        let none = Substances::of(&Catalogue::default());
        let recalls = read(file.as_bytes(), &none, &mut findings).unwrap();
        assert_eq!(recalls.len(), 2);
        let one = &recalls[0];
        assert_eq!(
            (one.class, one.status),
            (Some(RecallClass::Three), RecallStatus::Terminated)
        );
        assert_eq!(one.gtins, ["0368682065107".parse().unwrap()]);
        assert!(!one.product.contains("x000D"), "{}", one.product);
        let other = &recalls[1];
        assert_eq!((other.class, other.status), (None, RecallStatus::Ongoing));
        let problems: Vec<_> = findings
            .findings
            .iter()
            .map(|finding| finding.problem)
            .collect();
        assert_eq!(
            problems,
            [
                Problem::ProductUnrecognised,
                Problem::DateUnreadable,
                Problem::ClassUnreadable,
                Problem::StatusUnreadable,
                Problem::ProductUnrecognised,
                Problem::RowUnreadable,
            ]
        );
    }
}
