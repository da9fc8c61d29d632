//! What is said where there are fewer faults than points: what was done well, and what to keep practising.

use super::candidate::{Candidate, Where};
use super::scores::Judgement;
use crate::coach::analysis::{Aspect, AspectScore, FocusCode, Part};

/// From this score on an aspect was done well.
const WELL: u8 = 88;

/// A point for every aspect, what was done best first; of equals, what matters more.
pub(super) fn praise(judgement: &Judgement) -> Vec<Candidate> {
    let mut scored = judgement.aspects();
    scored.sort_by_key(|scored| (u8::MAX - scored.score, rank(scored.aspect)));
    scored.into_iter().map(candidate).collect()
}

fn candidate(scored: AspectScore) -> Candidate {
    let code = if scored.score >= WELL {
        FocusCode::DoneWell
    } else {
        FocusCode::KeepPractising
    };
    Candidate {
        code,
        aspect: scored.aspect,
        place: Where::Part(part(scored.aspect)),
        amount: None,
        use_of_it: 0.0,
    }
}

/// The order in which praise is worth most: what a hand did, before what follows from it.
fn rank(aspect: Aspect) -> usize {
    let order = [
        Aspect::Shape,
        Aspect::HeadLine,
        Aspect::Completeness,
        Aspect::Proportion,
        Aspect::Slant,
        Aspect::Weight,
        Aspect::Cleanness,
        Aspect::Counters,
        Aspect::Balance,
    ];
    order
        .iter()
        .position(|candidate| *candidate == aspect)
        .unwrap_or(order.len())
}

/// Where an aspect is to be seen.
pub(super) fn part(aspect: Aspect) -> Part {
    match aspect {
        Aspect::HeadLine => Part::HeadLine,
        Aspect::Slant => Part::Stem,
        Aspect::Shape | Aspect::Counters => Part::Bowl,
        Aspect::Completeness
        | Aspect::Cleanness
        | Aspect::Proportion
        | Aspect::Weight
        | Aspect::Balance => Part::Whole,
    }
}
