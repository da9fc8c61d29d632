//! What a day was.

use jiff::SignedDuration;
use serde::Serialize;

use crate::store::adherence::{Dose, DoseState, SkipReason};

/// How long after its time a dose may be logged to count.
const LOGGED_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// What a day was for the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayVerdict {
    /// Nothing was due.
    NothingDue,
    /// Something is still to be taken, and nothing was missed.
    Open,
    /// Everything was taken.
    Kept,
    /// Something was not.
    Broken,
}

impl DayVerdict {
    /// The verdict on a day's doses.
    pub fn of(doses: &[Dose]) -> Self {
        let verdicts = doses.iter().filter_map(on_dose);
        verdicts.fold(Self::NothingDue, |day, dose| match (day, dose) {
            (Self::Broken, _) | (_, Self::Broken) => Self::Broken,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            _ => Self::Kept,
        })
    }
}

/// The verdict on one dose; `None` for one that the day does not hang on.
fn on_dose(dose: &Dose) -> Option<DayVerdict> {
    let due_at = dose.due.and(dose.due_at)?;
    match dose.state {
        DoseState::Upcoming | DoseState::Due => Some(DayVerdict::Open),
        DoseState::Missed => Some(DayVerdict::Broken),
        DoseState::Taken => {
            let logged_at = dose.log.as_ref()?.logged_at;
            Some(if logged_at <= due_at + LOGGED_WITHIN {
                DayVerdict::Kept
            } else {
                DayVerdict::Broken
            })
        }
        DoseState::Skipped => match dose.log.as_ref()?.reason {
            Some(SkipReason::Advised | SkipReason::SideEffects) => None,
            _ => Some(DayVerdict::Broken),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RecordId;
    use crate::store::adherence::{DoseLog, DoseOutcome};

    fn dose(state: DoseState, reason: Option<SkipReason>, logged_after_hours: i64) -> Dose {
        let due: crate::store::medicine_list::Due = "2026-01-31T08:00".parse().unwrap();
        let due_at = "2026-01-31T03:00:00Z".parse().unwrap();
        let is_logged = matches!(state, DoseState::Taken | DoseState::Skipped);
        let log = is_logged.then(|| DoseLog {
            id: RecordId::generate(),
            entry: RecordId::generate(),
            member: None,
            name: String::new(),
            day: due.day,
            due: Some(due),
            due_at: Some(due_at),
            outcome: match state {
                DoseState::Skipped => DoseOutcome::Skipped,
                _ => DoseOutcome::Taken,
            },
            reason,
            taken_at: None,
            note: None,
            units: None,
            logged_at: due_at + SignedDuration::from_hours(logged_after_hours),
        });
        Dose {
            entry: RecordId::generate(),
            name: String::new(),
            due: Some(due),
            due_at: Some(due_at),
            state,
            log,
        }
    }

    #[test]
    fn a_day_is_what_its_doses_are() {
        let taken = dose(DoseState::Taken, None, 0);
        let late = dose(DoseState::Taken, None, 25);
        let advised = dose(DoseState::Skipped, Some(SkipReason::Advised), 0);
        let unwell = dose(DoseState::Skipped, Some(SkipReason::SideEffects), 0);
        let forgot = dose(DoseState::Skipped, Some(SkipReason::Forgot), 0);
        let missed = dose(DoseState::Missed, None, 0);
        let open = dose(DoseState::Due, None, 0);
        for (doses, expected) in [
            (vec![], DayVerdict::NothingDue),
            (vec![&advised, &unwell], DayVerdict::NothingDue),
            (vec![&taken, &advised], DayVerdict::Kept),
            (vec![&taken, &open], DayVerdict::Open),
            (vec![&taken, &open, &missed], DayVerdict::Broken),
            (vec![&taken, &forgot], DayVerdict::Broken),
            (vec![&late], DayVerdict::Broken),
        ] {
            let doses: Vec<Dose> = doses.into_iter().cloned().collect();
            assert_eq!(DayVerdict::of(&doses), expected, "{doses:?}");
        }
    }

    #[test]
    fn what_was_taken_when_needed_is_no_part_of_a_day() {
        let mut needed = dose(DoseState::Taken, None, 0);
        needed.due = None;
        needed.due_at = None;
        assert_eq!(DayVerdict::of(&[needed]), DayVerdict::NothingDue);
    }
}
