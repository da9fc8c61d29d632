//! How long what is left will last.

use jiff::civil::Date;

use super::Entry;
use crate::Zone;

/// How far ahead a forecast looks, in days. What lasts longer needs no forecast.
const HORIZON: i64 = 400;

/// Until when a medicine lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refill {
    /// On this day there is no whole dose left for one that is due.
    RunsOut {
        /// The day.
        on: Date,
        /// Whole doses that are left.
        doses_left: u32,
    },
    /// The last planned dose comes before the last unit.
    Lasts,
    /// Nothing can be said.
    Unknown(Unforeseen),
}

/// Why nothing can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unforeseen {
    /// Nobody said how many units are left.
    NoStock,
    /// Nobody said how many units a dose has.
    NoUnits,
    /// It is taken when it is needed.
    NoTimes,
}

impl Refill {
    /// The forecast for an entry. `logged` tells whether a dose of today has been taken or skipped; those of earlier days
    /// are over.
    pub fn of(
        entry: &Entry,
        today: Date,
        zone: &Zone,
        logged: impl Fn(super::Due) -> bool,
    ) -> Self {
        let medication = &entry.medication;
        let Some(stock) = medication.stock else {
            return Self::Unknown(Unforeseen::NoStock);
        };
        let Some(units) = medication.units_per_dose.filter(|units| *units > 0.0) else {
            return Self::Unknown(Unforeseen::NoUnits);
        };
        if medication.times.is_empty() {
            return Self::Unknown(Unforeseen::NoTimes);
        }
        // A thousandth of a unit is the least that is counted.
        let doses_left = (stock / units + 0.0005)
            .floor()
            .clamp(0.0, f64::from(u32::MAX)) as u32;
        let mut left = doses_left;
        for ahead in 0..HORIZON {
            let day = today.saturating_add(jiff::SignedDuration::from_hours(24 * ahead));
            for due in entry.expected_on(day, zone) {
                if logged(due) {
                    continue;
                }
                if left == 0 {
                    return Self::RunsOut {
                        on: day,
                        doses_left,
                    };
                }
                left -= 1;
            }
        }
        Self::Lasts
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Medication;
    use super::*;

    fn entry(stock: f64, units: f64) -> Entry {
        let medication = Medication {
            times: vec!["08:00".parse().unwrap(), "20:00".parse().unwrap()],
            stock: Some(stock),
            units_per_dose: Some(units),
            ..Medication::default()
        };
        let mut entry = Entry::new(medication, "a", None);
        entry.created_at = "2026-01-01T00:00:00Z".parse().unwrap();
        entry
    }

    fn forecast(entry: &Entry, logged: &str) -> Refill {
        let zone = "Asia/Tashkent".parse().unwrap();
        let logged = logged.parse().ok();
        Refill::of(entry, date(2026, 1, 10), &zone, |due| Some(due) == logged)
    }

    #[test]
    fn the_day_without_a_whole_dose_is_told() {
        let on = |day| date(2026, 1, day);
        let runs_out = |on, doses_left| Refill::RunsOut { on, doses_left };
        assert_eq!(forecast(&entry(10.0, 1.0), ""), runs_out(on(15), 10));
        assert_eq!(forecast(&entry(10.0, 1.5), ""), runs_out(on(13), 6));
        assert_eq!(forecast(&entry(0.3, 0.1), ""), runs_out(on(11), 3));
        assert_eq!(forecast(&entry(0.4, 0.5), ""), runs_out(on(10), 0));
        let taken = "2026-01-10T08:00";
        assert_eq!(forecast(&entry(1.0, 1.0), taken), runs_out(on(11), 1));
    }

    #[test]
    fn what_ends_before_it_runs_out_lasts() {
        let mut short = entry(10.0, 1.0);
        short.medication.end_date = Some(date(2026, 1, 14));
        assert_eq!(forecast(&short, ""), Refill::Lasts);
        short.medication.end_date = Some(date(2026, 1, 15));
        assert_ne!(forecast(&short, ""), Refill::Lasts);
    }

    #[test]
    fn what_nobody_said_is_not_guessed() {
        let unknown = |change: fn(&mut Medication)| {
            let mut entry = entry(10.0, 1.0);
            change(&mut entry.medication);
            forecast(&entry, "")
        };
        let no_stock = unknown(|medication| medication.stock = None);
        assert_eq!(no_stock, Refill::Unknown(Unforeseen::NoStock));
        let no_units = unknown(|medication| medication.units_per_dose = None);
        assert_eq!(no_units, Refill::Unknown(Unforeseen::NoUnits));
        let no_times = unknown(|medication| medication.times.clear());
        assert_eq!(no_times, Refill::Unknown(Unforeseen::NoTimes));
    }
}
