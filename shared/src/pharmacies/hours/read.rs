//! Reading hours as lists write them.
//!
//! Ours (`mon-fri 09:00-21:00; sat-sun 10:00-20:00`), OpenStreetMap's `opening_hours` as far as it is about days of the week
//! (`Mo-Fr 09:00-13:00,14:00-20:00; Su,PH off`, `24/7`; <https://wiki.openstreetmap.org/wiki/Key:opening_hours>; `PH` are
//! public holidays), and full English names of days. As there, a later rule goes before an earlier one for its days. A span that closes before it
//! opens ends on the next day.

use std::str::FromStr;

use super::{DAY, DAYS, Hours, Span};

/// The text says no hours, or not in words that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("opening hours that are not understood")]
pub struct HoursError;

impl FromStr for Hours {
    type Err = HoursError;

    fn from_str(text: &str) -> Result<Self, HoursError> {
        let text = text.trim().to_ascii_lowercase();
        let mut hours = Self::default();
        let mut any = false;
        for rule in text
            .split(';')
            .map(str::trim)
            .filter(|rule| !rule.is_empty())
        {
            let (days, spans) = read_rule(rule).ok_or(HoursError)?;
            for (day, of_day) in hours.days.iter_mut().enumerate() {
                if days.week[day] {
                    of_day.clone_from(&spans);
                }
            }
            if days.holidays {
                hours.holidays = Some(spans);
            }
            any = true;
        }
        let parts = hours.days.iter().flatten().count();
        if !any || (parts == 0) || hours.overlaps() {
            return Err(HoursError);
        }
        Ok(hours)
    }
}

impl Hours {
    /// Whether a span runs into the next one, of its own day or of the day after.
    fn overlaps(&self) -> bool {
        let spans: Vec<(u32, u32)> = self.in_order().collect();
        let within = spans.windows(2).any(|pair| pair[0].1 > pair[1].0);
        let round = match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => last.1 > first.0 + 7 * u32::from(DAY),
            _ => false,
        };
        let of_holidays = self.holidays.iter().flat_map(|spans| spans.windows(2));
        within
            || round
            || of_holidays
                .into_iter()
                .any(|pair| pair[0].closes > pair[1].opens)
    }

    /// Spans in minutes since Monday's midnight.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (u32, u32)> {
        self.days.iter().zip(0_u32..).flat_map(|(spans, day)| {
            let midnight = day * u32::from(DAY);
            spans.iter().map(move |span| {
                (
                    midnight + u32::from(span.opens),
                    midnight + u32::from(span.closes),
                )
            })
        })
    }
}

/// The days that a rule is for.
#[derive(Default)]
struct RuleDays {
    week: [bool; 7],
    holidays: bool,
}

/// The days that a rule is for, and their spans.
fn read_rule(rule: &str) -> Option<(RuleDays, Vec<Span>)> {
    let starts_with_time = rule.starts_with(|letter: char| letter.is_ascii_digit());
    let (days, times) = if starts_with_time {
        ("mon-sun", rule)
    } else {
        rule.split_once(char::is_whitespace)?
    };
    let times = times.trim();
    let days = read_days(days.trim_end_matches(':'))?;
    if matches!(times, "off" | "closed") {
        return Some((days, Vec::new()));
    }
    if times == "24/7" || times == "24 hours" {
        return Some((
            days,
            vec![Span {
                opens: 0,
                closes: DAY,
            }],
        ));
    }
    let mut spans: Vec<Span> = times
        .split(',')
        .map(|span| read_span(span.trim()))
        .collect::<Option<_>>()?;
    spans.sort_unstable();
    Some((days, spans))
}

/// `mo-fr,su,ph`; a range may go over the end of the week.
fn read_days(text: &str) -> Option<RuleDays> {
    let mut days = RuleDays::default();
    for part in text.split(',') {
        if part.trim() == "ph" {
            days.holidays = true;
            continue;
        }
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (mut day, last) = (read_day(first)?, read_day(last)?);
        days.week[day] = true;
        while day != last {
            day = (day + 1) % days.week.len();
            days.week[day] = true;
        }
    }
    Some(days)
}

/// A day by its first two or three letters or its whole English name.
fn read_day(text: &str) -> Option<usize> {
    const WHOLE: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let text = text.trim();
    (0..7).find(|day| text == DAYS[*day] || text == &DAYS[*day][..2] || text == WHOLE[*day])
}

/// `09:00-21:00`, with a hyphen or a dash.
fn read_span(text: &str) -> Option<Span> {
    let (opens, closes) = text
        .split_once(['-', '\u{2013}'])
        .map(|(opens, closes)| (opens.trim(), closes.trim()))?;
    let (opens, closes) = (read_clock(opens)?, read_clock(closes)?);
    if opens >= DAY {
        return None;
    }
    let closes = if closes <= opens {
        closes + DAY
    } else {
        closes
    };
    Some(Span { opens, closes })
}

/// Minutes of `9:00` to `24:00`.
fn read_clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let is_number = |part: &str, longest: usize| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(hours, 2) || !is_number(minutes, 2) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let whole = hours * 60 + minutes;
    (minutes < 60 && whole <= DAY).then_some(whole)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Hours {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    // The replaced service's seed and schema wrote hours in formats of their own, and neither was ever read.
    #[test]
    fn every_way_of_writing_gives_the_same_hours() {
        let ours = read("mon-fri 09:00-21:00; sat-sun 10:00-20:00");
        for text in [
            "Mo-Fr 09:00-21:00; Sa,Su 10:00-20:00",
            "Monday-Friday: 9:00-21:00; Saturday-Sunday: 10:00\u{2013}20:00",
            "Mo-Su 10:00-20:00; Mo-Fr 09:00-21:00",
            "10:00-20:00; mo-fr 09:00-21:00",
        ] {
            assert_eq!(read(text), ours, "{text}");
        }
        assert_eq!(ours.to_string(), "mon-fri 09:00-21:00; sat-sun 10:00-20:00");
    }

    #[test]
    fn round_the_clock_breaks_and_nights_are_understood() {
        assert_eq!(read("24/7"), read("mon-sun 00:00-24:00"));
        assert!(read("24/7").is_always_open());
        let lunch = read("Mo-Fr 09:00-13:00,14:00-18:00; Sa off");
        assert_eq!(
            lunch.to_string(),
            "mon-fri 09:00-13:00,14:00-18:00; sat-sun closed"
        );
        let night = read("fr-sa 20:00-02:00");
        let friday = night.days().nth(4).unwrap();
        assert!(friday.spans[0].ends_next_day());
        assert_eq!(friday.spans[0].closes(), "02:00");
        assert_eq!(
            read("sa-mo 10:00-12:00")
                .days()
                .filter(|day| !day.spans.is_empty())
                .count(),
            3
        );
    }

    #[test]
    fn rules_for_public_holidays_stand_beside_the_week() {
        let closed = read("PH off; Mo-Fr 09:00-18:00");
        assert_eq!(closed.on_holidays(), Some([].as_slice()));
        assert_eq!(
            closed.to_string(),
            "mon-fri 09:00-18:00; sat-sun closed; ph closed"
        );
        let sundays = read("Mo-Sa 09:00-21:00; Su,PH 10:00-16:00");
        assert_eq!(sundays.to_string().parse(), Ok(sundays.clone()));
        let spans = sundays.on_holidays().unwrap();
        assert_eq!((spans[0].opens(), spans.len()), ("10:00".to_owned(), 1));
        assert_eq!(read("Mo-Fr 09:00-18:00").on_holidays(), None);
        assert!(!read("24/7; PH off").is_always_open());
    }

    #[test]
    fn what_is_not_understood_is_no_hours() {
        for text in [
            "",
            "Mo-Fr",
            "off",
            "Mo-Su off",
            "SH off; Mo-Fr 09:00-18:00",
            "PH off",
            "Mo-Fr 09:00-18:00; PH 10:00-14:00,13:00-16:00",
            "Jan-Mar Mo 09:00-18:00",
            "Mo 25:00-26:00",
            "Mo 09:60-10:00",
            "Mo 09:00",
            "Mo 09:00-18:00,17:00-20:00",
            "Su 20:00-08:00; Mo 07:00-12:00",
            "sunrise-sunset",
            "09.00-18.00",
        ] {
            assert_eq!(text.parse::<Hours>(), Err(HoursError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            days in proptest::collection::vec((0_u16..1440, 1_u16..=1440), 7),
        ) {
            let written: Vec<String> = days
                .iter()
                .zip(DAYS)
                .map(|((opens, length), day)| {
                    let closes = opens + length;
                    let closes = if closes > DAY { closes - DAY } else { closes };
                    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
                    format!("{day} {}-{}", clock(*opens), clock(closes))
                })
                .collect();
            if let Ok(hours) = written.join("; ").parse::<Hours>() {
                prop_assert_eq!(hours.to_string().parse::<Hours>(), Ok(hours));
            }
        }

        #[test]
        fn arbitrary_text_never_panics(text in "[a-zA-Z0-9:;, -]{0,60}") {
            let _ = text.parse::<Hours>();
        }
    }
}
