//! The history against a real engine.

mod aggregates;
mod cost;
mod feedback;
mod lists;
mod races;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    DayTally, History, ModelStamp, PredictionRecord, Ranked, Score, Selection, SimilarityRecord,
    Tally, similarity_actions,
};
use crate::Owner;
use crate::ids::{RecordId, UserId};
use crate::store::{PageRequest, StoreError, testing, transact};

pub(super) fn similarity(class_id: u8, matched: bool) -> SimilarityRecord {
    let id = RecordId::generate();
    SimilarityRecord {
        id,
        target_class: class_id,
        letter: "क".to_owned(),
        score: Score::nearest(81.5),
        distance: 0.1665,
        threshold: 0.45,
        is_same_character: matched,
        recognised: Some(class_id),
        has_feedback: false,
        day: jiff::civil::date(2026, 1, 2),
        model: model(),
        created_at: id.created_at(),
    }
}

fn prediction(class_id: u8, wanted: Option<u8>, abstained: bool) -> PredictionRecord {
    let id = RecordId::generate();
    let ranked = |class_id, confidence| Ranked {
        class_id,
        confidence,
    };
    PredictionRecord {
        id,
        top: vec![ranked(class_id, 0.75), ranked(61 - class_id, 1.0e-9)],
        abstained,
        wanted,
        day: jiff::civil::date(2026, 1, 2),
        model: model(),
        created_at: id.created_at(),
    }
}

fn model() -> ModelStamp {
    ModelStamp {
        id: "model".to_owned(),
        sha256: "11".repeat(32),
    }
}

#[derive(Clone)]
struct Bench {
    history: History,
    owner: Owner,
}

impl Bench {
    async fn new() -> Self {
        Self {
            history: History::new(testing::table().await),
            owner: Owner::proven(UserId::generate()),
        }
    }

    /// Writes a similarity as a worker's last transaction does, without job and practice.
    async fn write(&self, record: &SimilarityRecord) -> Result<(), StoreError> {
        let actions = similarity_actions(&self.history.table, self.owner, record)?;
        transact(self.history.table.client(), actions).await
    }

    async fn totals(&self) -> BTreeMap<u8, Tally> {
        self.history.totals(self.owner, None).await.unwrap().value
    }

    async fn days(&self) -> Vec<DayTally> {
        let all = (Date::MIN, Date::MAX);
        let all = (all.0.max(jiff::civil::date(0, 1, 1)), all.1);
        self.history
            .days(self.owner, all, None)
            .await
            .unwrap()
            .value
    }

    /// Every row of the person that is no record, in the order of their keys.
    async fn keys(&self) -> Vec<String> {
        let answer = self
            .history
            .table
            .client()
            .scan()
            .table_name(self.history.table.name())
            .consistent_read(true)
            .send()
            .await
            .unwrap();
        let mut keys: Vec<String> = answer
            .items()
            .iter()
            .map(|item| item["sk"].as_s().unwrap().clone())
            .collect();
        keys.sort();
        keys
    }
}

/// What the tallies have to be, by counting.
fn recount(records: &[SimilarityRecord]) -> (BTreeMap<u8, Tally>, Vec<DayTally>) {
    let mut totals: BTreeMap<u8, Tally> = BTreeMap::new();
    let mut days: BTreeMap<(Date, u8), Tally> = BTreeMap::new();
    for record in records {
        let one = Tally::of(record);
        totals.entry(record.target_class).or_default().add(&one);
        days.entry((record.day, record.target_class))
            .or_default()
            .add(&one);
    }
    let days = days.into_iter().map(|((day, class_id), tally)| DayTally {
        day,
        class_id,
        tally,
    });
    (totals, days.collect())
}
