//! The faults of a drawing, as points that could be made.

use super::candidate::{Candidate, Where};
use super::scores::Judgement;
use super::select::Findings;
use crate::coach::analysis::{Aspect, Facts, FocusCode, Part, Region, RegionKind};

/// From how many halvings of the whole on the form is another one, when missing ink, extra ink and edges cost this each.
const OTHER_FORM: f32 = 2.0;
const EVERYWHERE: f32 = 0.4;
/// How much lean and stretch must explain of a region for it not to be named beside them.
const EXPLAINED: f32 = 0.7;
/// What missing and extra ink cost where they explain the balance.
const SPILT: f32 = 0.3;
/// How much an aspect must cost, in halvings, to be called a fault.
pub(super) const LEAST: f32 = 0.12;

/// Everything that could be said, in no order.
pub(super) fn faults(findings: &Findings<'_>, regions: &[Region]) -> Vec<Candidate> {
    let facts = &findings.measured.facts;
    let judgement = findings.judgement;
    let mut found = in_regions(findings, regions);
    found.extend(other_form(judgement));
    found.extend(lean(facts, judgement));
    found.extend(stretch(facts, judgement));
    found.extend(weight(facts, judgement));
    found.extend(head_line(facts, judgement));
    found.extend(shape(findings));
    found.extend(balance(facts, judgement));
    found
}

/// A point about an aspect as a whole; `None` where it costs too little.
fn point(
    judgement: &Judgement,
    aspect: Aspect,
    code: FocusCode,
    part: Part,
    amount: Option<f32>,
) -> Option<Candidate> {
    let halvings = judgement.halvings(aspect);
    (halvings >= LEAST).then(|| Candidate {
        code,
        aspect,
        place: Where::Part(part),
        amount: amount.map(whole),
        use_of_it: halvings * helpfulness(aspect),
    })
}

/// How much it helps to speak of an aspect: a missing part first, and last what follows from the others.
fn helpfulness(aspect: Aspect) -> f32 {
    match aspect {
        Aspect::Completeness => 1.2,
        Aspect::Cleanness | Aspect::Weight => 1.0,
        Aspect::Slant | Aspect::Proportion | Aspect::Counters => 0.9,
        Aspect::HeadLine => 0.8,
        Aspect::Shape => 0.5,
        Aspect::Balance => 0.25,
    }
}

/// A size as a number that can be said: rounded, at least 1.
fn whole(amount: f32) -> u16 {
    // Kept within the range by the clamp.
    amount.abs().round().clamp(1.0, 999.0) as u16
}

/// Ink missing here alone is a part that was forgotten; missing in one place and too much in another, it is another form.
fn other_form(judgement: &Judgement) -> Option<Candidate> {
    let each = [Aspect::Completeness, Aspect::Cleanness, Aspect::Shape];
    let everywhere = each
        .iter()
        .all(|&aspect| judgement.halvings(aspect) >= EVERYWHERE);
    let unlike = everywhere && judgement.all() >= OTHER_FORM;
    unlike.then_some(Candidate {
        code: FocusCode::OtherForm,
        aspect: Aspect::Shape,
        place: Where::Part(Part::Whole),
        amount: None,
        use_of_it: f32::MAX,
    })
}

/// Missing and extra ink and counters: each region takes its share of what its aspect costs.
fn in_regions(findings: &Findings<'_>, regions: &[Region]) -> Vec<Candidate> {
    let bent = findings.judgement.halvings(Aspect::Slant)
        + findings.judgement.halvings(Aspect::Proportion);
    let mut found = Vec::new();
    for (number, region) in regions.iter().enumerate() {
        let Some((aspect, code)) = meaning(region.kind) else {
            continue;
        };
        let explained = findings.explained.get(number).copied().unwrap_or(0.0);
        let halvings = findings.judgement.halvings(aspect) * share(regions, region);
        let remaining = if bent >= LEAST && explained >= EXPLAINED {
            0.2
        } else {
            1.0
        };
        let inked = matches!(region.kind, RegionKind::Missing | RegionKind::Extra);
        found.push(Candidate {
            code,
            aspect,
            place: Where::Found(number),
            amount: inked.then(|| whole(region.area * 100.0)),
            use_of_it: halvings * helpfulness(aspect) * remaining,
        });
    }
    found
}

fn meaning(kind: RegionKind) -> Option<(Aspect, FocusCode)> {
    match kind {
        RegionKind::Missing => Some((Aspect::Completeness, FocusCode::Missing)),
        RegionKind::Extra => Some((Aspect::Cleanness, FocusCode::Extra)),
        RegionKind::Filled => Some((Aspect::Counters, FocusCode::CounterFilled)),
        RegionKind::Opened => Some((Aspect::Counters, FocusCode::CounterOpened)),
        RegionKind::Part => None,
    }
}

/// A region's share of all regions of its kind.
fn share(regions: &[Region], region: &Region) -> f32 {
    let same = regions.iter().filter(|other| other.kind == region.kind);
    let all: f32 = same.map(|other| other.area).sum();
    if all > 0.0 { region.area / all } else { 0.0 }
}

fn lean(facts: &Facts, judgement: &Judgement) -> Option<Candidate> {
    let degrees = facts.slant_degrees;
    let code = if degrees > 0.0 {
        FocusCode::LeansRight
    } else {
        FocusCode::LeansLeft
    };
    point(judgement, Aspect::Slant, code, Part::Stem, Some(degrees))
}

fn stretch(facts: &Facts, judgement: &Judgement) -> Option<Candidate> {
    let ratio = facts.proportion.ratio();
    let (code, excess) = if ratio > 1.0 {
        (FocusCode::TooWide, ratio - 1.0)
    } else {
        (FocusCode::TooNarrow, 1.0 - ratio)
    };
    point(
        judgement,
        Aspect::Proportion,
        code,
        Part::Whole,
        Some(excess * 100.0),
    )
}

fn weight(facts: &Facts, judgement: &Judgement) -> Option<Candidate> {
    let ratio = facts.weight.ratio();
    let (code, excess) = match ratio {
        _ if judgement.unevenness > judgement.heaviness => (FocusCode::Uneven, None),
        ratio if ratio > 1.0 => (FocusCode::TooHeavy, Some(ratio - 1.0)),
        ratio => (FocusCode::TooLight, Some(1.0 - ratio)),
    };
    let amount = excess.map(|excess| excess * 100.0);
    point(judgement, Aspect::Weight, code, Part::Whole, amount)
}

fn head_line(facts: &Facts, judgement: &Judgement) -> Option<Candidate> {
    let line = facts.head_line?;
    let (code, amount) = match line.slope_degrees {
        _ if judgement.waviness > judgement.slope => (FocusCode::HeadLineWavy, None),
        slope if slope > 0.0 => (FocusCode::HeadLineRises, Some(slope)),
        slope => (FocusCode::HeadLineFalls, Some(slope)),
    };
    // What is missing of it is said by the missing ink.
    let bent = judgement.line_bent();
    (bent >= LEAST).then(|| Candidate {
        code,
        aspect: Aspect::HeadLine,
        place: Where::Part(Part::HeadLine),
        amount: amount.map(whole),
        use_of_it: bent * helpfulness(Aspect::HeadLine),
    })
}

/// Under another pen all edges lie elsewhere; that is said of the pen, and of the form only what goes beyond it.
fn shape(findings: &Findings<'_>) -> Option<Candidate> {
    let judgement = findings.judgement;
    let part = findings.measured.roughest;
    let said = point(judgement, Aspect::Shape, FocusCode::Unsteady, part, None)?;
    if judgement.heaviness < LEAST {
        return Some(said);
    }
    Some(Candidate {
        use_of_it: judgement.unsteadiness * helpfulness(Aspect::Shape),
        ..said
    })
}

/// Where ink is missing or too much, that it is not balanced follows, and is not said.
fn balance(facts: &Facts, judgement: &Judgement) -> Option<Candidate> {
    let spilt = judgement.halvings(Aspect::Completeness) + judgement.halvings(Aspect::Cleanness);
    if spilt >= SPILT {
        return None;
    }
    let (right, down) = (facts.balance.right, facts.balance.down);
    let code = match (right.abs() >= down.abs(), right > 0.0, down > 0.0) {
        (true, true, _) => FocusCode::HeavyRight,
        (true, false, _) => FocusCode::HeavyLeft,
        (false, _, true) => FocusCode::HeavyBottom,
        (false, _, false) => FocusCode::HeavyTop,
    };
    point(judgement, Aspect::Balance, code, Part::Whole, None)
}
