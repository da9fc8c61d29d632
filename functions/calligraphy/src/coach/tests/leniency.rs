//! Leniency forgives, and changes no fact.

use nazar_lab::flaws::Flaw;

use crate::coach::trial::spoilt;
use crate::coach::{Leniency, analyse};

#[test]
fn who_is_more_lenient_never_scores_lower_and_measures_the_same() {
    for flaw in Flaw::ALL {
        let drawing = spoilt(24, flaw, 0.7, 2);
        let [strict, normal, gentle] =
            Leniency::ALL.map(|leniency| analyse(24, &drawing, leniency).unwrap());
        assert!(
            strict.score <= normal.score && normal.score <= gentle.score,
            "{flaw:?}"
        );
        assert_eq!(strict.facts, normal.facts, "{flaw:?}");
        assert_eq!(normal.facts, gentle.facts, "{flaw:?}");
        for ((strict, normal), gentle) in strict
            .aspects
            .iter()
            .zip(&normal.aspects)
            .zip(&gentle.aspects)
        {
            assert!(
                strict.score <= normal.score && normal.score <= gentle.score,
                "{flaw:?}: {normal:?}"
            );
        }
    }
}

#[test]
fn a_middling_fault_is_judged_differently() {
    let drawing = spoilt(24, Flaw::Slant, 0.5, 2);
    let scores = Leniency::ALL.map(|leniency| analyse(24, &drawing, leniency).unwrap().score);
    assert!(
        scores[0] + 8 < scores[1] && scores[1] + 8 < scores[2],
        "{scores:?}"
    );
}
