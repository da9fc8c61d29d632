//! Recalls for tests.

use super::{Lots, Recall, RecallClass, RecallSource, RecallStatus};

/// An ongoing recall of class II of Teva's metformin, of all lots, on the operator's list.
pub(super) fn recall(number: &str) -> Recall {
    Recall {
        source: RecallSource::Local,
        number: number.to_owned(),
        event: None,
        class: Some(RecallClass::Two),
        status: RecallStatus::Ongoing,
        product: "Metformin 500 mg tablets".to_owned(),
        reason: "Failed dissolution".to_owned(),
        firm: "Teva Pharmaceuticals USA, Inc".to_owned(),
        makers: Vec::new(),
        ingredients: vec!["metformin".parse().unwrap()],
        any_maker: false,
        medicines: Vec::new(),
        gtins: Vec::new(),
        lots: Lots::All,
        lots_text: "All lots".to_owned(),
        date: Some(jiff::civil::date(2026, 1, 10)),
        link: None,
        demonstration: false,
    }
}
