//! Schedule expressions: `rate(...)`, `cron(...)` and `at(...)`.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::cron::Cron;

/// When a schedule runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// Every so often, counted from the start.
    Rate(SignedDuration),
    /// By the calendar.
    Cron(Cron),
    /// Once, on the schedule's own clock.
    At(DateTime),
}

impl Expression {
    /// Reads an expression as EventBridge takes it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (kind, rest) = text.split_once('(').unwrap_or((text, ""));
        let inner = rest
            .strip_suffix(')')
            .ok_or_else(|| format!("{text:?} has no closing bracket"))?;
        match kind.trim() {
            "rate" => parse_rate(inner).map(Self::Rate),
            "cron" => Cron::parse(inner).map(Self::Cron),
            "at" => inner
                .parse()
                .map(Self::At)
                .map_err(|error| format!("{text:?} is not a moment: {error}")),
            _ => Err(format!(
                "{text:?} is neither rate(...), cron(...) nor at(...)"
            )),
        }
    }

    /// The first run after `after` of a schedule that began at `start`; none when there is no more.
    #[must_use]
    pub fn next_after(
        &self,
        after: Timestamp,
        start: Timestamp,
        zone: &TimeZone,
    ) -> Option<Timestamp> {
        match self {
            Self::Rate(period) => {
                let seconds = period.as_secs();
                let passed = (after.as_second() - start.as_second())
                    .max(0)
                    .checked_div(seconds)?;
                let runs = passed.checked_add(1)?;
                start
                    .checked_add(SignedDuration::from_secs(seconds.checked_mul(runs)?))
                    .ok()
            }
            Self::Cron(cron) => cron.next_after(after, zone),
            Self::At(moment) => zone
                .to_timestamp(*moment)
                .ok()
                .filter(|moment| *moment > after),
        }
    }
}

/// `1 minute`, `5 minutes`, `1 hour`, `2 days`: the unit is singular for one and only for one, as in EventBridge.
fn parse_rate(text: &str) -> Result<SignedDuration, String> {
    let wrong = || format!("{text:?} is not a rate");
    let (count, unit) = text.trim().split_once(' ').ok_or_else(wrong)?;
    let count: i64 = count
        .parse()
        .ok()
        .filter(|count| *count > 0)
        .ok_or_else(wrong)?;
    let seconds = match (unit.trim(), count) {
        ("minute", 1) => 60,
        ("hour", 1) => 3_600,
        ("day", 1) => 86_400,
        ("minutes", 2..) => 60,
        ("hours", 2..) => 3_600,
        ("days", 2..) => 86_400,
        _ => return Err(wrong()),
    };
    count
        .checked_mul(seconds)
        .map(SignedDuration::from_secs)
        .ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(expression: &str, after: &str) -> Option<String> {
        let start = "2026-11-23T10:00:00Z".parse().unwrap();
        let parsed = Expression::parse(expression).unwrap();
        let next = parsed.next_after(after.parse().unwrap(), start, &TimeZone::UTC);
        next.map(|moment| moment.to_string())
    }

    #[test]
    fn a_rate_counts_from_the_start() {
        assert_eq!(
            next("rate(5 minutes)", "2026-11-23T10:00:00Z").unwrap(),
            "2026-11-23T10:05:00Z"
        );
        assert_eq!(
            next("rate(5 minutes)", "2026-11-23T10:05:00Z").unwrap(),
            "2026-11-23T10:10:00Z"
        );
        assert_eq!(
            next("rate(1 day)", "2026-11-23T23:00:00Z").unwrap(),
            "2026-11-24T10:00:00Z"
        );
    }

    #[test]
    fn a_moment_comes_once() {
        assert_eq!(
            next("at(2026-11-24T08:00:00)", "2026-11-23T10:00:00Z").unwrap(),
            "2026-11-24T08:00:00Z"
        );
        assert_eq!(
            next("at(2026-11-24T08:00:00)", "2026-11-24T08:00:00Z"),
            None
        );
    }

    #[test]
    fn wrong_expressions_are_refused() {
        for text in [
            "",
            "rate(5 minute)",
            "rate(1 minutes)",
            "rate(0 minutes)",
            "rate(5 weeks)",
            "rate(5 minutes",
        ] {
            assert!(Expression::parse(text).is_err(), "{text}");
        }
        assert!(Expression::parse("every(5 minutes)").is_err());
        assert!(Expression::parse("at(tomorrow)").is_err());
        assert!(Expression::parse("rate(9223372036854775807 days)").is_err());
    }
}
