//! Bringing a notice to where its person wants it.

mod mail;
mod push;

use jiff::{SignedDuration, Timestamp};
use nazar::Owner;
use nazar::ids::RecordId;
use nazar::notices::{Delivery, Kept, words};
use nazar::store::StoreError;

use crate::Context;
use crate::person::Person;

/// Tries of a delivery. With the pauses between them, some two hours.
const TRIES: u32 = 6;

/// What a channel came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Brought {
    /// Whether somebody has it now who had not.
    sent: bool,
    /// Whether another try is worth while.
    later: bool,
}

/// Sends a notice by push and mail, as far as its person wants that and nothing has come by them yet; whether anything was
/// sent. In quiet hours it is put off until they end; what was read meanwhile is not sent any more.
///
/// Who sends has claimed the delivery first, for some minutes, so that of two runs one sends. A run that dies between
/// sending and noting it sends again: that a message comes twice is better than that a recall does not come.
pub(crate) async fn deliver(
    context: &Context,
    owner: Owner,
    id: RecordId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let found = context.deliveries.get(owner, id).await?;
    let Some(delivery) = found.filter(|delivery| delivery.is_due(now)) else {
        return Ok(false);
    };
    let notice = context.notices.get(owner, id).await?;
    let person = Person::load(context, owner).await?;
    let (Some(notice), Some(person)) = (notice, person) else {
        return end(context, owner, id).await;
    };
    if notice.is_read || !person.settings.notifications {
        return end(context, owner, id).await;
    }
    let channels = context.notices.channels(owner).await?;
    let kind = notice.message.kind();
    let (by_push, by_mail) = (channels.push.contains(&kind), channels.mail.contains(&kind));
    if !by_push && !by_mail {
        return end(context, owner, id).await;
    }
    if let Some(end_of_quiet) = person.quiet_until(now) {
        context
            .deliveries
            .put_off(owner, &delivery, end_of_quiet)
            .await?;
        return Ok(false);
    }
    let Some(mut claimed) = claim(context, owner, delivery, now).await? else {
        return Ok(false);
    };
    let mut brought = Brought::default();
    if by_push {
        brought = push::send(context, owner, &notice, &person, &mut claimed).await?;
    }
    if by_mail {
        let by_mail = mail::send(context, &notice, &person, &mut claimed).await;
        brought.sent |= by_mail.sent;
        brought.later |= by_mail.later;
    }
    if brought.later && claimed.tries < TRIES {
        let next = now + pause(claimed.tries);
        context.deliveries.put_off(owner, &claimed, next).await?;
    } else {
        context.deliveries.end(owner, id).await?;
    }
    Ok(brought.sent)
}

async fn claim(
    context: &Context,
    owner: Owner,
    mut delivery: Delivery,
    now: Timestamp,
) -> Result<Option<Delivery>, StoreError> {
    delivery.tries += 1;
    let until = now + pause(delivery.tries);
    context.deliveries.put_off(owner, &delivery, until).await
}

async fn end(context: &Context, owner: Owner, id: RecordId) -> Result<bool, StoreError> {
    context.deliveries.end(owner, id).await?;
    Ok(false)
}

/// Two minutes after the first try, then twice as long each time.
fn pause(tries: u32) -> SignedDuration {
    SignedDuration::from_mins(1 << tries.min(TRIES))
}

fn said(notice: &Kept, person: &Person) -> words::Words {
    words::of(&notice.message, person.user.language)
}
