//! A verdict and its grounds in the reader's language, from `locales/<language>/prices.ftl`.

use nazar::http::Locale;
use nazar::i18n::text;

use super::{Judgement, Reason, Verdict};

/// The verdict, then each reason, then whose prices were compared.
pub(crate) fn explanation(
    locale: Locale,
    judgement: &Judgement,
    prices: usize,
    is_wider: bool,
) -> Vec<String> {
    let verdict = match judgement.verdict {
        Verdict::Usual => "price-usual",
        Verdict::High => "price-high",
        Verdict::Low => "price-low",
        Verdict::CannotSay => "price-cannot-say",
    };
    let percent = judgement.ratio.unwrap_or_default() * 100.0;
    let arguments = [
        ("prices", prices.to_string()),
        ("percent", format!("{percent:.0}")),
    ];
    let reasons = judgement.reasons.iter().map(|reason| message(*reason));
    let wider = is_wider.then_some("price-equivalents");
    std::iter::once(verdict)
        .chain(reasons)
        .chain(wider)
        .map(|id| text(locale, id, None, &arguments))
        .collect()
}

fn message(reason: Reason) -> &'static str {
    match reason {
        Reason::TooFewPrices => "price-reason-too-few-prices",
        Reason::FarFromMedian => "price-reason-far-from-median",
        Reason::UnlikeOtherPrices => "price-reason-unlike-other-prices",
        Reason::CloseToMedian => "price-reason-close-to-median",
        Reason::WithinSpread => "price-reason-within-spread",
        Reason::SuspiciouslyCheap => "price-reason-suspiciously-cheap",
    }
}

/// The language of the words: Nepali readers get English.
pub(crate) fn language(locale: Locale) -> Locale {
    match locale {
        Locale::Nepali => Locale::English,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{Forest, Spread, judge};
    use super::*;

    #[test]
    fn every_verdict_is_explained_in_four_languages() {
        let spread = Spread::of((0..20).map(|step| 10_000.0 + f64::from(step) * 60.0));
        for price in [1_000.0, 10_500.0, 90_000.0] {
            let judgement = judge(price, spread.as_ref(), &Forest::default());
            let mut told = BTreeSet::new();
            for locale in [
                Locale::English,
                Locale::Russian,
                Locale::Uzbek,
                Locale::UzbekCyrillic,
            ] {
                let said = explanation(locale, &judgement, 20, true);
                assert_eq!(said.len(), judgement.reasons.len() + 2, "{said:?}");
                let all = said.join(" ");
                assert!(!all.contains("price-") && !all.contains('$'), "{all}");
                assert!(told.insert(all));
            }
        }
    }

    #[test]
    fn a_price_far_too_low_warns_of_a_counterfeit_and_says_how_low() {
        let spread = Spread::of([100.0; 9]);
        let judgement = judge(10.0, spread.as_ref(), &Forest::default());
        let said = explanation(Locale::English, &judgement, 9, false).join(" ");
        assert!(
            said.contains("counterfeit") && said.contains("10 %"),
            "{said}"
        );
        let none = judge(10.0, None, &Forest::default());
        let said = explanation(Locale::English, &none, 3, false);
        assert_eq!(said.len(), 2, "{said:?}");
    }
}
