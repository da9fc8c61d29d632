//! What a pill comes to.

use super::conclude::{Conclusion, Evidence, SeenPill};
use super::judge::{are_look_alikes, is_recognised};
use super::rank::{Ranked, ranked};
use super::sides::{fits_only, joined, pairs};
use super::verify::verify;
use super::{OwnList, Reference};
use crate::imprints::Seen;
use crate::store::scans::{CandidateRecord, Level, MineRecord, Outcome};

/// So likely, two pills that may be two sides of one medicine are shown as that.
const SHOWN_AS_ONE: f32 = 0.5;

/// Which sides of a pill were seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sides {
    /// One, as far as anybody knows.
    One,
    /// Both, on two pills: each side by itself fits this medicine and no other.
    Both,
    /// Both, of one pill, as the person says, in two pictures.
    Turned,
    /// Two pills that may be one medicine with different sides up, or two medicines.
    Supposed,
    /// One: what the person calls the other side looks like another pill.
    Differ,
}

/// A pill with what the table says of it.
pub(super) struct Judged<'a> {
    pub(super) seen: Seen,
    pub(super) ranked: Vec<Ranked<'a>>,
    /// The probability that it is in no row of the table.
    pub(super) unknown: f32,
    pub(super) mine: MineRecord,
    sides: Sides,
    /// How many pills of the picture it is seen in.
    pills: usize,
}

impl<'a> Judged<'a> {
    /// The pill that an answer is about: the one of which most is known, with its other side, where that was seen too.
    pub(super) fn best(
        evidence: &Evidence,
        reference: &'a Reference,
        own: &OwnList,
    ) -> Option<Self> {
        let best = Self::each(evidence, reference, own)
            .into_iter()
            .max_by(|one, other| one.strength().total_cmp(&other.strength()))?;
        if evidence.other_side.is_some() || best.is_recognised() {
            return Some(best);
        }
        let both = pairs(&evidence.pills)
            .into_iter()
            .filter_map(|pair| Self::of_both(&evidence.pills, pair, reference, own))
            .max_by(|one, other| one.strength().total_cmp(&other.strength()));
        Some(both.unwrap_or(best))
    }

    /// Every pill of the picture by itself, in their order.
    pub(super) fn each(evidence: &Evidence, reference: &'a Reference, own: &OwnList) -> Vec<Self> {
        let pills = evidence.pills.iter();
        pills
            .map(|pill| Self::of_pill(pill, evidence, reference, own))
            .collect()
    }

    fn of_pill(
        pill: &SeenPill,
        evidence: &Evidence,
        reference: &'a Reference,
        own: &OwnList,
    ) -> Self {
        let mut seen = pill.seen.clone();
        let sides = match &evidence.other_side {
            None => Sides::One,
            Some(other) if other.may_be_of(pill) => {
                other.add_to(&mut seen);
                Sides::Turned
            }
            Some(_) => Sides::Differ,
        };
        Self::new(seen, (sides, 1), reference, own)
    }

    /// Two pills as two sides of one; `None` where no medicine bears just what stands on them.
    fn of_both(
        pills: &[SeenPill],
        pair: [usize; 2],
        reference: &'a Reference,
        own: &OwnList,
    ) -> Option<Self> {
        let seen = joined(pills, pair);
        let mut judged = Self::new(seen, (Sides::Supposed, 2), reference, own);
        let first = judged.ranked.first()?;
        let is_exact = first.best.unseen == 0 && first.best.edits == 0;
        if !is_exact || first.probability < SHOWN_AS_ONE {
            return None;
        }
        let table = &reference.imprints.data;
        let fits = |place: &usize| fits_only(&pills[*place].seen, first, table);
        if pair.iter().all(fits) {
            judged.sides = Sides::Both;
        }
        Some(judged)
    }

    fn new(
        seen: Seen,
        (sides, pills): (Sides, usize),
        reference: &'a Reference,
        own: &OwnList,
    ) -> Self {
        let table = &reference.imprints.data;
        let matching = table.matches(&seen, &[]);
        Self {
            ranked: ranked(&matching, reference, &seen, own),
            unknown: matching.unknown,
            mine: own.compare(&seen, table),
            seen,
            sides,
            pills,
        }
    }

    /// Which of several pills an answer is about: the one of which most is known.
    pub(super) fn strength(&self) -> f32 {
        let first = self.ranked.first().map_or(0.0, |first| first.probability);
        first + if self.seen.has_imprint() { 1.0 } else { 0.0 }
    }

    /// Whether its evidence would convince a pharmacist. Two pills that may be two sides of one, or two medicines, never do.
    pub(super) fn is_recognised(&self) -> bool {
        let first = self.ranked.first();
        self.sides != Sides::Supposed && first.is_some_and(|first| is_recognised(&self.seen, first))
    }

    /// Whether there is no other pill in the picture.
    pub(super) fn shows_all(&self, evidence: &Evidence) -> bool {
        evidence.pills.len() <= self.pills
    }

    pub(super) fn says_something(&self) -> bool {
        self.seen.has_imprint() && !self.ranked.is_empty()
    }
}

/// A pill, and no pack beside it that names a medicine.
pub(super) fn of_pill(judged: &Judged<'_>, evidence: &Evidence, own: &OwnList) -> Conclusion {
    let has_imprint = judged.seen.has_imprint();
    let supposed = judged.sides == Sides::Supposed;
    let first = judged.ranked.first();
    let poor = evidence.is_poor();
    let outcome = match first {
        Some(_) if judged.is_recognised() => Outcome::PillRecognised,
        _ if poor && !has_imprint => Outcome::TooPoor,
        Some(_) if has_imprint => Outcome::SeveralFit,
        Some(_) => Outcome::LooksLike,
        None if has_imprint => Outcome::NotInTables,
        None => Outcome::NothingToGoBy,
    };
    let shown: &[Ranked<'_>] = if outcome == Outcome::TooPoor {
        &[]
    } else {
        &judged.ranked
    };
    let candidates: Vec<CandidateRecord> = shown.iter().map(|one| one.record(own)).collect();
    let mine = candidates.first().is_some_and(|candidate| candidate.mine);
    let mut verified = shown
        .first()
        .map(|first| verify(&judged.seen, first, mine))
        .unwrap_or_default();
    if outcome != Outcome::PillRecognised {
        verified.level = verified.level.min(Level::Medium);
        verified.ask_pharmacist = true;
    }
    let warnings = [
        (!has_imprint, "imprint_unread"),
        (
            outcome != Outcome::PillRecognised && are_look_alikes(shown),
            "look_alikes",
        ),
        (verified.level == Level::Critical, "mismatch"),
        (judged.sides == Sides::Both, "two_sides"),
        (supposed, "two_sides_supposed"),
        (judged.sides == Sides::Differ, "other_side_differs"),
        (!judged.shows_all(evidence), "several_pills"),
        (poor && outcome != Outcome::TooPoor, "poor_picture"),
    ];
    Conclusion {
        questions: questions(outcome, judged, shown),
        outcome,
        candidates,
        verified,
        mine: judged.mine.clone(),
        warnings: kept(warnings),
    }
}

/// What would tell the candidates apart.
fn questions(outcome: Outcome, judged: &Judged<'_>, shown: &[Ranked<'_>]) -> Vec<&'static str> {
    let has_imprint = judged.seen.has_imprint();
    if outcome == Outcome::PillRecognised {
        return vec!["is_it"];
    }
    let differ =
        |of: fn(&Ranked<'_>) -> String| shown.windows(2).any(|pair| of(&pair[0]) != of(&pair[1]));
    let unseen = shown.iter().any(|one| one.best.unseen > 0);
    kept([
        (!has_imprint, "imprint"),
        (judged.sides == Sides::Supposed, "both_sides"),
        (has_imprint && unseen, "other_side"),
        (differ(|one| format!("{:?}", one.pill.shape)), "shape"),
        (differ(|one| format!("{:?}", one.pill.colours)), "colour"),
        (true, "pack"),
    ])
}

fn kept<const N: usize>(all: [(bool, &'static str); N]) -> Vec<&'static str> {
    all.into_iter()
        .filter_map(|(holds, name)| holds.then_some(name))
        .collect()
}
