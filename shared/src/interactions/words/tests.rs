//! Every word in every language, and none that reassures.

use std::collections::BTreeSet;

use super::*;

const LANGUAGES: [Locale; 4] = [
    Locale::English,
    Locale::Russian,
    Locale::Uzbek,
    Locale::UzbekCyrillic,
];

fn all(locale: Locale) -> Vec<Words> {
    let mut all = of_pairs(locale);
    for setting in &Setting::ALL[1..] {
        for severity in Severity::ALL {
            let mechanism = Mechanism::NotStated;
            all.push(words_of(locale, *setting, *severity, mechanism, None));
        }
    }
    all
}

fn of_pairs(locale: Locale) -> Vec<Words> {
    let advice = Advice::ALL.iter().copied().map(Some).chain([None]);
    let mut all = Vec::new();
    for advice in advice {
        for severity in Severity::ALL {
            for mechanism in Mechanism::ALL {
                all.push(words(locale, *severity, *mechanism, advice));
            }
        }
    }
    all
}

#[test]
fn a_contraindication_says_once_that_two_are_not_taken_together() {
    for locale in LANGUAGES {
        let said = |advice| {
            let severity = Severity::Contraindicated;
            words(locale, severity, Mechanism::Bleeding, advice).what_to_do
        };
        assert_eq!(said(Some(Advice::DoNotCombine)), said(None));
        assert_ne!(said(Some(Advice::AskFirst)), said(None));
    }
}

#[test]
fn every_severity_mechanism_and_advice_has_words_of_its_own_in_every_language() {
    for locale in LANGUAGES {
        let said = of_pairs(locale);
        let distinct =
            |of: fn(&Words) -> &String| said.iter().map(of).collect::<BTreeSet<_>>().len();
        assert_eq!(distinct(|words| &words.title), Severity::ALL.len());
        assert_eq!(distinct(|words| &words.how_urgent), Severity::ALL.len());
        assert_eq!(distinct(|words| &words.what_happens), Mechanism::ALL.len());
        // One pair says no more than the severity alone: the test above.
        let pairs = Severity::ALL.len() * (Advice::ALL.len() + 1);
        assert_eq!(distinct(|words| &words.what_to_do), pairs - 1);
        for words in &said {
            for part in [
                &words.title,
                &words.what_happens,
                &words.what_to_watch,
                &words.what_to_do,
                &words.how_urgent,
            ] {
                let is_id = ["severity-", "mechanism-", "advice-"]
                    .iter()
                    .any(|id| part.contains(id));
                assert!(!part.is_empty() && !is_id, "{}: {part}", locale.tag());
            }
        }
    }
}

/// "Contraindicated: never together" stood over an illness and over a pregnancy.
#[test]
fn each_setting_has_words_of_its_own_and_only_medicines_are_taken_together() {
    let together = [
        (Locale::English, "together"),
        (Locale::Russian, "вместе"),
        (Locale::Uzbek, "birga"),
        (Locale::UzbekCyrillic, "бирга"),
    ];
    for (locale, word) in together {
        let mut titles = BTreeSet::new();
        for setting in Setting::ALL {
            for severity in Severity::ALL {
                let advice = Some(Advice::DoNotCombine);
                let said = words_of(locale, *setting, *severity, Mechanism::NotStated, advice);
                let all = format!("{said:?}");
                assert!(!all.contains("title-") && !all.contains("action-"), "{all}");
                assert!(titles.insert(said.title.clone()), "{} twice", said.title);
                if !setting.is_of_medicines() {
                    let doing = format!("{} {}", said.title, said.what_to_do).to_lowercase();
                    assert!(!doing.contains(word), "{doing}");
                }
            }
        }
        assert_eq!(titles.len(), Setting::ALL.len() * Severity::ALL.len());
    }
}

#[test]
fn every_circumstance_has_a_name_in_every_language() {
    use crate::interactions::{Condition, Food, Pregnancy};
    let foods = Food::ALL.iter().map(|food| Subject::Food(*food));
    let conditions = Condition::ALL
        .iter()
        .map(|condition| Subject::Condition(*condition));
    let stages = Pregnancy::ALL
        .iter()
        .map(|stage| Subject::Pregnancy(*stage));
    let others = [
        Subject::Alcohol,
        Subject::Breastfeeding,
        "age:<12".parse().unwrap(),
    ];
    let all: Vec<Subject> = foods
        .chain(conditions)
        .chain(stages)
        .chain(others)
        .collect();
    for locale in LANGUAGES {
        let names: BTreeSet<String> = all
            .iter()
            .filter_map(|subject| circumstance(locale, subject))
            .collect();
        assert_eq!(names.len(), all.len(), "{}: {names:?}", locale.tag());
        assert!(
            !names.iter().any(|name| name.contains("subject-")),
            "{names:?}"
        );
    }
}

#[test]
fn every_language_has_its_own_words_and_not_the_english_ones() {
    let english: BTreeSet<String> = of_pairs(Locale::English)
        .into_iter()
        .map(|words| words.what_happens)
        .collect();
    for locale in &LANGUAGES[1..] {
        for words in of_pairs(*locale) {
            assert!(
                !english.contains(&words.what_happens),
                "{}: {}",
                locale.tag(),
                words.what_happens
            );
        }
    }
}

/// Defect 8.1.1: an explainer that said "safe together".
#[test]
fn defect_1_no_words_say_that_anything_is_safe() {
    let reassuring = [
        "is safe",
        "are safe",
        "safely",
        "no risk",
        "безопасно ",
        "безопасно.",
        "безвредно",
        "xavfsiz ",
        "xavfsiz.",
        "хавфсиз ",
        "хавфсиз.",
    ];
    for locale in LANGUAGES {
        let outcomes = Outcome::ALL.iter().map(|known| outcome(locale, *known));
        let said = all(locale).into_iter().flat_map(|words| {
            [
                words.title,
                words.what_happens,
                words.what_to_do,
                words.how_urgent,
            ]
        });
        for part in outcomes.chain(said) {
            for word in reassuring {
                assert!(
                    !part.to_lowercase().contains(word),
                    "{}: {part}",
                    locale.tag()
                );
            }
        }
    }
}

#[test]
fn the_catalogues_hold_no_letters_of_another_script() {
    for locale in [Locale::Uzbek, Locale::UzbekCyrillic, Locale::Russian] {
        for words in all(locale) {
            let text = format!("{words:?}");
            let said = text.replace("Words { title", "");
            let cyrillic = said
                .chars()
                .filter(|letter| ('а'..='я').contains(letter))
                .count();
            assert_eq!(
                cyrillic == 0,
                locale == Locale::Uzbek,
                "{}: {text}",
                locale.tag()
            );
            assert!(!said.contains(['‘', '’', '`']), "one apostrophe: {text}");
        }
    }
}
