//! The bundle against what FHIR R4 says of its resources: see `structure`.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

#[path = "fhir_structure.rs"]
mod structure;

use structure::faults;

const OWNER: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

fn of(health: &Health, medicines: &[Entry]) -> Vec<Value> {
    let mut entries = Vec::new();
    let today = date(2026, 1, 31);
    of_patient(&mut entries, OWNER, "Гулнора", health, medicines, today);
    entries
}

fn entry(medication: Medication) -> Entry {
    Entry::new(medication, "a", None)
}

#[test]
fn whatever_is_told_makes_valid_resources() {
    let health = Health {
        birth_date: Some(date(1990, 2, 3)),
        sex: Some(Sex::Female),
        allergies: Some(vec![
            "class:penicillins".parse().unwrap(),
            "allergen:aller-0010-00002".parse().unwrap(),
        ]),
        ..Health::default()
    };
    let regular = Medication {
        name: "Метформин".to_owned(),
        dosage: Some("1 tablet".to_owned()),
        times: vec!["08:00".parse().unwrap()],
        start_date: Some(date(2026, 1, 1)),
        end_date: Some(date(2026, 1, 30)),
        units_per_dose: Some(0.5),
        notes: Some("with food".to_owned()),
        ..Medication::default()
    };
    let weekly = Medication {
        every_days: Some(7),
        end_date: None,
        ..regular.clone()
    };
    let needed = Medication {
        name: "paracetamol".to_owned(),
        ..Medication::default()
    };
    let mut entries = of(&health, &[regular, weekly, needed].map(entry));
    let mut child = Vec::new();
    let id = "01ARZ3NDEKTSV4RRFFQ69G5FAW";
    of_patient(&mut child, id, "Азиз", &health, &[], date(2026, 1, 31));
    assert_eq!((entries.len(), child.len()), (6, 3));
    entries.extend(child);
    assert_eq!(faults(&whole(&entries)), [] as [&str; 0]);
    let dosage = |place: usize| &entries[place]["resource"]["dosage"][0];
    assert_eq!(entries[1]["resource"]["status"], "completed");
    assert_eq!(
        dosage(1)["timing"]["repeat"],
        json!({"timeOfDay": ["08:00:00"]})
    );
    let weekly = json!({"frequency": 1, "period": 7, "periodUnit": "d"});
    assert_eq!(dosage(2)["timing"]["repeat"], weekly);
    assert_eq!(dosage(2)["text"], "1 tablet, 08:00");
    assert_eq!(dosage(3)["asNeededBoolean"], true);
}

#[test]
fn nothing_is_made_up_for_somebody_who_told_nothing() {
    let entries = of(&Health::default(), &[]);
    assert_eq!(faults(&whole(&entries)), [] as [&str; 0]);
    let patient = entries[0]["resource"].as_object().unwrap();
    let names: BTreeSet<&str> = patient.keys().map(String::as_str).collect();
    assert_eq!(names, BTreeSet::from(["id", "name", "resourceType"]));
}

#[test]
fn an_address_stays_and_is_one_resource_s_alone() {
    let address = url("Patient", OWNER);
    assert_eq!(address, url("Patient", OWNER));
    assert_ne!(address, url("MedicationStatement", OWNER));
    // Version 8 and the variant of RFC 9562.
    assert_eq!(&address[9 + 14..9 + 15], "8");
    assert!("89ab".contains(&address[9 + 19..9 + 20]));
}

/// The test is worth nothing unless it sees what is wrong.
#[test]
fn what_fhir_does_not_allow_is_seen() {
    let entries = of(
        &Health::default(),
        &[entry(Medication {
            name: "a".to_owned(),
            times: vec!["08:00".parse().unwrap()],
            ..Medication::default()
        })],
    );
    let good = whole(&entries);
    assert_eq!(faults(&good), [] as [&str; 0]);
    let statement = "/entry/1/resource";
    for (pointer, value) in [
        ("/type".to_owned(), json!("pile")),
        ("/timestamp".to_owned(), json!("today")),
        ("/entry/0/fullUrl".to_owned(), json!("urn:uuid:A")),
        ("/entry/0/resource/name".to_owned(), json!([])),
        (format!("{statement}/status"), json!("taken")),
        (format!("{statement}/id"), json!("a b")),
        (
            format!("{statement}/subject/reference"),
            json!("urn:nazar:nobody"),
        ),
        (format!("{statement}/medicationCodeableConcept"), json!({})),
        (
            format!("{statement}/dosage/0/timing/repeat/timeOfDay/0"),
            json!("08:00"),
        ),
        (
            format!("{statement}/dosage/0/timing/repeat"),
            json!({"timeOfDay": ["08:00:00"], "period": 1, "periodUnit": "d"}),
        ),
        (
            format!("{statement}/dosage/0/timing/repeat"),
            json!({"period": 1}),
        ),
        (format!("{statement}/dosage/0"), json!({"colour": "red"})),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(&pointer).unwrap() = value;
        assert!(!faults(&bad).is_empty(), "{pointer}");
    }
}

proptest! {
    #[test]
    fn whatever_a_list_holds_is_a_valid_bundle(
        name in "\\PC{1,40}[a-z]",
        dosage in proptest::option::of("[a-z]{1,20}"),
        times in proptest::collection::btree_set(0_u16..1440, 0..5),
        every_days in proptest::option::of(1_u8..=90),
        units in proptest::option::of(0.25_f64..10.0),
        (start, end) in (proptest::option::of(1_i8..=28), proptest::option::of(1_i8..=28)),
    ) {
        let times = times.into_iter().map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60));
        let medication = Medication {
            name,
            dosage,
            times: times.map(|time| time.parse().unwrap()).collect(),
            every_days,
            units_per_dose: units,
            start_date: start.map(|day| date(2026, 1, day)),
            end_date: end.map(|day| date(2026, 2, day)),
            ..Medication::default()
        };
        let entries = of(&Health::default(), &[entry(medication)]);
        prop_assert_eq!(faults(&whole(&entries)), Vec::<String>::new());
    }
}
