//! The catalogues' files, compiled in: one for each part of the API that speaks, in every language.

use super::Locale;

macro_rules! catalogues {
    ($($(#[$doc:meta])+ $name:ident = $file:literal;)+) => {
        $($(#[$doc])+
        pub(crate) fn $name(locale: Locale) -> &'static str {
            match locale {
                Locale::English => include_str!(concat!("../../locales/en/", $file)),
                Locale::Russian => include_str!(concat!("../../locales/ru/", $file)),
                Locale::Uzbek => include_str!(concat!("../../locales/uz/", $file)),
                Locale::UzbekCyrillic => include_str!(concat!("../../locales/uz-Cyrl/", $file)),
                Locale::Nepali => include_str!(concat!("../../locales/ne/", $file)),
            }
        })+

        /// Those that speak every language.
        const EVERYWHERE: &[fn(Locale) -> &'static str] = &[$($name),+];
    };
}

catalogues! {
    /// What problems say.
    problems = "problems.ftl";
    /// Why a character should be practised.
    practice = "practice.ftl";
    /// What the coach says about a drawing.
    coach = "coach.ftl";
    /// What letters say.
    mail = "mail.ftl";
}

/// What is said about medicines taken together, in the languages of Uzbekistan; a reader of Nepali gets English.
pub(crate) fn interactions(locale: Locale) -> &'static str {
    match locale {
        Locale::English => include_str!("../../locales/en/interactions.ftl"),
        Locale::Russian => include_str!("../../locales/ru/interactions.ftl"),
        Locale::Uzbek => include_str!("../../locales/uz/interactions.ftl"),
        Locale::UzbekCyrillic => include_str!("../../locales/uz-Cyrl/interactions.ftl"),
        Locale::Nepali => "",
    }
}

/// What is said about a scan, in the languages of Uzbekistan; a reader of Nepali gets English.
pub(crate) fn scans(locale: Locale) -> &'static str {
    match locale {
        Locale::English => include_str!("../../locales/en/scans.ftl"),
        Locale::Russian => include_str!("../../locales/ru/scans.ftl"),
        Locale::Uzbek => include_str!("../../locales/uz/scans.ftl"),
        Locale::UzbekCyrillic => include_str!("../../locales/uz-Cyrl/scans.ftl"),
        Locale::Nepali => "",
    }
}

/// What is said about recalls, in the languages of Uzbekistan; a reader of Nepali gets English.
pub(crate) fn recalls(locale: Locale) -> &'static str {
    match locale {
        Locale::English => include_str!("../../locales/en/recalls.ftl"),
        Locale::Russian => include_str!("../../locales/ru/recalls.ftl"),
        Locale::Uzbek => include_str!("../../locales/uz/recalls.ftl"),
        Locale::UzbekCyrillic => include_str!("../../locales/uz-Cyrl/recalls.ftl"),
        Locale::Nepali => "",
    }
}

/// What the assistant says, in the languages of Uzbekistan; a reader of Nepali gets English.
pub(crate) fn assistant(locale: Locale) -> &'static str {
    match locale {
        Locale::English => include_str!("../../locales/en/assistant.ftl"),
        Locale::Russian => include_str!("../../locales/ru/assistant.ftl"),
        Locale::Uzbek => include_str!("../../locales/uz/assistant.ftl"),
        Locale::UzbekCyrillic => include_str!("../../locales/uz-Cyrl/assistant.ftl"),
        Locale::Nepali => "",
    }
}

/// What is said about prices, in the languages of Uzbekistan; a reader of Nepali gets English.
pub(crate) fn prices(locale: Locale) -> &'static str {
    match locale {
        Locale::English => include_str!("../../locales/en/prices.ftl"),
        Locale::Russian => include_str!("../../locales/ru/prices.ftl"),
        Locale::Uzbek => include_str!("../../locales/uz/prices.ftl"),
        Locale::UzbekCyrillic => include_str!("../../locales/uz-Cyrl/prices.ftl"),
        Locale::Nepali => "",
    }
}

/// What is said about pharmacies, in the languages of Uzbekistan; a reader of Nepali gets English.
pub(crate) fn pharmacies(locale: Locale) -> &'static str {
    match locale {
        Locale::English => include_str!("../../locales/en/pharmacies.ftl"),
        Locale::Russian => include_str!("../../locales/ru/pharmacies.ftl"),
        Locale::Uzbek => include_str!("../../locales/uz/pharmacies.ftl"),
        Locale::UzbekCyrillic => include_str!("../../locales/uz-Cyrl/pharmacies.ftl"),
        Locale::Nepali => "",
    }
}

/// What is said about points and badges, in the languages of Uzbekistan; a reader of Nepali gets English.
pub(crate) fn engagement(locale: Locale) -> &'static str {
    match locale {
        Locale::English => include_str!("../../locales/en/engagement.ftl"),
        Locale::Russian => include_str!("../../locales/ru/engagement.ftl"),
        Locale::Uzbek => include_str!("../../locales/uz/engagement.ftl"),
        Locale::UzbekCyrillic => include_str!("../../locales/uz-Cyrl/engagement.ftl"),
        Locale::Nepali => "",
    }
}

/// What people are told without having asked, in the languages of Uzbekistan; a reader of Nepali gets English.
pub(crate) fn notices(locale: Locale) -> &'static str {
    match locale {
        Locale::English => include_str!("../../locales/en/notices.ftl"),
        Locale::Russian => include_str!("../../locales/ru/notices.ftl"),
        Locale::Uzbek => include_str!("../../locales/uz/notices.ftl"),
        Locale::UzbekCyrillic => include_str!("../../locales/uz-Cyrl/notices.ftl"),
        Locale::Nepali => "",
    }
}

/// All catalogues. Their ids share one space: each file's begin with a word of its own.
pub(super) fn all(locale: Locale) -> impl Iterator<Item = &'static str> {
    EVERYWHERE.iter().map(move |source| source(locale)).chain([
        interactions(locale),
        recalls(locale),
        prices(locale),
        pharmacies(locale),
        scans(locale),
        assistant(locale),
        engagement(locale),
        notices(locale),
    ])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_bundle::FluentResource;

    use super::*;

    /// The ids of a file's messages, with those of their attributes.
    fn ids(source: &str) -> BTreeSet<String> {
        let mut message = "";
        let mut ids = BTreeSet::new();
        for line in source.lines() {
            let Some((id, _)) = line.split_once(" =") else {
                continue;
            };
            match id.trim_start().strip_prefix('.') {
                Some(attribute) => ids.insert(format!("{message}.{attribute}")),
                None => {
                    message = id;
                    ids.insert(id.to_owned())
                }
            };
        }
        ids
    }

    #[test]
    fn every_file_parses_whole() {
        for locale in Locale::ALL {
            for source in all(locale) {
                let parsed = FluentResource::try_new(source.to_owned());
                let errors = parsed.err().map(|(_, errors)| errors);
                assert!(errors.is_none(), "{}: {errors:?}", locale.tag());
            }
        }
    }

    #[test]
    fn every_language_says_as_much_as_english() {
        for source in EVERYWHERE {
            let english = ids(source(Locale::English));
            for locale in Locale::ALL {
                assert_eq!(ids(source(locale)), english, "{}", locale.tag());
            }
        }
        for source in [
            interactions,
            recalls,
            prices,
            scans,
            assistant,
            engagement,
            notices,
        ] {
            let english = ids(source(Locale::English));
            for locale in Locale::ALL
                .into_iter()
                .filter(|locale| *locale != Locale::Nepali)
            {
                assert_eq!(ids(source(locale)), english, "{}", locale.tag());
            }
        }
    }

    #[test]
    fn no_id_stands_in_two_files() {
        let mut seen = BTreeSet::new();
        for id in all(Locale::English).flat_map(ids) {
            assert!(seen.insert(id.clone()), "{id}");
        }
    }
}
