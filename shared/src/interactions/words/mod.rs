//! Plain words for what was found, from the catalogues `locales/<language>/interactions.ftl`: what happens, what to watch
//! for, what to do, how urgent it is.
//!
//! Every severity, mechanism, advice and outcome has its words in English, Russian and Uzbek in both scripts; a test
//! checks that, because a word that is missing in a language would be read in English by somebody in danger.

mod effects;
mod messages;
#[cfg(test)]
mod tests;

pub use effects::effect;

use super::{Advice, Mechanism, Outcome, Setting, Severity, Subject};
use crate::i18n::{Locale, text};

/// What is said about one finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Words {
    /// How bad it is, in the words of what it is about.
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

/// The words for two medicines: see [`words_of`].
pub fn words(
    locale: Locale,
    severity: Severity,
    mechanism: Mechanism,
    advice: Option<Advice>,
) -> Words {
    words_of(locale, Setting::Pair, severity, mechanism, advice)
}

/// The words for a severity and a mechanism in a setting, and for an advice where there is one.
pub fn words_of(
    locale: Locale,
    setting: Setting,
    severity: Severity,
    mechanism: Mechanism,
    advice: Option<Advice>,
) -> Words {
    let say = |(id, attribute): (String, Option<&str>)| text(locale, &id, attribute, &[]);
    let by_mechanism = format!("mechanism-{mechanism}");
    let mut what_to_do = say(setting.action(severity));
    if let Some(advice) = advice.filter(|advice| adds_something(setting, severity, *advice)) {
        let more = text(locale, &format!("advice-{advice}"), None, &[]);
        what_to_do = format!("{more} {what_to_do}");
    }
    let of_one = mechanism == Mechanism::NotStated && !setting.is_of_medicines();
    Words {
        title: text(locale, &setting.title(severity), None, &[]),
        what_happens: text(locale, &by_mechanism, None, &[]),
        what_to_watch: match of_one {
            true => text(locale, "watch-one-medicine", None, &[]),
            false => text(locale, &by_mechanism, Some("watch"), &[]),
        },
        what_to_do,
        how_urgent: say(setting.urgency(severity)),
    }
}

/// A contraindication says itself that two medicines are not taken together, and "together" fits no illness.
fn adds_something(setting: Setting, severity: Severity, advice: Advice) -> bool {
    let is_said = severity == Severity::Contraindicated || !setting.is_of_medicines();
    advice != Advice::DoNotCombine || !is_said
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
