//! Numbers as Uzbek says them.

const ONES: [&str; 10] = [
    "nol", "bir", "ikki", "uch", "toʻrt", "besh", "olti", "yetti", "sakkiz", "toʻqqiz",
];
const TENS: [&str; 10] = [
    "", "oʻn", "yigirma", "oʻttiz", "qirq", "ellik", "oltmish", "yetmish", "sakson", "toʻqson",
];
const THOUSANDS: [(u64, &str); 4] = [
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "milliard"),
    (1_000_000, "million"),
    (1_000, "ming"),
];

/// A whole number in words: 1250 is `ming ikki yuz ellik`.
pub(super) fn whole(number: u64) -> String {
    let mut words = Vec::new();
    let mut rest = number;
    for (size, name) in THOUSANDS {
        let count = rest / size;
        rest %= size;
        if count == 0 {
            continue;
        }
        // One thousand is said without the one.
        if count > 1 || size > 1_000 {
            words.push(whole(count));
        }
        words.push(name.to_owned());
    }
    if rest >= 100 {
        if rest >= 200 {
            words.push(ONES[(rest / 100) as usize].to_owned());
        }
        words.push("yuz".to_owned());
        rest %= 100;
    }
    if rest >= 10 {
        words.push(TENS[(rest / 10) as usize].to_owned());
        rest %= 10;
    }
    if rest > 0 || words.is_empty() {
        words.push(ONES[rest as usize].to_owned());
    }
    words.join(" ")
}

/// A number with decimals in words: `2,5` is `ikki butun oʻndan besh`. `None` for what is too long to be a number.
pub(super) fn spoken(digits: &str) -> Option<String> {
    let (before, after) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let number: u64 = before.parse().ok()?;
    if before.len() > 15 {
        return None;
    }
    let part = match after.len() {
        0 => return Some(whole(number)),
        1 => "oʻndan",
        2 => "yuzdan",
        3 => "mingdan",
        _ => return None,
    };
    let decimals = whole(after.parse().ok()?);
    Some(format!("{} butun {part} {decimals}", whole(number)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        for (digits, words) in [
            ("0", "nol"),
            ("7", "yetti"),
            ("15", "oʻn besh"),
            ("103", "yuz uch"),
            ("500", "besh yuz"),
            ("1000", "ming"),
            ("1250", "ming ikki yuz ellik"),
            ("45000", "qirq besh ming"),
            ("1000000", "bir million"),
            ("2,5", "ikki butun oʻndan besh"),
            ("0.25", "nol butun yuzdan yigirma besh"),
        ] {
            assert_eq!(spoken(digits).as_deref(), Some(words), "{digits}");
        }
        assert_eq!(spoken("1234567890123456"), None);
    }

    proptest! {
        #[test]
        fn different_numbers_are_said_differently(one in 0_u64..2_000_000, other in 0_u64..2_000_000) {
            prop_assert_eq!(whole(one) == whole(other), one == other);
            prop_assert!(!whole(one).contains("  "));
        }
    }
}
