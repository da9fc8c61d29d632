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
    /// Characters that were read otherwise, dropped or invented if it is this row; 0 when no imprint was read.
    pub edits: u8,
    /// Parts of its imprint that were not read.
    pub unseen: u8,
    /// Logarithm of how much likelier its outline is as seen than on pills at large.
    pub shape: f32,
    /// The same of its colours.
    pub colour: f32,
    /// The same of its length; 0 where one of the two is not known.
    pub size: f32,
}

/// What the table says of a pill that was seen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matching {
    /// Rows, the likeliest first; those of less than a thousandth are left out, except the first few.
    pub candidates: Vec<Candidate>,
    /// The probability that it is in no row.
    pub unknown: f32,
}

/// Rows that are kept however little likely they are.
const KEPT: usize = 5;

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
        let table = readings();
        let lines = seen.sides.iter().flat_map(|side| &side.lines);
        let read: Vec<Reading> = lines
            .map(|line| Reading::new(line, &table))
            .filter(|reading| !reading.positions.is_empty())
            .collect();
        let lines = Lines::new(read, seen.sides.len().max(1));
        let mut scored = self.scored(seen, &lines);
        for (candidate, score) in &mut scored {
            let weight = favoured.iter().find(|(place, _)| *place == candidate.place);
            *score += weight.map_or(0.0, |(_, weight)| weight.ln());
        }
        let weights: f32 = self.pills().len() as f32
            + favoured.iter().map(|(_, weight)| weight - 1.0).sum::<f32>();
        let prior = ((1.0 - UNKNOWN) / weights).ln();
        let unknown = UNKNOWN.ln() + self.unknown(&lines);
        settle(scored, prior, unknown)
    }

    /// Every row that may have been seen, with the logarithm of its likelihood relative to outline, colours and length of pills
    /// at large.
    fn scored(&self, seen: &Seen, lines: &Lines) -> Vec<(Candidate, f32)> {
        let mut counts = Default::default();
        let mut length = 0;
        for reading in lines.readings() {
            reading.count(&mut counts);
            length += reading.positions.len();
        }
        let at_large = (
            seen.shape(None, &self.background),
            seen.colour(None, &self.background),
            seen.size(None),
        );
        let mut scored = Vec::new();
        for (place, (pill, face)) in self.pills().iter().zip(&self.faces).enumerate() {
            let own: usize = face.parts.iter().map(Vec::len).sum();
            let wanted = (length.min(own) as f32 * IN_COMMON).ceil() as usize;
            if length > 0 && (own == 0 || face.in_common(&counts) < wanted.max(1)) {
                continue;
            }
            let (imprint, edits, unseen) = match (length, own) {
                (0, 0) => (BLANK.ln(), 0, 0),
                (0, _) => (
                    NOTHING_READ.ln(),
                    0,
                    u8::try_from(face.parts.len()).unwrap_or(u8::MAX),
                ),
                _ => {
                    let Cover { fit, unseen } = lines.cover(face);
                    (fit.score, fit.edits, unseen)
                }
            };
            let candidate = Candidate {
                place,
                probability: 0.0,
                edits,
                unseen,
                shape: seen.shape(Some(pill), &self.background) - at_large.0,
                colour: seen.colour(Some(pill), &self.background) - at_large.1,
                size: seen.size(Some(pill)) - at_large.2,
            };
            let score = imprint + candidate.shape + candidate.colour + candidate.size;
            scored.push((candidate, score));
        }
        scored
    }

    /// Logarithm of the likelihood of what was read if the pill is in no row.
    fn unknown(&self, lines: &Lines) -> f32 {
        if lines.readings().is_empty() {
            return BLANK_AT_LARGE.ln();
        }
        let each = lines.readings().iter();
        each.map(|reading| self.background.line(reading)).sum()
    }
}

fn settle(mut scored: Vec<(Candidate, f32)>, prior: f32, unknown: f32) -> Matching {
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
