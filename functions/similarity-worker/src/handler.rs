//! One message, one outcome.
//!
//! What is wrong with the picture ends the job; what is wrong with us gives the job back, and the message comes
//! again.

use std::sync::Arc;

use anyhow::Context as _;
use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent};
use jiff::SignedDuration;
use lambda_runtime::LambdaEvent;
use nazar::code::Code;
use nazar::jobs::{Claim, Finish, Lease, SimilarityMessage, WorkerMessage};
use nazar::objects::{ImageKey, MAX_UPLOAD_BYTES, ObjectError, SimilarityPart};
use nazar::queue::{BatchLimits, Delivery, Outcome, deadline, process_batch};
use nazar::store;
use nazar::store::history::SimilarityRecord;

use crate::{ComparerError, Comparison, Context, removal};

/// One drawing is compared while the pictures of another travel; the processor has one core's worth of time.
const CONCURRENCY: usize = 2;

/// How long a claimed job is ours: many times what a comparison takes, and less than any visibility timeout, so that
/// a crashed worker's job is free when its message comes again. Too short is only wasteful: a worker that lost its
/// lease writes nothing.
const LEASE: SignedDuration = SignedDuration::from_secs(2);

/// Takes one batch of the similarity queue.
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
        Ok(WorkerMessage::Similarity(message)) => similarity(&context, message).await,
        Ok(WorkerMessage::Removal(message)) => removal::finish(&context, &message).await,
        Err(error) => Outcome::retry(&error),
    }
}

async fn similarity(context: &Context, message: SimilarityMessage) -> Outcome {
    match context
        .jobs
        .claim(message.owner, message.job, LEASE, store::now())
        .await
    {
        Ok(Claim::Taken(lease)) => work(context, &lease).await,
        Ok(Claim::Held) => Outcome::retry("another worker has the job"),
        Ok(Claim::Ended) => removal::tidy(context, message.owner, message.job).await,
        Ok(Claim::Unknown) => {
            tracing::warn!(job = %message.job, "no such job");
            Outcome::Done
        }
        Err(error) => Outcome::retry(&error),
    }
}

async fn work(context: &Context, lease: &Lease) -> Outcome {
    let job = lease.job.id;
    let done = match compare(context, lease).await {
        Ok(Ok(record)) => context.jobs.succeed(lease, &record).await,
        Ok(Err(code)) => {
            tracing::info!(%job, %code, "drawing refused");
            return refuse(context, lease, code).await;
        }
        Err(error) => {
            tracing::warn!(%job, error = format!("{error:#}"), "comparison failed");
            if let Err(lost) = context.jobs.give_back(lease).await {
                tracing::warn!(%job, error = %lost, "lease could not be given back");
            }
            return Outcome::retry(&error);
        }
    };
    match done {
        Ok(Finish::Written) => Outcome::Done,
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

/// Compares and stores the pictures; the row is for the caller to write after them.
async fn compare(
    context: &Context,
    lease: &Lease,
) -> anyhow::Result<Result<SimilarityRecord, Code>> {
    let job = &lease.job;
    let target = job.target_class.context("a similarity without a target")?;
    let key = |part| ImageKey::Similarity(job.owner, job.record_id(), part);
    let original = match context
        .objects
        .get(&key(SimilarityPart::Original), MAX_UPLOAD_BYTES)
        .await
    {
        Ok(bytes) => bytes,
        Err(ObjectError::NotFound) => return Ok(Err(Code::UploadNotFound)),
        Err(ObjectError::TooLarge { .. }) => return Ok(Err(Code::ImageTooLarge)),
        Err(error) => return Err(error.into()),
    };
    let comparer = Arc::clone(&context.comparer);
    let compared = tokio::task::spawn_blocking(move || comparer.compare(&original, target)).await?;
    let comparison = match compared {
        Ok(comparison) => comparison,
        Err(ComparerError::Refused(code)) => return Ok(Err(code)),
        Err(ComparerError::Failed(error)) => return Err(error),
    };

    let Comparison { pictures, .. } = &comparison;
    let put = async |part, png: &[u8]| {
        context
            .objects
            .put(&key(part), "image/png", png.to_vec())
            .await
    };
    tokio::try_join!(
        put(SimilarityPart::Reference, &pictures.reference),
        put(SimilarityPart::User, &pictures.user),
        put(SimilarityPart::Overlay, &pictures.overlay),
    )?;
    Ok(Ok(comparison.record(job, target)))
}
