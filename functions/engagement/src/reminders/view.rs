//! A reminder as it is shown.

use jiff::Timestamp;
use jiff::civil::Date;
use nazar::ClockTime;
use nazar::ids::RecordId;
use nazar::store::reminders::{About, DayOfWeek, Reminder};
use serde::Serialize;
use utoipa::ToSchema;

/// A medicine on a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MedicineView {
    /// The list's entry, whose times are the reminder's.
    entry: RecordId,
    /// Its name when the reminder was made.
    name: String,
}

/// Times of a reminder's own.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TimesView {
    times: Vec<ClockTime>,
    /// The days of the week; all seven when empty.
    weekdays: Vec<DayOfWeek>,
    /// Every how many days from the first one on.
    every_days: Option<u8>,
    #[schema(value_type = Option<String>, format = Date)]
    first_day: Option<Date>,
    #[schema(value_type = Option<String>, format = Date)]
    last_day: Option<Date>,
}

/// A reminder: of a medicine, or of a text with times of its own.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": "01K0G8ZC4Q6R7S8T9V0W1X2Y3Z", "text": "Qon bosimini oʻlchash", "schedule": {"times": ["08:00"],
    "weekdays": ["monday"], "every_days": null, "first_day": null, "last_day": null}, "on": true,
    "next_at": "2026-02-02T03:00:00Z", "zone": "Asia/Tashkent", "created_at": "2026-01-31T08:00:00Z"}))]
pub(crate) struct ReminderView {
    id: RecordId,
    #[serde(skip_serializing_if = "Option::is_none")]
    medicine: Option<MedicineView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schedule: Option<TimesView>,
    /// Whether it is given at all.
    on: bool,
    /// When it is due next; absent when nothing is planned within two years.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    next_at: Option<Timestamp>,
    /// When it is given once more, because I put it off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    snoozed_until: Option<Timestamp>,
    /// Whose clocks the times are read from.
    zone: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<&Reminder> for ReminderView {
    fn from(reminder: &Reminder) -> Self {
        let (mut medicine, mut text, mut schedule) = (None, None, None);
        match &reminder.about {
            About::Medicine { name } => {
                medicine = Some(MedicineView {
                    entry: reminder.id,
                    name: name.clone(),
                });
            }
            About::Text {
                text: own,
                timetable,
            } => {
                text = Some(own.clone());
                schedule = Some(TimesView {
                    times: timetable.plan.times.clone(),
                    weekdays: timetable.weekdays.clone(),
                    every_days: timetable.plan.every_days,
                    first_day: timetable.plan.first,
                    last_day: timetable.plan.last,
                });
            }
        }
        Self {
            id: reminder.id,
            medicine,
            text,
            schedule,
            on: reminder.on,
            next_at: reminder.next_at,
            snoozed_until: reminder.snoozed_until,
            zone: reminder.zone.to_string(),
            created_at: reminder.created_at,
        }
    }
}
