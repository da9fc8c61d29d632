//! Why a character is in the plan, in the reader's language.

use jiff::civil::Date;
use nazar::glyphs::Character;
use nazar::http::Locale;
use nazar::i18n::{self, Argument};
use nazar::store::practice::Card;

use super::Planned;
use crate::characters::named;

/// The sentence for one place of a plan. `card` is the character's, if it was ever drawn.
pub(in crate::practice) fn sentence(
    locale: Locale,
    planned: &Planned,
    character: &Character,
    card: Option<&Card>,
    today: Date,
) -> String {
    let mut arguments: Vec<Argument> = vec![("character", named(character))];
    if let Some(partner) = planned.partner.and_then(nazar::glyphs::character) {
        arguments.push(("partner", named(partner)));
        arguments.push(("times", planned.times.to_string()));
    }
    if let Some(card) = card {
        let days = card.days_since_review(today);
        let recall = card.retrievability(today) * 100.0;
        arguments.push(("days", days.to_string()));
        arguments.push(("recall", format!("{recall:.0}")));
    }
    i18n::text(locale, planned.reason.message(), None, &arguments)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use nazar::glyphs::CHARACTERS;

    use super::super::Reason;
    use super::*;
    use crate::practice::testing::card;

    fn told(locale: Locale, reason: Reason, partner: Option<u8>) -> String {
        let planned = Planned {
            class_id: 12,
            reason,
            partner,
            times: 3,
        };
        let drawn = card(12, date(2026, 3, 1));
        sentence(
            locale,
            &planned,
            &CHARACTERS[12],
            Some(&drawn),
            date(2026, 3, 6),
        )
    }

    #[test]
    fn every_reason_has_a_sentence_of_its_own_in_every_language() {
        let mut sentences = BTreeSet::new();
        for locale in Locale::ALL {
            for (reason, partner) in [
                (Reason::Due, None),
                (Reason::Forgotten, None),
                (Reason::Confused, Some(40)),
                (Reason::LookAlike, Some(40)),
                (Reason::New, None),
            ] {
                let text = told(locale, reason, partner);
                assert!(text.contains("ड (ḍa)"), "{}: {text}", locale.tag());
                assert_eq!(
                    text.contains("उ (u)"),
                    partner.is_some(),
                    "{}: {text}",
                    locale.tag()
                );
                assert!(!text.contains(['{', '}', '$']), "{}: {text}", locale.tag());
                assert!(sentences.insert(text.clone()), "twice: {text}");
            }
        }
    }

    #[test]
    fn numbers_are_named_in_every_language() {
        for locale in Locale::ALL {
            let due = told(locale, Reason::Due, None);
            assert!(
                due.contains('5') && due.contains('%'),
                "{}: {due}",
                locale.tag()
            );
            let confused = told(locale, Reason::Confused, Some(40));
            assert!(confused.contains('3'), "{}: {confused}", locale.tag());
        }
    }

    #[test]
    fn russian_counts_as_russians_do() {
        let planned = Planned {
            class_id: 12,
            reason: Reason::Due,
            partner: None,
            times: 0,
        };
        let drawn = card(12, date(2026, 3, 1));
        let after = |day| {
            sentence(
                Locale::Russian,
                &planned,
                &CHARACTERS[12],
                Some(&drawn),
                date(2026, 3, day),
            )
        };
        assert!(after(2).contains("1 день"));
        assert!(after(3).contains("2 дня"));
        assert!(after(6).contains("5 дней"));
    }
}
