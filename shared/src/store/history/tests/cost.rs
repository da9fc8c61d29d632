//! What statistics cost does not depend on the length of the history.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use jiff::ToSpan;
use jiff::civil::date;

use super::*;
use crate::store::history::row::shares;
use crate::store::history::tally::score_attribute;
use crate::store::history::{SIMILARITY, record_key};
use crate::store::{Key, to_item};

/// Days and characters over which every history is spread.
const DAYS: usize = 5;
const CLASSES: usize = 2;

/// Writes the rows that as many transactions would have left: one by one, ten thousand take minutes here. That they are these
/// rows is what the tests of the aggregates show; `benches/statistics.rs` writes them one by one.
async fn seed(bench: &Bench, records: &[SimilarityRecord]) {
    let table = &bench.history.table;
    for some in records.chunks(25) {
        let puts = some.iter().map(|record| {
            let key = record_key(bench.owner, SIMILARITY, record.id);
            let put = PutRequest::builder().set_item(Some(to_item(&key, record).unwrap()));
            WriteRequest::builder()
                .put_request(put.build().unwrap())
                .build()
        });
        table
            .client()
            .batch_write_item()
            .request_items(table.name(), puts.collect())
            .send()
            .await
            .unwrap();
    }
    let mut rows: HashMap<Key, Tally> = HashMap::new();
    for record in records {
        for share in shares(bench.owner, record) {
            rows.entry(share.key).or_default().add(&Tally::of(record));
        }
    }
    for (key, tally) in rows {
        let class: u64 = key.sk.rsplit('#').next().unwrap().parse().unwrap();
        let mut row = BTreeMap::from([
            ("class_id".to_owned(), class),
            ("count".to_owned(), tally.count()),
            ("matches".to_owned(), tally.matches()),
            ("score_tenths".to_owned(), tally.score_tenths),
        ]);
        row.extend(
            tally
                .scores
                .iter()
                .map(|(score, count)| (score_attribute(*score), *count)),
        );
        table.put_new(&key, &row).await.unwrap();
    }
}

async fn items_read(records: usize) -> (u64, u64, u64) {
    let bench = Bench::new().await;
    let first = date(2026, 5, 1);
    let last = first + 4.days();
    let mut written = Vec::with_capacity(records);
    for place in 0..records {
        let mut record = similarity(u8::try_from(place % CLASSES).unwrap(), true);
        record.day = first + i64::try_from(place % DAYS).unwrap().days();
        record.score = Score::from_tenths(u16::try_from(place % 1_001).unwrap()).unwrap();
        written.push(record);
    }
    seed(&bench, &written).await;
    let (history, owner) = (&bench.history, bench.owner);
    let totals = history.totals(owner, None).await.unwrap();
    let one = history.totals(owner, Some(1)).await.unwrap();
    let days = history.days(owner, (first, last), None).await.unwrap();
    let (expected, expected_days) = recount(&written);
    assert_eq!((&totals.value, &days.value), (&expected, &expected_days));
    assert_eq!(one.value[&1], expected[&1]);
    (totals.items_read, one.items_read, days.items_read)
}

#[tokio::test]
async fn as_many_items_are_read_of_ten_records_as_of_ten_thousand() {
    for records in [10, 1_000, 10_000] {
        let read = items_read(records).await;
        println!("{records} records: {read:?} items read");
        assert_eq!(read, (2, 1, 10), "{records} records");
    }
}
