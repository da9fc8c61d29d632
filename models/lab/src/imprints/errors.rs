//! What a reader does to an imprint.

use nazar::imprints::{Lattice, Pill};

/// Characters that are taken for each other: the confusions that scanners of print are known for, not the matcher's own list.
const ALIKE: [&str; 7] = ["0OD", "1IL", "5S", "8B", "2Z", "6G", "UV"];

/// A kind of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoilt {
    /// Everything on both sides, read rightly.
    Exact,
    /// The first part alone, from one side.
    OneSide,
    /// One character not read.
    OneDropped,
    /// Two characters not read.
    TwoDropped,
    /// One character taken for one that looks like it.
    OneConfused,
    /// Two characters taken for ones that look like them.
    TwoConfused,
    /// Read rightly, and in no row of the table.
    Unknown,
}

impl Spoilt {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Exact,
        Self::OneSide,
        Self::OneDropped,
        Self::TwoDropped,
        Self::OneConfused,
        Self::TwoConfused,
        Self::Unknown,
    ];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::OneSide => "one side",
            Self::OneDropped => "one dropped",
            Self::TwoDropped => "two dropped",
            Self::OneConfused => "one confused",
            Self::TwoConfused => "two confused",
            Self::Unknown => "unknown",
        }
    }
}

/// A reading of this kind with the number of sides that were seen; `None` where the imprint is too short for it: at least two
/// characters must be left.
pub fn spoil(pill: &Pill, kind: Spoilt, seed: usize) -> Option<(Vec<Lattice>, usize)> {
    let text: Vec<char> = pill.imprint.join(";").chars().collect();
    let spoilt = match kind {
        Spoilt::Exact | Spoilt::Unknown => text,
        Spoilt::OneSide => pill.imprint.first()?.chars().collect(),
        Spoilt::OneDropped => dropped(text, 1, seed)?,
        Spoilt::TwoDropped => dropped(text, 2, seed)?,
        Spoilt::OneConfused => confused(text, 1, seed)?,
        Spoilt::TwoConfused => confused(text, 2, seed)?,
    };
    let sides = if kind == Spoilt::OneSide { 1 } else { 2 };
    let text: String = spoilt.into_iter().collect();
    Some((vec![Lattice::certain(&text, 0.93)], sides))
}

fn dropped(mut text: Vec<char>, count: usize, seed: usize) -> Option<Vec<char>> {
    for turn in 0..count {
        let places: Vec<usize> = (0..text.len())
            .filter(|place| text[*place] != ';')
            .collect();
        if places.len() < 3 {
            return None;
        }
        text.remove(places[(seed * 7 + turn * 5 + 3) % places.len()]);
    }
    Some(text)
}

fn confused(mut text: Vec<char>, count: usize, seed: usize) -> Option<Vec<char>> {
    let mut places: Vec<usize> = (0..text.len())
        .filter(|place| other(text[*place], 0).is_some())
        .collect();
    if places.len() < count {
        return None;
    }
    for turn in 0..count {
        let place = places.remove((seed * 11 + turn * 3) % places.len());
        text[place] = other(text[place], seed)?;
    }
    Some(text)
}

fn other(character: char, seed: usize) -> Option<char> {
    let group = ALIKE.iter().find(|group| group.contains(character))?;
    let others: Vec<char> = group.chars().filter(|one| *one != character).collect();
    others.get(seed % others.len()).copied()
}
