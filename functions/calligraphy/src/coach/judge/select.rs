//! Which four points are made.

use super::candidate::{Candidate, Where};
use super::faults::{LEAST, faults};
use super::praise::praise;
use super::scores::Judgement;
use crate::coach::analysis::{Aspect, Focus, FocusCode, Part, Region};
use crate::coach::measure::Measured;
use crate::coach::reference::Reference;
use crate::coach::regions::of_part;

/// How many points are made.
const COUNT: usize = 4;
/// How many of them speak of the same kind of fault: the third place with missing ink helps less than another thing.
const ALIKE: usize = 2;

/// What stands for a point that does not exist.
const UNSAID: Focus = Focus {
    code: FocusCode::KeepPractising,
    aspect: Aspect::Shape,
    region: 0,
    amount: None,
};

/// What points are chosen from.
#[derive(Debug, Clone, Copy)]
pub(in crate::coach) struct Findings<'a> {
    pub(in crate::coach) reference: &'a Reference,
    pub(in crate::coach) measured: &'a Measured,
    pub(in crate::coach) judgement: &'a Judgement,
    /// Of each region of ink, the share that the drawing's lean and stretch explain.
    pub(in crate::coach) explained: &'a [f32],
}

/// The four points, the most useful first. The parts that they speak of are put behind the regions.
pub(in crate::coach) fn focus(
    findings: &Findings<'_>,
    regions: &mut Vec<Region>,
) -> [Focus; COUNT] {
    let mut chosen = chosen(faults(findings, regions));
    for point in praise(findings.judgement) {
        let said = chosen.iter().any(|earlier| earlier.aspect == point.aspect);
        if chosen.len() < COUNT && !said {
            chosen.push(point);
        }
    }
    let placed = |candidate| placed(findings.reference, candidate, regions);
    let points: Vec<Focus> = chosen.into_iter().map(placed).collect();
    // There are at least eight aspects, each of which says something, so that no point is ever said twice.
    std::array::from_fn(|number| {
        points
            .get(number)
            .or(points.last())
            .copied()
            .unwrap_or(UNSAID)
    })
}

/// A candidate with its region's index.
fn placed(reference: &Reference, candidate: Candidate, regions: &mut Vec<Region>) -> Focus {
    let region = match candidate.place {
        Where::Found(number) => number,
        Where::Part(part) => part_region(reference, part, regions),
    };
    Focus {
        code: candidate.code,
        aspect: candidate.aspect,
        region,
        amount: candidate.amount,
    }
}

/// The index of a part among the regions, to which it is added where it is not there yet.
fn part_region(reference: &Reference, part: Part, regions: &mut Vec<Region>) -> usize {
    let Some(wanted) = of_part(reference, part) else {
        return 0;
    };
    let known = regions.iter().position(|region| *region == wanted);
    known.unwrap_or_else(|| {
        regions.push(wanted);
        regions.len() - 1
    })
}

/// The most useful faults, no more than two of a kind.
fn chosen(mut faults: Vec<Candidate>) -> Vec<Candidate> {
    faults.retain(|fault| fault.use_of_it >= LEAST / 2.0);
    faults.sort_by(|one, other| other.use_of_it.total_cmp(&one.use_of_it));
    let mut chosen: Vec<Candidate> = Vec::new();
    for fault in faults {
        let alike = chosen
            .iter()
            .filter(|earlier| earlier.code == fault.code)
            .count();
        if chosen.len() < COUNT && alike < ALIKE {
            chosen.push(fault);
        }
    }
    chosen
}
