//! A text as it is read out: numbers, doses, times and abbreviations as words.
//!
//! The speaking program knows Russian and English numbers itself, and no Uzbek ones of more than one digit that a listener
//! would take for Uzbek; and it spells units in all three. Uzbek in Cyrillic letters is written in Latin ones first, which
//! its voice was made for.

use super::numbers::spoken;
use crate::nlu::Language;

/// Units and abbreviations, with what is said for them in Uzbek, Russian and English.
const ABBREVIATIONS: [(&[&str], [&str; 3]); 16] = [
    (&["mg", "мг"], ["milligramm", "миллиграмм", "milligrams"]),
    (
        &["mcg", "mkg", "мкг"],
        ["mikrogramm", "микрограмм", "micrograms"],
    ),
    (&["g", "г"], ["gramm", "грамм", "grams"]),
    (&["ml", "мл"], ["millilitr", "миллилитров", "millilitres"]),
    (&["l", "л"], ["litr", "литров", "litres"]),
    (&["km", "км"], ["kilometr", "километров", "kilometres"]),
    (&["m", "м"], ["metr", "метров", "metres"]),
    (
        &["iu", "me", "ме"],
        [
            "xalqaro birlik",
            "международных единиц",
            "international units",
        ],
    ),
    (
        &["tab", "tabl", "табл"],
        ["tabletka", "таблеток", "tablets"],
    ),
    (&["kaps", "капс"], ["kapsula", "капсул", "capsules"]),
    (&["min", "мин"], ["daqiqa", "минут", "minutes"]),
    (&["°c"], ["daraja", "градусов", "degrees"]),
    (&["%"], ["foiz", "процентов", "percent"]),
    (&["№"], ["raqam", "номер", "number"]),
    (&["+"], ["va", "плюс", "plus"]),
    (&["="], ["teng", "равно", "equals"]),
];

/// What the program is given to say.
pub(super) fn read_out(text: &str, language: Language) -> String {
    let text = match language {
        Language::Uzbek => in_latin(text),
        Language::Russian | Language::English => text.to_owned(),
    };
    // The no-break space between the thousands of our own replies parts no words.
    let text = text.replace('\u{a0}', "");
    let said: Vec<String> = text
        .split_whitespace()
        .map(|word| say(word, language))
        .collect();
    said.join(" ")
}

/// A word with its punctuation left where it is, because it makes the pauses.
fn say(word: &str, language: Language) -> String {
    let is_edge = |letter: char| !letter.is_alphanumeric() && !"%+=№°".contains(letter);
    let core = word.trim_matches(is_edge);
    if core.is_empty() {
        return word.to_owned();
    }
    let Some((before, after)) = word.split_once(core) else {
        return word.to_owned();
    };
    format!("{before}{}{after}", said_core(core, language))
}

fn said_core(core: &str, language: Language) -> String {
    if let Some(time) = clock(core, language) {
        return time;
    }
    let digits = core
        .find(|letter: char| !letter.is_ascii_digit() && !".,".contains(letter))
        .unwrap_or(core.len());
    let (number, rest) = core.split_at(digits);
    let number = number.trim_end_matches(['.', ',']);
    let unit = abbreviation(rest, language);
    match (number.is_empty(), unit) {
        (true, Some(unit)) => unit.to_owned(),
        (true, None) => core.to_owned(),
        (false, Some(unit)) => format!("{} {unit}", in_words(number, language)),
        (false, None) if rest.is_empty() => in_words(number, language),
        (false, None) => format!("{} {rest}", in_words(number, language)),
    }
}

fn in_words(number: &str, language: Language) -> String {
    let uzbek = (language == Language::Uzbek).then(|| spoken(number));
    uzbek.flatten().unwrap_or_else(|| number.to_owned())
}

fn abbreviation(word: &str, language: Language) -> Option<&'static str> {
    let word = word.to_lowercase();
    let (_, said) = ABBREVIATIONS
        .iter()
        .find(|(forms, _)| forms.contains(&word.as_str()))?;
    Some(said[language as usize])
}

/// `08:30`, hours first; a full hour has no minutes.
fn clock(core: &str, language: Language) -> Option<String> {
    let (hour, minute) = core.split_once(':')?;
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    if hour > 23 || minute > 59 || core.len() < 4 {
        return None;
    }
    let number = |value: u8| in_words(&value.to_string(), language);
    Some(match (language, minute) {
        (Language::English, 0) => format!("{hour} o'clock"),
        (Language::English, _) => format!("{hour} {minute:02}"),
        (_, 0) => number(hour),
        _ => format!("{} {}", number(hour), number(minute)),
    })
}

/// Uzbek in the Latin alphabet of 1995; what is Latin already stays.
fn in_latin(text: &str) -> String {
    let mut latin = String::with_capacity(text.len() + text.len() / 8);
    let mut before: Option<char> = None;
    for letter in text.chars().flat_map(char::to_lowercase) {
        let begins =
            before.is_none_or(|before| !before.is_alphabetic() || "аеёиоуўэюя".contains(before));
        match letter {
            // A е that begins a word or follows a vowel is said with a y.
            'е' if begins => latin.push_str("ye"),
            _ => match uzbek_letter(letter) {
                Some(written) => latin.push_str(written),
                None => latin.push(letter),
            },
        }
        before = Some(letter);
    }
    latin
}

fn uzbek_letter(letter: char) -> Option<&'static str> {
    let latin = match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' => "yo",
        'ж' => "j",
        'з' => "z",
        'и' | 'ы' => "i",
        'й' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "x",
        'ц' => "ts",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ъ' => "ʼ",
        'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'ў' => "oʻ",
        'қ' => "q",
        'ғ' => "gʻ",
        'ҳ' => "h",
        // Whatever was typed for the letter's own apostrophe.
        '\'' | '`' | '\u{2018}' | '\u{2019}' => "ʻ",
        _ => return None,
    };
    Some(latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doses_times_and_numbers_are_words_in_uzbek() {
        for (text, said) in [
            (
                "Metformin 500 mg, soat 08:00 da.",
                "metformin besh yuz milligramm, soat sakkiz da.",
            ),
            ("2,5мг", "ikki butun oʻndan besh milligramm"),
            ("103 ga qoʻngʻiroq qiling", "yuz uch ga qoʻngʻiroq qiling"),
            (
                "narxi 12\u{a0}500 soʻm",
                "narxi oʻn ikki ming besh yuz soʻm",
            ),
            ("21:30", "yigirma bir oʻttiz"),
            ("50 %", "ellik foiz"),
        ] {
            assert_eq!(read_out(text, Language::Uzbek), said, "{text}");
        }
    }

    #[test]
    fn both_scripts_of_uzbek_are_read_alike() {
        for (cyrillic, latin) in [
            ("Дорихона қаерда", "dorixona qayerda"),
            ("Ўн беш таблетка", "oʻn besh tabletka"),
            ("ёмғир", "yomgʻir"),
        ] {
            assert_eq!(read_out(cyrillic, Language::Uzbek), latin);
        }
        assert_eq!(read_out("qo'ng‘iroq", Language::Uzbek), "qoʻngʻiroq");
    }

    #[test]
    fn units_are_said_whole_in_russian_and_english_too() {
        assert_eq!(
            read_out("Конкор 5 мг в 08:00", Language::Russian),
            "Конкор 5 миллиграмм в 8"
        );
        assert_eq!(
            read_out("Take 500mg at 21:30.", Language::English),
            "Take 500 milligrams at 21 30."
        );
    }
}
