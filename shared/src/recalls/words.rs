//! Plain words for a check's outcome, from the catalogues `locales/<language>/recalls.ftl`.
//!
//! In English, Russian and Uzbek in both scripts; a test checks that nothing is missing in one of them. None of them calls
//! a medicine safe.

use jiff::tz::TimeZone;

use super::{
    FoundRecall, Gap, LotMatch, MatchedBy, RecallClass, RecallSource, RecallStatus, Trouble,
    Verdict,
};
use crate::i18n::{Locale, text};

/// Most lots that a sentence names.
const MAX_NAMED: usize = 12;

/// What is said about one recall.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct RecallWords {
    /// How dangerous it is.
    #[schema(example = "Class II: using it may cause harm that passes or can be treated.")]
    pub danger: String,
    /// What to do; absent where another lot is recalled and not the one that was asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_to_do: Option<String>,
    /// Whether it goes on.
    pub status: String,
    /// What its lots say of the pack.
    pub lots: String,
    /// How it was matched.
    pub matched: String,
}

/// The first sentence of an answer.
pub fn verdict(locale: Locale, verdict: Verdict) -> String {
    let id = match verdict {
        Verdict::Clear => "recall-verdict-clear",
        Verdict::Recalled => "recall-verdict-recalled",
        Verdict::CouldNotCheck => "recall-verdict-could_not_check",
    };
    text(locale, id, None, &[])
}

/// The words for a recall that concerns the product.
pub fn recall(locale: Locale, found: &FoundRecall) -> RecallWords {
    let class = class_id(found.recall.class);
    let concerns = found.lot.is_some();
    RecallWords {
        danger: text(locale, class, None, &[]),
        what_to_do: concerns.then(|| text(locale, class, Some("action"), &[])),
        status: text(locale, status_id(found.recall.status), None, &[]),
        lots: lots(locale, found),
        matched: text(locale, match_id(found.matched_by), None, &[]),
    }
}

/// A sentence about something that could not be checked.
pub fn gap(locale: Locale, gap: &Gap) -> String {
    match gap {
        Gap::UnknownProduct => text(locale, "recall-gap-unknown_product", None, &[]),
        Gap::IngredientsUnknown => text(locale, "recall-gap-ingredients_unknown", None, &[]),
        Gap::Source {
            source: which,
            trouble,
            last_worked,
        } => {
            let day = last_worked.map(|at| at.to_zoned(TimeZone::UTC).date().to_string());
            let arguments = [
                ("source", source(locale, *which)),
                ("when", day.unwrap_or_default()),
            ];
            text(locale, trouble_id(*trouble), None, &arguments)
        }
    }
}

/// A source's name.
pub fn source(locale: Locale, source: RecallSource) -> String {
    let id = match source {
        RecallSource::Openfda => "recall-source-openfda",
        RecallSource::Local => "recall-source-local",
        RecallSource::FdaArchive => "recall-source-fda-archive",
    };
    text(locale, id, None, &[])
}

/// The language that the words are in: Nepali readers get English.
pub fn language(locale: Locale) -> Locale {
    match locale {
        Locale::Nepali => Locale::English,
        other => other,
    }
}

fn lots(locale: Locale, found: &FoundRecall) -> String {
    let Some(lot) = found.lot else {
        return text(locale, "recall-lot-other", None, &[]);
    };
    let named = found.recall.lots.named();
    let numbers = named.iter().take(MAX_NAMED).map(|lot| lot.number.as_str());
    let mut list = numbers.collect::<Vec<_>>().join(", ");
    if named.len() > MAX_NAMED {
        list.push_str(", …");
    }
    text(locale, lot_id(lot), None, &[("lots", list)])
}

fn class_id(class: Option<RecallClass>) -> &'static str {
    match class {
        Some(RecallClass::One) => "recall-class-I",
        Some(RecallClass::Two) => "recall-class-II",
        Some(RecallClass::Three) => "recall-class-III",
        None => "recall-class-none",
    }
}

fn status_id(status: RecallStatus) -> &'static str {
    if status.is_open() {
        "recall-status-open"
    } else {
        "recall-status-closed"
    }
}

fn lot_id(lot: LotMatch) -> &'static str {
    match lot {
        LotMatch::Listed => "recall-lot-listed",
        LotMatch::Alike => "recall-lot-alike",
        LotMatch::AllLots => "recall-lot-all_lots",
        LotMatch::LotNotAsked => "recall-lot-lot_not_asked",
        LotMatch::LotsUnread => "recall-lot-lots_unread",
        LotMatch::LotsNotNamed => "recall-lot-lots_not_named",
    }
}

fn match_id(matched_by: MatchedBy) -> &'static str {
    match matched_by {
        MatchedBy::Gtin => "recall-match-gtin",
        MatchedBy::Medicine => "recall-match-medicine",
        MatchedBy::Ingredients => "recall-match-ingredients",
        MatchedBy::IngredientsAndMaker => "recall-match-ingredients_and_maker",
        MatchedBy::SomeIngredientsAndMaker => "recall-match-some_ingredients_and_maker",
    }
}

fn trouble_id(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NeverWorked => "recall-gap-never_worked",
        Trouble::TooOld => "recall-gap-too_old",
        Trouble::DemonstrationOnly => "recall-gap-demonstration_only",
        Trouble::Unreadable => "recall-gap-unreadable",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recalls::testing;

    const LANGUAGES: [Locale; 4] = [
        Locale::English,
        Locale::Russian,
        Locale::Uzbek,
        Locale::UzbekCyrillic,
    ];

    fn found(class: Option<RecallClass>) -> FoundRecall {
        let mut recall = testing::recall("A");
        recall.class = class;
        FoundRecall {
            recall,
            matched_by: MatchedBy::Gtin,
            lot: Some(LotMatch::AllLots),
        }
    }

    /// Section 3.7 of the service that this one replaces: its translation called every class the first.
    #[test]
    fn each_class_has_words_of_its_own_in_every_language() {
        let classes = [None].into_iter().chain(RecallClass::ALL.map(Some));
        for locale in LANGUAGES {
            let said: std::collections::BTreeSet<_> = classes
                .clone()
                .map(|class| {
                    let words = recall(locale, &found(class));
                    (words.danger, words.what_to_do)
                })
                .collect();
            assert_eq!(said.len(), 4, "{}", locale.tag());
        }
    }

    /// Defect 8.1.2 of the service that this one replaces: an outage read "no danger, you may take it safely".
    #[test]
    fn defect_2_no_word_of_ours_calls_a_medicine_safe() {
        let forbidden = [
            " safe",
            "безопас",
            "xavfsiz",
            "хавфсиз",
            "xavf yo",
            "можно принимать",
        ];
        for locale in LANGUAGES {
            for said in crate::i18n::recalls_texts(locale).lines() {
                let lower = said.to_lowercase();
                for word in forbidden {
                    assert!(!lower.contains(word), "{}: {said}", locale.tag());
                }
            }
        }
    }

    #[test]
    fn a_source_that_is_old_is_named_with_its_day() {
        let old = Gap::Source {
            source: RecallSource::Openfda,
            trouble: Trouble::TooOld,
            last_worked: "2026-01-05T10:00:00Z".parse().ok(),
        };
        for locale in LANGUAGES {
            let said = gap(locale, &old);
            assert!(
                said.contains("2026-01-05") && said.contains("openFDA"),
                "{said}"
            );
        }
    }

    #[test]
    fn lots_to_compare_are_named_up_to_a_dozen() {
        let mut many = found(None);
        let numbers: Vec<String> = (0..20).map(|number| format!("A{number}")).collect();
        many.recall.lots = super::super::Lots::read(&format!("Lots {}", numbers.join(", ")));
        many.lot = Some(LotMatch::LotNotAsked);
        let said = recall(Locale::English, &many).lots;
        assert!(said.contains("A11, …") && !said.contains("A12"), "{said}");
    }
}
