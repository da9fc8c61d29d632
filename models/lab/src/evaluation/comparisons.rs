//! What a comparison with a wanted character takes drawings for: the confusions that practice plans are made of.

use nazar::glyphs::CHARACTERS;
use serde::Serialize;

use super::outcome::Outcome;
use super::report::counted;
use super::share::Share;

/// Each drawing compared with its own character, and with each of the others.
#[derive(Debug, Serialize)]
pub struct Comparisons {
    /// With its own wanted, a drawing is taken for another one.
    pub taken_for_another: Share,
    /// Which these are: true class, taken for, how often; most frequent first.
    pub confusions: Vec<(u8, u8, usize)>,
    /// With another one wanted, the drawn character is named.
    pub told: Share,
    /// With another one wanted, one that was not drawn is named; the wanted one is such a one.
    pub mistaken: Share,
}

impl Comparisons {
    /// Counts outcomes.
    pub(super) fn of(outcomes: &[Outcome]) -> Self {
        let taken = |outcome: &Outcome| {
            let other = outcome.recognised(outcome.class_id)?;
            (other != outcome.class_id).then_some((outcome.class_id, other))
        };
        let wanted = |outcome: &Outcome| {
            let own = outcome.class_id;
            let others = (0..CHARACTERS.len() as u8).filter(move |target| *target != own);
            let named: Vec<_> = others.map(|target| outcome.recognised(target)).collect();
            named.into_iter().map(move |named| (own, named))
        };
        let others: Vec<(u8, Option<u8>)> = outcomes.iter().flat_map(wanted).collect();
        Self {
            taken_for_another: Share::count(outcomes, |outcome| taken(outcome).is_some()),
            confusions: counted(outcomes.iter().filter_map(taken)),
            told: Share::count(&others, |(own, named)| *named == Some(*own)),
            mistaken: Share::count(&others, |(own, named)| {
                named.is_some_and(|named| named != *own)
            }),
        }
    }
}
