//! Words of a text about lots.

use crate::catalogue::Gtin;

/// A word, with the marks around it taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// As written.
    pub(super) text: &'a str,
}

/// Marks that part words and mean nothing by themselves.
const SEPARATORS: &[char] = &[
    ',', ';', ':', '(', ')', '[', ']', '{', '}', '|', '"', '#', '*', '=', '&', '\u{201c}',
    '\u{201d}', '\u{2022}', '\u{b7}', '\u{ae}', '\u{2122}',
];

/// Marks that a word may carry inside, but not at its ends.
const EDGES: &[char] = &[
    '.', '-', '/', '_', '\'', '\u{2019}', '\u{2018}', '`', '+', '!', '?', '~',
];

/// The words of a text. Dashes of all kinds should be hyphens already.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    text.split(|letter: char| letter.is_whitespace() || SEPARATORS.contains(&letter))
        .map(|word| {
            let core = word.trim_matches(EDGES);
            // A hyphen that stands alone may be a range's.
            if core.is_empty() && word.starts_with('-') {
                "-"
            } else {
                core
            }
        })
        .filter(|word| !word.is_empty())
        .map(|text| Token { text })
        .collect()
}

/// What a word of the vocabulary does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Numbers of lots follow.
    LotLabel,
    /// One date follows.
    ExpiryLabel,
    /// Dates follow, or stand beside each lot.
    ExpiryLabels,
    /// Codes follow that are no lots: national drug codes, trade item numbers.
    CodeLabel,
    /// Everything of what follows.
    All,
    /// What may be recalled whole: lots, product, units.
    Whole,
    /// A unit behind a number.
    Unit,
    /// A range between what stands before and behind.
    Range,
    /// Says nothing of its own.
    Filler,
}

const VOCABULARY: &[(Word, &[&str])] = &[
    (
        Word::LotLabel,
        &[
            "lot",
            "lots",
            "batch",
            "batches",
            "lotno",
            "batchno",
            "партия",
            "партии",
            "серия",
            "серии",
            "partiya",
            "seriya",
        ],
    ),
    (
        Word::ExpiryLabel,
        &[
            "exp",
            "expiry",
            "expires",
            "expiration",
            "expired",
            "expiring",
            "bud",
            "exp.date",
            "exp.dt",
            "expdate",
            "годен",
            "muddati",
        ],
    ),
    (
        Word::ExpiryLabels,
        &["exps", "expirations", "dates", "buds", "expiries"],
    ),
    (
        Word::CodeLabel,
        &["ndc", "ndcs", "upc", "upcs", "gtin", "gtins"],
    ),
    (
        Word::All,
        &["all", "any", "every", "все", "barcha", "hamma"],
    ),
    (
        Word::Whole,
        &[
            "product",
            "products",
            "unit",
            "units",
            "codes",
            "code",
            "unexpired",
            "non-expired",
            "remaining",
            "drug",
            "drugs",
            "serial",
        ],
    ),
    (
        Word::Unit,
        &[
            "bottle",
            "bottles",
            "vial",
            "vials",
            "count",
            "ct",
            "tablet",
            "tablets",
            "capsule",
            "capsules",
            "ml",
            "mg",
            "mcg",
            "g",
            "kg",
            "l",
            "oz",
            "box",
            "boxes",
            "carton",
            "cartons",
            "case",
            "cases",
            "syringe",
            "syringes",
            "bag",
            "bags",
            "kit",
            "kits",
            "tube",
            "tubes",
            "pack",
            "packs",
            "package",
            "packages",
            "blister",
            "blisters",
            "ampule",
            "ampules",
            "pouches",
            "sachets",
            "jars",
            "cans",
            "canisters",
            "pieces",
            "doses",
            "%",
        ],
    ),
    (
        Word::Range,
        &["-", "to", "through", "thru", "until", "from", "between"],
    ),
    (
        Word::Filler,
        &[
            "and",
            "or",
            "no",
            "nos",
            "number",
            "numbers",
            "num",
            "numeral",
            "the",
            "of",
            "with",
            "date",
            "dated",
            "use",
            "by",
            "best",
            "before",
            "beyond",
            "after",
            "on",
            "at",
            "in",
            "for",
            "is",
            "are",
            "as",
            "following",
            "product",
            "code",
            "codes",
            "dt",
            "mfg",
            "manufactured",
            "within",
            "expiry",
            "same",
            "each",
            "per",
            "us",
            "usa",
            "control",
            "до",
            "и",
            "номер",
            "№",
            "raqami",
            "va",
            "gacha",
        ],
    ),
];

impl Token<'_> {
    /// What the word does; the first meaning of the table counts.
    pub(super) fn word(self) -> Option<Word> {
        let lower = self.text.to_lowercase();
        VOCABULARY
            .iter()
            .find(|(_, words)| words.contains(&lower.as_str()))
            .map(|(word, _)| *word)
    }

    /// Whether it may be the number of a lot.
    pub(super) fn is_code(self) -> bool {
        let letters = self.text.chars();
        let fits = letters.clone().all(|letter| {
            letter.is_alphanumeric() || matches!(letter, '-' | '.' | '/' | '_' | '+' | '@')
        });
        fits && letters.clone().any(|letter| letter.is_ascii_digit())
            && letters.count() <= super::super::lot::MAX_LOT_LENGTH
    }

    /// Whether it has the form of a US National Drug Code, which no number of a lot has: 4-4-2, 5-3-2, 5-4-1 or 5-4-2
    /// digits, or the first two groups alone.
    pub(super) fn is_ndc(self) -> bool {
        let groups: Vec<&str> = self.text.split('-').collect();
        let is_digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
        let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        groups.iter().all(is_digits)
            && matches!(lengths.as_slice(), [4, 4, 2] | [5, 3, 2] | [5, 4, 1 | 2])
    }

    /// Whether it is a trade item number of 12 to 14 digits with its right check digit.
    pub(super) fn is_gtin(self) -> bool {
        (12..=14).contains(&self.text.len()) && self.text.parse::<Gtin>().is_ok()
    }
}
