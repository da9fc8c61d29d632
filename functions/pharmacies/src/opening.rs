//! Whether a door is open, and what a public holiday does to that.

use jiff::Timestamp;
use nazar::http::Locale;
use nazar::i18n::text;
use nazar::pharmacies::{Holiday, HolidayName, Hours, Opening};
use serde::Serialize;
use utoipa::ToSchema;

/// When an answer is given, and in which language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) now: Timestamp,
    pub(crate) locale: Locale,
}

impl Moment {
    /// This moment.
    pub(crate) fn now(locale: Locale) -> Self {
        Self {
            now: Timestamp::now(),
            locale,
        }
    }
}

/// Whether a pharmacy is open, by the clock of Asia/Tashkent.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct OpeningView {
    /// Whether it is open at this moment; absent when its hours are not known.
    pub(crate) open_now: Option<bool>,
    /// When it closes; absent when it is closed, never closes, or its hours are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    closes_at: Option<Timestamp>,
    /// When it opens; absent when it is open or its hours are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    opens_at: Option<Timestamp>,
    /// Whether it never closes.
    round_the_clock: bool,
    /// There on a public holiday: hours may differ from what is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    holiday: Option<HolidayView>,
}

impl OpeningView {
    pub(crate) fn of(hours: Option<&Hours>, at: Moment) -> Self {
        let opening = hours.map(|hours| hours.at(at.now));
        let (closes_at, opens_at) = match opening {
            Some(Opening::Open { until }) => (until, None),
            Some(Opening::Closed { opens }) => (None, opens),
            None => (None, None),
        };
        Self {
            open_now: opening.map(Opening::is_open),
            closes_at,
            opens_at,
            round_the_clock: hours.is_some_and(Hours::is_always_open),
            holiday: Holiday::at(at.now).map(|holiday| HolidayView::of(holiday, hours, at.locale)),
        }
    }
}

/// What a public holiday does to the hours.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct HolidayView {
    /// Which.
    day: HolidayName,
    /// Whether it is surely today. A feast of the moon is announced each year and may be a day earlier or later.
    certain: bool,
    /// Where the hours of this answer are from.
    hours: HolidayHours,
    /// What to make of it, in the reader's language.
    #[schema(example = "Public holiday: Navruz. Hours may differ today: call before you go.")]
    note: String,
}

/// Where the hours on a holiday are from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum HolidayHours {
    /// The pharmacy says how it is open on holidays.
    Own,
    /// They are those of any other such weekday, and may not hold.
    Usual,
}

impl HolidayView {
    fn of(holiday: Holiday, hours: Option<&Hours>, locale: Locale) -> Self {
        let says = hours.is_some_and(|hours| hours.on_holidays().is_some());
        let (hours, message) = match (holiday.is_certain, says) {
            (true, true) => (HolidayHours::Own, "holiday-hours-own"),
            (true, false) => (HolidayHours::Usual, "holiday-hours-usual"),
            (false, _) => (HolidayHours::Usual, "holiday-hours-uncertain"),
        };
        let day = text(locale, name_of(holiday.name), None, &[]);
        Self {
            day: holiday.name,
            certain: holiday.is_certain,
            hours,
            note: text(locale, message, None, &[("day", day)]),
        }
    }
}

fn name_of(name: HolidayName) -> &'static str {
    match name {
        HolidayName::NewYear => "holiday-new-year",
        HolidayName::WomensDay => "holiday-womens-day",
        HolidayName::Navruz => "holiday-navruz",
        HolidayName::MemoryDay => "holiday-memory-day",
        HolidayName::IndependenceDay => "holiday-independence-day",
        HolidayName::TeachersDay => "holiday-teachers-day",
        HolidayName::ConstitutionDay => "holiday-constitution-day",
        HolidayName::RamazonHayit => "holiday-ramazon-hayit",
        HolidayName::QurbonHayit => "holiday-qurbon-hayit",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening(hours: &str, now: &str, locale: Locale) -> OpeningView {
        let hours: Hours = hours.parse().unwrap();
        let now = now.parse().unwrap();
        OpeningView::of(Some(&hours), Moment { now, locale })
    }

    #[test]
    fn an_open_door_on_a_holiday_carries_a_note_in_every_language() {
        let mut notes = std::collections::BTreeSet::new();
        for locale in [
            Locale::English,
            Locale::Russian,
            Locale::Uzbek,
            Locale::UzbekCyrillic,
        ] {
            // Navruz at noon in Tashkent.
            let usual = opening("mon-sun 09:00-21:00", "2027-03-21T07:00:00Z", locale);
            assert_eq!(usual.open_now, Some(true));
            let holiday = usual.holiday.unwrap();
            assert_eq!((holiday.day, holiday.certain), (HolidayName::Navruz, true));
            assert_eq!(holiday.hours, HolidayHours::Usual);
            notes.insert(holiday.note);
            let own = opening(
                "mon-sun 09:00-21:00; ph off",
                "2027-03-21T07:00:00Z",
                locale,
            );
            assert_eq!(own.open_now, Some(false));
            let holiday = own.holiday.unwrap();
            assert_eq!(holiday.hours, HolidayHours::Own);
            notes.insert(holiday.note);
            let feast = opening("24/7", "2027-03-09T07:00:00Z", locale)
                .holiday
                .unwrap();
            assert!(!feast.certain, "announced each year");
            notes.insert(feast.note);
        }
        assert_eq!(notes.len(), 12, "{notes:?}");
        assert!(
            notes.iter().all(|note| !note.contains("holiday-")),
            "{notes:?}"
        );
        let weekday = opening(
            "mon-sun 09:00-21:00",
            "2026-11-23T07:00:00Z",
            Locale::English,
        );
        assert!(weekday.holiday.is_none());
    }

    #[test]
    fn every_holiday_has_a_name_in_every_language() {
        for locale in [
            Locale::English,
            Locale::Russian,
            Locale::Uzbek,
            Locale::UzbekCyrillic,
        ] {
            for name in HolidayName::ALL {
                let said = text(locale, name_of(name), None, &[]);
                assert!(!said.contains("holiday-"), "{said}");
            }
        }
    }
}
