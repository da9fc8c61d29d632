//! Lists, newest first.

use super::*;
use crate::ids::RecordId;
use crate::jobs::job::job_key;
use crate::store::PageRequest;
use crate::store::StoreError;
use crate::store::history::{PredictionRecord, Ranked};

#[tokio::test]
async fn pages_follow_one_another_and_skip_what_has_expired() {
    let table = testing::table().await;
    let jobs = Jobs::new(table.clone());
    let owner = Owner::proven(UserId::generate());
    let mut made = Vec::new();
    for place in 0..9 {
        let mut job = Job::queued_similarity(owner, CLASS);
        if place == 3 {
            job.expires_at = Timestamp::now().as_second() - 1;
        } else {
            made.push(job.id);
        }
        table.put_new(&job_key(owner, job.id), &job).await.unwrap();
    }
    made.sort();
    made.reverse();

    let mut read = Vec::new();
    let mut after = None;
    let mut sizes = Vec::new();
    loop {
        let page = jobs
            .list(owner, PageRequest { limit: 3, after })
            .await
            .unwrap();
        sizes.push(page.items.len());
        read.extend(page.items.iter().map(|job| job.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(read, made);
    assert_eq!(sizes, [3, 3, 2]);
}

#[tokio::test]
async fn a_prediction_is_written_and_counted_once() {
    let bench = Bench::new().await;
    let record = PredictionRecord {
        id: RecordId::generate(),
        top: vec![
            Ranked {
                class_id: CLASS,
                confidence: 0.75,
            },
            Ranked {
                class_id: 1,
                confidence: 1.0e-9,
            },
        ],
        abstained: true,
        model: ModelStamp {
            id: "classifier".to_owned(),
            sha256: "11".repeat(32),
        },
        created_at: Timestamp::now(),
    };
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
    let totals = bench
        .history
        .prediction_totals(bench.owner, CLASS)
        .await
        .unwrap();
    assert_eq!((totals.count, totals.abstained), (1, 1));
    let page = bench
        .history
        .predictions(
            bench.owner,
            PageRequest {
                limit: 5,
                after: None,
            },
        )
        .await
        .unwrap();
    assert_eq!((page.items, page.next), (vec![record], None));
    let none = bench
        .history
        .similarities(
            bench.owner,
            PageRequest {
                limit: 5,
                after: None,
            },
        )
        .await
        .unwrap();
    assert!(none.items.is_empty());
}
