//! Deliveries that come twice, at once, late, or after a crash.

use jiff::Timestamp;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::*;
use crate::code::Code;
use crate::jobs::{Finish, JobResult, Status};
use crate::store::practice::Practice;

#[tokio::test]
async fn of_many_claims_one_is_taken() {
    let bench = Bench::new().await;
    let job = bench.queued().await;
    let now = Timestamp::now();
    let mut claims = JoinSet::new();
    for _ in 0..20 {
        let (jobs, owner, id) = (bench.jobs.clone(), bench.owner, job.id);
        claims.spawn(async move { jobs.claim(owner, id, LEASE, now).await.unwrap() });
    }
    let outcomes = claims.join_all().await;
    let taken = outcomes
        .iter()
        .filter(|claim| matches!(claim, Claim::Taken(_)))
        .count();
    let held = outcomes
        .iter()
        .filter(|claim| matches!(claim, Claim::Held))
        .count();
    assert_eq!((taken, held), (1, 19));
    assert_eq!(bench.read(&job).await.attempts, 1);
}

#[tokio::test]
async fn a_finished_job_is_read_with_its_history_and_its_count() {
    let bench = Bench::new().await;
    let job = bench.queued().await;
    let lease = bench.take(&job, Timestamp::now()).await;
    assert_eq!(
        bench.jobs.succeed(&lease, &record(&job)).await.unwrap(),
        Finish::Written
    );

    let finished = bench.read(&job).await;
    assert_eq!(finished.status, Status::Succeeded);
    assert_eq!(finished.result, Some(JobResult::Similarity(record(&job))));
    let kept = bench
        .history
        .similarity(bench.owner, job.record_id())
        .await
        .unwrap();
    assert_eq!(kept, Some(record(&job)));
    let totals = bench.history.totals(bench.owner, None).await.unwrap();
    assert_eq!(totals.value[&CLASS], Tally::of(&record(&job)));
    let practised = Practice::new(bench.jobs.table.clone())
        .of(bench.owner)
        .await
        .unwrap();
    assert_eq!(practised.cards.len(), 1);
}

#[tokio::test]
async fn a_second_delivery_changes_nothing() {
    let bench = Bench::new().await;
    let job = bench.queued().await;
    let lease = bench.take(&job, Timestamp::now()).await;
    bench.jobs.succeed(&lease, &record(&job)).await.unwrap();
    let finished = bench.read(&job).await;

    assert_eq!(
        bench.claim(&job, Timestamp::now() + LEASE * 2).await,
        Claim::Ended
    );
    assert_eq!(
        bench.jobs.succeed(&lease, &record(&job)).await.unwrap(),
        Finish::Superseded
    );
    assert_eq!(
        bench.jobs.give_up(&lease, Code::ImageBlank).await.unwrap(),
        Finish::Superseded
    );
    assert!(!bench.jobs.give_back(&lease).await.unwrap());
    assert!(
        !bench
            .jobs
            .fail(bench.owner, job.id, Code::ProcessingFailed)
            .await
            .unwrap()
    );
    assert_eq!(bench.read(&job).await, finished);
    assert_eq!(bench.counted().await, 1);
}

#[tokio::test]
async fn a_crashed_workers_job_is_claimed_when_its_lease_is_over() {
    let bench = Bench::new().await;
    let job = bench.queued().await;
    let start = Timestamp::now();
    let crashed = bench.take(&job, start).await;
    assert_eq!(bench.claim(&job, start + LEASE / 2).await, Claim::Held);

    let second = bench.take(&job, start + LEASE).await;
    assert_eq!(second.job.attempts, 2);
    // The first one was only slow, and comes back: it must not write.
    assert_eq!(
        bench.jobs.succeed(&crashed, &record(&job)).await.unwrap(),
        Finish::Superseded
    );
    assert_eq!(bench.counted().await, 0);
    assert_eq!(
        bench.jobs.succeed(&second, &record(&job)).await.unwrap(),
        Finish::Written
    );
    assert_eq!(bench.counted().await, 1);
}

#[tokio::test]
async fn two_workers_that_finish_at_once_count_once() {
    let bench = Bench::new().await;
    let job = bench.queued().await;
    let start = Timestamp::now();
    let first = bench.take(&job, start).await;
    let second = bench.take(&job, start + LEASE).await;
    let record = record(&job);
    let (one, two) = tokio::join!(
        bench.jobs.succeed(&first, &record),
        bench.jobs.succeed(&second, &record)
    );
    assert_eq!(
        (one.unwrap(), two.unwrap()),
        (Finish::Superseded, Finish::Written)
    );
    assert_eq!(bench.counted().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn drawings_of_one_character_that_end_at_once_all_count() {
    let bench = Bench::new().await;
    let mut ends = JoinSet::new();
    for _ in 0..8 {
        let job = bench.queued().await;
        let lease = bench.take(&job, Timestamp::now()).await;
        let jobs = bench.jobs.clone();
        ends.spawn(async move { jobs.succeed(&lease, &record(&job)).await.unwrap() });
    }
    let ends = ends.join_all().await;
    assert_eq!(ends, [Finish::Written; 8]);
    assert_eq!(bench.counted().await, 8);
    let practice = Practice::new(bench.jobs.table.clone());
    let practised = practice.of(bench.owner).await.unwrap();
    assert_eq!(practised.cards[0].drawings, 8);
}

#[tokio::test]
async fn a_job_that_waits_too_long_is_announced_by_one_of_those_who_ask() {
    let bench = Bench::new().await;
    let job = bench.queued().await;
    let asked = async |minutes| {
        let now = job.updated_at + SignedDuration::from_mins(minutes);
        bench.jobs.is_overdue(&job, now).await.unwrap()
    };
    assert!(!asked(9).await);
    assert!(asked(10).await);
    assert!(!asked(15).await);
    assert!(asked(20).await);

    bench.take(&job, Timestamp::now()).await;
    assert!(!asked(40).await);
    assert_eq!(bench.read(&job).await.status, Status::Running);
}

#[tokio::test]
async fn a_job_given_back_is_taken_at_once() {
    let bench = Bench::new().await;
    let job = bench.queued().await;
    let now = Timestamp::now();
    let lease = bench.take(&job, now).await;
    assert!(bench.jobs.give_back(&lease).await.unwrap());
    assert_eq!(bench.take(&job, now).await.job.attempts, 2);
}

#[tokio::test]
async fn an_upload_is_queued_once_and_accepted_once() {
    let bench = Bench::new().await;
    let similarity = bench.awaiting(Purpose::Similarity).await;
    assert_eq!(
        bench.claim(&similarity, Timestamp::now()).await,
        Claim::Unknown
    );
    assert!(
        bench
            .jobs
            .enqueue(bench.owner, similarity.id)
            .await
            .unwrap()
    );
    assert!(
        !bench
            .jobs
            .enqueue(bench.owner, similarity.id)
            .await
            .unwrap()
    );
    let queued = bench.read(&similarity).await;
    assert_eq!(queued.status, Status::Queued);
    assert!(
        queued.expires_at > similarity.expires_at,
        "a result is kept longer than an upload"
    );

    let prediction = bench.awaiting(Purpose::Prediction).await;
    assert!(
        bench
            .jobs
            .accept_upload(bench.owner, prediction.id)
            .await
            .unwrap()
    );
    assert!(
        !bench
            .jobs
            .accept_upload(bench.owner, prediction.id)
            .await
            .unwrap()
    );
    assert_eq!(
        bench.read(&prediction).await.result,
        Some(JobResult::Upload)
    );
}

#[tokio::test]
async fn another_persons_job_is_not_there() {
    let bench = Bench::new().await;
    let job = bench.queued().await;
    let other = Owner::proven(UserId::generate());
    assert_eq!(bench.jobs.get(other, job.id).await.unwrap(), None);
    let claim = bench
        .jobs
        .claim(other, job.id, LEASE, Timestamp::now())
        .await
        .unwrap();
    assert_eq!(claim, Claim::Unknown);
    assert!(
        !bench
            .jobs
            .fail(other, job.id, Code::ProcessingFailed)
            .await
            .unwrap()
    );
    assert_eq!(bench.read(&job).await, job);
}

#[tokio::test]
async fn who_waits_gets_the_end_or_the_state_at_the_deadline() {
    let bench = Bench::new().await;
    let job = bench.queued().await;
    let unfinished = bench
        .jobs
        .wait(bench.owner, job.id, Instant::now())
        .await
        .unwrap();
    assert_eq!(unfinished.unwrap().status, Status::Queued);

    let far = Instant::now() + std::time::Duration::from_secs(120);
    let finish = async {
        let lease = bench.take(&job, Timestamp::now()).await;
        bench.jobs.give_up(&lease, Code::ImageBlank).await.unwrap()
    };
    let (waited, finish) = tokio::join!(bench.jobs.wait(bench.owner, job.id, far), finish);
    assert_eq!(finish, Finish::Written);
    let ended = waited.unwrap().unwrap();
    assert_eq!(
        (ended.status, ended.failure),
        (Status::Failed, Some(Code::ImageBlank))
    );
}
