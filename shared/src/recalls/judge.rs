//! From the recalls that name a product and the state of the sources to an answer.

use std::collections::HashSet;

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::matching::Subject;
use super::{
    FoundRecall, Gap, LotMatch, Question, Recall, RecallAnswer, RecallClass, RecallSource,
    SourceState, Verdict,
};
use crate::snapshots::Version;

/// Years after which no pack of a closed recall can be in date: no medicine is given a longer shelf life than five (ICH
/// Q1A and Q1E extrapolate to no more).
const SHELF_LIFE_YEARS: i16 = 5;

/// What a judgement rests on.
#[derive(Debug)]
pub(super) struct Evidence {
    /// Recalls that name the product, its ingredients or its number, perhaps several times.
    pub(super) candidates: Vec<Recall>,
    /// All sources, with their state.
    pub(super) sources: Vec<SourceState>,
    /// Sources without which nothing is clear.
    pub(super) needed: Vec<RecallSource>,
    /// Version of the imported recalls.
    pub(super) imported: Option<Version>,
    /// The time.
    pub(super) now: Timestamp,
}

pub(super) fn judge(
    subject: &Subject<'_>,
    question: &Question,
    evidence: Evidence,
) -> RecallAnswer {
    let mut found = matched(subject, question, &evidence);
    found.sort_by_key(|one| {
        let recall = &one.recall;
        let gravity = RecallClass::gravity(recall.class);
        let number = recall.number.clone();
        (!recall.status.is_open(), gravity, one.matched_by, number)
    });
    let (recalls, other_lots): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|one| one.lot.is_some());
    let gaps = gaps(subject, &evidence);
    let verdict = match (recalls.is_empty(), gaps.is_empty()) {
        (false, _) => Verdict::Recalled,
        (true, true) => Verdict::Clear,
        (true, false) => Verdict::CouldNotCheck,
    };
    RecallAnswer {
        verdict,
        medicine: subject.id().cloned(),
        recalls,
        other_lots,
        gaps,
        sources: evidence.sources,
        imported: evidence.imported,
    }
}

/// The recalls that concern the product, each once.
fn matched(subject: &Subject<'_>, question: &Question, evidence: &Evidence) -> Vec<FoundRecall> {
    let mut seen = HashSet::new();
    let mut found: Vec<FoundRecall> = Vec::new();
    for recall in &evidence.candidates {
        let Some(matched_by) = subject.matched(recall) else {
            continue;
        };
        let lot = recall.lots.concern(question.lot.as_ref());
        if is_out_of_date(recall, lot, evidence.now)
            || !seen.insert((recall.source, recall.number.clone()))
        {
            continue;
        }
        found.push(FoundRecall {
            recall: recall.clone(),
            matched_by,
            lot,
        });
    }
    // The archive says less of a recall than the source that it was taken from.
    let live: HashSet<String> = found
        .iter()
        .filter(|one| one.recall.source == RecallSource::Openfda)
        .filter_map(|one| one.recall.event.clone())
        .collect();
    let is_said_better = |recall: &Recall| {
        let event = recall.event.as_ref();
        recall.source == RecallSource::FdaArchive && event.is_some_and(|event| live.contains(event))
    };
    found.retain(|one| !is_said_better(&one.recall));
    found
}

/// Whether a closed recall is so old that no pack of it can be in date, unless it names the very lot.
fn is_out_of_date(recall: &Recall, lot: Option<LotMatch>, now: Timestamp) -> bool {
    if recall.status.is_open() || matches!(lot, Some(LotMatch::Listed | LotMatch::Alike)) {
        return false;
    }
    let today = now.to_zoned(TimeZone::UTC).date();
    let Some(date) = recall.date else {
        return false;
    };
    date.checked_add(SHELF_LIFE_YEARS.years())
        .is_ok_and(|end| end < today)
}

fn gaps(subject: &Subject<'_>, evidence: &Evidence) -> Vec<Gap> {
    let is_needed = |state: &&SourceState| evidence.needed.contains(&state.source);
    let of_sources = evidence.sources.iter().filter(is_needed);
    let mut gaps: Vec<Gap> = of_sources
        .filter_map(|state| {
            Some(Gap::Source {
                source: state.source,
                trouble: state.trouble?,
                last_worked: state.last_worked,
            })
        })
        .collect();
    match subject.medicine {
        None => gaps.push(Gap::UnknownProduct),
        Some(medicine) if medicine.ingredients.is_empty() || !medicine.is_whole => {
            gaps.push(Gap::IngredientsUnknown);
        }
        Some(_) => {}
    }
    gaps
}

#[cfg(test)]
mod tests;
