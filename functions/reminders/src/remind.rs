//! A reminder that woke.

use jiff::{SignedDuration, Timestamp};
use nazar::household::Households;
use nazar::ids::RecordId;
use nazar::notices::{Message, Notice, Subject, Told};
use nazar::store::StoreError;
use nazar::store::adherence::DoseKey;
use nazar::store::medicine_list::{Due, Entry};
use nazar::store::reminders::{About, Occurrence, Reminder};
use nazar::{ClockTime, Owner, Zone};

use crate::Context;
use crate::person::Person;

/// How far back the dose lies that a reminder which was put off is about.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(24);

/// Tells what is due of a reminder, and files it under its next time; how much was told. A dose that was taken or left out
/// already needs no reminder, and a medicine that is no longer on the list has none.
pub(crate) async fn remind(
    context: &Context,
    owner: Owner,
    id: RecordId,
    now: Timestamp,
) -> Result<u32, StoreError> {
    let found = context.reminders.get(owner, id).await?;
    // It may have been changed, or given, since the index was asked.
    let has_come = |reminder: &Reminder| reminder.wakes_at().is_some_and(|at| at.start() <= now);
    let Some(reminder) = found.filter(has_come) else {
        return Ok(0);
    };
    let Some(person) = Person::load(context, owner).await? else {
        return Ok(0);
    };
    let zone = &person.user.zone;
    let entry = match reminder.about {
        About::Text { .. } => None,
        About::Medicine { .. } => match context.lists.get(owner, id).await? {
            Some(entry) => Some(entry),
            None => {
                context.reminders.remove(owner, id).await?;
                return Ok(0);
            }
        },
    };
    let given = reminder.given(entry.as_ref(), zone, now);
    let mut told = 0;
    for occurrence in &given.due {
        let message = match (&reminder.about, &entry) {
            (About::Text { text, .. }, _) => Some(Message::Remember {
                reminder: id,
                text: text.clone(),
                time: clock(occurrence.at, zone),
            }),
            (About::Medicine { .. }, Some(entry)) => {
                dose(context, owner, entry, *occurrence, zone).await?
            }
            (About::Medicine { .. }, None) => None,
        };
        let Some(message) = message else { continue };
        let notice = Notice::reminder(id, occurrence.at, message);
        told += u32::from(matches!(
            context.notices.tell(owner, &notice, now).await?,
            Told::Now(_)
        ));
    }
    // Who changed it meanwhile has reckoned it from its times anew.
    context.reminders.replace(owner, &given.next).await?;
    Ok(told)
}

/// What is said of a dose; `None` for one that was taken or left out already.
async fn dose(
    context: &Context,
    owner: Owner,
    entry: &Entry,
    occurrence: Occurrence,
    zone: &Zone,
) -> Result<Option<Message>, StoreError> {
    let due = latest(entry, occurrence.at, zone);
    if let Some(due) = due {
        let dose = DoseKey::planned(due, entry.id);
        if context.doses.is_logged(owner, entry.member, &dose).await? {
            return Ok(None);
        }
    }
    let who = name(&context.households, owner, entry).await?;
    Ok(Some(Message::TakeMedicine {
        medicine: Subject::new(entry, who),
        time: due.map_or_else(|| clock(occurrence.at, zone), |due| due.time),
        dosage: entry.medication.dosage.clone(),
    }))
}

/// The name of the member of the family whose list an entry is on.
pub(crate) async fn name(
    households: &Households,
    owner: Owner,
    entry: &Entry,
) -> Result<Option<String>, StoreError> {
    let Some(member) = entry.member else {
        return Ok(None);
    };
    let found = households.member(owner, member).await?;
    Ok(found.map(|member| member.name))
}

/// The last dose that was due by a moment.
fn latest(entry: &Entry, moment: Timestamp, zone: &Zone) -> Option<Due> {
    let (first, last) = (zone.day(moment - PUT_OFF), zone.day(moment));
    let due = [first, last]
        .into_iter()
        .flat_map(|day| entry.expected_on(day, zone));
    due.filter(|due| due.moment(zone) <= moment)
        .max_by_key(|due| due.moment(zone))
}

fn clock(moment: Timestamp, zone: &Zone) -> ClockTime {
    ClockTime::from_time(moment.to_zoned(zone.time_zone().clone()).time())
}
