//! `БИСОПРОЛОЛ (Bisoprolol)`: the Russian trade name with the Latin one in brackets.

/// Both spellings of a trade name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TradeName {
    /// As it stands on packs; in Cyrillic letters but for a few makers who use none.
    pub(super) cyrillic: String,
    /// In Latin letters, where the register gives it.
    pub(super) latin: Option<String>,
}

/// Splits at the last bracket that closes the text. What it holds is the Latin spelling if most letters are Latin;
/// other brackets, such as `(ТИАМИН ГИДРОХЛОРИД)`, are part of the name.
pub(super) fn read(text: &str) -> TradeName {
    let whole = || TradeName {
        cyrillic: without_marks(text),
        latin: is_latin(text).then(|| without_marks(text)),
    };
    let Some(open) = last_bracket(text) else {
        return whole();
    };
    let (name, bracket) = text.split_at(open);
    let inside = &bracket[1..bracket.len() - 1];
    if name.trim().is_empty() || !is_latin(inside) {
        return whole();
    }
    TradeName {
        cyrillic: without_marks(name),
        latin: Some(without_marks(inside)),
    }
}

/// Where the bracket opens that the last character closes.
fn last_bracket(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (place, letter) in text.char_indices().rev() {
        match letter {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (letter == '(').then_some(place);
        }
    }
    None
}

fn is_latin(text: &str) -> bool {
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    let all = text.chars().filter(|letter| letter.is_alphabetic()).count();
    latin * 2 > all
}

fn without_marks(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|letter| !matches!(letter, '®' | '™' | '©'))
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What people call it: the last of several spellings (`Aragan Plyus/Aragan Plus`), up to its first number.
pub(super) fn brand(name: &str) -> String {
    let spelling = name.rsplit('/').next().unwrap_or(name);
    let first = spelling.split([';', ',']).next().unwrap_or(spelling);
    let words: Vec<&str> = first
        .split_whitespace()
        .take_while(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()))
        .collect();
    if words.is_empty() {
        return name.to_owned();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> (String, Option<String>) {
        let name = read(text);
        (name.cyrillic, name.latin)
    }

    fn pair(cyrillic: &str, latin: &str) -> (String, Option<String>) {
        (cyrillic.to_owned(), Some(latin.to_owned()))
    }

    #[test]
    fn the_last_bracket_is_the_latin_name() {
        assert_eq!(split("СПАЗМЕКС® (SPASMEX®)"), pair("СПАЗМЕКС", "SPASMEX"));
        assert_eq!(
            split("ВИТАМИН В1 (ТИАМИН ГИДРОХЛОРИД) (Vitamin B1 (Tiamin Gidroxlorid))"),
            pair(
                "ВИТАМИН В1 (ТИАМИН ГИДРОХЛОРИД)",
                "Vitamin B1 (Tiamin Gidroxlorid)"
            )
        );
        assert_eq!(split("Emkor 5"), pair("Emkor 5", "Emkor 5"));
    }

    #[test]
    fn a_bracket_of_cyrillic_letters_is_part_of_the_name() {
        let name = "АЛЬГАВАК (ВАКЦИНА ДЛЯ ПРОФИЛАКТИКИ)";
        assert_eq!(split(name), (name.to_owned(), None));
        assert_eq!(split("СИРОП)"), ("СИРОП)".to_owned(), None));
        assert_eq!(split("(Latin)").1.as_deref(), Some("(Latin)"));
    }

    #[test]
    fn brands_have_no_strength() {
        assert_eq!(brand("Emkor 2.5, Emkor 5, Emkor 10"), "Emkor");
        assert_eq!(brand("Aragan Plyus/Aragan Plus"), "Aragan Plus");
        assert_eq!(brand("5-NOK"), "5-NOK");
    }
}
