//! `Accept-Language` (RFC 9110 section 12.5.4): the language that a client would rather read.
//!
//! The header never makes a request fail: what cannot be read in it is passed over, and English is the answer when
//! nothing fits.

use super::Locale;

/// More ranges than any browser sends; the rest of a longer header is not read.
const MAX_RANGES: usize = 32;

/// The best of our languages for this header: highest quality first, and the client's order among equals.
pub fn negotiate(header: &str) -> Locale {
    let mut best: Option<(Locale, u16)> = None;
    for range in header.split(',').take(MAX_RANGES) {
        let Some((locale, quality)) = read(range) else {
            continue;
        };
        if best.is_none_or(|(_, highest)| quality > highest) {
            best = Some((locale, quality));
        }
    }
    best.map_or(Locale::default(), |(locale, _)| locale)
}

/// One range with its quality in thousandths; `None` for a language that we do not have or that is refused (`q=0`).
fn read(range: &str) -> Option<(Locale, u16)> {
    let mut parts = range.split(';').map(str::trim);
    let tag = parts.next()?;
    let quality = match parts.find_map(quality_text) {
        Some(text) => thousandths(text)?,
        None => 1000,
    };
    let locale = if tag == "*" {
        Locale::default()
    } else {
        Locale::of_tag(tag)?
    };
    (quality > 0).then_some((locale, quality))
}

fn quality_text(parameter: &str) -> Option<&str> {
    let (name, value) = parameter.split_once('=')?;
    name.trim()
        .eq_ignore_ascii_case("q")
        .then_some(value.trim())
}

/// `0.85` as 850. At most three decimals and nothing above 1, as the RFC has it.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if !matches!(whole, "0" | "1")
        || decimals.len() > 3
        || !decimals.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let fraction: u16 = format!("{decimals:0<3}").parse().ok()?;
    let quality = if whole == "1" {
        1000 + fraction
    } else {
        fraction
    };
    (quality <= 1000).then_some(quality)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quality_decides_and_order_breaks_ties() {
        assert_eq!(negotiate("en;q=0.5, ru;q=0.9, ne;q=0.1"), Locale::Russian);
        assert_eq!(negotiate("ne, ru"), Locale::Nepali);
        assert_eq!(negotiate("de, fr;q=0.9, uz;q=0.2"), Locale::Uzbek);
        assert_eq!(negotiate("uz-Cyrl-UZ, ru;q=0.8"), Locale::UzbekCyrillic);
        assert_eq!(negotiate("ru ; Q=0.3 , ne ; q=0.301"), Locale::Nepali);
    }

    #[test]
    fn refused_and_unreadable_ranges_are_passed_over() {
        assert_eq!(negotiate("ru;q=0, uz;q=0.1"), Locale::Uzbek);
        assert_eq!(negotiate("ru;q=7, uz;q=0.1"), Locale::Uzbek);
        assert_eq!(negotiate("ru;q=1.001, uz;q=0.1"), Locale::Uzbek);
        assert_eq!(negotiate(""), Locale::English);
        assert_eq!(negotiate("*"), Locale::English);
        assert_eq!(negotiate(";;;,,=q"), Locale::English);
    }

    proptest! {
        #[test]
        fn any_header_gives_a_language(header in ".{0,200}") {
            negotiate(&header);
        }

        #[test]
        fn the_highest_quality_wins(first in 1u16..1000, second in 1u16..1000) {
            prop_assume!(first != second);
            let header = format!("ru;q=0.{first:03}, ne;q=0.{second:03}");
            let expected = if first > second { Locale::Russian } else { Locale::Nepali };
            prop_assert_eq!(negotiate(&header), expected);
        }
    }
}
