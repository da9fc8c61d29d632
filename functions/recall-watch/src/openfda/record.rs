//! One enforcement report, and the recall that it is.

use jiff::civil::Date;
use nazar::catalogue::{Gtin, IngredientId};
use nazar::recalls::{
    Lots, Recall, RecallClass, RecallSource, RecallStatus, Substances, gtin_of_ndc, gtins_in,
};
use serde::{Deserialize, Deserializer};

/// A report as openFDA has it. Every field but the number may be missing, empty or null.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Enforcement {
    pub(crate) recall_number: String,
    #[serde(default, deserialize_with = "or_empty")]
    event_id: String,
    #[serde(default, deserialize_with = "or_empty")]
    classification: String,
    #[serde(default, deserialize_with = "or_empty")]
    status: String,
    #[serde(default, deserialize_with = "or_empty")]
    product_description: String,
    #[serde(default, deserialize_with = "or_empty")]
    reason_for_recall: String,
    #[serde(default, deserialize_with = "or_empty")]
    recalling_firm: String,
    #[serde(default, deserialize_with = "or_empty")]
    code_info: String,
    #[serde(default, deserialize_with = "or_empty")]
    more_code_info: String,
    #[serde(default, deserialize_with = "or_empty")]
    recall_initiation_date: String,
    #[serde(default, deserialize_with = "or_empty")]
    report_date: String,
    #[serde(default, deserialize_with = "or_empty")]
    openfda: Listing,
}

/// What openFDA adds from the directory of drugs; empty for products that are not in it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Listing {
    generic_name: Vec<String>,
    substance_name: Vec<String>,
    manufacturer_name: Vec<String>,
    package_ndc: Vec<String>,
    upc: Vec<String>,
}

/// Null is nothing.
fn or_empty<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

impl Enforcement {
    /// What tells two records of one number apart.
    pub(crate) fn identity(&self) -> (&str, &str, &str) {
        (
            &self.recall_number,
            &self.product_description,
            &self.code_info,
        )
    }

    /// The day that it was reported.
    pub(crate) fn reported(&self) -> Option<Date> {
        date(&self.report_date)
    }

    fn lots_text(&self) -> String {
        let texts = [self.code_info.trim(), self.more_code_info.trim()];
        let mut text = texts.join("\n");
        text.truncate(text.trim_end().len());
        text
    }

    /// The substances by the directory, or else by the description.
    fn ingredients(&self, substances: &Substances) -> Vec<IngredientId> {
        let listed = self.openfda.substance_name.iter();
        let listed = listed.chain(&self.openfda.generic_name);
        let mut found: Vec<IngredientId> =
            listed.flat_map(|name| substances.named_in(name)).collect();
        if found.is_empty() {
            found = substances.named_in(&self.product_description);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The packs that the description names; the directory's, which has all packs of the product, only where it names
    /// none.
    fn gtins(&self) -> Vec<Gtin> {
        let described = gtins_in(&self.product_description);
        if !described.is_empty() {
            return described;
        }
        let by_code = self.openfda.package_ndc.iter();
        let by_code = by_code.filter_map(|code| gtin_of_ndc(code));
        let by_number = self.openfda.upc.iter();
        let by_number = by_number.filter_map(|number| number.parse().ok());
        let mut found: Vec<Gtin> = by_code.chain(by_number).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The recall that a report is. What cannot be read is kept on the careful side: a class that is none as not yet classified,
/// a state that is none as going on.
pub(crate) fn recall(report: &Enforcement, substances: &Substances) -> Recall {
    let number = &report.recall_number;
    let class = RecallClass::read(&report.classification).unwrap_or_else(|_| {
        tracing::warn!(number, "class of a recall is not understood");
        None
    });
    let status = RecallStatus::read(&report.status).unwrap_or_else(|_| {
        tracing::warn!(number, "state of a recall is not understood");
        RecallStatus::Ongoing
    });
    let lots_text = report.lots_text();
    Recall {
        source: RecallSource::Openfda,
        number: number.clone(),
        event: (!report.event_id.is_empty()).then(|| report.event_id.clone()),
        class,
        status,
        product: report.product_description.trim().to_owned(),
        reason: report.reason_for_recall.trim().to_owned(),
        firm: report.recalling_firm.clone(),
        makers: report.openfda.manufacturer_name.clone(),
        ingredients: report.ingredients(substances),
        any_maker: false,
        medicines: Vec::new(),
        gtins: report.gtins(),
        lots: Lots::read(&lots_text),
        lots_text,
        date: date(&report.recall_initiation_date).or_else(|| report.reported()),
        link: None,
        demonstration: false,
    }
}

/// A date in eight digits.
fn date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = text.split_at(4);
    let (month, day) = rest.split_at(2);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use nazar::catalogue::Catalogue;
    use serde_json::json;

    use super::*;

    fn of(record: serde_json::Value) -> Recall {
        let report: Enforcement = serde_json::from_value(record).unwrap();
        recall(&report, &Substances::of(&Catalogue::default()))
    }

    /// Defect 8.1.3 of the service that this one replaces: `classification: null` ended the request.
    #[test]
    fn defect_3_a_report_with_nothing_but_its_number_is_a_recall() {
        let bare = of(json!({"recall_number": "D-1", "classification": null, "openfda": null}));
        assert_eq!((bare.class, bare.status), (None, RecallStatus::Ongoing));
        assert_eq!((bare.lots, bare.date), (Lots::NotNamed, None));
        let odd = of(json!({"recall_number": "D-1", "classification": "Class 2", "status": "?"}));
        assert_eq!((odd.class, odd.status), (None, RecallStatus::Ongoing));
    }

    #[test]
    fn a_report_is_read_with_its_codes_lots_and_dates() {
        let one = of(json!({
            "recall_number": "D-0289-2026", "classification": "Class I", "status": "Completed", "event_id": "98095",
            "product_description": "Spray", "code_info": "Lot A1,", "more_code_info": "A2 exp 01/2027",
            "recall_initiation_date": "20251212", "report_date": "20260114",
            "openfda": {"package_ndc": ["68682-065-10", "7876471018"], "upc": ["0368682065107"]},
        }));
        assert_eq!(
            (one.class, one.status),
            (Some(RecallClass::One), RecallStatus::Completed)
        );
        assert_eq!(one.gtins, ["0368682065107".parse().unwrap()]);
        assert_eq!(one.lots.named().len(), 2);
        assert_eq!(one.date, Some(jiff::civil::date(2025, 12, 12)));
        let described = of(json!({
            "recall_number": "D-2", "product_description": "NDC 0067-6382-30", "report_date": "20260114",
            "openfda": {"package_ndc": ["68682-065-10"]},
        }));
        assert_eq!(described.gtins, ["300676382302".parse().unwrap()]);
        assert_eq!(described.date, Some(jiff::civil::date(2026, 1, 14)));
    }
}
