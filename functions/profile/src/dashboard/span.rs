//! A span of somebody's days, read once and counted day by day.
//!
//! Days are those of the person's zone: a dose belongs to the day of its plan, as clocks showed it, and a scan to the day
//! that it was where the person's days begin and end. A day of 23 or 25 hours is one day.
//!
//! Reading has bounds: one call for the list, one for each thousand doses that were logged, one for each megabyte of scans,
//! and at most 2,000 scans.

use garde::Validate;
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};
use nazar::Zone;
use nazar::http::{Caller, FieldCode, Problem};
use nazar::ids::MemberId;
use nazar::store::adherence::{self, Counts, Dose, DoseLog};
use nazar::store::medicine_list::Entry;
use nazar::store::scans::{ScanOutcomes, ScanStatus};
use serde::Deserialize;

use crate::Context;
use crate::household::{must_be_family, zone};

/// How many days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[schema(as = DashboardPeriod)]
pub(crate) enum Period {
    /// A week.
    #[default]
    #[serde(rename = "7")]
    Week,
    /// About a month.
    #[serde(rename = "30")]
    Month,
    /// About a quarter.
    #[serde(rename = "90")]
    Quarter,
}

impl Period {
    /// The number of days.
    pub(super) fn days(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
        }
    }
}

/// Which days, and whose.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SpanQuery {
    /// How many days: 7, 30 or 90; 7 when absent.
    #[garde(skip)]
    #[param(inline)]
    pub(super) days: Option<Period>,
    /// The last of them; today in my zone when absent, and never later.
    #[garde(skip)]
    #[param(value_type = Option<String>, format = Date)]
    pub(super) to: Option<Date>,
    /// A member of my family; me when absent.
    #[garde(skip)]
    pub(super) member: Option<MemberId>,
}

/// Days of somebody, both ends included, with all that is counted of them.
#[derive(Debug)]
pub(super) struct Span {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) zone: Zone,
    now: Timestamp,
    entries: Vec<Entry>,
    logs: Vec<DoseLog>,
    scans: ScanOutcomes,
}

/// What was scanned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Scanned {
    /// Scans.
    pub(super) total: u32,
    /// Of them, those that came to one medicine.
    pub(super) recognised: u32,
}

impl Span {
    /// Reads the days that are asked for, and `earlier` ones before them whose doses are counted too.
    pub(super) async fn read(
        context: &Context,
        caller: &Caller,
        query: &SpanQuery,
        earlier: i64,
    ) -> Result<Self, Problem> {
        let (owner, member) = (caller.owner, query.member);
        must_be_family(context, caller, member).await?;
        let zone = zone(context, caller).await?;
        let now = Timestamp::now();
        let today = zone.day(now);
        let to = query.to.unwrap_or(today);
        if to > today {
            return Err(Problem::field("/to", FieldCode::InvalidFormat));
        }
        let from = after(to, 1 - query.days.unwrap_or_default().days());
        let (entries, logs) = tokio::try_join!(
            context.lists.all_of(owner, member),
            context
                .doses
                .between(owner, member, after(from, -earlier), to)
        )?;
        let scans = match member {
            // Whatever is scanned is scanned by the owner of the account.
            Some(_) => ScanOutcomes::default(),
            None => {
                context
                    .scans
                    .outcomes(owner, moments(&zone, from, to))
                    .await?
            }
        };
        Ok(Self {
            from,
            to,
            zone,
            now,
            entries,
            logs,
            scans,
        })
    }

    /// Its days, the first first.
    pub(super) fn days(&self) -> impl Iterator<Item = Date> {
        let last = self.to;
        let days = (0..).scan(self.from, |first, number| Some(after(*first, number)));
        days.take_while(move |day| *day <= last)
    }

    /// The doses of a day.
    pub(super) fn doses(&self, day: Date) -> Vec<Dose> {
        adherence::day(&self.entries, &self.logs, day, &self.zone, self.now)
    }

    /// The doses of a day, counted.
    pub(super) fn counts(&self, day: Date) -> Counts {
        adherence::counts(&self.doses(day))
    }

    /// What was scanned on these days.
    pub(super) fn scanned(&self, from: Date, to: Date) -> Scanned {
        let mut scanned = Scanned::default();
        for scan in &self.scans.scans {
            let day = self.zone.day(scan.at);
            if day >= from && day <= to {
                scanned.total += 1;
                scanned.recognised += u32::from(scan.status == ScanStatus::Recognised);
            }
        }
        scanned
    }

    /// Whether there were more scans than are counted.
    pub(super) fn scans_are_cut(&self) -> bool {
        self.scans.are_cut
    }
}

/// From the first moment of a day to the last of another.
fn moments(zone: &Zone, from: Date, to: Date) -> (Timestamp, Timestamp) {
    let midnight = |day: Date| zone.moment(day.to_datetime(Time::midnight()));
    let end = midnight(after(to, 1)) - SignedDuration::from_millis(1);
    (midnight(from), end)
}

/// The day so many days later, or earlier.
pub(super) fn after(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(24 * days))
}

#[cfg(test)]
pub(super) mod testing {
    use nazar::store::medicine_list::Medication;
    use nazar::store::scans::ScanOutcome;

    use super::*;

    /// A span of somebody who takes one medicine at these times since the first of the year, and scanned at these moments.
    pub(in crate::dashboard) fn span(
        zone: &str,
        (from, to): (Date, Date),
        times: &[&str],
        scans: &[&str],
    ) -> Span {
        let medication = Medication {
            name: "Метформин".to_owned(),
            times: times.iter().map(|time| time.parse().unwrap()).collect(),
            ..Medication::default()
        };
        let mut entry = Entry::new(medication, "a", None);
        entry.created_at = "2026-01-01T00:00:00Z".parse().unwrap();
        let scans = scans.iter().map(|at| ScanOutcome {
            at: at.parse().unwrap(),
            status: ScanStatus::Recognised,
        });
        Span {
            from,
            to,
            zone: zone.parse().unwrap(),
            now: "2026-12-01T00:00:00Z".parse().unwrap(),
            entries: vec![entry],
            logs: Vec::new(),
            scans: ScanOutcomes {
                scans: scans.collect(),
                are_cut: false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_of_twenty_three_hours_is_one_day_with_each_of_its_doses() {
        let days = (date(2026, 3, 7), date(2026, 3, 9));
        let span = testing::span("America/New_York", days, &["01:30", "02:30", "23:30"], &[]);
        assert_eq!(
            span.days().collect::<Vec<_>>(),
            [days.0, date(2026, 3, 8), days.1]
        );
        for day in span.days() {
            assert_eq!(span.counts(day).missed, 3, "{day}");
        }
        let (begin, end) = moments(&span.zone, date(2026, 3, 8), date(2026, 3, 8));
        assert_eq!(end.duration_since(begin).as_millis(), 23 * 3_600_000 - 1);
        let (begin, end) = moments(&span.zone, date(2026, 11, 1), date(2026, 11, 1));
        assert_eq!(end.duration_since(begin).as_millis(), 25 * 3_600_000 - 1);
    }

    #[test]
    fn a_scan_after_midnight_in_tashkent_is_one_of_the_new_day() {
        let days = (date(2026, 1, 30), date(2026, 1, 31));
        let at = ["2026-01-30T18:59:59Z", "2026-01-30T19:00:00Z"];
        let span = testing::span("Asia/Tashkent", days, &[], &at);
        let on = |day| span.scanned(day, day).total;
        assert_eq!((on(days.0), on(days.1)), (1, 1));
        assert_eq!(span.scanned(days.0, days.1).recognised, 2);
        let span = testing::span("Europe/Berlin", days, &[], &at);
        assert_eq!(span.scanned(days.0, days.0).total, 2);
    }
}
