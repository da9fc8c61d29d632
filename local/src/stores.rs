//! Tables, buckets and queues of the template, all under one data folder.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::dynamodb::{DynamoDb, Storage};
use crate::invoke::Invoker;
use crate::mail::Mail;
use crate::s3::{AccessKey, S3Server};
use crate::sources::delivery::Courier;
use crate::sources::outbox::Outbox;
use crate::sources::queue::{Mapping, Poller};
use crate::sources::schedule::Scheduler;
use crate::sqs::Sqs;
use crate::template::model::Stack;
use crate::template::names::{ACCESS_KEY_ID, SECRET_ACCESS_KEY};

/// How often expired items are deleted. In AWS it is done "within days".
const SWEEP_PERIOD: Duration = Duration::from_secs(60);

/// Everything that keeps data.
pub(crate) struct Stores {
    pub(crate) sqs: Sqs,
    pub(crate) s3: S3Server,
    pub(crate) dynamodb: DynamoDb,
    pub(crate) mail: Mail,
    outbox: Outbox,
    clock: Clock,
}

impl Stores {
    /// Opens what is there and makes what is missing.
    pub(crate) fn open(folder: &Path, stack: &Stack) -> anyhow::Result<Self> {
        let clock = Clock::system();
        let outbox = Outbox::open(&folder.join("outbox.sqlite"))?;
        let sqs = Sqs::open(&folder.join("queues.sqlite"), clock.clone())?;
        sqs.provision(&stack.queues)?;
        let key = AccessKey {
            id: ACCESS_KEY_ID.into(),
            secret: SECRET_ACCESS_KEY.into(),
        };
        let s3 = S3Server::open(
            &folder.join("objects"),
            key,
            stack,
            outbox.clone(),
            clock.clone(),
        )?;
        let dynamodb = DynamoDb::open(&Storage::File(folder.join("tables.sqlite")), &stack.tables)?;
        Ok(Self {
            sqs,
            s3,
            dynamodb,
            mail: Mail::new(folder.join("mail")),
            outbox,
            clock,
        })
    }

    /// Deletes expired items until `stop` is cancelled.
    pub(crate) fn sweep(&self, stop: CancellationToken) {
        let dynamodb = self.dynamodb.clone();
        tokio::spawn(async move { dynamodb.sweep_every(SWEEP_PERIOD, stop).await });
    }

    /// Starts what calls functions by itself: queues and bucket notifications. Work that an earlier process accepted
    /// and did not finish is taken up again.
    pub(crate) fn start_sources(
        &self,
        stack: &Stack,
        invoker: &Arc<dyn Invoker>,
        stop: &CancellationToken,
    ) {
        for source in stack.queue_sources.iter().filter(|source| source.enabled) {
            if let Some(mapping) = Mapping::from_template(source, stack) {
                let poller = Poller::new(
                    mapping,
                    self.sqs.clone(),
                    Arc::clone(invoker),
                    self.clock.clone(),
                );
                tokio::spawn(poller.run(stop.clone()));
            }
        }
        let courier = Courier::new(
            self.outbox.clone(),
            self.sqs.clone(),
            Arc::clone(invoker),
            self.clock.clone(),
        );
        tokio::spawn(courier.run(stop.clone()));
    }

    /// The template's schedules.
    pub(crate) fn scheduler(&self, stack: &Stack) -> anyhow::Result<Scheduler> {
        Ok(Scheduler::new(&stack.schedules, self.clock.clone())?)
    }

    /// Fires schedules by the clock until `stop` is cancelled.
    pub(crate) fn start_clock(&self, scheduler: Scheduler, stop: &CancellationToken) {
        tokio::spawn(scheduler.run(self.outbox.clone(), stop.clone()));
    }
}
