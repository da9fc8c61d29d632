//! Erasing a person, once their account is closed.
//!
//! Every step deletes what is there and is content with what is not, so a pass may be repeated from its beginning however
//! the one before it ended: after a crash by the message coming again, when time runs out by sending it again. Rows go before pictures,
//! because work in progress ends when it finds no row; the job's row goes last, so that whoever waits for it to vanish
//! has waited for everything.

use anyhow::Context as _;
use nazar::Owner;
use nazar::engagement::Ledger;
use nazar::jobs::{ErasureMessage, RecordsMessage, job_row};
use nazar::objects::PersonPrefix;
use nazar::store::control::{self, Elsewhere};
use nazar::store::{self, Key, from_item};
use tokio::time::Instant;

use crate::Context;
use crate::rows::{self, Progress, sort_key};

/// Makes one pass, or puts it off until it is due.
///
/// # Errors
/// When a store did not answer: the message should come again.
pub(crate) async fn pass(
    context: &Context,
    message: ErasureMessage,
    until: Instant,
) -> anyhow::Result<()> {
    let now = store::now();
    if now < message.due {
        return send(context, message).await;
    }
    let user = message.owner;
    if is_open(context, user).await? {
        tracing::warn!(%user, "account is open: nothing is erased");
        return Ok(());
    }
    match erase(context, &message, until).await? {
        Progress::Finished => {
            tracing::info!(%user, job = %message.job, "nothing is left");
            Ok(())
        }
        Progress::Unfinished => {
            tracing::info!(%user, job = %message.job, "erasure goes on");
            send(context, message).await
        }
    }
}

async fn send(context: &Context, message: ErasureMessage) -> anyhow::Result<()> {
    let delay = message.delay(store::now());
    let message = RecordsMessage::Erasure(message);
    context
        .records
        .send_after(&message, delay)
        .await
        .context("erasure could not be put off")
}

/// Whether the person's row is there: then the request that sent the message did not close the account.
async fn is_open(context: &Context, owner: Owner) -> anyhow::Result<bool> {
    let row = Key::new(partition(owner), "PROFILE");
    let found = context.accounts.get::<serde_json::Value>(&row).await?;
    Ok(found.is_some())
}

async fn erase(
    context: &Context,
    message: &ErasureMessage,
    until: Instant,
) -> anyhow::Result<Progress> {
    let owner = message.owner;
    let job = job_row(owner, message.job);
    let of_person = partition(owner);
    // Places on the leaderboard and the nickname stand outside the person's rows, which say where.
    Ledger::new(context.history.clone())
        .leave(owner, store::now())
        .await?;
    let history = rows::erase(&context.history, &of_person, Some(&job.sk), until).await?;
    let accounts = rows::erase(&context.accounts, &of_person, None, until).await?;
    let control = control(context, message, until).await?;
    let inventory = inventory(context, owner, until).await?;
    if [history, accounts, control, inventory].contains(&Progress::Unfinished) {
        return Ok(Progress::Unfinished);
    }
    for prefix in PersonPrefix::all(owner) {
        while context.objects.erase_some(&prefix).await? > 0 {
            if Instant::now() >= until {
                return Ok(Progress::Unfinished);
            }
        }
    }
    context.history.delete(&job).await?;
    Ok(Progress::Finished)
}

/// Reviews and reports: their public part goes too, and ratings are put right.
async fn inventory(context: &Context, owner: Owner, until: Instant) -> anyhow::Result<Progress> {
    let reviews = context.reviews();
    while reviews.erase_some(owner).await? > 0 {
        if Instant::now() >= until {
            return Ok(Progress::Unfinished);
        }
    }
    Ok(Progress::Finished)
}

/// Counters and notes about the person, wherever they are.
async fn control(
    context: &Context,
    message: &ErasureMessage,
    until: Instant,
) -> anyhow::Result<Progress> {
    let subject = control::person(message.owner.user_id());
    notes_elsewhere(context, &subject).await?;
    let names = message.names.iter().map(|name| control::limits(name));
    let own = [control::notes(&subject), control::limits(&subject)];
    for partition in own.into_iter().chain(names) {
        let progress = rows::erase(&context.control, &partition, None, until).await?;
        if progress == Progress::Unfinished {
            return Ok(progress);
        }
    }
    Ok(Progress::Finished)
}

/// Notes about the person that were made before anybody knew them: of their own sign-up. The pointers go with the partition.
async fn notes_elsewhere(context: &Context, subject: &str) -> anyhow::Result<()> {
    let mut from = None;
    loop {
        let notes = control::notes(subject);
        let (items, next) = rows::page(&context.control, &notes, false, from).await?;
        let pointers = items
            .into_iter()
            .filter(|item| Elsewhere::is_at(sort_key(item)));
        for pointer in pointers {
            let pointer: Elsewhere = from_item(pointer)?;
            context.control.delete(&pointer.note()).await?;
        }
        if next.is_none() {
            return Ok(());
        }
        from = next;
    }
}

/// Where everything of a person stands, in the accounts table and in the history.
fn partition(owner: Owner) -> String {
    format!("USER#{owner}")
}
