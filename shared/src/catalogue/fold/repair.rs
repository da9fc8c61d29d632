//! Letters of one script that stand in a word of the other, and signs that stand for nothing.

/// Cyrillic letters with the Latin ones that look the same.
const LOOK_ALIKES: [(char, char); 27] = [
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('З', '3'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
    ('а', 'a'),
    ('е', 'e'),
    ('к', 'k'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
];

fn to_latin(letter: char) -> Option<char> {
    LOOK_ALIKES
        .iter()
        .find(|(cyrillic, latin)| *cyrillic == letter && latin.is_alphabetic())
        .map(|(_, latin)| *latin)
}

fn to_cyrillic(letter: char) -> Option<char> {
    LOOK_ALIKES
        .iter()
        .find(|(_, latin)| *latin == letter && latin.is_alphabetic())
        .map(|(cyrillic, _)| *cyrillic)
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

/// A code in Latin letters, such as an ATC code, that was typed with Cyrillic look-alikes (`М01АС06`).
pub fn latin_look_alikes(text: &str) -> String {
    text.chars()
        .map(|letter| to_latin(letter).unwrap_or(letter))
        .collect()
}

/// A word of two scripts, written in the one that all its letters can be of; others are left as they are.
///
/// A single Cyrillic letter, alone or before digits, is a Latin one when it looks like it: vitamins are typed so
/// (`С`, `В12`).
pub(super) fn one_script(word: &[char]) -> Vec<char> {
    let letters = || word.iter().copied().filter(|letter| letter.is_alphabetic());
    let is_mixed =
        letters().any(is_cyrillic) && letters().any(|letter| letter.is_ascii_alphabetic());
    let is_single = letters().count() == 1;
    if !is_mixed && !is_single {
        return word.to_vec();
    }
    if letters().all(|letter| !is_cyrillic(letter) || to_latin(letter).is_some()) {
        return rewritten(word, to_latin);
    }
    if is_mixed && letters().all(|letter| is_cyrillic(letter) || to_cyrillic(letter).is_some()) {
        return rewritten(word, to_cyrillic);
    }
    word.to_vec()
}

fn rewritten(word: &[char], by: fn(char) -> Option<char>) -> Vec<char> {
    word.iter()
        .map(|letter| by(*letter).unwrap_or(*letter))
        .collect()
}

/// Whatever people type for the apostrophe of `oʻ` and `gʻ`, the tutuq belgisi among them.
pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`'
            | '´'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201b}'
            | '\u{2bb}'
            | '\u{2bc}'
            | '\u{2b9}'
            | '\u{2032}'
    )
}

/// A combining mark.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// The Cyrillic letter that a letter and a breve after it make.
pub(super) fn compose(before: Option<char>, mark: char) -> Option<char> {
    match (before?, mark) {
        ('и', '\u{306}') => Some('й'),
        ('И', '\u{306}') => Some('Й'),
        ('у', '\u{306}') => Some('ў'),
        ('У', '\u{306}') => Some('Ў'),
        _ => None,
    }
}
