//! What is left of somebody's day.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use nazar::Zone;
use nazar::ids::RecordId;
use nazar::store::adherence::{self, Dose, DoseState};
use nazar::store::medicine_list::{Due, Entry};
use serde::Serialize;
use utoipa::ToSchema;

use crate::adherence::view::CountsView;

/// Days, today included, in which the next dose is looked for: plans go round every 90 days at the longest.
const AHEAD: i64 = 91;
/// Most doses that are named: beyond that the count says enough.
const MAX_NAMED: usize = 10;

/// A dose that is to be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DashboardDose)]
pub(crate) struct DoseShort {
    /// The entry of the list.
    medication: RecordId,
    /// The medicine's name.
    #[schema(example = "Конкор 5 мг")]
    name: String,
    /// When it is due, as clocks show it: names the dose when it is logged.
    #[schema(example = "2026-01-31T08:00")]
    due: String,
    /// The moment at which it is due.
    #[schema(value_type = String, format = DateTime)]
    due_at: Timestamp,
}

/// Somebody's day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DashboardDay)]
pub(crate) struct TodayView {
    /// The doses of the day, counted.
    counts: CountsView,
    /// Those whose time has come and which are not missed yet, the earliest first; at most 10.
    due_now: Vec<DoseShort>,
    /// The next one whose time has not come, today or within 90 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_dose: Option<DoseShort>,
}

impl TodayView {
    /// The day of somebody with these medicines; `doses` are those of the day.
    pub(super) fn new(
        entries: &[Entry],
        doses: &[Dose],
        (today, zone): (Date, &Zone),
        now: Timestamp,
    ) -> Self {
        let due = doses.iter().filter(|dose| dose.state == DoseState::Due);
        Self {
            counts: adherence::counts(doses).into(),
            due_now: due.filter_map(short).take(MAX_NAMED).collect(),
            next_dose: next(entries, doses, (today, zone), now),
        }
    }
}

fn short(dose: &Dose) -> Option<DoseShort> {
    Some(DoseShort {
        medication: dose.entry,
        name: dose.name.clone(),
        due: dose.due?.to_string(),
        due_at: dose.due_at?,
    })
}

/// The next dose: of today those that are upcoming, then the first of the days after.
fn next(
    entries: &[Entry],
    doses: &[Dose],
    (today, zone): (Date, &Zone),
    now: Timestamp,
) -> Option<DoseShort> {
    let mut upcoming = doses
        .iter()
        .filter(|dose| dose.state == DoseState::Upcoming);
    if let Some(dose) = upcoming.next() {
        return short(dose);
    }
    (1..AHEAD).find_map(|days| {
        let day = today.saturating_add(SignedDuration::from_hours(24 * days));
        let of = |entry: &Entry| -> Option<(Due, DoseShort)> {
            let due = entry.expected_on(day, zone).into_iter().next()?;
            let dose = DoseShort {
                medication: entry.id,
                name: entry.medication.name.clone(),
                due: due.to_string(),
                due_at: due.moment(zone),
            };
            (dose.due_at > now).then_some((due, dose))
        };
        let first = entries
            .iter()
            .filter_map(of)
            .min_by_key(|(due, dose)| (*due, dose.medication));
        first.map(|(_, dose)| dose)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use nazar::store::medicine_list::Medication;

    use super::*;

    fn entry(times: &[&str], every_days: Option<u8>) -> Entry {
        let medication = Medication {
            name: times.join(" "),
            times: times.iter().map(|time| time.parse().unwrap()).collect(),
            start_date: Some(date(2026, 3, 1)),
            every_days,
            ..Medication::default()
        };
        let mut entry = Entry::new(medication, "a", None);
        entry.created_at = "2026-03-01T00:00:00Z".parse().unwrap();
        entry
    }

    fn next_of(entries: &[Entry], zone: &str, now: &str) -> Option<String> {
        let zone: Zone = zone.parse().unwrap();
        let now: Timestamp = now.parse().unwrap();
        let today = zone.day(now);
        let doses = adherence::day(entries, &[], today, &zone, now);
        let view = TodayView::new(entries, &doses, (today, &zone), now);
        view.next_dose
            .map(|dose| format!("{} {}", dose.due, dose.due_at))
    }

    #[test]
    fn the_next_dose_is_the_next_where_the_person_is() {
        let twice = [entry(&["08:00", "20:00"], None)];
        // Half past nine in the evening in Tashkent: nothing is left of today.
        let next = next_of(&twice, "Asia/Tashkent", "2026-03-10T16:30:00Z");
        assert_eq!(next.unwrap(), "2026-03-11T08:00 2026-03-11T03:00:00Z");
        // At the same moment it is noon in New York.
        let next = next_of(&twice, "America/New_York", "2026-03-10T16:30:00Z");
        assert_eq!(next.unwrap(), "2026-03-10T20:00 2026-03-11T00:00:00Z");
    }

    #[test]
    fn a_night_on_which_clocks_go_forward_has_its_dose_all_the_same() {
        let nightly = [entry(&["02:30"], None)];
        let next = next_of(&nightly, "America/New_York", "2026-03-08T06:00:00Z");
        assert_eq!(next.unwrap(), "2026-03-08T02:30 2026-03-08T07:30:00Z");
    }

    #[test]
    fn a_rare_medicine_is_found_within_its_time_and_none_is_none() {
        let rare = [entry(&["08:00"], Some(90))];
        let next = next_of(&rare, "Asia/Tashkent", "2026-03-01T10:00:00Z");
        assert_eq!(next.unwrap(), "2026-05-30T08:00 2026-05-30T03:00:00Z");
        assert_eq!(
            next_of(&[entry(&[], None)], "Asia/Tashkent", "2026-03-01T10:00:00Z"),
            None
        );
    }
}
