//! The verdict on a price.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Forest, Seen, Spread, features};

/// Spreads from the median beyond which the robust rule objects (Iglewicz and Hoaglin, 1993).
const FAR: f64 = 3.5;

/// Differences below a quarter are everyday business, however closely the others agree.
const WORTH_A_WORD: f64 = 0.223;

/// At half the usual price or less, a medicine may not be what its box says.
const HALF: f64 = -std::f64::consts::LN_2;

/// What a price is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// As others ask.
    Usual,
    /// Well above what others ask.
    High,
    /// Well below what others ask.
    Low,
    /// There are too few prices to say.
    CannotSay,
}

/// How sure a verdict is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Both judges agree, over many prices.
    High,
    /// Both agree over few prices, or one objects.
    Medium,
    /// No verdict was given.
    None,
}

/// Why a verdict is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Fewer than eight prices are known.
    TooFewPrices,
    /// It lies further from the median than three and a half spreads.
    FarFromMedian,
    /// The Isolation Forest finds it unlike 99 of 100 prices.
    UnlikeOtherPrices,
    /// It differs from the median by less than a quarter.
    CloseToMedian,
    /// It lies within the spread of the other prices.
    WithinSpread,
    /// Half the usual price or less: the medicine may be counterfeit.
    SuspiciouslyCheap,
}

/// A verdict with its grounds.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Judgement {
    /// What the price is.
    pub verdict: Verdict,
    /// How sure that is.
    pub confidence: Confidence,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Whether the price is so low that the medicine may be counterfeit.
    pub counterfeit_warning: bool,
    /// The price over the median: 1 is the median itself.
    #[schema(example = 1.04)]
    pub ratio: Option<f64>,
    /// Spreads from the median; 3.5 and more are far.
    #[schema(example = 0.6)]
    pub robust_z: Option<f64>,
    /// The forest's score, and the one that only 1 of 100 prices is above.
    #[schema(example = 0.41)]
    pub forest_score: Option<f64>,
    /// See `forest_score`.
    #[schema(example = 0.62)]
    pub forest_threshold: Option<f64>,
}

/// Judges a price, above 0, by the others of its group.
pub fn judge(seen: impl Into<Seen>, spread: Option<&Spread>, forest: &Forest) -> Judgement {
    let Some(spread) = spread else {
        return cannot_say();
    };
    let seen = seen.into();
    let deviation = spread.deviation(seen.price);
    let z = deviation / spread.scale;
    let score = forest.score(&features(seen, spread));
    let is_worth_a_word = deviation.abs() >= WORTH_A_WORD;
    let is_far = is_worth_a_word && z.abs() >= FAR;
    let is_unlike = is_worth_a_word && score > forest.threshold();

    let is_cheap = is_far && deviation <= HALF;
    let verdict = match (is_far || is_unlike, deviation > 0.0) {
        (false, _) => Verdict::Usual,
        (true, true) => Verdict::High,
        (true, false) => Verdict::Low,
    };
    let agree = is_far == is_unlike;
    Judgement {
        verdict,
        confidence: if agree && spread.count >= 12 {
            Confidence::High
        } else {
            Confidence::Medium
        },
        reasons: reasons(is_worth_a_word, is_far, is_unlike, is_cheap),
        counterfeit_warning: is_cheap,
        ratio: Some(rounded(deviation.exp())),
        robust_z: Some(rounded(z)),
        forest_score: Some(rounded(score)),
        forest_threshold: Some(rounded(forest.threshold())),
    }
}

fn cannot_say() -> Judgement {
    Judgement {
        verdict: Verdict::CannotSay,
        confidence: Confidence::None,
        reasons: vec![Reason::TooFewPrices],
        counterfeit_warning: false,
        ratio: None,
        robust_z: None,
        forest_score: None,
        forest_threshold: None,
    }
}

fn reasons(is_worth_a_word: bool, is_far: bool, is_unlike: bool, is_cheap: bool) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if is_far {
        reasons.push(Reason::FarFromMedian);
    }
    if is_unlike {
        reasons.push(Reason::UnlikeOtherPrices);
    }
    if is_cheap {
        reasons.push(Reason::SuspiciouslyCheap);
    }
    if !is_worth_a_word {
        reasons.push(Reason::CloseToMedian);
    } else if reasons.is_empty() {
        reasons.push(Reason::WithinSpread);
    }
    reasons
}

/// To three decimals: more would pretend to more knowledge.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread() -> Spread {
        Spread::of((0..20).map(|step| 10_000.0 + f64::from(step) * 60.0)).unwrap()
    }

    fn judged(price: f64) -> Judgement {
        judge(price, Some(&spread()), &Forest::default())
    }

    #[test]
    fn tenfold_errors_are_seen_and_explained() {
        let high = judged(105_000.0);
        assert_eq!(high.verdict, Verdict::High);
        assert!(high.reasons.contains(&Reason::FarFromMedian));
        assert!(!high.counterfeit_warning);

        let low = judged(1_050.0);
        assert_eq!(low.verdict, Verdict::Low);
        assert!(low.counterfeit_warning);
        assert!(low.reasons.contains(&Reason::SuspiciouslyCheap));
    }

    #[test]
    fn usual_prices_are_left_alone() {
        for price in [9_000.0, 10_500.0, 11_900.0] {
            let judgement = judged(price);
            assert_eq!(judgement.verdict, Verdict::Usual, "{price}");
            assert_eq!(judgement.reasons, [Reason::CloseToMedian]);
        }
    }

    #[test]
    fn too_few_prices_give_no_verdict() {
        let judgement = judge(1.0, None, &Forest::default());
        assert_eq!(judgement.verdict, Verdict::CannotSay);
        assert_eq!(judgement.reasons, [Reason::TooFewPrices]);
        assert!(!judgement.counterfeit_warning);
    }
}
