//! Which doses are rewarded.

use jiff::{SignedDuration, Timestamp};

use super::Cause;
use crate::Zone;
use crate::store::adherence::{DoseLog, DoseOutcome, GRACE};
use crate::store::medicine_list::Entry;

/// How long before its time a dose may be taken to be on time.
const EARLY: SignedDuration = SignedDuration::from_hours(1);

/// How long after.
const LATE: SignedDuration = SignedDuration::from_hours(2);

/// The cause that a dose is when it was taken on time: from one hour before it was due to two hours after, by a plan that
/// was made before it was due, and logged before it would have counted as missed. `None` for every other dose: what is
/// logged days later, with whatever time it claims, is good for the record and earns nothing. A dose that was not due earns
/// nothing either: nobody is to take more for points.
pub fn on_time(entry: &Entry, log: &DoseLog, zone: &Zone) -> Option<Cause> {
    let due = log.due?;
    let due_at: Timestamp = due.moment(zone);
    let taken_at = log.taken_at?;
    let is_on_time = log.outcome == DoseOutcome::Taken
        && taken_at >= due_at - EARLY
        && taken_at <= due_at + LATE
        && log.logged_at >= due_at - EARLY
        && log.logged_at <= due_at + GRACE;
    if !is_on_time || !entry.expected_on(due.day, zone).contains(&due) {
        return None;
    }
    Some(Cause::Dose {
        taker: entry.member,
        identity: entry.identity.clone(),
        due,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RecordId;
    use crate::store::medicine_list::{Due, Medication};

    fn entry(listed: &str) -> Entry {
        let medication = Medication {
            name: "metformin".to_owned(),
            times: vec!["08:00".parse().unwrap()],
            ..Medication::default()
        };
        let mut entry = Entry::new(medication, "metformin", None);
        entry.created_at = listed.parse().unwrap();
        entry
    }

    /// A dose of eight in the morning in Tashkent, three in the night in Greenwich.
    fn is_rewarded(taken: &str, logged: &str, listed: &str) -> bool {
        let zone: Zone = "Asia/Tashkent".parse().unwrap();
        let entry = entry(listed);
        let due: Due = "2026-01-31T08:00".parse().unwrap();
        let log = DoseLog {
            id: RecordId::generate(),
            entry: entry.id,
            member: None,
            name: String::new(),
            day: due.day,
            due: Some(due),
            due_at: Some(due.moment(&zone)),
            outcome: DoseOutcome::Taken,
            reason: None,
            taken_at: Some(taken.parse().unwrap()),
            note: None,
            units: None,
            logged_at: logged.parse().unwrap(),
        };
        on_time(&entry, &log, &zone).is_some()
    }

    #[test]
    fn a_dose_on_time_is_rewarded_and_one_early_late_or_logged_late_is_not() {
        const LONG_AGO: &str = "2026-01-01T00:00:00Z";
        for (taken, logged, expected) in [
            ("2026-01-31T02:00:00Z", "2026-01-31T02:00:00Z", true),
            ("2026-01-31T01:59:59Z", "2026-01-31T02:00:00Z", false),
            ("2026-01-31T01:00:00Z", "2026-01-31T01:00:00Z", false),
            ("2026-01-31T05:00:00Z", "2026-01-31T05:00:00Z", true),
            ("2026-01-31T05:00:01Z", "2026-01-31T05:00:01Z", false),
            ("2026-01-31T03:00:00Z", "2026-01-31T07:00:00Z", true),
            ("2026-01-31T03:00:00Z", "2026-01-31T07:00:01Z", false),
            ("2026-01-31T03:00:00Z", "2026-02-03T03:00:00Z", false),
        ] {
            let rewarded = is_rewarded(taken, logged, LONG_AGO);
            assert_eq!(rewarded, expected, "taken {taken}, logged {logged}");
        }
    }

    #[test]
    fn a_plan_made_after_the_dose_was_due_earns_nothing() {
        let at = "2026-01-31T03:10:00Z";
        assert!(is_rewarded(at, at, "2026-01-31T02:59:00Z"));
        assert!(!is_rewarded(at, at, "2026-01-31T03:05:00Z"));
    }
}
