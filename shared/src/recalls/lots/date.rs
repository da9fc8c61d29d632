//! Dates as lists of lots write them.

use jiff::civil::Date;

use super::Expiry;
use super::token::Token;

/// Years that a medicine of these lists may expire in.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2079;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const LONG_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) expiry: Expiry,
    /// Words that it takes.
    pub(super) words: usize,
    /// Whether nothing else can be meant. A number such as `12-2026` is a date behind `exp.` alone.
    pub(super) is_certain: bool,
}

/// The date that begins here.
pub(super) fn read(tokens: &[Token<'_>]) -> Option<Found> {
    let first = tokens.first()?.text;
    in_one(first).or_else(|| in_words(tokens))
}

/// A date of one word: `04/30/2027`, `12/26`, `31-Mar-2013`, `31MAR2013`, `2026-12-31`, `31.03.2013`, `12-2026`.
fn in_one(text: &str) -> Option<Found> {
    let found = |expiry: Option<Expiry>, is_certain| {
        let expiry = expiry?;
        Some(Found {
            expiry,
            words: 1,
            is_certain,
        })
    };
    if let Some(parts) = split_at_month(text) {
        // Without a day, `MAR13` may as well be a lot's number.
        return found(with_month(parts), !parts.0.is_empty() && parts.2.len() == 4);
    }
    let separator = ['/', '-', '.']
        .into_iter()
        .find(|mark| text.contains(*mark))?;
    let parts: Vec<&str> = text.split(separator).collect();
    match parts.as_slice() {
        [month, year] if separator != '.' && month.len() <= 2 => {
            found(date(year, month, None), separator == '/')
        }
        [year, month] if separator != '.' && year.len() == 4 => {
            found(date(year, month, None), separator == '/')
        }
        [year, month, day] if year.len() == 4 => found(date(year, month, Some(day)), true),
        [month, day, year] if separator == '/' => {
            let american = date(year, month, Some(day));
            found(american.or_else(|| date(year, day, Some(month))), true)
        }
        [one, other, year] if year.len() == 4 => {
            let american = date(year, one, Some(other));
            found(date(year, other, Some(one)).or(american), true)
        }
        _ => None,
    }
}

/// A date of several words: `April 30 2027`, `30 Apr 2027`, `April 2027`, `Apr '27`.
fn in_words(tokens: &[Token<'_>]) -> Option<Found> {
    let text = |place: usize| tokens.get(place).map(|token| token.text);
    let found = |expiry: Option<Expiry>, words| {
        let expiry = expiry?;
        Some(Found {
            expiry,
            words,
            is_certain: true,
        })
    };
    if let Some(month) = text(0).and_then(month) {
        let three = || found(of(text(2)?, month, Some(day(text(1)?)?), true), 3);
        let two = || found(of(text(1)?, month, None, true), 2);
        return three().or_else(two);
    }
    let day = day(text(0)?)?;
    let month = month(text(1)?)?;
    found(of(text(2)?, month, Some(day), true), 3)
}

fn day(text: &str) -> Option<i8> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = &text[digits.len()..];
    let is_ordinal = matches!(
        ending.to_ascii_lowercase().as_str(),
        "" | "st" | "nd" | "rd" | "th"
    );
    (is_ordinal && digits.len() <= 2).then(|| digits.parse().ok())?
}

fn month(text: &str) -> Option<i8> {
    let lower = text.trim_end_matches('.').to_ascii_lowercase();
    let short = if lower == "sept" { "sep" } else { &lower };
    let place = |names: &[&str]| names.iter().position(|name| *name == short);
    let place = place(&MONTHS).or_else(|| place(&LONG_MONTHS))?;
    i8::try_from(place + 1).ok()
}

/// What stands before and behind the name of a month within one word.
fn split_at_month(text: &str) -> Option<(&str, i8, &str)> {
    let mark = |letter: char| matches!(letter, '-' | '/' | '.');
    let start = text.find(|letter: char| letter.is_ascii_alphabetic())?;
    let (before, rest) = text.split_at(start);
    let end = rest
        .find(|letter: char| !letter.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (before, after) = (
        before.trim_end_matches(mark),
        after.trim_start_matches(mark),
    );
    let month = month(name)?;
    (is_digits(before) && is_digits(after)).then_some((before, month, after))
}

fn with_month((before, month, after): (&str, i8, &str)) -> Option<Expiry> {
    match (before.len(), after.len()) {
        (0, 2 | 4) => of(after, month, None, true),
        (4, 0) => of(before, month, None, false),
        (1 | 2, 2 | 4) => of(after, month, before.parse().ok(), true),
        (4, 1 | 2) => of(before, month, after.parse().ok(), false),
        _ => None,
    }
}

fn date(year: &str, month: &str, day: Option<&str>) -> Option<Expiry> {
    let short = |text: &str| {
        (1..=2)
            .contains(&text.len())
            .then(|| text.parse::<i8>().ok())?
    };
    let day = match day {
        Some(text) => Some(short(text)?),
        None => None,
    };
    of(year, short(month)?, day, true)
}

/// A date of the calendar within [`YEARS`]; a year of two digits is one of this century, where it may be so short.
fn of(year: &str, month: i8, day: Option<i8>, may_be_short: bool) -> Option<Expiry> {
    let digits = year.trim_matches(['\'', '\u{2019}', '.']);
    let number: i16 = digits.parse().ok()?;
    let year = match digits.len() {
        4 => number,
        2 if may_be_short => 2000 + number,
        _ => return None,
    };
    Date::new(year, month, day.unwrap_or(1)).ok()?;
    YEARS.contains(&year).then_some(Expiry { year, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recalls::lots::token::tokens;

    fn of_text(text: &str) -> Option<(i16, i8, Option<i8>, bool)> {
        let found = read(&tokens(text))?;
        let Expiry { year, month, day } = found.expiry;
        Some((year, month, day, found.is_certain))
    }

    #[test]
    fn the_forms_of_lists_are_read() {
        for (text, date) in [
            ("04/30/2027", (2027, 4, Some(30), true)),
            ("30/04/2027", (2027, 4, Some(30), true)),
            ("12/2026", (2026, 12, None, true)),
            ("12/26", (2026, 12, None, true)),
            ("31-Mar-2013", (2013, 3, Some(31), true)),
            ("31MAR2013", (2013, 3, Some(31), true)),
            ("Mar-2013", (2013, 3, None, false)),
            ("2026-12-31", (2026, 12, Some(31), true)),
            ("31.03.2013", (2013, 3, Some(31), true)),
            ("12-2026", (2026, 12, None, false)),
            ("November 4, 2025", (2025, 11, Some(4), true)),
            ("Nov. 4th 2025", (2025, 11, Some(4), true)),
            ("4 Nov 2025", (2025, 11, Some(4), true)),
            ("Sept 2025", (2025, 9, None, true)),
            ("May '27", (2027, 5, None, true)),
        ] {
            assert_eq!(of_text(text), Some(date), "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_dates_are_left_alone() {
        for text in [
            "20251231",
            "2026",
            "31/31/2026",
            "A12/26",
            "13/1999",
            "MARCH",
            "1/2/3/4",
            "99-99-9999",
            "12.2026",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }
}
