//! Jobs against a real engine: what a queue that delivers twice and workers that die may do to them.

mod delivery;
mod model;
mod paging;

use jiff::{SignedDuration, Timestamp};

use super::{Claim, Job, Jobs, Lease};
use crate::ids::UserId;
use crate::objects::Purpose;
use crate::store::history::{History, ModelStamp, Score, SimilarityRecord, Tally};
use crate::store::testing;
use crate::{Owner, Zone};

const CLASS: u8 = 7;
const LEASE: SignedDuration = SignedDuration::from_secs(30);

struct Bench {
    jobs: Jobs,
    history: History,
    owner: Owner,
}

impl Bench {
    async fn new() -> Self {
        let table = testing::table().await;
        let owner = Owner::proven(UserId::generate());
        Self {
            jobs: Jobs::new(table.clone()),
            history: History::new(table),
            owner,
        }
    }

    async fn queued(&self) -> Job {
        let job = Job::queued_similarity(self.owner, CLASS, Zone::default());
        self.jobs.create(&job).await.unwrap();
        job
    }

    async fn awaiting(&self, purpose: Purpose) -> Job {
        let job = Job::awaiting_upload(
            self.owner,
            purpose,
            "image/png",
            Some(CLASS),
            Zone::default(),
        );
        self.jobs.create(&job).await.unwrap();
        job
    }

    async fn claim(&self, job: &Job, now: Timestamp) -> Claim {
        self.jobs
            .claim(self.owner, job.id, LEASE, now)
            .await
            .unwrap()
    }

    async fn take(&self, job: &Job, now: Timestamp) -> Lease {
        match self.claim(job, now).await {
            Claim::Taken(lease) => *lease,
            other => panic!("not taken: {other:?}"),
        }
    }

    async fn read(&self, job: &Job) -> Job {
        self.jobs.get(self.owner, job.id).await.unwrap().unwrap()
    }

    async fn counted(&self) -> u64 {
        let totals = self.history.totals(self.owner, Some(CLASS)).await.unwrap();
        totals.value.get(&CLASS).map_or(0, Tally::count)
    }
}

fn record(job: &Job) -> SimilarityRecord {
    SimilarityRecord {
        id: job.record_id(),
        target_class: CLASS,
        letter: "ज".to_owned(),
        score: Score::nearest(81.5),
        distance: 0.1665,
        threshold: 0.45,
        is_same_character: true,
        recognised: Some(CLASS),
        has_feedback: false,
        day: job.day(),
        model: ModelStamp {
            id: "encoder".to_owned(),
            sha256: "00".repeat(32),
        },
        created_at: job.id.created_at(),
    }
}
