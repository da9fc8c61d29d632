//! Times of a reminder's own.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::store::medicine_list::{Due, Plan};

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the days say all there is")]
pub enum DayOfWeek {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl From<Weekday> for DayOfWeek {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

/// Times, and the days on which they apply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timetable {
    /// Times, first and last day, and every how many days.
    #[serde(flatten)]
    pub plan: Plan,
    /// The days of the week; none means all seven.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<DayOfWeek>,
}

impl Timetable {
    /// What is due on a day, in order.
    pub fn due_on(&self, day: Date) -> Vec<Due> {
        let is_meant = self.weekdays.is_empty() || self.weekdays.contains(&day.weekday().into());
        if is_meant {
            self.plan.doses_on(day).collect()
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_of_the_week_are_those_that_were_named() {
        let plan = Plan {
            times: vec!["08:00".parse().unwrap()],
            ..Plan::default()
        };
        let table = Timetable {
            plan,
            weekdays: vec![DayOfWeek::Monday, DayOfWeek::Friday],
        };
        let due: Vec<i8> = (1..=14)
            .filter(|day| !table.due_on(date(2026, 6, *day)).is_empty())
            .collect();
        assert_eq!(due, [1, 5, 8, 12]);
        let kept = serde_json::to_value(&table).unwrap();
        assert_eq!(serde_json::from_value::<Timetable>(kept).unwrap(), table);
    }
}
