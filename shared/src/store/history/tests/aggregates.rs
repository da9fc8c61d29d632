//! The tallies equal a recount after any sequence of writes and deletions.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;

#[derive(Debug, Clone)]
enum Step {
    Write {
        class_id: u8,
        tenths: u16,
        matched: bool,
        day: i8,
    },
    /// Deletes the record at this place among those that are there.
    Delete(prop::sample::Index),
    /// Deletes one that is gone.
    DeleteAgain(prop::sample::Index),
}

fn step() -> impl Strategy<Value = Step> {
    let write = (0_u8..3, 0_u16..4, any::<bool>(), 1_i8..4);
    prop_oneof![
        5 => write.prop_map(|(class_id, score, matched, day)| Step::Write {
            class_id,
            // Few scores, so that they are met again; the boundaries among them.
            tenths: [749, 750, 900, 1_000][usize::from(score)],
            matched,
            day,
        }),
        3 => any::<prop::sample::Index>().prop_map(Step::Delete),
        1 => any::<prop::sample::Index>().prop_map(Step::DeleteAgain),
    ]
}

fn written(class_id: u8, tenths: u16, matched: bool, day: i8) -> SimilarityRecord {
    let mut record = similarity(class_id, matched);
    record.score = Score::from_tenths(tenths).unwrap();
    record.day = jiff::civil::date(2026, 3, day);
    record
}

async fn run(steps: Vec<Step>) {
    let bench = Bench::new().await;
    let mut there: Vec<SimilarityRecord> = Vec::new();
    let mut gone: Vec<SimilarityRecord> = Vec::new();
    for step in steps {
        match step {
            Step::Write {
                class_id,
                tenths,
                matched,
                day,
            } => {
                let record = written(class_id, tenths, matched, day);
                bench.write(&record).await.unwrap();
                there.push(record);
            }
            Step::Delete(place) if !there.is_empty() => {
                let record = there.remove(place.index(there.len()));
                assert!(
                    bench
                        .history
                        .remove_similarity(bench.owner, &record)
                        .await
                        .unwrap()
                );
                gone.push(record);
            }
            Step::DeleteAgain(place) if !gone.is_empty() => {
                let record = &gone[place.index(gone.len())];
                assert!(
                    !bench
                        .history
                        .remove_similarity(bench.owner, record)
                        .await
                        .unwrap()
                );
            }
            Step::Delete(_) | Step::DeleteAgain(_) => {}
        }
        let (totals, days) = recount(&there);
        assert_eq!(bench.totals().await, totals);
        assert_eq!(bench.days().await, days);
    }
    for record in &there {
        assert!(
            bench
                .history
                .remove_similarity(bench.owner, record)
                .await
                .unwrap()
        );
    }
    assert_eq!(bench.keys().await, Vec::<String>::new());
}

#[test]
fn tallies_equal_a_recount_after_every_step_and_nothing_is_left_in_the_end() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(Config {
        cases: 12,
        ..Config::default()
    });
    runner
        .run(&proptest::collection::vec(step(), 1..25), |steps| {
            runtime.block_on(run(steps));
            Ok(())
        })
        .unwrap();
}

#[tokio::test]
async fn the_best_falls_to_the_next_when_it_is_deleted() {
    let bench = Bench::new().await;
    let [low, high] = [written(0, 800, true, 1), written(0, 950, true, 1)];
    for record in [&low, &high] {
        bench.write(record).await.unwrap();
    }
    assert_eq!(bench.totals().await[&0].best(), Some(high.score));
    bench
        .history
        .remove_similarity(bench.owner, &high)
        .await
        .unwrap();
    assert_eq!(bench.totals().await[&0].best(), Some(low.score));
}

#[tokio::test]
async fn a_prediction_is_written_once_and_deleted_without_a_rest() {
    let bench = Bench::new().await;
    let record = prediction(7, Some(8), false);
    bench
        .history
        .record_prediction(bench.owner, &record)
        .await
        .unwrap();
    let again = bench.history.record_prediction(bench.owner, &record).await;
    assert!(matches!(again, Err(StoreError::Cancelled(_))), "{again:?}");

    let read = bench
        .history
        .prediction(bench.owner, record.id)
        .await
        .unwrap();
    assert_eq!(read.as_ref(), Some(&record));
    let stranger = Owner::proven(UserId::generate());
    assert_eq!(
        bench.history.prediction(stranger, record.id).await.unwrap(),
        None
    );
    assert!(
        !bench
            .history
            .remove_prediction(stranger, &record)
            .await
            .unwrap()
    );

    assert!(
        bench
            .history
            .remove_prediction(bench.owner, &record)
            .await
            .unwrap()
    );
    assert!(
        !bench
            .history
            .remove_prediction(bench.owner, &record)
            .await
            .unwrap()
    );
    assert_eq!(
        bench
            .history
            .prediction(bench.owner, record.id)
            .await
            .unwrap(),
        None
    );
    assert_eq!(bench.keys().await, Vec::<String>::new());
}

#[test]
fn what_the_model_was_unsure_of_is_no_confusion() {
    assert_eq!(prediction(7, Some(8), false).confusion(), Some((8, 7)));
    assert_eq!(prediction(7, Some(8), true).confusion(), None);
    assert_eq!(prediction(7, Some(7), false).confusion(), None);
    assert_eq!(prediction(7, None, false).confusion(), None);
}
