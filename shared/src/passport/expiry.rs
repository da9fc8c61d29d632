//! How long a pack may still be used.

use jiff::civil::Date;
use serde::Serialize;

/// Days before the last one in which a pack is said to expire soon: about as long as a pack for a month lasts.
const SOON: i32 = 30;

/// The last day of use, seen from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Expiry {
    /// The last day of use.
    #[cfg_attr(feature = "http", schema(value_type = String, format = Date))]
    pub last_day: Date,
    /// Days from today to it; negative once it is over.
    pub days_left: i32,
    /// The same in a word.
    pub freshness: Freshness,
}

/// How far off the last day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Freshness {
    /// More than thirty days.
    InDate,
    /// Thirty days or fewer, the last day included.
    Soon,
    /// Over.
    Expired,
}

impl Expiry {
    /// Seen from this day, which is one of the person's calendar: a pack expires with the day where they are.
    pub fn of(last_day: Date, today: Date) -> Self {
        let days_left = (last_day - today).get_days();
        let freshness = match days_left {
            ..0 => Freshness::Expired,
            0..=SOON => Freshness::Soon,
            _ => Freshness::InDate,
        };
        Self {
            last_day,
            days_left,
            freshness,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_pack_may_be_used_on_its_last_day() {
        let today = date(2026, 12, 31);
        for (last_day, days_left, freshness) in [
            (date(2026, 12, 30), -1, Freshness::Expired),
            (date(2026, 12, 31), 0, Freshness::Soon),
            (date(2027, 1, 30), 30, Freshness::Soon),
            (date(2027, 1, 31), 31, Freshness::InDate),
            (date(2036, 12, 31), 3_653, Freshness::InDate),
            (date(2016, 12, 31), -3_652, Freshness::Expired),
        ] {
            let expiry = Expiry::of(last_day, today);
            assert_eq!((expiry.days_left, expiry.freshness), (days_left, freshness));
        }
    }
}
