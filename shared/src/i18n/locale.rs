//! A language with its script.

use serde::{Deserialize, Serialize};

/// A language that Nazar answers in. Uzbek is written in two scripts, which for a reader are two languages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Locale {
    /// English, the default.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
    /// Uzbek in Latin script.
    #[serde(rename = "uz")]
    Uzbek,
    /// Uzbek in Cyrillic script.
    #[serde(rename = "uz-Cyrl")]
    UzbekCyrillic,
    /// Nepali.
    #[serde(rename = "ne")]
    Nepali,
}

impl Locale {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::English,
        Self::Russian,
        Self::Uzbek,
        Self::UzbekCyrillic,
        Self::Nepali,
    ];

    /// Its BCP 47 tag, as in `Content-Language`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Uzbek => "uz",
            Self::UzbekCyrillic => "uz-Cyrl",
            Self::Nepali => "ne",
        }
    }

    /// The language that a BCP 47 tag asks for, by language and script; regions and variants do not matter here.
    /// `uz-Cyrl-UZ` is Uzbek in Cyrillic, `uz-UZ` Uzbek in Latin, `ru-KZ` Russian, `en-GB` English.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let mut parts = tag.split(['-', '_']);
        let language = parts.next()?.to_ascii_lowercase();
        match language.as_str() {
            "en" => Some(Self::English),
            "ru" => Some(Self::Russian),
            "ne" => Some(Self::Nepali),
            "uz" if parts.any(|part| part.eq_ignore_ascii_case("cyrl")) => {
                Some(Self::UzbekCyrillic)
            }
            "uz" => Some(Self::Uzbek),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_read_back() {
        for locale in Locale::ALL {
            assert_eq!(Locale::of_tag(locale.tag()), Some(locale));
            assert_eq!(serde_json::to_value(locale).unwrap(), locale.tag());
        }
    }

    #[test]
    fn regions_do_not_matter_and_scripts_do() {
        assert_eq!(Locale::of_tag("uz-Cyrl-UZ"), Some(Locale::UzbekCyrillic));
        assert_eq!(Locale::of_tag("UZ-CYRL"), Some(Locale::UzbekCyrillic));
        assert_eq!(Locale::of_tag("uz-Latn-UZ"), Some(Locale::Uzbek));
        assert_eq!(Locale::of_tag("ru-KZ"), Some(Locale::Russian));
        assert_eq!(Locale::of_tag("de"), None);
        assert_eq!(Locale::of_tag(""), None);
    }
}
