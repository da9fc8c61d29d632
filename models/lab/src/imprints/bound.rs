//! What no matcher can exceed when characters were dropped: how often the right medicine is among the first three for one that knows what
//! happened to the reading, and for such that know less.
//!
//! Each of them takes a row for possible if what was read is what is left of its imprint, lines in any order, and prices it by the
//! number of characters that are then missing. None of them knows of characters that were exchanged or invented, as the real one must.

use std::collections::BTreeMap;

use nazar::imprints::{Line, Pill, Position};
use serde::Serialize;

use super::{Spoilt, generic, known, spoil};

/// Of this share of characters the matcher believes that they are dropped (`shared/src/imprints/align.rs`).
const DROPPED: f32 = 0.4;
/// Rows that explain a reading by more missing characters are left out.
const MOST: usize = 8;
/// How sure outline and colours are in the evaluation.
const SURE: (f32, f32) = (0.9, 0.8);
/// A colour of a pill with two that was not seen, as the matcher prices it.
const COLOUR_UNSEEN: f32 = 0.4;

/// Sums that differ by no more are equal.
const EQUAL: f32 = 1e-4;

/// How often the right medicine is among the first three; of medicines that are equally likely any may come first.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Bound {
    /// Readings tried.
    pub tried: u32,
    /// Knowing how many characters are missing, and that outline and colours are seen rightly.
    pub knowing_all: f32,
    /// Knowing that characters are missing, not how many, and that outline and colours are seen rightly.
    pub knowing_looks: f32,
    /// Knowing that characters are missing and nothing else, with the matcher's doubts about outline and colours.
    pub knowing_dropped: f32,
}

/// The bound of readings of which one or two characters were dropped.
pub fn bound(pills: &[Pill], each: usize) -> Vec<(String, Bound)> {
    let (known, _) = known(pills);
    let step = (known.len() / each).max(1);
    let kinds = [(Spoilt::OneDropped, 1), (Spoilt::TwoDropped, 2)];
    let bounds = kinds.into_iter().map(|(kind, missing)| {
        let mut bound = Bound::default();
        for (index, pill) in known.iter().step_by(step).take(each).enumerate() {
            let Some((sides, _)) = spoil(pill, kind, index) else {
                continue;
            };
            let lines: Vec<String> = sides
                .iter()
                .flat_map(|side| side.lines.iter())
                .map(text)
                .collect();
            bound.add(pill, &lines, missing, &known);
        }
        (kind.name().to_owned(), bound)
    });
    bounds.collect()
}

fn text(line: &Line) -> String {
    let positions = line.positions.iter();
    positions
        .filter_map(Position::best)
        .map(|best| best.character)
        .collect()
}

impl Bound {
    fn add(&mut self, pill: &Pill, lines: &[String], missing: usize, known: &[&Pill]) {
        let possible: Vec<(&Pill, usize)> = known
            .iter()
            .filter_map(|row| Some((*row, left_out(lines, &row.imprint)?)))
            .collect();
        let in_three = |share_of: &dyn Fn(&Pill, usize) -> f32| {
            let mut shares: BTreeMap<&str, f32> = BTreeMap::new();
            for (row, count) in &possible {
                *shares.entry(generic(&row.name)).or_default() += share_of(row, *count);
            }
            let own = shares.get(generic(&pill.name)).copied().unwrap_or(0.0);
            let count = |is_it: &dyn Fn(f32) -> bool| {
                shares.values().filter(|share| is_it(**share)).count() as f32
            };
            let before = count(&|share| share > own * (1.0 + EQUAL));
            let equal = count(&|share| (share - own).abs() <= own * EQUAL);
            if own > 0.0 {
                ((3.0 - before) / equal.max(1.0)).clamp(0.0, 1.0)
            } else {
                0.0
            }
        };
        let same = |row: &Pill| f32::from(u8::from(looks_the_same(row, pill)));
        let price = |count: usize| DROPPED.powi(i32::try_from(count).unwrap_or(i32::MAX));
        self.tried += 1;
        self.knowing_all +=
            in_three(&|row, count| same(row) * f32::from(u8::from(count == missing)));
        self.knowing_looks += in_three(&|row, count| same(row) * price(count));
        self.knowing_dropped += in_three(&|row, count| looks(row, pill) * price(count));
    }
}

fn looks_the_same(row: &Pill, pill: &Pill) -> bool {
    row.shape == pill.shape
        && row.colours.len() == pill.colours.len()
        && row
            .colours
            .iter()
            .all(|colour| pill.colours.contains(colour))
}

/// How likely a row looks as the pill was seen, which was rightly: what the matcher makes of that.
fn looks(row: &Pill, pill: &Pill) -> f32 {
    let mut share = match (row.shape, pill.shape) {
        (Some(row), Some(seen)) => SURE.0 * row.taken_for(seen),
        _ => 0.1,
    };
    for seen in &pill.colours {
        let of = row.colours.iter().map(|colour| colour.taken_for(*seen));
        share *= SURE.1 * of.fold(0.0, f32::max) + (1.0 - SURE.1) / 12.0;
    }
    if row.colours.len() > pill.colours.len() {
        share *= COLOUR_UNSEEN;
    }
    share
}

/// How many characters of an imprint are missing, if lines are what is left of it; `None` if they cannot be.
fn left_out(lines: &[String], imprint: &[String]) -> Option<usize> {
    let length = |parts: &[String]| parts.iter().map(String::len).sum::<usize>();
    let missing = length(imprint).checked_sub(length(lines))?;
    let mut used = vec![false; imprint.len()];
    (missing <= MOST && are_left(lines, imprint, &mut used)).then_some(missing)
}

fn are_left(lines: &[String], parts: &[String], used: &mut [bool]) -> bool {
    let Some((line, others)) = lines.split_first() else {
        return true;
    };
    is_left(line, (others, parts), used, 3)
}

/// Whether a line is what is left of up to so many parts in a row, and the other lines of the rest.
fn is_left(
    line: &str,
    (others, parts): (&[String], &[String]),
    used: &mut [bool],
    most: usize,
) -> bool {
    if line.is_empty() {
        return are_left(others, parts, used);
    }
    for place in 0..parts.len() {
        if most == 0 || used[place] {
            continue;
        }
        let rest = without(line, &parts[place]);
        if rest.len() == line.len() {
            continue;
        }
        used[place] = true;
        if is_left(rest, (others, parts), used, most - 1) {
            return true;
        }
        used[place] = false;
    }
    false
}

/// What follows of a line after as much of it as may be left of a part. As much as possible: a line that needs less is not tried.
fn without<'a>(line: &'a str, part: &str) -> &'a str {
    let mut rest = line;
    for character in part.chars() {
        rest = rest.strip_prefix(character).unwrap_or(rest);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_an_imprint_is_counted() {
        let count = |read: &[&str], truth: &[&str]| {
            let own = |parts: &[&str]| -> Vec<String> {
                parts.iter().map(|part| (*part).to_owned()).collect()
            };
            left_out(&own(read), &own(truth))
        };
        assert_eq!(count(&["WATON", "853"], &["WATSON", "853"]), Some(1));
        assert_eq!(count(&["53", "WATSN"], &["WATSON", "853"]), Some(2));
        assert_eq!(count(&["93738"], &["93", "7384"]), Some(1));
        assert_eq!(count(&["54"], &["45"]), None);
        assert_eq!(
            count(&["9", "9"], &["93", "26"]),
            None,
            "one part is not two"
        );
    }
}
