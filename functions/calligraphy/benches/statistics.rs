//! What statistics cost against the length of the history: items read and time, at 10, 1,000 and 10,000 similarities.
//!
//! Every similarity is written as the worker writes it: job, claim, and the one transaction with history, tallies and practice.
//! What is measured is all that `GET /api/v1/calligraphy/statistics` reads, from an engine in memory over the wire. The number of items
//! has to be the same at every length, or the benchmark stops.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark stops where something is wrong, and prints what it measured"
)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use nazar::ids::UserId;
use nazar::jobs::{Claim, Finish, Job, Jobs};
use nazar::store::history::{History, ModelStamp, Score, Selection, SimilarityRecord};
use nazar::store::{self, PageRequest, Table, TableName};
use nazar::{Owner, Zone};
use tokio::runtime::Runtime;

const TABLE: &str = "history";

/// The lengths that are compared.
const LENGTHS: [usize; 3] = [10, 1_000, 10_000];

/// Every history is spread over as many days and characters, so that only its length differs.
const DAYS: i32 = 10;
const CHARACTERS: u8 = 5;

const FIRST: Date = date(2026, 3, 1);

struct Person {
    history: History,
    owner: Owner,
}

fn owner(user: &str) -> Owner {
    let id: UserId = user.parse().unwrap();
    serde_json::from_value(serde_json::to_value(id).unwrap()).unwrap()
}

async fn person(length: usize) -> Person {
    let config = nazar_tests::tables::serve(&[TABLE]).await;
    let table = Table::new(store::client(&config), TableName::from(TABLE));
    let owner = owner("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    let jobs = Jobs::new(table.clone());
    for place in 0..length {
        draw(&jobs, owner, place).await;
    }
    Person {
        history: History::new(table),
        owner,
    }
}

/// One similarity, from its job to its end.
async fn draw(jobs: &Jobs, owner: Owner, place: usize) {
    let character = u8::try_from(place % usize::from(CHARACTERS)).unwrap();
    let job = Job::queued_similarity(owner, character, Zone::default());
    jobs.create(&job).await.unwrap();
    let time = jiff::SignedDuration::from_secs(60);
    let Claim::Taken(lease) = jobs.claim(owner, job.id, time, store::now()).await.unwrap() else {
        unreachable!("nobody else has the job");
    };
    let finish = jobs.succeed(&lease, &record(&job, character, place)).await;
    assert_eq!(finish.unwrap(), Finish::Written);
}

fn record(job: &Job, character: u8, place: usize) -> SimilarityRecord {
    let day = i32::try_from(place).unwrap() % DAYS;
    // Every score comes up.
    let tenths = u16::try_from(place * 37 % 1_001).unwrap();
    SimilarityRecord {
        id: job.record_id(),
        target_class: character,
        letter: "क".to_owned(),
        score: Score::from_tenths(tenths).unwrap(),
        distance: 0.2,
        threshold: 0.45,
        is_same_character: tenths > 500,
        recognised: Some(character),
        has_feedback: false,
        day: FIRST + day.days(),
        model: ModelStamp {
            id: "lipi-encoder".to_owned(),
            sha256: "0".repeat(64),
        },
        created_at: job.id.created_at(),
    }
}

/// All that an answer reads; how many items that was.
async fn read(person: &Person) -> u64 {
    let Person { history, owner } = person;
    let last = FIRST + (DAYS - 1).days();
    let newest = PageRequest {
        limit: 5,
        after: None,
    };
    let everything = Selection::default();
    let (totals, days, recent) = tokio::try_join!(
        history.totals(*owner, None),
        history.days(*owner, (FIRST, last), None),
        history.similarities(*owner, &everything, newest),
    )
    .unwrap();
    // One more than is shown is looked at, to see whether there are more.
    let newest = recent.items.len() as u64 + u64::from(recent.next.is_some());
    let items = totals.items_read + days.items_read + newest;
    black_box((totals.value, days.value));
    items
}

fn statistics(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let mut group = criterion.benchmark_group("statistics");
    let mut items_before = None;
    for length in LENGTHS {
        let person = runtime.block_on(person(length));
        let items = runtime.block_on(read(&person));
        println!("{length} similarities: {items} items read");
        assert_eq!(*items_before.get_or_insert(items), items, "{length}");
        group.bench_with_input(
            BenchmarkId::from_parameter(length),
            &person,
            |bencher, person| {
                bencher.iter(|| runtime.block_on(read(person)));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, statistics);

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
}
