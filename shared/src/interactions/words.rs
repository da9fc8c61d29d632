//! Plain words for what was found, from the catalogues `locales/<language>/interactions.ftl`: what happens, what to watch
//! for, what to do, how urgent it is.
//!
//! Every severity, mechanism, advice and outcome has its words in English, Russian and Uzbek in both scripts; a test
//! checks that, because a word that is missing in a language would be read in English by somebody in danger.

use super::{Advice, Mechanism, Outcome, Severity, Subject};
use crate::i18n::{Locale, text};

/// What is said about one finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Words {
    /// The severity's name.
    #[schema(example = "Major interaction")]
    pub title: String,
    /// What happens.
    #[schema(example = "Bleeding becomes more likely and stops later.")]
    pub what_happens: String,
    /// What to watch for.
    pub what_to_watch: String,
    /// What to do.
    pub what_to_do: String,
    /// How urgent it is.
    #[schema(example = "Call a doctor or pharmacist today, before the next dose.")]
    pub how_urgent: String,
}

/// The words for a severity and a mechanism, and for an advice where there is one.
pub fn words(
    locale: Locale,
    severity: Severity,
    mechanism: Mechanism,
    advice: Option<Advice>,
) -> Words {
    let by_severity = format!("severity-{severity}");
    let by_mechanism = format!("mechanism-{mechanism}");
    let mut what_to_do = text(locale, &by_severity, Some("action"), &[]);
    // A contraindication says itself that the two are not taken together.
    let said =
        |advice: &Advice| severity == Severity::Contraindicated && *advice == Advice::DoNotCombine;
    if let Some(advice) = advice.filter(|advice| !said(advice)) {
        let more = text(locale, &format!("advice-{advice}"), None, &[]);
        what_to_do = format!("{more} {what_to_do}");
    }
    Words {
        title: text(locale, &by_severity, None, &[]),
        what_happens: text(locale, &by_mechanism, None, &[]),
        what_to_watch: text(locale, &by_mechanism, Some("watch"), &[]),
        what_to_do,
        how_urgent: text(locale, &by_severity, Some("urgency"), &[]),
    }
}

/// What a check comes to, in a sentence or two.
pub fn outcome(locale: Locale, outcome: Outcome) -> String {
    text(locale, &format!("outcome-{outcome}"), None, &[])
}

/// The name of what a medicine meets beside others; `None` for an ingredient or a class, whose names the data have.
pub fn circumstance(locale: Locale, subject: &Subject) -> Option<String> {
    let id = match subject {
        Subject::Ingredient(_) | Subject::Class(_) => return None,
        Subject::Food(food) => format!("subject-food-{food}"),
        Subject::Alcohol => "subject-alcohol".to_owned(),
        Subject::Condition(condition) => format!("subject-condition-{condition}"),
        Subject::Pregnancy(stage) => format!("subject-pregnancy-{stage}"),
        Subject::Breastfeeding => "subject-breastfeeding".to_owned(),
        Subject::Age(range) => {
            let arguments = [("range", range.to_string())];
            return Some(text(locale, "subject-age", None, &arguments));
        }
    };
    Some(text(locale, &id, None, &[]))
}

/// The language that the words are in: Nepali readers get English.
pub fn language(locale: Locale) -> Locale {
    match locale {
        Locale::Nepali => Locale::English,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const LANGUAGES: [Locale; 4] = [
        Locale::English,
        Locale::Russian,
        Locale::Uzbek,
        Locale::UzbekCyrillic,
    ];

    fn all(locale: Locale) -> Vec<Words> {
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
            let said = all(locale);
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
        let english: BTreeSet<String> = all(Locale::English)
            .into_iter()
            .map(|words| words.what_happens)
            .collect();
        for locale in &LANGUAGES[1..] {
            for words in all(*locale) {
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
}
