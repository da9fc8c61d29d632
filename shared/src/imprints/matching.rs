//! Which pill of the table was seen, and with what probability none of them.
//!
//! Bayes' rule over the rows of the table and one more hypothesis, that the pill is in no row. Every row has the same
//! prior probability. An imprint that was read is explained by each row with what readers do to imprints
//! ([`align`](super::align), [`cover`](super::cover)), and by the last hypothesis with what stands on pills at large
//! ([`background`](super::background)); outline, colours and length likewise.

use super::align::Reading;
use super::background::add_logarithms;
use super::confusion::readings;
use super::cover::{Cover, Lines};
use super::face::Face;
use super::{ImprintTable, Seen};

/// The probability, before anything is seen, that a pill is in no row of the table.
const UNKNOWN: f32 = 0.5;
/// Nothing is read on a pill that bears something: a blank side up, or an imprint too faint.
const NOTHING_READ: f32 = 0.25;
/// Nothing is read on a pill that bears nothing.
const BLANK: f32 = 0.9;
/// Share of pills at large that bear nothing, or show nothing.
const BLANK_AT_LARGE: f32 = 0.25;
/// A row needs this share of the characters of what was read, or of its own if they are fewer, to be looked at closely.
const IN_COMMON: f32 = 0.4;

/// A row of the table, with how it fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The row: its place in [`ImprintTable::pills`].
    pub place: usize,
    /// The probability that it is this row, 0 to 1.
    pub probability: f32,
    /// How what was seen fits it.
    pub fit: Likeness,
}

/// How what was seen fits one row, trait by trait: logarithms of how much likelier each is as seen if it is this row than on
/// pills at large.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Likeness {
    /// Characters that were read otherwise, dropped or invented if it is this row; 0 when no imprint was read.
    pub edits: u8,
    /// Those of them that were read and do not stand on it: exchanged or invented.
    pub foreign: u8,
    /// Those of the characters read otherwise that make another number: a figure dropped, invented or taken for another figure.
    pub figures: u8,
    /// Parts of its imprint that were not read.
    pub unseen: u8,
    /// What was read.
    pub imprint: f32,
    /// The outline.
    pub shape: f32,
    /// The colours.
    pub colour: f32,
    /// The length; 0 where one of the two is not known.
    pub size: f32,
}

impl Likeness {
    /// All traits together.
    pub fn sum(&self) -> f32 {
        self.imprint + self.shape + self.colour + self.size
    }
}

/// What the table says of a pill that was seen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matching {
    /// Rows, the likeliest first; those of less than a thousandth are left out, except among the first [`KEPT`].
    pub candidates: Vec<Candidate>,
    /// The probability that it is in no row.
    pub unknown: f32,
}

/// Rows that are kept however little likely they are: several may be of one medicine, and some bear another imprint.
const KEPT: usize = 64;

/// What was seen, ready to be held against rows.
struct Compared<'a> {
    table: &'a ImprintTable,
    seen: &'a Seen,
    lines: Lines,
    /// Characters that were read.
    length: usize,
    /// Logarithms of the likelihoods of what was read, and of outline, colours and length, on pills at large.
    at_large: [f32; 4],
}

impl ImprintTable {
    /// Looks a pill up. `favoured` are rows that are more to be expected than the others, each as much as its weight says:
    /// those of the medicines that a person takes.
    pub fn matches(&self, seen: &Seen, favoured: &[(usize, f32)]) -> Matching {
        if self.pills().is_empty() {
            return Matching {
                candidates: Vec::new(),
                unknown: 1.0,
            };
        }
        let compared = Compared::new(self, seen);
        let mut scored = compared.all();
        for (candidate, score) in &mut scored {
            let weight = favoured.iter().find(|(place, _)| *place == candidate.place);
            *score += weight.map_or(0.0, |(_, weight)| weight.ln());
        }
        let weights: f32 = self.pills().len() as f32
            + favoured.iter().map(|(_, weight)| weight - 1.0).sum::<f32>();
        settle(scored, ((1.0 - UNKNOWN) / weights).ln())
    }

    /// How what was seen fits each of these rows, whatever the others say: whether a pill can be what it is said to be.
    pub fn compare(&self, seen: &Seen, rows: &[usize]) -> Vec<Likeness> {
        let compared = Compared::new(self, seen);
        rows.iter().map(|place| compared.with(*place)).collect()
    }
}

impl<'a> Compared<'a> {
    fn new(table: &'a ImprintTable, seen: &'a Seen) -> Self {
        let characters = readings();
        let lines = seen.sides.iter().flat_map(|side| &side.lines);
        let read: Vec<Reading> = lines
            .map(|line| Reading::new(line, &characters))
            .filter(|reading| !reading.positions.is_empty())
            .collect();
        let lines = Lines::new(read, seen.sides.len().max(1));
        let each = lines.readings().iter();
        let length = each.clone().map(|reading| reading.positions.len()).sum();
        let background = &table.background;
        let imprint = match length {
            0 => BLANK_AT_LARGE.ln(),
            _ => each.map(|reading| background.line(reading)).sum(),
        };
        Self {
            at_large: [
                imprint,
                seen.shape(None, background),
                seen.colour(None, background),
                seen.size(None),
            ],
            table,
            seen,
            lines,
            length,
        }
    }

    /// Every row that may have been seen, with the logarithm of its likelihood.
    fn all(&self) -> Vec<(Candidate, f32)> {
        let mut counts = Default::default();
        for reading in self.lines.readings() {
            reading.count(&mut counts);
        }
        let may_be = |face: &Face| {
            let own = face.length();
            let wanted = (self.length.min(own) as f32 * IN_COMMON).ceil() as usize;
            self.length == 0 || (own > 0 && face.in_common(&counts) >= wanted.max(1))
        };
        let places = (0..self.table.faces.len()).filter(|place| may_be(&self.table.faces[*place]));
        places
            .map(|place| {
                let fit = self.with(place);
                let candidate = Candidate {
                    place,
                    probability: 0.0,
                    fit,
                };
                (candidate, fit.sum())
            })
            .collect()
    }

    fn with(&self, place: usize) -> Likeness {
        let (pill, face) = (&self.table.pills()[place], &self.table.faces[place]);
        let Cover { fit, unseen } = match (self.length, face.parts.len()) {
            (0, 0) => Cover::of_nothing(BLANK, 0),
            (0, parts) => Cover::of_nothing(NOTHING_READ, parts),
            _ => self.lines.cover(face),
        };
        let background = &self.table.background;
        Likeness {
            edits: fit.edits,
            foreign: fit.foreign,
            figures: fit.figures,
            unseen,
            imprint: fit.score - self.at_large[0],
            shape: self.seen.shape(Some(pill), background) - self.at_large[1],
            colour: self.seen.colour(Some(pill), background) - self.at_large[2],
            size: self.seen.size(Some(pill)) - self.at_large[3],
        }
    }
}

/// Turns likelihoods, all of them relative to pills at large, into probabilities.
fn settle(mut scored: Vec<(Candidate, f32)>, prior: f32) -> Matching {
    let unknown = UNKNOWN.ln();
    let sum = scored.iter().fold(unknown, |sum, (_, score)| {
        add_logarithms(sum, score + prior)
    });
    scored.sort_by(|one, other| {
        other
            .1
            .total_cmp(&one.1)
            .then(one.0.place.cmp(&other.0.place))
    });
    let mut candidates: Vec<Candidate> = scored
        .into_iter()
        .map(|(candidate, score)| Candidate {
            probability: (score + prior - sum).exp(),
            ..candidate
        })
        .collect();
    let likely = candidates.partition_point(|candidate| candidate.probability >= 0.001);
    candidates.truncate(likely.max(KEPT));
    Matching {
        candidates,
        unknown: (unknown - sum).exp(),
    }
}
