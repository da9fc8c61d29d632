//! What a change of a list means for reminders and notices.
//!
//! The list is what counts: what fails here is logged and is no reason to refuse the change.

use jiff::Timestamp;
use nazar::checks::CheckView;
use nazar::notices::{Notice, Subject};
use nazar::store::StoreError;
use nazar::store::medicine_list::Entry;
use nazar::{Owner, Zone};

use crate::Context;

/// A medicine was added: the person's lists are looked through each day from now on, and what it must not be taken with
/// stands in their inbox too, for the others who look after the list.
pub(super) async fn added(
    context: &Context,
    owner: Owner,
    (entry, warnings): (&Entry, &CheckView),
    zone: &Zone,
    now: Timestamp,
) {
    let begun = begin(context, owner, zone, now).await;
    let told = tell(context, owner, entry, warnings, now).await;
    for error in [begun.err(), told.err()].into_iter().flatten() {
        tracing::warn!(%error, "what follows a new medicine was not done");
    }
}

/// A medicine's times may have changed: a reminder of it follows them.
pub(super) async fn changed(
    context: &Context,
    owner: Owner,
    entry: &Entry,
    zone: &Zone,
    now: Timestamp,
) {
    if let Err(error) = context.reminders.follow(owner, entry, zone, now).await {
        tracing::warn!(%error, "a reminder did not follow its medicine");
    }
}

/// A medicine is no longer taken: there is nothing to be reminded of. A reminder that stays by a failure ends when it wakes.
pub(super) async fn removed(context: &Context, owner: Owner, entry: nazar::ids::RecordId) {
    if let Err(error) = context.reminders.remove(owner, entry).await {
        tracing::warn!(%error, "a reminder stayed behind its medicine");
    }
}

async fn begin(
    context: &Context,
    owner: Owner,
    zone: &Zone,
    now: Timestamp,
) -> Result<(), StoreError> {
    let settings = context.households.settings(owner).await?;
    let time = settings.reminder_time;
    context.checkups.begin(owner, time, zone, now).await
}

async fn tell(
    context: &Context,
    owner: Owner,
    entry: &Entry,
    warnings: &CheckView,
    now: Timestamp,
) -> Result<(), StoreError> {
    let who = match entry.member {
        Some(id) => context.households.member(owner, id).await?,
        None => None,
    };
    let subject = Subject::new(entry, who.map(|member| member.name));
    for finding in &warnings.findings {
        for other in finding.dangerous_beside(0) {
            let severity = finding.severity.as_str().to_owned();
            let notice = Notice::interacts(subject.clone(), other.to_owned(), severity);
            context.notices.tell(owner, &notice, now).await?;
        }
    }
    Ok(())
}
