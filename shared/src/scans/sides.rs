//! The two sides of one pill: in one picture, as two pills that lie there with different sides up, or in two.
//!
//! Two pills in a picture may also be two medicines. Many makers put their name on one side of all they make, so `WATSON` beside
//! `853` is not yet Watson 853: the first may be Watson 540. They count as one medicine only if they look alike and each side, by
//! itself, fits that medicine and no other; otherwise it is a candidate, and the person is asked. In two pictures the person has said
//! that both are of one pill.

use super::conclude::SeenPill;
use super::rank::Ranked;
use crate::imprints::{Colour, ImprintTable, Lattice, Seen, Shape};
use crate::store::scans::{PillRecord, ScanRecord};

/// So many of the surest pills are tried as each other's other side.
const TRIED: usize = 4;
/// A side fits no other medicine if they share no more than this, of what is in the table. One that bears just what was read has ten
/// times as much; this is for those that would if two of their characters had been missed.
const OTHERS: f32 = 0.05;

/// Pairs of pills that may be two sides of one: they look alike, and something else stands on each.
pub(super) fn pairs(pills: &[SeenPill]) -> Vec<[usize; 2]> {
    let read: Vec<usize> = (0..pills.len())
        .filter(|place| pills[*place].seen.has_imprint())
        .take(TRIED)
        .collect();
    let mut pairs = Vec::new();
    for (index, one) in read.iter().enumerate() {
        for other in &read[index + 1..] {
            let (first, second) = (&pills[*one], &pills[*other]);
            if look_alike(first, second) && first.record.imprint != second.record.imprint {
                pairs.push([*one, *other]);
            }
        }
    }
    pairs
}

/// Both sides as one pill; how it looks is taken from the first, which the detector is surer of.
pub(super) fn joined(pills: &[SeenPill], [one, other]: [usize; 2]) -> Seen {
    let mut seen = pills[one].seen.clone();
    seen.sides.extend(pills[other].seen.sides.iter().cloned());
    seen
}

/// Whether a side by itself fits the medicine of `first` and no other of the table.
pub(super) fn fits_only(side: &Seen, first: &Ranked<'_>, table: &ImprintTable) -> bool {
    let matching = table.matches(side, &[]);
    let is_it = |place: usize| table.pills()[place].identity() == first.pill.identity();
    let own: f32 = matching
        .candidates
        .iter()
        .filter(|one| is_it(one.place))
        .map(|one| one.probability)
        .sum();
    // Rows that are too unlikely to be listed count too: a maker's name fits hundreds, each a little.
    let all = 1.0 - matching.unknown;
    own > 0.0 && (all - own) / all <= OTHERS
}

/// What an earlier scan of the same pill read, if it may be the other side of a pill that looks so: outline and colours do not
/// speak against it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OtherSide {
    imprint: String,
    shape: Option<String>,
    colours: Vec<String>,
    size_mm: Option<f32>,
}

/// Two measures of one pill differ by no more millimetres.
const SAME_SIZE: f32 = 2.5;

/// How sure a reading is that was kept as text: the doubts of the reader are gone.
const KEPT_AS_TEXT: f32 = 0.95;

impl OtherSide {
    /// What a scan read, of the surest pill on which it read anything.
    pub fn of(record: &ScanRecord) -> Option<Self> {
        let read = record.pills.iter().find(|pill| !pill.imprint.is_empty())?;
        Some(Self {
            imprint: read.imprint.clone(),
            shape: read.shape.clone(),
            colours: read.colours.clone(),
            size_mm: read.size_mm,
        })
    }

    /// Whether a pill may be the same one turned over.
    pub(super) fn may_be_of(&self, pill: &SeenPill) -> bool {
        let record = &pill.record;
        let same_shape = match (&self.shape, &record.shape) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        let same_size = match (self.size_mm, record.size_mm) {
            (Some(one), Some(other)) => (one - other).abs() <= SAME_SIZE,
            _ => true,
        };
        same_shape && same_size && colours_meet(&self.colours, &record.colours)
    }

    /// Adds the side to what was seen, and the size where only that picture tells it.
    pub(super) fn add_to(&self, seen: &mut Seen) {
        seen.sides
            .push(Lattice::certain(&self.imprint, KEPT_AS_TEXT));
        // A card beside one of the two sides is enough.
        seen.size_mm = seen.size_mm.or(self.size_mm);
    }
}

/// How sure an outline and a colour are that were kept as words.
const KEPT_AS_WORDS: (f32, f32) = (0.9, 0.8);

/// A pill as it was seen, from what was kept of it.
pub fn seen_again(record: &PillRecord) -> Seen {
    let (shape, colours) = (record.shape.as_deref(), record.colours.iter());
    Seen {
        sides: vec![Lattice::certain(&record.imprint, KEPT_AS_TEXT)],
        shapes: shape
            .and_then(Shape::from_word)
            .map(|shape| (shape, KEPT_AS_WORDS.0))
            .into_iter()
            .collect(),
        colours: colours
            .filter_map(|colour| Colour::from_word(colour))
            .map(|colour| (colour, KEPT_AS_WORDS.1))
            .collect(),
        size_mm: record.size_mm,
    }
}

fn look_alike(one: &SeenPill, other: &SeenPill) -> bool {
    let (one, other) = (&one.record, &other.record);
    one.shape.is_some() && one.shape == other.shape && colours_meet(&one.colours, &other.colours)
}

/// Whether two pills have a colour in common, or nobody could tell the colours of one.
fn colours_meet(one: &[String], other: &[String]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|colour| other.contains(colour))
}
