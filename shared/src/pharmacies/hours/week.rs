//! A week as one line of minutes, on which days have no border.

use super::{DAY, Hours};

/// Minutes of a week.
pub(super) const WEEK: u32 = 7 * DAY as u32;

/// Times of being open, in minutes since Monday's midnight. What touches is one time; one that goes over the end of the
/// week is kept once, ending beyond it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Week(Vec<(u32, u32)>);

/// What holds at a minute of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Minute {
    /// Open, for so many minutes more; `None` for ever.
    Open(Option<u32>),
    /// Closed, for so many minutes more; `None` for ever.
    Closed(Option<u32>),
}

impl Hours {
    /// The week as a line.
    pub(super) fn week(&self) -> Week {
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (opens, closes) in self.in_order() {
            match joined.last_mut() {
                Some(last) if last.1 == opens => last.1 = closes,
                _ => joined.push((opens, closes)),
            }
        }
        // Sunday's night that goes on as Monday's morning is one time too.
        if let [first, .., last] = joined.as_mut_slice()
            && last.1 == first.0 + WEEK
        {
            last.1 = first.1 + WEEK;
            joined.remove(0);
        }
        Week(joined)
    }
}

impl Week {
    /// Whether there is no minute of being closed.
    pub(super) fn is_always(&self) -> bool {
        matches!(self.0.as_slice(), [(opens, closes)] if closes - opens >= WEEK)
    }

    /// What holds at a minute from 0 up to [`WEEK`].
    pub(super) fn at(&self, minute: u32) -> Minute {
        if self.is_always() {
            return Minute::Open(None);
        }
        // A time that began last week may still run.
        for now in [minute, minute + WEEK] {
            let running = self
                .0
                .iter()
                .find(|(opens, closes)| (*opens..*closes).contains(&now));
            if let Some((_, closes)) = running {
                return Minute::Open(Some(closes - now));
            }
        }
        let next = self
            .0
            .iter()
            .map(|(opens, _)| (opens + WEEK - minute) % WEEK)
            .min();
        Minute::Closed(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(text: &str) -> Week {
        text.parse::<Hours>().unwrap().week()
    }

    #[test]
    fn nights_join_the_days_even_over_the_end_of_the_week() {
        assert!(week("24/7").is_always());
        assert_eq!(week("mon-sun 00:00-24:00").0, [(0, WEEK)]);
        // Open from Sunday evening to Monday noon.
        let over = week("mon 00:00-12:00; sun 20:00-24:00");
        assert_eq!(over.0, [(6 * 1440 + 1200, WEEK + 720)]);
        assert_eq!(over.at(0), Minute::Open(Some(720)));
        assert_eq!(over.at(WEEK - 1), Minute::Open(Some(721)));
        assert_eq!(over.at(720), Minute::Closed(Some(6 * 1440 + 1200 - 720)));
    }

    #[test]
    fn a_night_that_began_on_sunday_runs_into_monday() {
        let night = week("sun 22:00-06:00");
        assert_eq!(night.at(5 * 60), Minute::Open(Some(60)));
        assert_eq!(night.at(6 * 60), Minute::Closed(Some(6 * 1440 + 16 * 60)));
    }
}
