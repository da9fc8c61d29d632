//! Any sequence of deliveries, crashes and ends, beside a model in a few lines.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::code::Code;
use crate::jobs::{Finish, Status};

#[derive(Debug, Clone, Copy)]
enum Step {
    Enqueue,
    Claim,
    /// The lease that was taken so many claims ago does this; it may be stale.
    Succeed(usize),
    GiveUp(usize),
    GiveBack(usize),
    DeadLetter,
    /// Seconds go by.
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => Just(Step::Enqueue),
        4 => Just(Step::Claim),
        2 => (0..2_usize).prop_map(Step::Succeed),
        1 => (0..2_usize).prop_map(Step::GiveUp),
        2 => (0..2_usize).prop_map(Step::GiveBack),
        1 => Just(Step::DeadLetter),
        3 => (1..40_i64).prop_map(Step::Wait),
    ]
}

/// What the table should say.
struct Model {
    status: Status,
    /// Place of the running lease among all that were given, and when it ends.
    holder: Option<(usize, Timestamp)>,
    now: Timestamp,
    successes: u64,
}

impl Model {
    fn holds(&self, lease: usize) -> bool {
        self.status == Status::Running && self.holder.is_some_and(|(holder, _)| holder == lease)
    }

    fn may_claim(&self) -> bool {
        let lapsed = self.holder.is_some_and(|(_, until)| until <= self.now);
        self.status == Status::Queued || (self.status == Status::Running && lapsed)
    }

    fn go(&mut self, next: Status) {
        assert!(
            self.status.may_become(next),
            "{:?} to {next:?}",
            self.status
        );
        self.status = next;
    }
}

async fn run(steps: Vec<Step>) {
    let bench = Bench::new().await;
    let job = bench.awaiting(Purpose::Similarity).await;
    let mut model = Model {
        status: Status::AwaitingUpload,
        holder: None,
        now: Timestamp::now(),
        successes: 0,
    };
    let mut leases: Vec<Lease> = Vec::new();
    for step in steps {
        take_step(&bench, &job, step, &mut model, &mut leases).await;
        assert_eq!(
            bench.read(&job).await.status,
            model.status,
            "after {step:?}"
        );
    }
    assert_eq!(bench.counted().await, model.successes);
    let written = bench
        .history
        .similarity(bench.owner, job.record_id())
        .await
        .unwrap();
    assert_eq!(written.is_some(), model.status == Status::Succeeded);
}

async fn take_step(
    bench: &Bench,
    job: &Job,
    step: Step,
    model: &mut Model,
    leases: &mut Vec<Lease>,
) {
    let chosen = |back: usize| leases.len().checked_sub(1 + back);
    match step {
        Step::Enqueue => {
            let moved = bench.jobs.enqueue(bench.owner, job.id).await.unwrap();
            assert_eq!(moved, model.status == Status::AwaitingUpload);
            if moved {
                model.go(Status::Queued);
            }
        }
        Step::Claim => {
            let claim = bench.claim(job, model.now).await;
            assert_eq!(
                matches!(claim, Claim::Taken(_)),
                model.may_claim(),
                "{claim:?}"
            );
            if let Claim::Taken(lease) = claim {
                model.holder = Some((leases.len(), model.now + LEASE));
                leases.push(*lease);
                model.go(Status::Running);
            }
        }
        Step::Succeed(back) => {
            let Some(place) = chosen(back) else { return };
            let finish = bench
                .jobs
                .succeed(&leases[place], &record(job))
                .await
                .unwrap();
            assert_eq!(finish == Finish::Written, model.holds(place));
            if finish == Finish::Written {
                model.go(Status::Succeeded);
                model.successes += 1;
            }
        }
        Step::GiveUp(back) => {
            let Some(place) = chosen(back) else { return };
            let finish = bench
                .jobs
                .give_up(&leases[place], Code::ImageBlank)
                .await
                .unwrap();
            assert_eq!(finish == Finish::Written, model.holds(place));
            if finish == Finish::Written {
                model.go(Status::Failed);
            }
        }
        Step::GiveBack(back) => {
            let Some(place) = chosen(back) else { return };
            let given = bench.jobs.give_back(&leases[place]).await.unwrap();
            assert_eq!(given, model.holds(place));
            if given {
                model.go(Status::Queued);
            }
        }
        Step::DeadLetter => {
            let failed = bench
                .jobs
                .fail(bench.owner, job.id, Code::ProcessingFailed)
                .await
                .unwrap();
            assert_eq!(failed, !model.status.is_final());
            if failed {
                model.go(Status::Failed);
            }
        }
        Step::Wait(seconds) => model.now += SignedDuration::from_secs(seconds),
    }
}

#[test]
fn the_table_agrees_with_the_model_after_every_step() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let mut runner = TestRunner::new(Config {
        cases: 24,
        ..Config::default()
    });
    runner
        .run(&proptest::collection::vec(step(), 1..25), |steps| {
            runtime.block_on(run(steps));
            Ok(())
        })
        .unwrap();
}
