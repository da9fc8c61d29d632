//! Writers and deleters at the same time.

use tokio::task::JoinSet;

use super::*;

/// Records that all count in the same rows, with two scores between them.
fn crowd(size: u16) -> Vec<SimilarityRecord> {
    (0..size)
        .map(|place| {
            let mut record = similarity(5, place % 3 == 0);
            record.score = Score::from_tenths(800 + place % 2).unwrap();
            record
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn deleters_and_writers_at_once_leave_exact_tallies() {
    let bench = Bench::new().await;
    let (old, new) = (crowd(12), crowd(12));
    for record in &old {
        bench.write(record).await.unwrap();
    }
    let mut tasks = JoinSet::new();
    // Each is deleted by two at once; one of them does it.
    for record in old.iter().chain(&old) {
        let (bench, record) = (bench.clone(), record.clone());
        tasks.spawn(async move {
            bench
                .history
                .remove_similarity(bench.owner, &record)
                .await
                .unwrap()
        });
    }
    for record in &new {
        let (bench, record) = (bench.clone(), record.clone());
        tasks.spawn(async move {
            bench.write(&record).await.unwrap();
            false
        });
    }
    let deleted = tasks
        .join_all()
        .await
        .into_iter()
        .filter(|done| *done)
        .count();
    assert_eq!(deleted, old.len());
    let (totals, days) = recount(&new);
    assert_eq!(bench.totals().await, totals);
    assert_eq!(bench.days().await, days);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_last_ones_deleted_at_once_leave_nothing() {
    let bench = Bench::new().await;
    let records = crowd(4);
    for record in &records {
        bench.write(record).await.unwrap();
    }
    let mut tasks = JoinSet::new();
    for record in records {
        let bench = bench.clone();
        tasks.spawn(async move {
            bench
                .history
                .remove_similarity(bench.owner, &record)
                .await
                .unwrap()
        });
    }
    assert!(tasks.join_all().await.into_iter().all(|done| done));
    assert_eq!(bench.keys().await, Vec::<String>::new());
}
