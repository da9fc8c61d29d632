//! One reminder, and what of it is due.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Timetable, next_after};
use crate::Zone;
use crate::ids::RecordId;
use crate::store::medicine_list::Entry;
use crate::store::wake::Minute;

/// How late a reminder may still be given. What is later is passed over: "take it now" would be wrong by then.
pub const CATCH_UP: SignedDuration = SignedDuration::from_hours(1);

/// What a reminder is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum About {
    /// A medicine on a list, at the times that are planned there. The reminder's id is the entry's.
    Medicine {
        /// Its name when the reminder was made.
        name: String,
    },
    /// Anything else, in the person's words.
    Text {
        /// The words.
        text: String,
        /// When.
        timetable: Timetable,
    },
}

/// Something a person wants to be reminded of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Names it; of one about a medicine it is the id of the list's entry.
    pub id: RecordId,
    /// What it is about.
    pub about: About,
    /// Whether it is to be given at all.
    pub on: bool,
    /// The zone in which `next_at` was reckoned.
    pub zone: Zone,
    /// When it is due next by its times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Timestamp>,
    /// When it is given once more, because the person put it off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed_until: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// The minute that it is filed under in the index; none for one that is off or over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wake_at: Option<Minute>,
    /// Counts changes.
    #[serde(default)]
    pub version: u64,
}

/// A moment at which a reminder is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The moment.
    pub at: Timestamp,
    /// Whether it was put off to this moment.
    pub is_snoozed: bool,
}

/// What comes of a reminder that woke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What is to be given now, in order. Empty when all of it is too late, or nothing has come yet.
    pub due: Vec<Occurrence>,
    /// The reminder as it is after that.
    pub next: Reminder,
}

impl Reminder {
    /// A reminder of a medicine on a list.
    pub fn of_medicine(entry: &Entry, zone: &Zone, now: Timestamp) -> Self {
        let name = entry.medication.name.clone();
        let reminder = Self::new(entry.id, About::Medicine { name }, zone, now);
        reminder.reckoned(Some(entry), zone, now)
    }

    /// A reminder of a text, at these times.
    pub fn of_text(text: String, timetable: Timetable, zone: &Zone, now: Timestamp) -> Self {
        let about = About::Text { text, timetable };
        Self::new(RecordId::generate(), about, zone, now).reckoned(None, zone, now)
    }

    fn new(id: RecordId, about: About, zone: &Zone, now: Timestamp) -> Self {
        Self {
            id,
            about,
            on: true,
            zone: zone.clone(),
            next_at: None,
            snoozed_until: None,
            created_at: now,
            wake_at: None,
            version: 0,
        }
    }

    /// The reminder as its times have it in a zone, from a moment on. `entry` is what a reminder of a medicine is about.
    #[must_use]
    pub fn reckoned(&self, entry: Option<&Entry>, zone: &Zone, after: Timestamp) -> Self {
        let mut next = self.clone();
        next.zone = zone.clone();
        next.next_at = self.time_after(entry, zone, after);
        next.filed()
    }

    /// The reminder, on or off. What was put off is forgotten when it is off.
    #[must_use]
    pub fn switched(&self, on: bool) -> Self {
        let mut next = self.clone();
        next.on = on;
        next.snoozed_until = self.snoozed_until.filter(|_| on);
        next.filed()
    }

    /// The reminder put off: it is given once more in the first minute that begins then or later.
    #[must_use]
    pub fn snoozed(&self, until: Timestamp) -> Self {
        let mut next = self.clone();
        next.snoozed_until = Some(Minute::not_before(until).start());
        next.filed()
    }

    /// What is due by now, and the reminder after that. It is the same whoever asks, and how often: a run that is
    /// repeated finds the same occurrences as the first.
    #[must_use]
    pub fn given(&self, entry: Option<&Entry>, zone: &Zone, now: Timestamp) -> Given {
        let earliest = now - CATCH_UP;
        let mut due = Vec::new();
        let mut next = self.clone();
        // Reckoned in another zone, the moment says nothing any more.
        if self.zone != *zone {
            next = next.reckoned(entry, zone, now);
        }
        if next.next_at.is_some_and(|at| at < earliest) {
            let just_before = earliest - SignedDuration::from_nanos(1);
            next.next_at = self.time_after(entry, zone, just_before);
        }
        while let Some(at) = next.next_at.filter(|at| *at <= now) {
            due.push(Occurrence {
                at,
                is_snoozed: false,
            });
            next.next_at = self.time_after(entry, zone, at);
        }
        if let Some(at) = next.snoozed_until.filter(|at| *at <= now) {
            if at >= earliest {
                due.push(Occurrence {
                    at,
                    is_snoozed: true,
                });
            }
            next.snoozed_until = None;
        }
        due.sort_by_key(|occurrence| occurrence.at);
        if !self.on {
            due.clear();
        }
        Given {
            due,
            next: next.filed(),
        }
    }

    /// The minute under which it is found, if any.
    pub fn wakes_at(&self) -> Option<Minute> {
        self.wake_at
    }

    fn time_after(
        &self,
        entry: Option<&Entry>,
        zone: &Zone,
        after: Timestamp,
    ) -> Option<Timestamp> {
        match &self.about {
            About::Text { timetable, .. } => next_after(|day| timetable.due_on(day), zone, after),
            About::Medicine { .. } => {
                let entry = entry?;
                next_after(|day| entry.expected_on(day, zone), zone, after)
            }
        }
    }

    fn filed(mut self) -> Self {
        let soonest = self.next_at.into_iter().chain(self.snoozed_until).min();
        self.wake_at = soonest.filter(|_| self.on).map(Minute::of);
        self
    }
}
