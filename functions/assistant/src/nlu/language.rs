//! Which language a text is in, and in which letters.
//!
//! The language is the classifier's second question, on the same features; letters that only one language has decide
//! before it. The script is counted.

use nazar::http::Locale;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A language that the assistant understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum Language {
    /// Uzbek, in either script.
    #[serde(rename = "uz")]
    Uzbek,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// The letters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    /// Mostly Latin, or no letters at all.
    Latin,
    /// Mostly Cyrillic.
    Cyrillic,
}

impl Language {
    /// All of them, in the order of the classifier's rows.
    pub const ALL: [Self; 3] = [Self::Uzbek, Self::Russian, Self::English];

    /// Its tag: `uz`, `ru` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Uzbek => "uz",
            Self::Russian => "ru",
            Self::English => "en",
        }
    }

    /// The language of this tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.tag() == tag)
    }

    /// The language that a locale is of; a reader of Nepali is answered in English.
    pub fn of_locale(locale: Locale) -> Self {
        match locale {
            Locale::Uzbek | Locale::UzbekCyrillic => Self::Uzbek,
            Locale::Russian => Self::Russian,
            Locale::English | Locale::Nepali => Self::English,
        }
    }

    /// In which words to answer. Russian is written in Cyrillic and English in Latin letters, however they were typed.
    pub fn locale(self, script: Script) -> Locale {
        match (self, script) {
            (Self::Uzbek, Script::Latin) => Locale::Uzbek,
            (Self::Uzbek, Script::Cyrillic) => Locale::UzbekCyrillic,
            (Self::Russian, _) => Locale::Russian,
            (Self::English, _) => Locale::English,
        }
    }
}

impl Script {
    /// The script of most letters.
    pub fn of(text: &str) -> Self {
        let cyrillic = text.chars().filter(|letter| is_cyrillic(*letter)).count();
        let latin = text.chars().filter(char::is_ascii_alphabetic).count();
        if cyrillic > latin {
            Self::Cyrillic
        } else {
            Self::Latin
        }
    }
}

impl Script {
    /// The language of a text that does not show one: the reader's where its letters are the text's, and else Russian for
    /// Cyrillic letters, and Uzbek, which most readers here read, for Latin ones.
    pub fn language_for(self, reader: Locale) -> Language {
        let wanted = Language::of_locale(reader);
        match (self, wanted) {
            (Self::Cyrillic, Language::English) => Language::Russian,
            (Self::Latin, Language::Russian) => Language::Uzbek,
            _ => wanted,
        }
    }
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

/// What the letters alone say: `ў қ ғ ҳ` are Uzbek, `ы щ` are Russian.
pub(super) fn by_letters(text: &str) -> Option<Language> {
    let has = |letters: &[char]| {
        text.chars()
            .flat_map(char::to_lowercase)
            .any(|letter| letters.contains(&letter))
    };
    match (has(&['ў', 'қ', 'ғ', 'ҳ']), has(&['ы', 'щ'])) {
        (true, false) => Some(Language::Uzbek),
        (false, true) => Some(Language::Russian),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_that_of_most_letters() {
        assert_eq!(Script::of("Парацетамол 500 mg борми"), Script::Cyrillic);
        assert_eq!(Script::of("Aspirin bormi?"), Script::Latin);
        assert_eq!(Script::of("103"), Script::Latin);
    }

    #[test]
    fn letters_that_one_language_has_decide() {
        assert_eq!(by_letters("Дорихона қаерда"), Some(Language::Uzbek));
        assert_eq!(by_letters("Чем вызвано"), Some(Language::Russian));
        assert_eq!(by_letters("салом"), None);
        assert_eq!(by_letters("dorixona"), None);
    }

    #[test]
    fn answers_come_in_the_script_of_the_question() {
        assert_eq!(
            Language::Uzbek.locale(Script::Cyrillic),
            Locale::UzbekCyrillic
        );
        assert_eq!(Language::Uzbek.locale(Script::Latin), Locale::Uzbek);
        assert_eq!(Language::Russian.locale(Script::Latin), Locale::Russian);
    }
}
