//! The words for every code, in every language: what is promised in the catalogue of codes is kept here.

use std::collections::BTreeSet;

use super::{FieldCode, Problem, ProblemBody};
use crate::{
    code::Code,
    i18n::{self, Locale},
};

/// The ids of messages and, indented, of their attributes, as they stand in a file.
fn ids(locale: Locale, attributes: bool) -> BTreeSet<String> {
    let mut message = "";
    let mut ids = BTreeSet::new();
    for line in i18n::problems(locale).lines() {
        let Some((id, _)) = line.split_once(" =") else {
            continue;
        };
        match id.trim_start().strip_prefix('.') {
            Some(attribute) if attributes => ids.insert(format!("{message}.{attribute}")),
            Some(_) => false,
            None => {
                message = id;
                ids.insert(id.to_owned())
            }
        };
    }
    ids
}

#[test]
fn every_code_has_its_words_and_no_words_are_left_over() {
    let codes = Code::ALL.iter().map(|code| code.as_str().to_owned());
    let fields = FieldCode::ALL
        .iter()
        .map(|code| format!("field-{}", code.as_str()));
    let expected: BTreeSet<String> = codes.chain(fields).collect();
    for locale in Locale::ALL {
        assert_eq!(ids(locale, false), expected, "{}", locale.tag());
    }
}

#[test]
fn every_language_says_as_much_as_english() {
    let english = ids(Locale::English, true);
    for locale in Locale::ALL {
        assert_eq!(ids(locale, true), english, "{}", locale.tag());
    }
}

#[test]
fn every_code_reads_as_a_sentence_of_its_own() {
    for locale in Locale::ALL {
        let mut titles = BTreeSet::new();
        for code in Code::ALL {
            let body = ProblemBody::new(&Problem::rate_limited(3), locale, None);
            assert!(
                body.detail.contains('3'),
                "{}: {}",
                locale.tag(),
                body.detail
            );
            let body = ProblemBody::of_code(*code, locale);
            assert_ne!(body.title, code.as_str(), "{}", locale.tag());
            assert_ne!(body.detail, code.as_str(), "{}", locale.tag());
            assert!(
                titles.insert(body.title),
                "{}: two codes read like {code}",
                locale.tag()
            );
        }
    }
}

#[test]
fn limits_are_named_in_every_language() {
    for locale in Locale::ALL {
        for (code, name) in [
            (FieldCode::TooShort, "min"),
            (FieldCode::TooLong, "max"),
            (FieldCode::TooSmall, "min"),
            (FieldCode::TooLarge, "max"),
        ] {
            let error = super::FieldError::new("/field", code).with_argument(name, "17");
            let problem = Problem::new(Code::ValidationFailed).with_error(error);
            let body = ProblemBody::new(&problem, locale, None);
            assert!(
                body.errors[0].detail.contains("17"),
                "{}: {:?}",
                locale.tag(),
                body.errors
            );
        }
    }
}

#[test]
fn russian_and_uzbek_cyrillic_are_written_in_their_own_letters() {
    let foreign = |text: &str, letters: &str| text.chars().any(|letter| letters.contains(letter));
    for code in Code::ALL {
        let title = |locale| ProblemBody::of_code(*code, locale).title;
        assert!(!foreign(&title(Locale::Russian), "ўқғҳ"), "{code}");
        assert!(!foreign(&title(Locale::UzbekCyrillic), "ыщ"), "{code}");
        assert!(
            !foreign(&title(Locale::Uzbek), "'`’‘"),
            "{code}: oʻ and gʻ are written with U+02BB"
        );
    }
}
