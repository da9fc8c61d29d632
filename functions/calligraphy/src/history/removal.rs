//! Deleting an item: rows first and all at once, then pictures, with a message that sees to it that they go.

use nazar::http::Problem;
use nazar::jobs::RemovalMessage;

use crate::Context;

/// Sends the message that removes the pictures should this request not get so far. It finds the rows where they are when nothing
/// was deleted, and does nothing then.
///
/// # Errors
/// `service-unavailable` when it cannot be sent: then nothing may be deleted.
pub(super) async fn announce(context: &Context, message: &RemovalMessage) -> Result<(), Problem> {
    let removals = context.similarities.of::<RemovalMessage>();
    removals.send_after(message, RemovalMessage::DELAY).await?;
    Ok(())
}

/// Removes the pictures of an item whose rows are gone. What the bucket does not let go of now is left to the message.
pub(super) async fn finish(context: &Context, message: &RemovalMessage) {
    if let Err(error) = context.objects.erase(&message.pictures()).await {
        tracing::warn!(record = %message.record, %error, "pictures are left to the worker");
    }
}
