//! The days that are asked about.

use garde::Validate;
use jiff::ToSpan;
use jiff::civil::Date;
use nazar::http::{Code, FieldCode, FieldError, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

/// Most days of one answer: a leap year.
pub(super) const MOST_DAYS: i32 = 366;

/// Days of the series when nobody says which.
pub(super) const USUAL_DAYS: i32 = 30;

/// Which figures are wanted.
#[derive(Debug, Default, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct StatisticsQuery {
    /// Only this character.
    #[garde(skip)]
    #[param(minimum = 0, maximum = 61, example = 0)]
    pub(super) target_class: Option<i64>,
    /// Only the last so many days, today included, 1-366. Not together with `from` or `to`.
    #[garde(skip)]
    #[param(minimum = 1, maximum = 366, example = 30)]
    pub(super) days: Option<i32>,
    /// The first day, a date in the person's zone.
    #[garde(skip)]
    #[param(example = "2026-01-01")]
    pub(super) from: Option<String>,
    /// The last day, at most 366 days from the first; today when absent.
    #[garde(skip)]
    #[param(example = "2026-01-31")]
    pub(super) to: Option<String>,
}

/// The days of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    /// The first and the last day of the series.
    pub(super) series: (Date, Date),
    /// Whether the figures are of all time, and not of the series' days.
    pub(super) all_time: bool,
}

impl StatisticsQuery {
    /// The days, reckoned from today.
    ///
    /// # Errors
    /// `validation-failed` with the parameter that is wrong.
    pub(super) fn range(&self, today: Date) -> Result<Range, Problem> {
        let from = date(self.from.as_deref(), "/from")?;
        let to = date(self.to.as_deref(), "/to")?;
        let all_time = from.is_none() && to.is_none() && self.days.is_none();
        let series = match (self.days, from, to) {
            (None, None, None) => (last_days(today, USUAL_DAYS), today),
            (Some(days), None, None) => (last_days(today, within(days)?), today),
            (Some(_), ..) => return Err(Problem::field("/days", FieldCode::NotOneOf)),
            (None, None, Some(_)) => return Err(Problem::field("/from", FieldCode::Required)),
            (None, Some(from), to) => between(from, to.unwrap_or(today.max(from)))?,
        };
        Ok(Range { series, all_time })
    }
}

fn date(text: Option<&str>, pointer: &str) -> Result<Option<Date>, Problem> {
    // A date with a time is read as its date otherwise.
    let read = |text: &str| {
        text.parse()
            .ok()
            .filter(|_| text.len() == "2026-01-31".len())
    };
    text.map(|text| read(text).ok_or_else(|| Problem::field(pointer, FieldCode::InvalidFormat)))
        .transpose()
}

fn within(days: i32) -> Result<i32, Problem> {
    match days {
        ..1 => Err(limited("/days", FieldCode::TooSmall, "min", 1.to_string())),
        1..=MOST_DAYS => Ok(days),
        _ => Err(limited(
            "/days",
            FieldCode::TooLarge,
            "max",
            MOST_DAYS.to_string(),
        )),
    }
}

fn between(from: Date, to: Date) -> Result<(Date, Date), Problem> {
    let last = from.saturating_add((MOST_DAYS - 1).days());
    if to < from {
        return Err(limited("/to", FieldCode::TooSmall, "min", from.to_string()));
    }
    if to > last {
        return Err(limited("/to", FieldCode::TooLarge, "max", last.to_string()));
    }
    Ok((from, to))
}

/// The first of so many days up to this one.
fn last_days(today: Date, days: i32) -> Date {
    today.saturating_sub((days - 1).days())
}

fn limited(pointer: &str, code: FieldCode, name: &'static str, limit: String) -> Problem {
    let error = FieldError::new(pointer, code).with_argument(name, limit);
    Problem::new(Code::ValidationFailed).with_error(error)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 3, 10);

    fn query(days: Option<i32>, from: &str, to: &str) -> Result<Range, String> {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let query = StatisticsQuery {
            target_class: None,
            days,
            from: text(from),
            to: text(to),
        };
        query.range(TODAY).map_err(|problem| {
            let error = &problem.errors()[0];
            format!("{} {}", error.pointer(), error.code().as_str())
        })
    }

    fn series(days: Option<i32>, from: &str, to: &str) -> (Date, Date) {
        let range = query(days, from, to).unwrap();
        assert!(!range.all_time);
        range.series
    }

    #[test]
    fn days_end_today_and_ranges_where_they_say() {
        assert_eq!(series(Some(1), "", ""), (TODAY, TODAY));
        assert_eq!(series(Some(30), "", ""), (date(2026, 2, 9), TODAY));
        assert_eq!(series(Some(366), "", ""), (date(2025, 3, 10), TODAY));
        assert_eq!(series(None, "2026-03-01", ""), (date(2026, 3, 1), TODAY));
        let one = date(2026, 3, 1);
        assert_eq!(series(None, "2026-03-01", "2026-03-01"), (one, one));
        let year = (date(2024, 1, 1), date(2024, 12, 31));
        assert_eq!(series(None, "2024-01-01", "2024-12-31"), year);
        let ahead = date(2026, 4, 1);
        assert_eq!(series(None, "2026-04-01", ""), (ahead, ahead));
    }

    #[test]
    fn without_any_the_figures_are_of_all_time() {
        let range = query(None, "", "").unwrap();
        assert!(range.all_time);
        assert_eq!(range.series, (date(2026, 2, 9), TODAY));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |days, from, to| query(days, from, to).unwrap_err();
        assert_eq!(wrong(Some(0), "", ""), "/days too-small");
        assert_eq!(wrong(Some(-5), "", ""), "/days too-small");
        assert_eq!(wrong(Some(367), "", ""), "/days too-large");
        assert_eq!(wrong(Some(7), "2026-03-01", ""), "/days not-one-of");
        assert_eq!(wrong(None, "", "2026-03-01"), "/from required");
        assert_eq!(wrong(None, "2026-03-02", "2026-03-01"), "/to too-small");
        assert_eq!(wrong(None, "2024-01-01", "2025-01-01"), "/to too-large");
        assert_eq!(wrong(None, "2024-01-01", ""), "/to too-large");
        assert_eq!(wrong(None, "2026-02-30", ""), "/from invalid-format");
        assert_eq!(wrong(None, "2026-02-01T00:00", ""), "/from invalid-format");
    }
}
