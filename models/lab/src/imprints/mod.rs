//! Judges the matcher of imprints and the rule of what is recognised, on the library's table: with characters dropped and confused, one side
//! seen, and imprints that the table does not have.
//!
//! Half of the table, chosen by imprint, is known to the matcher; the other half's imprints are unknown to it. Errors are drawn by a fixed
//! sequence from groups of alike characters of this file's own, so the same table gives the same figures.

mod bound;
mod errors;
mod read;

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use nazar::catalogue::Catalogue;
use nazar::imprints::{ImprintTable, Lattice, Pill, Seen};
use nazar::scans::{Evidence, OwnList, Reference, SeenPill, conclude};
use nazar::snapshots::Loaded;
use nazar::store::scans::{BoxRecord, PillRecord, ScanStatus};
use serde::Serialize;

pub use bound::{Bound, bound};
pub use errors::{Spoilt, spoil};
pub use read::read;

/// What came of one kind of readings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Readings tried.
    pub tried: u32,
    /// The right medicine is the first candidate.
    pub first: u32,
    /// It is among the first three.
    pub in_three: u32,
    /// Candidates were shown, or it was called recognised.
    pub shown: u32,
    /// Called recognised.
    pub recognised: u32,
    /// Called recognised and is another medicine.
    pub wrongly: u32,
}

/// All figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Rows of the table that the matcher knew.
    pub known: usize,
    /// By the kind of reading.
    pub readings: Vec<(String, Figures)>,
}

/// Whether an imprint is in the half that the matcher knows.
fn is_known(pill: &Pill) -> bool {
    let bytes = pill.imprint.iter().flat_map(|part| part.bytes());
    let sum = bytes.fold(5_381_u32, |sum, byte| {
        sum.wrapping_mul(33) ^ u32::from(byte)
    });
    sum.is_multiple_of(2)
}

/// The pills that the matcher knows, and those whose imprints are unknown to it.
fn known(pills: &[Pill]) -> (Vec<&Pill>, Vec<&Pill>) {
    let bearing = pills.iter().filter(|pill| !pill.imprint.is_empty());
    bearing.partition(|pill| is_known(pill))
}

/// A name without the brand in brackets.
fn generic(name: &str) -> &str {
    name.split(" [").next().unwrap_or(name)
}

/// Tries `each` readings of every kind.
pub fn evaluate(pills: &[Pill], each: usize) -> Report {
    let (known, unknown) = known(pills);
    let table = ImprintTable::new(known.iter().copied().cloned().collect());
    let rows = table.pills().len();
    let reference = Reference {
        catalogue: Arc::new(Loaded {
            version: None,
            data: Catalogue::default(),
        }),
        imprints: Arc::new(Loaded {
            version: None,
            data: table,
        }),
    };
    let of = |kind: Spoilt| {
        let from = if kind == Spoilt::Unknown {
            &unknown
        } else {
            &known
        };
        let step = (from.len() / each).max(1);
        let mut figures = Figures::default();
        for (index, pill) in from.iter().step_by(step).take(each).enumerate() {
            let Some((sides, count)) = spoil(pill, kind, index) else {
                continue;
            };
            judge(pill, sides, count, &reference, &mut figures);
        }
        (kind.name().to_owned(), figures)
    };
    // Every kind on a thread of its own: none needs to know of the others, and all of them one after another take minutes.
    let readings = thread::scope(|scope| {
        let running = Spoilt::ALL.map(|kind| scope.spawn(move || of(kind)));
        running.map(|kind| kind.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    Report {
        known: rows,
        readings: readings.to_vec(),
    }
}

fn judge(
    pill: &Pill,
    sides: Vec<Lattice>,
    count: usize,
    reference: &Reference,
    figures: &mut Figures,
) {
    let mut sides = sides;
    sides.resize(count, Lattice::default());
    let seen = Seen {
        sides,
        shapes: pill.shape.map(|shape| (shape, 0.9)).into_iter().collect(),
        colours: pill.colours.iter().map(|colour| (*colour, 0.8)).collect(),
        size_mm: None,
    };
    let evidence = Evidence {
        pills: vec![SeenPill {
            record: nowhere(),
            seen,
        }],
        ..Evidence::default()
    };
    let conclusion = conclude(&evidence, reference, &OwnList::default());
    let is_it = |name: &str| generic(name) == generic(&pill.name);
    let place = conclusion
        .candidates()
        .iter()
        .position(|one| is_it(&one.name));
    let recognised = conclusion.outcome().status() == ScanStatus::Recognised;
    figures.tried += 1;
    figures.first += u32::from(place == Some(0));
    figures.in_three += u32::from(place.is_some_and(|place| place < 3));
    figures.shown += u32::from(!conclusion.candidates().is_empty());
    figures.recognised += u32::from(recognised);
    figures.wrongly += u32::from(recognised && place != Some(0));
}

fn nowhere() -> PillRecord {
    PillRecord {
        area: BoxRecord {
            x: 0.0,
            y: 0.0,
            width: 1.0,
            height: 1.0,
        },
        score: 1.0,
        shape: None,
        colours: Vec::new(),
        imprint: String::new(),
        size_mm: None,
    }
}
