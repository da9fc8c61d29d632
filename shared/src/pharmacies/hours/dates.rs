//! Days of the calendar in a row, for doors that keep other hours on public holidays.

use jiff::civil::Date;
use jiff::{Span as Days, Zoned};

use super::week::Minute;
use super::{DAY, Hours, Span};
use crate::pharmacies::Holiday;

/// Days that are looked ahead: a door that stays closed for longer has no next opening that is worth telling.
const AHEAD: i32 = 14;

impl Hours {
    /// The spans of a day. Only a holiday that is surely that day has the hours of a holiday.
    fn on(&self, day: Date) -> &[Span] {
        let is_holiday = Holiday::on(day).is_some_and(|holiday| holiday.is_certain);
        match &self.holidays {
            Some(spans) if is_holiday => spans,
            _ => &self.days[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())],
        }
    }

    /// What holds at a moment of Tashkent's clock, holidays included.
    pub(super) fn by_date(&self, local: &Zoned) -> Minute {
        let now = i32::from(local.hour()) * 60 + i32::from(local.minute());
        let open = self.in_a_row(local.date());
        let running = open
            .iter()
            .find(|(opens, closes)| (*opens..*closes).contains(&now));
        let left = |until: i32| u32::try_from(until - now).ok();
        if let Some((_, closes)) = running {
            let is_beyond = *closes >= AHEAD * i32::from(DAY);
            return Minute::Open(left(*closes).filter(|_| !is_beyond));
        }
        let next = open
            .iter()
            .map(|(opens, _)| *opens)
            .find(|opens| *opens > now);
        Minute::Closed(next.and_then(left))
    }

    /// Times of being open from yesterday on, in minutes after today's midnight; what touches is one time.
    fn in_a_row(&self, today: Date) -> Vec<(i32, i32)> {
        let mut joined: Vec<(i32, i32)> = Vec::new();
        for day in -1..AHEAD {
            let midnight = day * i32::from(DAY);
            for span in self.on(today.saturating_add(Days::new().days(day))) {
                let opens = midnight + i32::from(span.opens);
                let closes = midnight + i32::from(span.closes);
                match joined.last_mut() {
                    Some(last) if opens <= last.1 => last.1 = last.1.max(closes),
                    _ => joined.push((opens, closes)),
                }
            }
        }
        joined
    }
}
