//! What is told of a reminder.

use garde::Validate;
use jiff::civil::Date;
use nazar::ClockTime;
use nazar::http::patch::{change, nullable};
use nazar::http::{FieldCode, Problem};
use nazar::ids::RecordId;
use nazar::store::medicine_list::{Plan, PlanFault};
use nazar::store::reminders::{DayOfWeek, Timetable};
use serde::Deserialize;
use utoipa::ToSchema;

/// Something to be reminded of: either `entry`, or `text` with `times`.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"text": "Qon bosimini oʻlchash", "times": ["08:00", "20:00"], "weekdays": ["monday", "thursday"]}))]
pub(crate) struct ReminderRequest {
    /// A medicine on my list, or on that of a member of my family: its own times are the reminder's, and follow it.
    #[garde(skip)]
    pub(super) entry: Option<RecordId>,
    /// Anything else, in my words.
    #[garde(inner(length(chars, min = 1, max = 200)))]
    #[schema(min_length = 1, max_length = 200)]
    pub(super) text: Option<String>,
    /// The times of a day.
    #[serde(default)]
    #[garde(length(max = 12))]
    #[schema(max_items = 12)]
    times: Vec<ClockTime>,
    /// The days of the week; all seven when absent.
    #[serde(default)]
    #[garde(length(max = 7))]
    #[schema(max_items = 7)]
    weekdays: Vec<DayOfWeek>,
    /// Every how many days from the first one on; every day when absent.
    #[garde(inner(range(min = 1, max = 90)))]
    #[schema(minimum = 1, maximum = 90)]
    every_days: Option<u8>,
    /// The first day.
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    first_day: Option<Date>,
    /// The last day, itself included: with the same first day it is given on one day alone.
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    last_day: Option<Date>,
}

impl ReminderRequest {
    /// Text and times of a reminder of its own.
    ///
    /// # Errors
    /// `validation-failed` when a part is missing, or days contradict each other.
    pub(super) fn own(self) -> Result<(String, Timetable), Problem> {
        let text = self.text.map(|text| text.trim().to_owned());
        let text = text.filter(|text| !text.is_empty());
        let text = text.ok_or_else(|| Problem::field("/text", FieldCode::Required))?;
        let plan = Plan {
            times: self.times,
            first: self.first_day,
            last: self.last_day,
            every_days: self.every_days,
        };
        let timetable = Timetable {
            plan,
            weekdays: self.weekdays,
        };
        Ok((text, settled(timetable)?))
    }
}

/// What is told of a reminder now. A field that is left out stays as it was; `null` takes it back. A reminder of a medicine
/// has no text and no times to change: those of the list are its own.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"on": false}))]
pub(crate) struct ReminderChange {
    /// Whether it is to be given at all.
    #[garde(skip)]
    pub(super) on: Option<bool>,
    /// In my words.
    #[garde(inner(length(chars, min = 1, max = 200)))]
    #[schema(min_length = 1, max_length = 200)]
    pub(super) text: Option<String>,
    /// The times of a day.
    #[garde(inner(length(max = 12)))]
    #[schema(max_items = 12)]
    times: Option<Vec<ClockTime>>,
    /// The days of the week; none means all seven.
    #[garde(inner(length(max = 7)))]
    #[schema(max_items = 7)]
    weekdays: Option<Vec<DayOfWeek>>,
    /// Every how many days from the first one on.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(range(min = 1, max = 90))))]
    #[schema(value_type = Option<u8>, minimum = 1, maximum = 90)]
    every_days: Option<Option<u8>>,
    /// The first day.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    first_day: Option<Option<Date>>,
    /// The last day, itself included.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    last_day: Option<Option<Date>>,
}

impl ReminderChange {
    /// Whether anything but `on` is to change.
    pub(super) fn changes_times_or_text(&self) -> bool {
        self.text.is_some()
            || self.times.is_some()
            || self.weekdays.is_some()
            || self.every_days.is_some()
            || self.first_day.is_some()
            || self.last_day.is_some()
    }

    /// The times as they are now.
    ///
    /// # Errors
    /// `validation-failed` when days contradict each other.
    pub(super) fn apply(&self, timetable: &Timetable) -> Result<Timetable, Problem> {
        let mut next = timetable.clone();
        if let Some(times) = &self.times {
            next.plan.times.clone_from(times);
        }
        if let Some(weekdays) = &self.weekdays {
            next.weekdays.clone_from(weekdays);
        }
        change(&mut next.plan.every_days, self.every_days);
        change(&mut next.plan.first, self.first_day);
        change(&mut next.plan.last, self.last_day);
        settled(next)
    }
}

/// Times and days in order and each once, at least one time, and days that do not contradict each other.
fn settled(mut timetable: Timetable) -> Result<Timetable, Problem> {
    let plan = &mut timetable.plan;
    plan.times.sort();
    plan.times.dedup();
    if plan.times.is_empty() {
        return Err(Problem::field("/times", FieldCode::Required));
    }
    let fault = plan.fault();
    timetable.weekdays.sort();
    timetable.weekdays.dedup();
    match fault {
        None => Ok(timetable),
        Some(PlanFault::EndsBeforeItBegins) => {
            Err(Problem::field("/last_day", FieldCode::InvalidFormat))
        }
        Some(PlanFault::NoFirstDay) => Err(Problem::field("/first_day", FieldCode::Required)),
    }
}
