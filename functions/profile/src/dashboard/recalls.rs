//! Whether anything on the lists is recalled.

use std::collections::{BTreeMap, BTreeSet};

use nazar::catalogue::{Catalogue, MedicineId};
use nazar::checks::find;
use nazar::http::Locale;
use nazar::ids::RecordId;
use nazar::recalls::{Question, RecallAnswer, RecallCheck, RecallClass, Verdict, words};
use nazar::store::medicine_list::Entry;
use serde::Serialize;
use utoipa::ToSchema;

use crate::medications::view::named;

/// Most different medicines of a household that are asked about in one answer; each costs reads. The others are said to be
/// unchecked.
const MAX_ASKED: usize = 100;

/// Recalls of the medicines of somebody, in short.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DashboardRecalls)]
pub(crate) struct RecallsShort {
    /// `recalled` when one is; else `could_not_check` when one could not be checked; `clear` only when all were.
    verdict: Verdict,
    /// The verdict in the reader's language.
    summary: String,
    /// The medicines that are or may be recalled.
    recalled: Vec<RecalledMedicine>,
    /// Those that could not be checked: not in the catalogue as a product, or a source did not answer.
    #[schema(example = 1)]
    could_not_check: usize,
}

/// A medicine that is recalled, or of which some lots are.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DashboardRecall)]
pub(crate) struct RecalledMedicine {
    /// The entry of the list.
    id: RecordId,
    /// Its name.
    #[schema(example = "Lasolvan syrup")]
    name: String,
    /// The number of the gravest recall.
    #[schema(example = "D-0115-2026")]
    number: String,
    /// Its class; absent while nobody has classified it.
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<RecallClass>,
    /// Whether it is invented for demonstration.
    demonstration: bool,
}

/// What is known of recalls of each medicine of a household.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    catalogue: &'a Catalogue,
    answers: BTreeMap<MedicineId, RecallAnswer>,
}

impl<'a> Asked<'a> {
    /// Asks about each different medicine of these entries once.
    pub(super) async fn about<'e>(
        check: &RecallCheck,
        catalogue: &'a Catalogue,
        entries: impl Iterator<Item = &'e Entry>,
    ) -> Self {
        let products = entries.filter_map(|entry| product(catalogue, entry));
        let products: BTreeSet<MedicineId> = products.collect();
        let products: Vec<MedicineId> = products.into_iter().take(MAX_ASKED).collect();
        let questions: Vec<Question> = products
            .iter()
            .map(|id| Question {
                medicine: Some(id.clone()),
                ..Question::default()
            })
            .collect();
        let answers = check.check_all(catalogue, &questions).await;
        Self {
            catalogue,
            answers: products.into_iter().zip(answers).collect(),
        }
    }

    /// The answer for one person's medicines; none while nothing is taken.
    pub(super) fn of<'e>(
        &self,
        entries: impl Iterator<Item = &'e Entry>,
        locale: Locale,
    ) -> Option<RecallsShort> {
        let mut recalled = Vec::new();
        let (mut could_not_check, mut medicines) = (0, 0);
        for entry in entries {
            medicines += 1;
            let product = product(self.catalogue, entry);
            match product.and_then(|id| self.answers.get(&id)) {
                None => could_not_check += 1,
                Some(answer) => match answer.verdict {
                    Verdict::Clear => {}
                    Verdict::CouldNotCheck => could_not_check += 1,
                    Verdict::Recalled => recalled.extend(gravest(entry, answer)),
                },
            }
        }
        let verdict = match (recalled.is_empty(), could_not_check) {
            (false, _) => Verdict::Recalled,
            (true, 0) => Verdict::Clear,
            (true, _) => Verdict::CouldNotCheck,
        };
        (medicines > 0).then(|| RecallsShort {
            verdict,
            summary: words::verdict(locale, verdict),
            recalled,
            could_not_check,
        })
    }
}

/// The product of the catalogue that an entry is; nothing for an ingredient, or what the catalogue does not have.
fn product(catalogue: &Catalogue, entry: &Entry) -> Option<MedicineId> {
    find(catalogue, named(entry)).id
}

fn gravest(entry: &Entry, answer: &RecallAnswer) -> Option<RecalledMedicine> {
    let recall = &answer.recalls.first()?.recall;
    Some(RecalledMedicine {
        id: entry.id,
        name: entry.medication.name.clone(),
        number: recall.number.clone(),
        class: recall.class,
        demonstration: recall.demonstration,
    })
}
