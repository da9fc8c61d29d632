//! Dates in four notations, several in a field.

use jiff::civil::Date;

/// The last date in the field, which is that of the latest renewal: `2022-06-29`, `22.02.25`, `11.09.15 30.10.20`,
/// `07/08/24`, `01.02.2023`. Two digits of a year are of this century: the register began in 1996 and holds nothing
/// that was not renewed since.
pub(super) fn read(text: &str) -> Option<Date> {
    text.split([' ', ','])
        .filter_map(|part| one(part.trim_matches('.')))
        .next_back()
}

fn one(text: &str) -> Option<Date> {
    if let Ok(iso) = text.parse() {
        return Some(iso);
    }
    let mut parts = text.split(['.', '/']);
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let year: i16 = parts.next()?.parse().ok()?;
    let year = if year < 100 { year + 2000 } else { year };
    let is_complete = parts.next().is_none() && (1990..2100).contains(&year);
    is_complete.then(|| Date::new(year, month, day).ok())?
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn all_notations_are_read_and_the_last_date_counts() {
        for (text, wanted) in [
            ("2022-06-29", date(2022, 6, 29)),
            ("22.02.25", date(2025, 2, 22)),
            ("11.09.15 30.10.20", date(2020, 10, 30)),
            ("07/08/24 08.09.25", date(2025, 9, 8)),
            ("01.02.2023", date(2023, 2, 1)),
            ("20.05.16. 10.06.21", date(2021, 6, 10)),
            ("20.05.16, 10.06.21", date(2021, 6, 10)),
        ] {
            assert_eq!(read(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn no_date_is_made_up() {
        for text in [
            "",
            "-",
            "31.02.20",
            "13.2020",
            "1.1.1.20",
            "введены изменения",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
