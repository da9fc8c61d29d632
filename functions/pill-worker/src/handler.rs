//! One message, one outcome.
//!
//! What is wrong with the picture ends the job; what is wrong with us gives the job back, and the message comes
//! again.

use std::sync::Arc;

use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::LambdaEvent;
use nazar::Owner;
use nazar::code::Code;
use nazar::jobs::{Claim, Finish, Job, Lease, PillWorkerMessage, ScanMessage};
use nazar::objects::{ImageKey, MAX_UPLOAD_BYTES, ObjectError};
use nazar::queue::{BatchLimits, Delivery, Outcome, deadline, process_batch};
use nazar::scans::{Evidence, Made, OtherSide, OwnList, Reference, conclude, packs};
use nazar::store;
use nazar::store::scans::{ScanRecord, ScanSource};

use crate::{Context, ObserverError, removal, reward};

/// One picture at a time: the models take all of the processor, and a large picture much of the memory.
const CONCURRENCY: usize = 1;

/// How long a claimed job is ours: several times what a look takes, and less than any visibility timeout, so that a crashed
/// worker's job is free when its message comes again. Too short is only wasteful: a worker that lost its lease writes
/// nothing.
const LEASE: SignedDuration = SignedDuration::from_secs(8);

/// Where Dori's people live: the day on which a medicine begins or ends is theirs.
const ZONE: &str = "Asia/Tashkent";

/// Takes one batch of the scan queue.
pub async fn handle(context: Arc<Context>, event: LambdaEvent<SqsEvent>) -> SqsBatchResponse {
    let limits = BatchLimits {
        concurrency: CONCURRENCY,
        deadline: deadline(&event.context),
    };
    process_batch(event.payload, limits, move |delivery| {
        message(Arc::clone(&context), delivery)
    })
    .await
}

async fn message(context: Arc<Context>, delivery: Delivery) -> Outcome {
    match serde_json::from_str(&delivery.body) {
        Ok(PillWorkerMessage::Scan(message)) => scan(&context, message).await,
        Ok(PillWorkerMessage::Removal(message)) => removal::finish(&context, &message).await,
        Err(error) => Outcome::retry(&error),
    }
}

async fn scan(context: &Context, message: ScanMessage) -> Outcome {
    let claim = context
        .jobs
        .claim(message.owner, message.job, LEASE, store::now())
        .await;
    match claim {
        Ok(Claim::Taken(lease)) => work(context, &lease).await,
        Ok(Claim::Held) => Outcome::retry("another worker has the job"),
        Ok(Claim::Ended) => match reward::make_up(context, message.owner, message.job).await {
            Ok(()) => removal::tidy(context, message.owner, message.job).await,
            Err(error) => Outcome::retry(&error),
        },
        Ok(Claim::Unknown) => {
            tracing::warn!(job = %message.job, "no such job");
            Outcome::Done
        }
        Err(error) => Outcome::retry(&error),
    }
}

async fn work(context: &Context, lease: &Lease) -> Outcome {
    let job = lease.job.id;
    let record = match look(context, lease).await {
        Ok(Ok(record)) => record,
        Ok(Err(code)) => {
            tracing::info!(%job, %code, "picture refused");
            return refuse(context, lease, code).await;
        }
        Err(error) => {
            tracing::warn!(%job, error = format!("{error:#}"), "scan failed");
            if let Err(lost) = context.jobs.give_back(lease).await {
                tracing::warn!(%job, error = %lost, "lease could not be given back");
            }
            return Outcome::retry(&error);
        }
    };
    match context.jobs.finish_scan(lease, &record).await {
        Ok(Finish::Written) => {
            reward::give(context, lease.job.owner, &record, &lease.job.zone).await
        }
        Ok(Finish::Superseded) => {
            tracing::info!(%job, "another worker was first");
            Outcome::Done
        }
        Err(error) => Outcome::retry(&error),
    }
}

/// Ends the job; the picture that it came from is of no more use to anybody.
async fn refuse(context: &Context, lease: &Lease, code: Code) -> Outcome {
    match context.jobs.give_up(lease, code).await {
        Ok(Finish::Written) => removal::tidy(context, lease.job.owner, lease.job.id).await,
        Ok(Finish::Superseded) => Outcome::Done,
        Err(error) => Outcome::retry(&error),
    }
}

/// Looks and concludes; the row is for the caller to write.
async fn look(context: &Context, lease: &Lease) -> anyhow::Result<Result<ScanRecord, Code>> {
    let job = &lease.job;
    let key = ImageKey::Scan(job.owner, job.record_id());
    let original = match context.objects.get(&key, MAX_UPLOAD_BYTES).await {
        Ok(bytes) => bytes,
        Err(ObjectError::NotFound) => return Ok(Err(Code::UploadNotFound)),
        Err(ObjectError::TooLarge { .. }) => return Ok(Err(Code::ImageTooLarge)),
        Err(error) => return Err(error.into()),
    };
    let reference = context.references.get().await;
    let own = own_list(context, job.owner, &reference).await?;
    let made = Made {
        id: job.record_id(),
        source: ScanSource::Image,
        models: context.observer.models(),
        other_side_of: job.other_side_of,
    };
    let other_side = other_side(context, job).await?;
    let (observer, measured_by) = (Arc::clone(&context.observer), job.reference);
    let looked = tokio::task::spawn_blocking(move || {
        let evidence = Evidence {
            other_side,
            ..observer.observe(&original, measured_by)?
        };
        let conclusion = conclude(&evidence, &reference, &own);
        Ok(conclusion.record(made, evidence, &reference, &own))
    });
    match looked.await? {
        Ok(record) => {
            note_packs(context, job.owner, &record).await?;
            Ok(Ok(record))
        }
        Err(ObserverError::Refused(code)) => Ok(Err(code)),
        Err(ObserverError::Failed(error)) => Err(error),
    }
}

/// What the scan of the other side read; nothing of one that was deleted since.
async fn other_side(context: &Context, job: &Job) -> anyhow::Result<Option<OtherSide>> {
    let Some(id) = job.other_side_of else {
        return Ok(None);
    };
    let record = context.scans.get(job.owner, id).await?;
    Ok(record.as_ref().and_then(OtherSide::of))
}

/// Notes that the owner holds the packs whose codes were read: the clone alarm must not wait for them to read the answer.
/// A second delivery notes nothing new.
async fn note_packs(context: &Context, owner: Owner, record: &ScanRecord) -> anyhow::Result<()> {
    for pack in packs(&record.codes) {
        context.watch.scanned(owner, &pack).await?;
    }
    Ok(())
}

async fn own_list(
    context: &Context,
    owner: Owner,
    reference: &Reference,
) -> anyhow::Result<OwnList> {
    let mut entries = context.lists.all(owner).await?;
    let today = Timestamp::now().to_zoned(TimeZone::get(ZONE)?).date();
    entries.retain(|entry| entry.is_taken_on(today));
    Ok(OwnList::new(&entries, &reference.catalogue.data))
}
