//! The moment that comes next.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::Zone;
use crate::store::medicine_list::Due;

/// How many days ahead are looked at: more than twice the longest interval of a plan, 255 days, so that even a plan that
/// begins next year comes up.
const HORIZON: i64 = 800;

/// The first moment after `after` at which something is due; `None` when there is none within two years.
///
/// What is due is named by day and clock time. A time that clocks skip in spring comes as much later; of one that they show
/// twice in autumn the first counts, and the second does not come again: see [`Zone::moment`].
pub fn next_after<D>(due_on: impl Fn(Date) -> D, zone: &Zone, after: Timestamp) -> Option<Timestamp>
where
    D: IntoIterator<Item = Due>,
{
    let soonest = |day: Date| {
        let moments = due_on(day).into_iter().map(|due| due.moment(zone));
        moments.filter(|moment| *moment > after).min()
    };
    // What is due late on the day before may come today, where clocks skip midnight.
    let first = days_later(zone.day(after), -1);
    for ahead in 0..HORIZON {
        let day = days_later(first, ahead);
        if let Some(moment) = soonest(day) {
            let next_day = soonest(days_later(day, 1));
            return Some(next_day.map_or(moment, |other| moment.min(other)));
        }
    }
    None
}

fn days_later(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * days))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Timetable;
    use super::*;
    use crate::store::medicine_list::Plan;

    /// Zones with summer time on both sides of the equator, with half and three quarters of an hour, one that skips
    /// midnight itself, one that moves by half an hour, and one that keeps its clocks.
    const ZONES: [&str; 7] = [
        "Asia/Tashkent",
        "Asia/Kathmandu",
        "Europe/Berlin",
        "America/New_York",
        "America/Santiago",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
    ];

    fn daily(times: &[&str]) -> Timetable {
        let times = times.iter().map(|time| time.parse().unwrap()).collect();
        Timetable {
            plan: Plan {
                times,
                ..Plan::default()
            },
            weekdays: Vec::new(),
        }
    }

    fn chain(table: &Timetable, zone: &str, after: &str, count: usize) -> Vec<String> {
        let zone: Zone = zone.parse().unwrap();
        let mut after: Timestamp = after.parse().unwrap();
        let mut moments = Vec::new();
        while moments.len() < count {
            after = next_after(|day| table.due_on(day), &zone, after).unwrap();
            moments.push(after.to_string());
        }
        moments
    }

    #[test]
    fn a_time_that_clocks_skip_comes_an_hour_later_and_once() {
        let moments = chain(
            &daily(&["02:30"]),
            "Europe/Berlin",
            "2026-03-28T12:00:00Z",
            2,
        );
        assert_eq!(moments, ["2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"]);
    }

    #[test]
    fn a_time_that_clocks_show_twice_comes_once() {
        let moments = chain(
            &daily(&["02:30"]),
            "Europe/Berlin",
            "2026-10-24T12:00:00Z",
            2,
        );
        assert_eq!(moments, ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]);
    }

    #[test]
    fn eight_in_the_morning_stays_eight_in_the_morning() {
        let moments = chain(
            &daily(&["08:00"]),
            "America/New_York",
            "2026-03-07T00:00:00Z",
            3,
        );
        assert_eq!(
            moments,
            [
                "2026-03-07T13:00:00Z",
                "2026-03-08T12:00:00Z",
                "2026-03-09T12:00:00Z"
            ]
        );
        let home = chain(
            &daily(&["08:00"]),
            "Asia/Tashkent",
            "2026-03-07T03:00:00Z",
            1,
        );
        assert_eq!(home, ["2026-03-08T03:00:00Z"], "the moment itself is over");
    }

    #[test]
    fn where_clocks_skip_midnight_the_first_minutes_of_the_day_come_late() {
        let moments = chain(
            &daily(&["00:15", "00:45"]),
            "America/Santiago",
            "2026-09-05T12:00:00Z",
            3,
        );
        assert_eq!(
            moments,
            [
                "2026-09-06T04:15:00Z",
                "2026-09-06T04:45:00Z",
                "2026-09-07T03:15:00Z"
            ]
        );
    }

    #[test]
    fn nothing_comes_of_no_times_or_of_days_gone_by() {
        let zone = Zone::default();
        let now = "2026-01-31T00:00:00Z".parse().unwrap();
        let none = daily(&[]);
        assert_eq!(next_after(|day| none.due_on(day), &zone, now), None);
        let mut over = daily(&["08:00"]);
        over.plan.last = Some(jiff::civil::date(2026, 1, 30));
        assert_eq!(next_after(|day| over.due_on(day), &zone, now), None);
    }

    proptest! {
        /// The next moment is the least of all that lie ahead, found the long way.
        #[test]
        fn no_moment_is_skipped_and_none_comes_twice(
            zone in 0..ZONES.len(),
            second in 1_767_225_600_i64..1_830_000_000,
            times in prop::collection::btree_set(0_u16..1440, 1..5),
            every_days in prop::option::of(1_u8..10),
        ) {
            let zone: Zone = ZONES[zone].parse().unwrap();
            let after = Timestamp::from_second(second).unwrap();
            let times: Vec<String> = times.iter().map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60)).collect();
            let times: Vec<&str> = times.iter().map(String::as_str).collect();
            let mut table = daily(&times);
            table.plan.every_days = every_days;
            table.plan.first = Some(jiff::civil::date(2025, 12, 1));
            let next = next_after(|day| table.due_on(day), &zone, after).unwrap();
            let today = zone.day(after);
            let all = (-3..15).flat_map(|ahead| table.due_on(days_later(today, ahead)));
            let least = all.map(|due| due.moment(&zone)).filter(|moment| *moment > after).min();
            prop_assert_eq!(Some(next), least);
        }
    }
}
