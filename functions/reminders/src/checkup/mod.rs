//! Looking through a person's lists, once a day.

mod prices;
mod recalls;
mod supply;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use nazar::Owner;
use nazar::ids::RecordId;
use nazar::notices::{Notice, Seen, Subject, Told};
use nazar::store::StoreError;
use nazar::store::medicine_list::Entry;

use crate::Context;
use crate::person::Person;
use crate::remind::name;

/// One medicine as it is looked at.
#[derive(Debug)]
struct Look<'a> {
    context: &'a Context,
    owner: Owner,
    person: &'a Person,
    entry: &'a Entry,
    subject: Subject,
    today: Date,
    now: Timestamp,
}

impl Look<'_> {
    /// Tells an event; whether it was told now.
    async fn tell(&self, notice: &Notice) -> Result<u32, StoreError> {
        let told = self
            .context
            .notices
            .tell(self.owner, notice, self.now)
            .await?;
        Ok(u32::from(matches!(told, Told::Now(_))))
    }
}

/// Looks through all lists of a person's family and tells what is new; how much that was. What was seen is kept for the
/// next day after all of it was told, so a run that is cut off tells the rest when it is repeated, and nothing twice.
pub(crate) async fn look_through(
    context: &Context,
    owner: Owner,
    now: Timestamp,
) -> Result<u32, StoreError> {
    let found = context.checkups.get(owner).await?;
    let Some(mut checkup) = found.filter(|checkup| checkup.is_due(now)) else {
        return Ok(0);
    };
    let Some(person) = Person::load(context, owner).await? else {
        return Ok(0);
    };
    let zone = &person.user.zone;
    let today = zone.day(now);
    let entries = context.lists.of_family(owner).await?;
    if entries.is_empty() {
        context.checkups.end(owner).await?;
        return Ok(0);
    }
    let mut seen: BTreeMap<RecordId, Seen> = BTreeMap::new();
    let mut told = 0;
    for entry in &entries {
        let is_over = entry.medication.end_date.is_some_and(|last| last < today);
        if is_over {
            continue;
        }
        let who = name(&context.households, owner, entry).await?;
        let look = Look {
            context,
            owner,
            person: &person,
            entry,
            subject: Subject::new(entry, who),
            today,
            now,
        };
        let mut last = checkup.seen.remove(&entry.id).unwrap_or_default();
        told += supply::look(&look, &mut last).await?;
        told += recalls::look(&look, &mut last).await?;
        told += prices::look(&look, &mut last).await?;
        seen.insert(entry.id, last);
    }
    checkup.seen = seen;
    let time = person.settings.reminder_time;
    // Another run that was first has told the same.
    context
        .checkups
        .done(owner, &checkup, time, zone, now)
        .await?;
    Ok(told)
}
