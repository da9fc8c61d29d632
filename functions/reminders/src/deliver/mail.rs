//! By mail, to the address of the account.

use nazar::mail::{Letter, MailError};
use nazar::notices::{Delivery, Kept, words};

use super::{Brought, said};
use crate::Context;
use crate::person::Person;

/// The mark of a delivery that mail has brought.
const MAIL: &str = "mail";

pub(super) async fn send(
    context: &Context,
    notice: &Kept,
    person: &Person,
    delivery: &mut Delivery,
) -> Brought {
    let mut brought = Brought::default();
    if delivery.done.contains(MAIL) {
        return brought;
    }
    let said = said(notice, person);
    let footer = words::of_mail(person.user.language);
    let letter = Letter {
        to: person.user.email.clone(),
        subject: said.title,
        body: format!("{}\n\n{footer}\n", said.body),
    };
    match context.mailer.send(&letter).await {
        Ok(()) => brought.sent = true,
        Err(MailError::NotConfigured) => {}
        Err(MailError::Refused(status)) if status < 500 && status != 429 => {
            tracing::error!(status, "a notice by mail was refused");
        }
        Err(error) => {
            tracing::warn!(%error, "a notice by mail could not be sent");
            brought.later = true;
            return brought;
        }
    }
    delivery.done.insert(MAIL.to_owned());
    brought
}
