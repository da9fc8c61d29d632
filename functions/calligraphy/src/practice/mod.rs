//! What to practise now, and how far a person has come.
//!
//! A plan is worked out anew whenever it is asked for, from the cards and confusions that are kept as drawings are written
//! (`nazar::store::practice`) and from nothing else, so the same state and day give the same plan.

mod next;
mod plan;
mod progress;
#[cfg(test)]
mod testing;

pub(crate) use next::{__path_next, next};
pub(crate) use progress::{__path_progress, progress};

use jiff::Timestamp;
use jiff::civil::Date;
use nazar::Zone;

/// The day that it is for a person.
fn day_in(zone: &Zone, now: Timestamp) -> Date {
    now.to_zoned(zone.time_zone().clone()).date()
}

/// A number to so many decimals: more would say more than anybody knows of a memory.
fn decimals(number: f64, places: i32) -> f64 {
    let scale = 10_f64.powi(places);
    (number * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_persons_own() {
        let day = |zone: &str, now: &str| {
            day_in(&zone.parse().unwrap(), now.parse().unwrap()).to_string()
        };
        assert_eq!(day("Asia/Kathmandu", "2026-01-31T18:14:59Z"), "2026-01-31");
        assert_eq!(day("Asia/Kathmandu", "2026-01-31T18:15:00Z"), "2026-02-01");
        assert_eq!(
            day("America/New_York", "2026-03-09T03:59:59Z"),
            "2026-03-08"
        );
        assert_eq!(
            day("America/New_York", "2026-03-09T04:00:00Z"),
            "2026-03-09"
        );
    }
}
