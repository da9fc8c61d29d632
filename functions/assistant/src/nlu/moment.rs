//! Times of day and how often: "soat 8 da", "в 8 вечера", "21:30", "every 12 hours".

use serde::Serialize;
use utoipa::ToSchema;

use super::words::Word;

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayPart {
    /// Before noon.
    Morning,
    /// About noon.
    Noon,
    /// After noon.
    Evening,
    /// Before going to sleep.
    Bedtime,
}

/// A time that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// A time of day, in minutes since midnight.
    #[serde(serialize_with = "clock")]
    #[schema(value_type = String, example = "08:00")]
    At(u16),
    /// Every so many hours, 1 to 24.
    EveryHours(u8),
    /// A part of the day without a time.
    Part(DayPart),
}

fn clock<S: serde::Serializer>(minutes: &u16, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&clock_text(*minutes))
}

fn clock_text(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

impl Moment {
    /// `08:00` for a time of day.
    pub fn clock(self) -> Option<String> {
        match self {
            Self::At(minutes) => Some(clock_text(minutes)),
            Self::EveryHours(_) | Self::Part(_) => None,
        }
    }
}

/// Words by which a number before or after them is an hour of the day.
const HOUR_BEFORE: [&str; 7] = ["soat", "v", "k", "na", "at", "by", "saat"];
const HOUR_AFTER: [&str; 12] = [
    "da", "ga", "chasov", "chas", "chasa", "utra", "vechera", "am", "pm", "oclock", "dnya", "nochi",
];

/// Parts of the day by the beginnings of their words.
const PARTS: [(&str, DayPart); 22] = [
    ("ertalab", DayPart::Morning),
    ("ertalap", DayPart::Morning),
    ("tong", DayPart::Morning),
    ("utr", DayPart::Morning),
    ("morning", DayPart::Morning),
    ("am", DayPart::Morning),
    ("tushlik", DayPart::Noon),
    ("tushda", DayPart::Noon),
    ("peshin", DayPart::Noon),
    ("obed", DayPart::Noon),
    ("noon", DayPart::Noon),
    ("lunch", DayPart::Noon),
    ("kech", DayPart::Evening),
    ("oqshom", DayPart::Evening),
    ("vecher", DayPart::Evening),
    ("evening", DayPart::Evening),
    ("tonight", DayPart::Evening),
    ("pm", DayPart::Evening),
    ("afternoon", DayPart::Evening),
    ("uxlash", DayPart::Bedtime),
    ("bedtime", DayPart::Bedtime),
    ("snom", DayPart::Bedtime),
];

/// The times that the words name, in their order, each once, at most eight.
pub(crate) fn moments(text: &str, words: &[Word]) -> Vec<Moment> {
    let part = words.iter().find_map(|word| part(&word.folded));
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() && found.len() < 8 {
        if let Some((moment, length)) = one(text, words, at, part) {
            if !found.contains(&moment) {
                found.push(moment);
            }
            at += length;
        } else {
            at += 1;
        }
    }
    if found.is_empty() {
        found.extend(part.map(Moment::Part));
    }
    found
}

fn part(word: &str) -> Option<DayPart> {
    PARTS
        .iter()
        .find(|(start, _)| match start.len() {
            2 => word == *start,
            _ => word.starts_with(start),
        })
        .map(|(_, part)| *part)
}

/// The time that begins at a word, and how many words it takes.
fn one(text: &str, words: &[Word], at: usize, part: Option<DayPart>) -> Option<(Moment, usize)> {
    let word = &words[at];
    let number = whole(word)?;
    let next = words.get(at + 1);
    let before = at.checked_sub(1).map(|place| words[place].folded.as_str());
    if let Some(minutes) = next.and_then(|next| colon(text, word, next)) {
        let moment = Moment::At(day_time(number, minutes, None)?);
        return Some((moment, 2));
    }
    let after = next.map_or("", |next| next.folded.as_str());
    if is_every(before, after) && (1..=24).contains(&number) {
        return Some((Moment::EveryHours(number as u8), 2));
    }
    let is_hour = before.is_some_and(|word| HOUR_BEFORE.contains(&word) && is_bare(after))
        || HOUR_AFTER.contains(&after);
    if !is_hour {
        return None;
    }
    Some((Moment::At(day_time(number, 0, part)?), 1))
}

/// After `at`, `в` or `на` a number is an hour unless something else is counted.
fn is_bare(after: &str) -> bool {
    let counted = [
        "mg", "g", "ml", "tablet", "dona", "ta", "raz", "day", "dn", "sum", "som", "mar",
    ];
    after.is_empty() || !counted.iter().any(|start| after.starts_with(start))
}

fn is_every(before: Option<&str>, after: &str) -> bool {
    let hours = after.starts_with("soat") || after.starts_with("chas") || after.starts_with("hour");
    let every =
        before.is_some_and(|word| word == "har" || word == "every" || word.starts_with("kajd"));
    hours && every
}

fn whole(word: &Word) -> Option<u16> {
    word.folded.parse().ok()
}

/// The minutes of `21:30`, where the two numbers stand so in the text.
fn colon(text: &str, hour: &Word, minute: &Word) -> Option<u16> {
    let between = text.get(hour.place.end..minute.place.start)?;
    let minutes: u16 = minute.folded.parse().ok()?;
    (between == ":" && minutes < 60 && minute.folded.len() == 2).then_some(minutes)
}

/// Minutes since midnight; in the evening `8` is 20 o'clock.
fn day_time(hour: u16, minute: u16, part: Option<DayPart>) -> Option<u16> {
    if hour > 23 {
        return None;
    }
    let hour = match part {
        Some(DayPart::Evening | DayPart::Bedtime) if (4..12).contains(&hour) => hour + 12,
        Some(DayPart::Noon) if (1..4).contains(&hour) => hour + 12,
        _ => hour,
    };
    Some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::nlu::words::words;

    fn of(text: &str) -> Vec<Moment> {
        moments(text, &words(text))
    }

    #[test]
    fn times_of_day_are_read_in_three_languages() {
        for (text, minutes) in [
            ("soat 8 da eslat", 8 * 60),
            ("кечқурун соат 9 да", 21 * 60),
            ("напомни в 8 вечера", 20 * 60),
            ("в 7 утра", 7 * 60),
            ("remind me at 8 am", 8 * 60),
            ("at 9 pm", 21 * 60),
            ("concor at 21:30", 21 * 60 + 30),
            ("будильник на 7 утра", 7 * 60),
            ("at 7 in the morning", 7 * 60),
        ] {
            assert_eq!(of(text), [Moment::At(minutes)], "{text}");
        }
    }

    #[test]
    fn how_often_and_parts_of_the_day_are_read() {
        assert_eq!(of("har 12 soatda"), [Moment::EveryHours(12)]);
        assert_eq!(of("каждые 8 часов"), [Moment::EveryHours(8)]);
        assert_eq!(of("every 6 hours"), [Moment::EveryHours(6)]);
        assert_eq!(of("ertalab"), [Moment::Part(DayPart::Morning)]);
        assert_eq!(of("перед сном"), [Moment::Part(DayPart::Bedtime)]);
    }

    #[test]
    fn doses_and_prices_are_no_times() {
        for text in [
            "500 mg",
            "at 45000 sum",
            "в 25:61",
            "3 tabletka",
            "на 5 таблеток",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn times_are_within_a_day(text in "(soat|at|в|every|har)? ?[0-9]{1,5}(:[0-9]{1,3})? ?(da|pm|часов|hours)?") {
            for moment in of(&text) {
                match moment {
                    Moment::At(minutes) => prop_assert!(minutes < 24 * 60),
                    Moment::EveryHours(hours) => prop_assert!((1..=24).contains(&hours)),
                    Moment::Part(_) => {}
                }
            }
        }
    }
}
