//! Opening hours of a week, in Asia/Tashkent.
//!
//! A day has any number of spans (a lunch break parts two), and a span may end on the next day. Lists write hours in
//! several ways; [`Hours`] is read from all of those that we have met and written in one. A rule for public holidays is
//! part of them where a list has one. What is not understood, such as rules for seasons, gives no hours at all: half of a
//! rule would send somebody to a closed door.

mod dates;
mod opening;
mod read;
mod week;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use opening::Opening;
pub use read::HoursError;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Names of the days as they are written, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// When a pharmacy is open in a week. Equal texts in different spellings give equal hours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hours {
    /// Spans by the day that they begin on, Monday first; in their order, none into another.
    days: [Vec<Span>; 7],
    /// Those of a public holiday, none when it is closed; `None` where nothing is said of holidays.
    holidays: Option<Vec<Span>>,
}

/// A time without a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Minutes after midnight, 0 to 1439.
    opens: u16,
    /// Minutes after the same midnight, at most 2880: beyond 1440 it is the next day.
    closes: u16,
}

/// The spans of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayHours<'a> {
    /// The day, such as `mon`.
    pub day: &'static str,
    /// Its spans; none when it is closed.
    pub spans: &'a [Span],
}

impl Span {
    /// When it opens, such as `09:00`.
    pub fn opens(&self) -> String {
        clock(self.opens)
    }

    /// When it closes, such as `21:00`; `24:00` is the end of the day, and less than [`Span::opens`] the next day.
    pub fn closes(&self) -> String {
        clock(if self.closes > DAY {
            self.closes - DAY
        } else {
            self.closes
        })
    }

    /// Whether it ends on the next day.
    pub fn ends_next_day(&self) -> bool {
        self.closes > DAY
    }
}

impl Hours {
    /// The days of the week with their spans, Monday first.
    pub fn days(&self) -> impl Iterator<Item = DayHours<'_>> {
        let spans = self.days.iter().map(Vec::as_slice);
        DAYS.into_iter()
            .zip(spans)
            .map(|(day, spans)| DayHours { day, spans })
    }

    /// The spans of a public holiday; `None` where nothing is said of holidays, and the usual hours are all that is known.
    pub fn on_holidays(&self) -> Option<&[Span]> {
        self.holidays.as_deref()
    }

    /// Whether it never closes.
    pub fn is_always_open(&self) -> bool {
        let whole = Span {
            opens: 0,
            closes: DAY,
        };
        let on_holidays = self.holidays.as_ref();
        self.week().is_always() && on_holidays.is_none_or(|spans| *spans == [whole])
    }
}

impl fmt::Display for Hours {
    /// `mon-fri 09:00-21:00; sat-sun closed`: runs of days with the same hours together, and `; ph closed` for holidays.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = 0;
        while first < DAYS.len() {
            let same = self.days[first..]
                .iter()
                .take_while(|spans| **spans == self.days[first]);
            let last = first + same.count() - 1;
            let separator = if first == 0 { "" } else { "; " };
            formatter.write_str(separator)?;
            if last == first {
                write!(formatter, "{} ", DAYS[first])?;
            } else {
                write!(formatter, "{}-{} ", DAYS[first], DAYS[last])?;
            }
            write_spans(formatter, &self.days[first])?;
            first = last + 1;
        }
        if let Some(spans) = &self.holidays {
            formatter.write_str("; ph ")?;
            write_spans(formatter, spans)?;
        }
        Ok(())
    }
}

fn write_spans(formatter: &mut fmt::Formatter<'_>, spans: &[Span]) -> fmt::Result {
    if spans.is_empty() {
        return formatter.write_str("closed");
    }
    for (number, span) in spans.iter().enumerate() {
        let separator = if number == 0 { "" } else { "," };
        write!(formatter, "{separator}{}-{}", span.opens(), span.closes())?;
    }
    Ok(())
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}
