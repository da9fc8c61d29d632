//! Making one archive of everything that is kept of a person.
//!
//! The archive is written while it is read: rows page by page, pictures a few at a time, into parts of some megabytes, so
//! that memory does not grow with the history. What grows is the manifest, by some 200 bytes a file.

mod archive;
mod fhir;
mod manifest;
mod pictures;
mod records;

use anyhow::Context as _;
use jiff::SignedDuration;
use nazar::Owner;
use nazar::jobs::{Claim, Export, ExportMessage, Finish, JobResult, Lease};
use nazar::objects::ExportKey;
use nazar::store;

use crate::Context;
use archive::Archive;

/// How long a claimed job is ours: a little longer than the function can run (300 s in the template), and less than its
/// queue's visibility timeout, so that a crashed worker's job is free when its message comes again.
const LEASE: SignedDuration = SignedDuration::from_secs(310);

/// Makes the archive that a message asks for.
///
/// # Errors
/// When a store did not answer: the message should come again.
pub(crate) async fn make(context: &Context, message: ExportMessage) -> anyhow::Result<()> {
    let ExportMessage { owner, job } = message;
    let lease = match context.jobs.claim(owner, job, LEASE, store::now()).await? {
        Claim::Taken(lease) => lease,
        Claim::Held => anyhow::bail!("another worker has the job"),
        Claim::Ended => return Ok(()),
        Claim::Unknown => {
            tracing::warn!(%job, "no such job");
            return Ok(());
        }
    };
    let export = match fill(context, &lease).await {
        Ok(export) => export,
        Err(error) => {
            if let Err(lost) = context.jobs.give_back(&lease).await {
                tracing::warn!(%job, error = %lost, "lease could not be given back");
            }
            return Err(error);
        }
    };
    tracing::info!(%job, files = export.files, bytes = export.size, "archive made");
    let result = JobResult::Export(export);
    if context.jobs.complete(&lease, &result).await? == Finish::Superseded {
        // The job was failed or erased meanwhile: nobody can ask for the archive.
        context.objects.delete(&ExportKey(owner, job)).await?;
    }
    Ok(())
}

async fn fill(context: &Context, lease: &Lease) -> anyhow::Result<Export> {
    let key = ExportKey(lease.job.owner, lease.job.id);
    let parts = context.objects.begin_parts(&key, "application/zip").await?;
    let mut archive = Archive::new(parts);
    match write(context, lease.job.owner, &mut archive).await {
        Ok(()) => archive.complete(lease.job.owner).await,
        Err(error) => {
            archive.abort().await;
            Err(error)
        }
    }
}

async fn write(context: &Context, owner: Owner, archive: &mut Archive) -> anyhow::Result<()> {
    records::account(context, owner, archive)
        .await
        .context("the account could not be copied")?;
    records::all_of(&context.history, owner, archive)
        .await
        .context("the history could not be copied")?;
    records::all_of(&context.inventory, owner, archive)
        .await
        .context("reviews and reports could not be copied")?;
    fhir::bundle(context, owner, archive).await?;
    pictures::all(context, owner, archive)
        .await
        .context("the pictures could not be copied")
}
