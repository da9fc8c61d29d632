//! `/api/v1/reminders`: what I want to be reminded of.

pub(crate) mod add;
mod body;
pub(crate) mod change;
pub(crate) mod list;
pub(crate) mod remove;
pub(crate) mod show;
pub(crate) mod snooze;
mod view;

use nazar::http::{Caller, Problem};
use nazar::store::medicine_list::Entry;
use nazar::store::reminders::{About, Reminder};

use crate::Context;

/// The list's entry that a reminder is about, if it is about one that is still there.
async fn entry(
    context: &Context,
    caller: &Caller,
    reminder: &Reminder,
) -> Result<Option<Entry>, Problem> {
    match reminder.about {
        About::Text { .. } => Ok(None),
        About::Medicine { .. } => Ok(context.lists.get(caller.owner, reminder.id).await?),
    }
}
