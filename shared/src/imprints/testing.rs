//! A small table for tests.

use super::normal::parts;
use super::{Colour, ImprintTable, Lattice, Pill, PillSource, Seen, Shape};

/// A white round pill.
pub(crate) fn pill(name: &str, imprint: &str) -> Pill {
    Pill {
        name: name.to_owned(),
        codes: vec!["1".to_owned()],
        medicine: None,
        ingredients: Vec::new(),
        strength: String::new(),
        imprint: parts(imprint),
        shape: Some(Shape::Round),
        colours: vec![Colour::White],
        size_mm: None,
        source: PillSource::C3pi,
    }
}

/// A few pills whose imprints are near to each other.
pub(crate) fn table() -> ImprintTable {
    let rows = [
        ("HYDROCODONE", "WATSON;853", Shape::Capsule),
        ("HYDROCODONE 10", "WATSON;503", Shape::Capsule),
        ("LISINOPRIL", "L;5", Shape::Round),
        ("MORPHINE", "M;15", Shape::Round),
        ("METOPROLOL", "M;18", Shape::Round),
        ("BLANK", "", Shape::Round),
        ("TEVA ONE", "TEVA;5728", Shape::Round),
        ("TEVA TWO", "TEVA;7096", Shape::Round),
        ("TEVA THREE", "TEVA;3147", Shape::Oval),
    ];
    let rows = rows.map(|(name, imprint, shape)| Pill {
        shape: Some(shape),
        ..pill(name, imprint)
    });
    ImprintTable::new(rows.into())
}

/// A pill of which this was read, seen well.
pub(crate) fn seen(read: &str, sides: usize, shape: Shape, colour: Colour) -> Seen {
    let mut lattices = vec![Lattice::certain(read, 0.95)];
    lattices.resize(sides, Lattice::default());
    Seen {
        sides: lattices,
        shapes: vec![(shape, 1.0)],
        colours: vec![(colour, 1.0)],
        size_mm: None,
    }
}
