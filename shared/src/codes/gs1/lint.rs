//! What the dictionary asks of a part of a value beyond its length and alphabet.
//!
//! All of its linters are here but the two of North American coupons, `couponcode` and `couponposoffer` (identifiers 8110
//! and 8112): no medicine bears them. Parts with these are checked by length and alphabet alone.

use super::characters::SET_82;
use super::{Fault, country, currency, dates, package};

/// The second alphabet of a check pair: 32 characters that are not easily confused.
const SET_32: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The weights of a check pair, from the right: the first 83 is for the longest message of 23 characters.
const PRIMES: [usize; 23] = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83,
];

/// A rule on the content of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lint {
    CheckDigit,
    CheckPair,
    CompanyAt(usize),
    Day,
    DayOrMonth,
    LongDay,
    Hour,
    HourMinute,
    MinuteOrSecond,
    Country,
    CountryOrAll,
    CountryLetters,
    Currency,
    Package,
    Escapes,
    AtMost(u64),
    YesNo,
    Hyphen,
    Importer,
    Media,
    Sex,
    BirthPlace,
    NonZero,
    Zero,
    Winding,
    PieceOfTotal,
    Iban,
    HasNonDigit,
    NoZeroInFront,
    Nothing,
}

/// Ninety and a hundred and eighty degrees, both ways, in ten-millionths.
const LATITUDES: u64 = 1_800_000_000;
const LONGITUDES: u64 = 3_600_000_000;

impl Lint {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "csum" => Self::CheckDigit,
            "csumalpha" => Self::CheckPair,
            "gcppos1" => Self::CompanyAt(0),
            "gcppos2" => Self::CompanyAt(1),
            "yymmdd" => Self::Day,
            "yymmd0" => Self::DayOrMonth,
            "yyyymmdd" => Self::LongDay,
            "hh" => Self::Hour,
            "hhmi" => Self::HourMinute,
            "mi" | "ss" => Self::MinuteOrSecond,
            "iso3166" => Self::Country,
            "iso3166999" => Self::CountryOrAll,
            "iso3166alpha2" => Self::CountryLetters,
            "iso4217" => Self::Currency,
            "packagetype" => Self::Package,
            "pcenc" => Self::Escapes,
            "latitude" => Self::AtMost(LATITUDES),
            "longitude" => Self::AtMost(LONGITUDES),
            "yesno" => Self::YesNo,
            "hyphen" => Self::Hyphen,
            "importeridx" => Self::Importer,
            "mediatype" => Self::Media,
            "iso5218" => Self::Sex,
            "posinseqslash" => Self::BirthPlace,
            "nonzero" => Self::NonZero,
            "zero" => Self::Zero,
            "winding" => Self::Winding,
            "pieceoftotal" => Self::PieceOfTotal,
            "iban" => Self::Iban,
            "hasnondigit" => Self::HasNonDigit,
            "nozeroprefix" => Self::NoZeroInFront,
            "couponcode" | "couponposoffer" => Self::Nothing,
            _ => return None,
        })
    }

    /// Checks a part, which is of its alphabet and so of ASCII.
    pub(super) fn check(self, text: &str) -> Result<(), Fault> {
        match self {
            Self::CheckDigit => fits(has_check_digit(text), Fault::CheckDigit),
            Self::CheckPair => fits(has_check_pair(text), Fault::CheckDigit),
            // Company numbers have at least four digits.
            Self::CompanyAt(from) => fits(begins_with_digits(text, from, 4), Fault::Company),
            Self::Day => fits(dates::is_day(text), Fault::Date),
            Self::DayOrMonth => fits(dates::is_day_or_month(text), Fault::Date),
            Self::LongDay => fits(dates::is_long_day(text), Fault::Date),
            Self::Hour => fits(text < "24", Fault::Time),
            Self::HourMinute => fits(&text[..2] < "24" && &text[2..] < "60", Fault::Time),
            Self::MinuteOrSecond => fits(text < "60", Fault::Time),
            Self::Country => fits(country::is_numeric(text), Fault::Country),
            Self::CountryOrAll => fits(text == "999" || country::is_numeric(text), Fault::Country),
            Self::CountryLetters => fits(country::is_alpha_2(text), Fault::Country),
            Self::Currency => fits(currency::is_numeric(text), Fault::Range),
            Self::Package => fits(package::is_kind(text), Fault::Range),
            Self::Escapes => fits(super::percent::is_well_formed(text), Fault::Escape),
            Self::AtMost(most) => fits(number(text) <= Some(most), Fault::Range),
            Self::YesNo => fits(matches!(text, "0" | "1"), Fault::Range),
            Self::Hyphen => fits(text.bytes().all(|byte| byte == b'-'), Fault::Character),
            Self::Importer => fits(is_importer(text), Fault::Character),
            Self::Media => fits(is_media_type(text), Fault::Range),
            Self::Sex => fits(matches!(text, "0" | "1" | "2" | "9"), Fault::Range),
            Self::BirthPlace => fits(is_place_in_birth(text), Fault::Range),
            Self::NonZero => fits(text.bytes().any(|byte| byte != b'0'), Fault::Range),
            Self::Zero => fits(text.bytes().all(|byte| byte == b'0'), Fault::Range),
            Self::Winding => fits(matches!(text, "0" | "1" | "9"), Fault::Range),
            Self::PieceOfTotal => fits(is_piece_of_total(text), Fault::Range),
            Self::Iban => fits(is_iban(text), Fault::CheckDigit),
            Self::HasNonDigit => fits(
                text.bytes().any(|byte| !byte.is_ascii_digit()),
                Fault::Character,
            ),
            Self::NoZeroInFront => fits(text == "0" || !text.starts_with('0'), Fault::Range),
            Self::Nothing => Ok(()),
        }
    }
}

fn fits(holds: bool, otherwise: Fault) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(otherwise) }
}

fn number(digits: &str) -> Option<u64> {
    digits.parse().ok()
}

/// Weights 3 and 1 in turn from the right, the check digit itself with 1; the sum ends in 0.
fn has_check_digit(digits: &str) -> bool {
    let weighed = digits.bytes().rev().zip([1, 3].into_iter().cycle());
    let sum: u32 = weighed
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    sum.is_multiple_of(10)
}

/// The last two characters of a model number (General Specifications, section 7.9.5): each character's place in set 82
/// times a prime, summed modulo 1021, written with two of 32 characters.
fn has_check_pair(text: &str) -> bool {
    if text.len() < 3 || text.len() > PRIMES.len() + 2 {
        return false;
    }
    let (message, pair) = text.split_at(text.len() - 2);
    let weighed = message.chars().rev().zip(PRIMES);
    let sum: usize = weighed
        .map(|(letter, prime)| SET_82.find(letter).unwrap_or_default() * prime)
        .sum();
    let rest = sum % 1021;
    pair.as_bytes() == [SET_32[rest / 32], SET_32[rest % 32]]
}

fn begins_with_digits(text: &str, from: usize, count: usize) -> bool {
    let digits = text.get(from..from + count);
    digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_importer(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// 01 to 10, and 80 to 99 for a company's own use.
fn is_media_type(text: &str) -> bool {
    matches!(number(text), Some(1..=10 | 80..=99))
}

/// `1/2`: the first of two.
fn is_place_in_birth(text: &str) -> bool {
    let Some((place, count)) = text.split_once('/') else {
        return false;
    };
    match (number(place), number(count)) {
        (Some(place), Some(count)) => 1 <= place && place <= count,
        _ => false,
    }
}

/// Two digits of a piece and two of how many there are.
fn is_piece_of_total(text: &str) -> bool {
    let (piece, total) = text.split_at(text.len() / 2);
    match (number(piece), number(total)) {
        (Some(piece), Some(total)) => 1 <= piece && piece <= total,
        _ => false,
    }
}

/// ISO 13616: the first four characters moved to the end, letters as numbers from 10, modulo 97 is 1.
fn is_iban(text: &str) -> bool {
    if text.len() < 5
        || !text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    {
        return false;
    }
    let (head, tail) = text.split_at(4);
    let rest = tail.chars().chain(head.chars()).fold(0, |rest, letter| {
        let value = letter.to_digit(36).unwrap_or_default();
        let shift = if value < 10 { 10 } else { 100 };
        (rest * shift + value) % 97
    });
    rest == 1
}
