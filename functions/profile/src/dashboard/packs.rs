//! Which packs expire, and which run out.

use jiff::civil::Date;
use nazar::Zone;
use nazar::ids::RecordId;
use nazar::store::adherence::DoseLog;
use nazar::store::medicine_list::{Due, Entry, Refill};
use serde::Serialize;
use utoipa::ToSchema;

use crate::medications::pack::Freshness;

/// Days of doses below which a stock is low: time enough to get to a pharmacy, and a weekend.
const LOW_STOCK_DAYS: i64 = 7;

/// A pack that must not be used any more, or soon not.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ExpiringPack {
    /// The entry of the list.
    id: RecordId,
    /// Its name.
    #[schema(example = "Конкор 5 мг")]
    name: String,
    /// `expired`, or `expires_soon`: within 30 days.
    freshness: Freshness,
    /// The last day on which it may be used.
    #[schema(value_type = String, format = Date)]
    expires_on: Date,
    /// Days from today until then: 0 is today, less is over.
    #[schema(example = 12)]
    days_left: i64,
}

/// A medicine of which a dose will be missing within a week.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct LowStock {
    /// The entry of the list.
    id: RecordId,
    /// Its name.
    #[schema(example = "Метформин 850 мг")]
    name: String,
    /// The first day on which a dose that is due is missing.
    #[schema(value_type = String, format = Date)]
    runs_out_on: Date,
    /// Days from today until then: 0 is today.
    #[schema(example = 3)]
    days_left: i64,
    /// Whole doses that are left.
    #[schema(example = 6)]
    doses_left: u32,
}

/// The packs that expire within 30 days or have, what expires first first.
pub(super) fn expiring(entries: &[Entry], today: Date) -> Vec<ExpiringPack> {
    let pack = |entry: &Entry| {
        let expires_on = entry.medication.expires_on?;
        let freshness = Freshness::of(Some(expires_on), today);
        let matters = matches!(freshness, Freshness::Expired | Freshness::ExpiresSoon);
        matters.then(|| ExpiringPack {
            id: entry.id,
            name: entry.medication.name.clone(),
            freshness,
            expires_on,
            days_left: days_between(today, expires_on),
        })
    };
    let mut packs: Vec<ExpiringPack> = entries.iter().filter_map(pack).collect();
    packs.sort_by_key(|pack| (pack.expires_on, pack.id));
    packs
}

/// The medicines that run out within a week, the first first; `logs` are the doses of today.
pub(super) fn low_stock(
    entries: &[Entry],
    logs: &[DoseLog],
    today: Date,
    zone: &Zone,
) -> Vec<LowStock> {
    let low = |entry: &Entry| {
        let is_logged = |due: Due| {
            let mut logs = logs.iter();
            logs.any(|log| log.entry == entry.id && log.due == Some(due))
        };
        let Refill::RunsOut { on, doses_left } = Refill::of(entry, today, zone, is_logged) else {
            return None;
        };
        let days_left = days_between(today, on);
        (days_left <= LOW_STOCK_DAYS).then(|| LowStock {
            id: entry.id,
            name: entry.medication.name.clone(),
            runs_out_on: on,
            days_left,
            doses_left,
        })
    };
    let mut stocks: Vec<LowStock> = entries.iter().filter_map(low).collect();
    stocks.sort_by_key(|stock| (stock.runs_out_on, stock.id));
    stocks
}

fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use nazar::store::medicine_list::Medication;

    use super::*;

    fn entry(name: &str, medication: Medication) -> Entry {
        let medication = Medication {
            name: name.to_owned(),
            ..medication
        };
        let mut entry = Entry::new(medication, name, None);
        entry.created_at = "2026-01-01T00:00:00Z".parse().unwrap();
        entry
    }

    #[test]
    fn what_has_expired_comes_before_what_soon_will() {
        let on = |day| Medication {
            expires_on: Some(day),
            ..Medication::default()
        };
        let entries = [
            entry("soon", on(date(2026, 2, 9))),
            entry("far", on(date(2026, 2, 10))),
            entry("over", on(date(2026, 1, 10))),
            entry("today", on(date(2026, 1, 11))),
            entry("unknown", Medication::default()),
        ];
        let packs = expiring(&entries, date(2026, 1, 11));
        let seen: Vec<(&str, i64)> = packs
            .iter()
            .map(|pack| (&*pack.name, pack.days_left))
            .collect();
        assert_eq!(
            seen,
            [("over", -1), ("today", 0), ("soon", 29), ("far", 30)]
        );
        assert_eq!(packs[0].freshness, Freshness::Expired);
        assert_eq!(packs[1].freshness, Freshness::ExpiresSoon);
        assert!(expiring(&entries[1..2], date(2026, 1, 10)).is_empty());
    }

    #[test]
    fn a_stock_is_low_for_a_week() {
        let with = |stock| Medication {
            times: vec!["08:00".parse().unwrap()],
            units_per_dose: Some(1.0),
            stock: Some(stock),
            ..Medication::default()
        };
        let entries = [
            entry("eight", with(8.0)),
            entry("seven", with(7.0)),
            entry("none", with(0.0)),
        ];
        let zone = "Asia/Tashkent".parse().unwrap();
        let stocks = low_stock(&entries, &[], date(2026, 1, 11), &zone);
        let seen: Vec<(&str, i64, u32)> = stocks
            .iter()
            .map(|stock| (&*stock.name, stock.days_left, stock.doses_left))
            .collect();
        assert_eq!(seen, [("none", 0, 0), ("seven", 7, 7)]);
    }
}
