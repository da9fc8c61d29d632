//! How a day went: the doses of the plans, beside what was logged.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{DoseLog, DoseOutcome};
use crate::Zone;
use crate::ids::RecordId;
use crate::store::medicine_list::{Due, Entry};

/// How long after its time a dose may still be on its way before it counts as missed.
pub const GRACE: SignedDuration = SignedDuration::from_hours(4);

/// How a dose stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DoseState {
    /// Its time has not come.
    Upcoming,
    /// Its time has come, and nobody has said anything yet.
    Due,
    /// It was taken.
    Taken,
    /// It was left out, and somebody said so.
    Skipped,
    /// Its time is long over, and nobody has said anything.
    Missed,
}

/// A dose of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Dose {
    /// The entry of the list.
    pub entry: RecordId,
    /// The medicine's name.
    pub name: String,
    /// When it is due by the plan; absent for what was taken when it was needed.
    pub due: Option<Due>,
    /// The moment at which it is due.
    pub due_at: Option<Timestamp>,
    /// How it stands.
    pub state: DoseState,
    /// What was logged.
    pub log: Option<DoseLog>,
}

/// Doses of a plan, counted. What was taken when it was needed is in none of the numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them: the sum of the others.
    pub scheduled: u32,
    /// Taken.
    pub taken: u32,
    /// Left out on purpose.
    pub skipped: u32,
    /// Missed.
    pub missed: u32,
    /// Whose time has come and is not over yet.
    pub due: u32,
    /// Whose time has not come.
    pub upcoming: u32,
}

impl Counts {
    /// The part of the doses taken of those that are decided, from 0 to 1; nothing while none is.
    pub fn rate(self) -> Option<f64> {
        let decided = self.taken + self.skipped + self.missed;
        (decided > 0).then(|| f64::from(self.taken) / f64::from(decided))
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            scheduled: self.scheduled + other.scheduled,
            taken: self.taken + other.taken,
            skipped: self.skipped + other.skipped,
            missed: self.missed + other.missed,
            due: self.due + other.due,
            upcoming: self.upcoming + other.upcoming,
        }
    }
}

/// The doses of one person's day, in the order in which they are due; those taken when needed come last. `logs` may hold
/// other days too. A logged dose counts even if its medicine has left the list since.
pub fn day(
    entries: &[Entry],
    logs: &[DoseLog],
    day: Date,
    zone: &Zone,
    now: Timestamp,
) -> Vec<Dose> {
    let logs: Vec<&DoseLog> = logs.iter().filter(|log| log.day == day).collect();
    let mut doses: Vec<Dose> = logs.iter().map(|log| logged(log)).collect();
    for entry in entries {
        for due in entry.expected_on(day, zone) {
            let is_this = |log: &&&DoseLog| log.entry == entry.id && log.due == Some(due);
            if logs.iter().any(|log| is_this(&log)) {
                continue;
            }
            let due_at = due.moment(zone);
            doses.push(Dose {
                entry: entry.id,
                name: entry.medication.name.clone(),
                due: Some(due),
                due_at: Some(due_at),
                state: open(due_at, now),
                log: None,
            });
        }
    }
    doses.sort_by_key(|dose| (dose.due.is_none(), dose.due, dose.due_at, dose.entry));
    doses
}

/// Counts doses of plans.
pub fn counts(doses: &[Dose]) -> Counts {
    let mut counts = Counts::default();
    for dose in doses.iter().filter(|dose| dose.due.is_some()) {
        counts.scheduled += 1;
        let one = match dose.state {
            DoseState::Upcoming => &mut counts.upcoming,
            DoseState::Due => &mut counts.due,
            DoseState::Taken => &mut counts.taken,
            DoseState::Skipped => &mut counts.skipped,
            DoseState::Missed => &mut counts.missed,
        };
        *one += 1;
    }
    counts
}

fn logged(log: &DoseLog) -> Dose {
    Dose {
        entry: log.entry,
        name: log.name.clone(),
        due: log.due,
        due_at: log.due_at,
        state: match log.outcome {
            DoseOutcome::Taken => DoseState::Taken,
            DoseOutcome::Skipped => DoseState::Skipped,
        },
        log: Some(log.clone()),
    }
}

fn open(due_at: Timestamp, now: Timestamp) -> DoseState {
    if now < due_at {
        return DoseState::Upcoming;
    }
    if now.duration_since(due_at) < GRACE {
        DoseState::Due
    } else {
        DoseState::Missed
    }
}
