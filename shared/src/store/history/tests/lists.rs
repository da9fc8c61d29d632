//! Pages put together are the filtered whole, whatever is asked for and whatever arrives meanwhile.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::store::Page;
use crate::store::history::{PREDICTION, SIMILARITY};

/// A record's time, in seconds after a start; ids follow from it.
fn id_at(second: i64) -> RecordId {
    let start: Timestamp = "2026-01-31T09:30:00Z".parse().unwrap();
    RecordId::random_at(start + SignedDuration::from_secs(second))
}

fn moment(second: i64) -> Timestamp {
    id_at(second).created_at()
}

#[derive(Debug, Clone)]
struct Case {
    selection: Selection,
    limit: u16,
    reach: usize,
    /// Class, verdict and second of each record, and whether it arrives while the pages are read.
    records: Vec<(u8, bool, i64, bool)>,
}

fn selection() -> impl Strategy<Value = Selection> {
    let class_id = proptest::option::of(0_u8..4);
    let classes = proptest::option::of((0_u8..4).prop_map(|first| (first, first + 1)));
    let time = || proptest::option::of((0_i64..60).prop_map(moment));
    let verdict = || proptest::option::of(any::<bool>());
    (class_id, classes, time(), time(), verdict(), verdict()).prop_map(
        |(class_id, classes, from, to, matched, abstained)| Selection {
            class_id,
            classes,
            from,
            // The other way round nothing is asked for, and DynamoDB refuses it.
            to: to.map(|to| from.map_or(to, |from| to.max(from))),
            matched,
            abstained,
        },
    )
}

fn case() -> impl Strategy<Value = Case> {
    let record = (
        0_u8..4,
        any::<bool>(),
        0_i64..60,
        proptest::bool::weighted(0.2),
    );
    let records = proptest::collection::vec(record, 0..30);
    (selection(), 1_u16..6, 1_usize..12, records).prop_map(|(selection, limit, reach, records)| {
        Case {
            selection,
            limit,
            reach,
            records,
        }
    })
}

fn passes(selection: &Selection, class_id: u8, matched: Option<bool>, at: Timestamp) -> bool {
    selection.class_id.is_none_or(|class| class == class_id)
        && selection
            .classes
            .is_none_or(|(first, last)| (first..=last).contains(&class_id))
        && selection.from.is_none_or(|from| from <= at)
        && selection.to.is_none_or(|to| at <= to)
        && selection
            .matched
            .is_none_or(|wanted| matched == Some(wanted))
}

/// What the pages showed, checked page by page: full unless there is a next one, newest first.
async fn read_all<T>(
    limit: u16,
    page: impl AsyncFn(PageRequest<RecordId>) -> Page<T, RecordId>,
    id: impl Fn(&T) -> RecordId,
    between: impl AsyncFn(usize),
) -> Vec<RecordId> {
    let mut read: Vec<RecordId> = Vec::new();
    let mut after = None;
    for place in 0.. {
        let got = page(PageRequest { limit, after }).await;
        assert!(got.items.len() <= usize::from(limit));
        read.extend(got.items.iter().map(&id));
        between(place).await;
        after = got.next;
        if after.is_none() {
            break;
        }
    }
    assert!(read.is_sorted_by(|one, next| one > next), "{read:?}");
    read
}

/// Everything that was there from the start has to be shown, and nothing that does not pass.
fn check(read: &[RecordId], from_the_start: &HashSet<RecordId>, ever: &HashSet<RecordId>) {
    let read: HashSet<RecordId> = read.iter().copied().collect();
    assert!(from_the_start.is_subset(&read), "missing");
    assert!(read.is_subset(ever), "too many");
}

async fn similarities(case: Case) {
    let bench = Bench::new().await;
    let (mut early, mut late) = (Vec::new(), Vec::new());
    for (class_id, matched, second, arrives) in &case.records {
        let mut record = similarity(*class_id, *matched);
        record.id = id_at(*second);
        record.created_at = record.id.created_at();
        if *arrives { &mut late } else { &mut early }.push(record);
    }
    for record in &early {
        bench.write(record).await.unwrap();
    }
    let filter = case.selection.similarity_filter();
    let listing = case
        .selection
        .listing(bench.owner, SIMILARITY, filter)
        .within(case.reach);
    let read = read_all(
        case.limit,
        async |request| {
            if case.selection.is_impossible() {
                return bench
                    .history
                    .similarities(bench.owner, &case.selection, request)
                    .await
                    .unwrap();
            }
            bench
                .history
                .table
                .newest_first(&listing, request)
                .await
                .unwrap()
        },
        |record: &SimilarityRecord| record.id,
        async |place| {
            if let Some(record) = late.get(place) {
                bench.write(record).await.unwrap();
            }
        },
    )
    .await;
    let ids = |records: &[SimilarityRecord]| -> HashSet<RecordId> {
        let passing = records.iter().filter(|record| {
            let matched = Some(record.is_same_character);
            passes(
                &case.selection,
                record.target_class,
                matched,
                record.created_at,
            )
        });
        passing.map(|record| record.id).collect()
    };
    let start = ids(&early);
    check(&read, &start, &(&start | &ids(&late)));
}

async fn predictions(case: Case) {
    let bench = Bench::new().await;
    let mut all = Vec::new();
    for (place, (class_id, right, second, abstained)) in case.records.iter().enumerate() {
        // Every third is one of which nobody said what it should be.
        let wanted = (place % 3 > 0).then_some(if *right { *class_id } else { 9 });
        let mut record = prediction(*class_id, wanted, *abstained);
        record.id = id_at(*second);
        record.created_at = record.id.created_at();
        bench
            .history
            .record_prediction(bench.owner, &record)
            .await
            .unwrap();
        all.push(record);
    }
    let filter = case.selection.prediction_filter();
    let listing = case
        .selection
        .listing(bench.owner, PREDICTION, filter)
        .within(case.reach);
    let read = read_all(
        case.limit,
        async |request| {
            if case.selection.is_impossible() {
                return bench
                    .history
                    .predictions(bench.owner, &case.selection, request)
                    .await
                    .unwrap();
            }
            bench
                .history
                .table
                .newest_first(&listing, request)
                .await
                .unwrap()
        },
        |record: &PredictionRecord| record.id,
        async |_| {},
    )
    .await;
    let passing = all.iter().filter(|record| {
        let abstained = case.selection.abstained;
        passes(
            &case.selection,
            record.top[0].class_id,
            record.matched(),
            record.created_at,
        ) && abstained.is_none_or(|wanted| record.abstained == wanted)
    });
    let expected: HashSet<RecordId> = passing.map(|record| record.id).collect();
    check(&read, &expected, &expected);
}

fn for_any_case(run: impl AsyncFn(Case)) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(Config {
        cases: 32,
        ..Config::default()
    });
    runner
        .run(&case(), |case| {
            runtime.block_on(run(case));
            Ok(())
        })
        .unwrap();
}

#[test]
fn pages_of_similarities_are_the_filtered_whole() {
    for_any_case(similarities);
}

#[test]
fn pages_of_predictions_are_the_filtered_whole() {
    for_any_case(predictions);
}

#[tokio::test]
async fn a_page_within_reach_is_full_and_the_last_one_names_no_next() {
    let bench = Bench::new().await;
    for _ in 0..5 {
        bench.write(&similarity(1, true)).await.unwrap();
    }
    let mut sizes = Vec::new();
    let mut after = None;
    loop {
        let request = PageRequest { limit: 2, after };
        let page = bench
            .history
            .similarities(bench.owner, &Selection::default(), request)
            .await
            .unwrap();
        sizes.push(page.items.len());
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(sizes, [2, 2, 1]);
}
