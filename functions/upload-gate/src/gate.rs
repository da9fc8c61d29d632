//! One upload, from its arrival to a job that is queued, done or failed.
//!
//! A picture that is refused fails its job and is deleted: that is an end, not an error, so no message comes again
//! for it. Errors are what another try may mend.
//!
//! For a similarity or a scan the checked bytes are copied to the record's own key before the job is queued, because the form
//! that brought them works for minutes and could replace what was checked. A picture for a prediction stays where
//! it is, and is checked once more when it is used.

use anyhow::Context as _;
use bytes::Bytes;
use nazar::code::Code;
use nazar::image::{self, Rejection};
use nazar::jobs::{Job, Kind, ScanMessage, SimilarityMessage, Status};
use nazar::objects::{ImageKey, MAX_UPLOAD_BYTES, ObjectError, Purpose, SimilarityPart, UploadKey};

use crate::Context;

/// Deals with one object that arrived.
///
/// # Errors
/// When a store did not answer: the message should come again.
pub(crate) async fn receive(context: &Context, key: &UploadKey) -> anyhow::Result<()> {
    let Some(job) = context.jobs.get(key.owner, key.job).await? else {
        // Its job has expired: nobody can ask for it any more.
        discard(context, key).await;
        return Ok(());
    };
    match job.status {
        Status::AwaitingUpload => {}
        // The delivery before this one may have died between the row and the message.
        Status::Queued => return announce(context, &job).await,
        Status::Running | Status::Succeeded | Status::Failed => return Ok(()),
    }
    match inspect(context, key, &job).await? {
        Ok(picture) => accept(context, key, &job, picture).await,
        Err(code) => refuse(context, key, code).await,
    }
}

/// Reads and checks the picture; the code of what is wrong with it.
async fn inspect(
    context: &Context,
    key: &UploadKey,
    job: &Job,
) -> anyhow::Result<Result<Bytes, Code>> {
    let bytes = match context.objects.get(key, MAX_UPLOAD_BYTES).await {
        Ok(bytes) => bytes,
        Err(ObjectError::TooLarge { .. }) => return Ok(Err(Code::ImageTooLarge)),
        Err(ObjectError::NotFound) => return Ok(Err(Code::UploadNotFound)),
        Err(error) => return Err(error.into()),
    };
    let (checked, declared) = (bytes.clone(), job.content_type.clone().unwrap_or_default());
    // Decoding is work for the processor. A decoder that panics does so every time.
    let is_drawing = key.purpose != Purpose::Scan;
    let verdict = tokio::task::spawn_blocking(move || {
        let admitted = image::admit_as(&checked, &declared)?;
        // Of a drawing there must be something on it; of a photo the worker says what is wrong.
        if is_drawing {
            image::preprocess(&admitted)?;
        }
        Ok::<_, Rejection>(())
    });
    Ok(match verdict.await {
        Ok(Ok(())) => Ok(bytes),
        Ok(Err(rejection)) => Err(rejection.into()),
        Err(_panic) => Err(Code::ImageUnreadable),
    })
}

async fn accept(
    context: &Context,
    key: &UploadKey,
    job: &Job,
    picture: Bytes,
) -> anyhow::Result<()> {
    match key.purpose {
        Purpose::Prediction => {
            context.jobs.accept_upload(job.owner, job.id).await?;
            Ok(())
        }
        Purpose::Similarity | Purpose::Scan => {
            let record = job.record_id();
            let original = match key.purpose {
                Purpose::Scan => ImageKey::Scan(job.owner, record),
                _ => ImageKey::Similarity(job.owner, record, SimilarityPart::Original),
            };
            let content_type = job
                .content_type
                .as_deref()
                .unwrap_or("application/octet-stream");
            context
                .objects
                .put(&original, content_type, picture)
                .await?;
            context.jobs.enqueue(job.owner, job.id).await?;
            announce(context, job).await?;
            discard(context, key).await;
            Ok(())
        }
    }
}

/// Tells the worker. Telling it twice is harmless: a job is claimed once.
async fn announce(context: &Context, job: &Job) -> anyhow::Result<()> {
    let (owner, id) = (job.owner, job.id);
    let sent = match job.kind {
        Kind::Scan => context.scans.send(&ScanMessage { owner, job: id }).await,
        _ => {
            context
                .similarities
                .send(&SimilarityMessage { owner, job: id })
                .await
        }
    };
    sent.context("job could not be announced")
}

async fn refuse(context: &Context, key: &UploadKey, code: Code) -> anyhow::Result<()> {
    tracing::info!(job = %key.job, %code, "upload refused");
    context.jobs.fail(key.owner, key.job, code).await?;
    discard(context, key).await;
    Ok(())
}

/// What is not deleted here goes with the bucket's lifecycle: no reason to repeat the work.
async fn discard(context: &Context, key: &UploadKey) {
    if let Err(error) = context.objects.delete(key).await {
        tracing::warn!(job = %key.job, %error, "upload could not be deleted");
    }
}
