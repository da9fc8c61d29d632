//! The bundle against what FHIR R4 requires of its resources: elements of cardinality 1..1, closed lists of words, the
//! forms of dates and ids, and the rule that an allergy has a clinical status (`ait-1`).

use std::collections::BTreeSet;

use jiff::civil::date;
use nazar::store::medicine_list::Medication;

use super::*;

fn of(health: &Health, medicines: &[Entry]) -> Vec<Value> {
    let mut entries = Vec::new();
    let id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    of_patient(
        &mut entries,
        id,
        "Гулнора",
        health,
        medicines,
        date(2026, 1, 31),
    );
    entries
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("{pointer} is missing: {value}"))
}

/// What a strict reader refuses.
fn assert_valid(entry: &Value) {
    let resource = &entry["resource"];
    let kind = text(resource, "/resourceType");
    let id = text(resource, "/id");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    assert!(id.len() <= 64 && id.bytes().all(plain), "{id}");
    assert_eq!(text(entry, "/fullUrl"), format!("urn:nazar:{kind}:{id}"));
    match kind {
        "Patient" => {
            if let Some(gender) = resource.get("gender") {
                assert!(["male", "female", "other", "unknown"].contains(&gender.as_str().unwrap()));
            }
            if let Some(born) = resource.get("birthDate") {
                born.as_str().unwrap().parse::<Date>().unwrap();
            }
        }
        "MedicationStatement" => {
            let known = ["active", "completed", "intended"];
            assert!(known.contains(&text(resource, "/status")));
            assert!(!text(resource, "/medicationCodeableConcept/text").is_empty());
            assert!(text(resource, "/subject/reference").starts_with("urn:nazar:Patient:"));
            for (_, day) in resource["effectivePeriod"]
                .as_object()
                .into_iter()
                .flatten()
            {
                day.as_str().unwrap().parse::<Date>().unwrap();
            }
            for time in resource
                .pointer("/dosage/0/timing/repeat/timeOfDay")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let time = time.as_str().unwrap();
                assert!(
                    time.len() == 8 && time.parse::<jiff::civil::Time>().is_ok(),
                    "{time}"
                );
            }
        }
        "AllergyIntolerance" => {
            assert_eq!(text(resource, "/clinicalStatus/coding/0/code"), "active");
            assert!(text(resource, "/patient/reference").starts_with("urn:nazar:Patient:"));
            let category = text(resource, "/category/0");
            assert!(["food", "medication", "environment", "biologic"].contains(&category));
        }
        other => panic!("unexpected resource {other}"),
    }
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
    let needed = Medication {
        name: "paracetamol".to_owned(),
        ..Medication::default()
    };
    let medicines = [regular, needed].map(|one| Entry::new(one, "a", None));
    let entries = of(&health, &medicines);
    assert_eq!(entries.len(), 5);
    entries.iter().for_each(assert_valid);
    assert_eq!(entries[1]["resource"]["status"], "completed");
    assert_eq!(entries[2]["resource"]["dosage"][0]["asNeededBoolean"], true);
    let urls: BTreeSet<&str> = entries
        .iter()
        .map(|entry| text(entry, "/fullUrl"))
        .collect();
    assert_eq!(
        urls.len(),
        entries.len(),
        "no two resources share an address"
    );
}

#[test]
fn nothing_is_made_up_for_somebody_who_told_nothing() {
    let entries = of(&Health::default(), &[]);
    assert_eq!(entries.len(), 1);
    assert_valid(&entries[0]);
    let patient = entries[0]["resource"].as_object().unwrap();
    let names: BTreeSet<&str> = patient.keys().map(String::as_str).collect();
    assert_eq!(names, BTreeSet::from(["id", "name", "resourceType"]));
}
