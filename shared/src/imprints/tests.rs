//! The matcher on a small table.

use super::testing::{pill, seen, table};
use super::{Colour, ImprintTable, Lattice, Seen, Shape};

fn best(table: &ImprintTable, seen: &Seen) -> (String, f32, f32) {
    let matching = table.matches(seen, &[]);
    let best = matching.candidates[0];
    (
        table.pills()[best.place].name.clone(),
        best.probability,
        matching.unknown,
    )
}

#[test]
fn a_whole_imprint_names_its_pill() {
    let table = table();
    for read in ["WATSON;853", "853;WATSON", "WATSON 853"] {
        let (name, probability, _) = best(&table, &seen(read, 2, Shape::Capsule, Colour::White));
        assert_eq!(name, "HYDROCODONE", "{read}");
        assert!(probability > 0.99, "{read}: {probability}");
    }
}

#[test]
fn look_alike_characters_still_lead_there_with_less_certainty() {
    let table = table();
    let exact = best(&table, &seen("L;5", 2, Shape::Round, Colour::White));
    let slipped = best(&table, &seen("L;S", 2, Shape::Round, Colour::White));

    assert_eq!(
        (exact.0.as_str(), slipped.0.as_str()),
        ("LISINOPRIL", "LISINOPRIL")
    );
    assert!(slipped.1 < exact.1);
}

#[test]
fn an_unknown_imprint_belongs_to_nobody() {
    let (_, probability, unknown) =
        best(&table(), &seen("QZX;7716", 2, Shape::Round, Colour::Pink));

    assert!(unknown > 0.95, "{unknown}");
    assert!(probability < 0.05);
}

#[test]
fn without_an_imprint_no_pill_is_certain() {
    let (_, probability, _) = best(&table(), &seen("", 1, Shape::Capsule, Colour::White));

    assert!(probability < 0.5, "{probability}");
}

#[test]
fn the_other_shape_and_colour_speak_against_it() {
    let table = table();
    let of = |shape, colour| {
        table
            .matches(&seen("M;15", 2, shape, colour), &[])
            .candidates[0]
    };
    let right = of(Shape::Round, Colour::White);
    let wrong = of(Shape::Triangle, Colour::Purple);

    assert_eq!(right.place, wrong.place);
    assert!(wrong.probability < right.probability);
    let (right, wrong) = (right.fit, wrong.fit);
    assert!(right.shape > 0.0 && wrong.shape < -1.0, "{wrong:?}");
    assert!(right.colour > 0.0 && wrong.colour < -1.0, "{wrong:?}");
}

#[test]
fn what_a_person_takes_is_more_to_be_expected() {
    let table = table();
    let seen = seen("", 1, Shape::Round, Colour::White);
    let mine = table
        .pills()
        .iter()
        .position(|pill| pill.name == "LISINOPRIL")
        .unwrap();
    let of = |favoured: &[(usize, f32)]| {
        let matching = table.matches(&seen, favoured);
        matching
            .candidates
            .iter()
            .find(|one| one.place == mine)
            .unwrap()
            .probability
    };

    assert!(of(&[(mine, 50.0)]) > 4.0 * of(&[]));
}

#[test]
fn probabilities_are_a_distribution() {
    let table = table();
    for read in ["M", "15", "M;15", "WATSON", ""] {
        let matching = table.matches(&seen(read, 1, Shape::Round, Colour::White), &[]);
        let sum: f32 = matching.candidates.iter().map(|one| one.probability).sum();
        assert!(sum + matching.unknown < 1.001, "{read}");
        assert!(sum + matching.unknown > 0.98, "{read}");
    }
}

#[test]
fn packs_of_one_pill_are_one_row_and_a_snapshot_reads_back() {
    let mut other = pill("LISINOPRIL", "L;5");
    other.codes = vec!["2".to_owned()];
    let table = ImprintTable::new(vec![pill("LISINOPRIL", "L;5"), other]);

    assert_eq!(table.pills().len(), 1);
    assert_eq!(table.pills()[0].codes, ["1", "2"]);
    let read = ImprintTable::decode(&table.encode().unwrap()).unwrap();
    assert_eq!(read.pills(), table.pills());
}

#[test]
fn an_empty_table_knows_nothing() {
    let seen = Seen {
        sides: vec![Lattice::certain("M", 0.9)],
        ..Seen::default()
    };
    let matching = ImprintTable::default().matches(&seen, &[]);

    assert!((matching.unknown - 1.0).abs() < 1e-6 && matching.candidates.is_empty());
}
