//! Passports of invented packs.

use jiff::civil::date;

use super::*;
use crate::catalogue::{Form, Ingredient, Names, Pack, Prescription, Source};
use crate::codes::gs1;
use crate::store::medicine_list::Medication;

fn ingredient(id: &str) -> Ingredient {
    Ingredient {
        id: id.parse().unwrap(),
        names: Names {
            en: id.to_owned(),
            ru: None,
            uz: None,
            latin: None,
        },
        synonyms: Vec::new(),
        atc: Vec::new(),
    }
}

fn medicine(id: &str, ingredients: &[&str], gtin: Option<&str>) -> Medicine {
    Medicine {
        is_whole: true,
        id: id.parse().unwrap(),
        name: id.to_owned(),
        name_cyrillic: None,
        brand: id.to_owned(),
        ingredients: ingredients.iter().map(|id| id.parse().unwrap()).collect(),
        atc: None,
        form: Form::Tablet,
        form_text: "tablets".into(),
        strengths: Vec::new(),
        pack: Pack::default(),
        maker: "Maker".into(),
        country: "Uzbekistan".into(),
        prescription: Prescription::NotRequired,
        pregnancy: None,
        gtins: gtin.iter().map(|gtin| gtin.parse().unwrap()).collect(),
        registration: None,
        source: Source::Demonstration,
    }
}

fn catalogue() -> Catalogue {
    Catalogue::new(
        vec![
            ingredient("paracetamol"),
            ingredient("caffeine"),
            ingredient("ibuprofen"),
        ],
        vec![
            medicine("panadol", &["paracetamol"], Some("4780012345677")),
            medicine("extra", &["paracetamol", "caffeine"], None),
            medicine("nurofen", &["ibuprofen"], None),
        ],
    )
    .unwrap()
}

fn entry(name: &str, medicine: Option<&str>) -> Entry {
    let medication = Medication {
        medicine: medicine.map(str::to_owned),
        name: name.to_owned(),
        ..Medication::default()
    };
    Entry::new(medication, name, None)
}

fn passport(code: &str, list: &[Entry]) -> Passport {
    Passport::of(
        &gs1::parse(code).unwrap(),
        &catalogue(),
        list,
        date(2026, 11, 22),
    )
}

#[test]
fn a_pack_says_what_it_is_and_how_long_it_keeps() {
    let passport = passport("]d20104780012345677172702001126010010A1\u{1d}21S7", &[]);
    assert_eq!(passport.product.unwrap().name, "panadol");
    assert_eq!(passport.expiry.unwrap().last_day, date(2027, 2, 28));
    assert_eq!(passport.expiry.unwrap().freshness, Freshness::InDate);
    assert_eq!(passport.made, Some(date(2026, 1, 31)));
    assert_eq!(passport.lot.as_deref(), Some("A1"));
    assert_eq!(passport.serial.as_deref(), Some("S7"));
    assert_eq!(
        (passport.marking, passport.faults),
        (Marking::Absent, Vec::new())
    );
}

#[test]
fn a_number_that_the_catalogue_lacks_is_kept_and_named_by_nothing() {
    let passport = passport("(01)04600051000057", &[entry("panadol", Some("panadol"))]);
    assert_eq!(passport.gtin.unwrap().to_string(), "04600051000057");
    assert_eq!((passport.product, passport.duplicates), (None, Vec::new()));
    assert_eq!(
        passport.not_compared,
        ["panadol"],
        "with nothing known of it"
    );
}

#[test]
fn what_doubles_a_medicine_of_the_list_is_found_by_what_is_in_it() {
    let list = [
        entry("Panadol", Some("panadol")),
        entry("Extra", Some("extra")),
        // Added by hand, by the name of its substance.
        entry("paracetamol", None),
        entry("Nurofen", Some("nurofen")),
        entry("something else", None),
    ];
    let passport = passport("(01)04780012345677", &list);
    let found: Vec<(&str, Overlap)> = passport
        .duplicates
        .iter()
        .map(|duplicate| (duplicate.name.as_str(), duplicate.overlap))
        .collect();
    assert_eq!(
        found,
        [
            ("Panadol", Overlap::SameMedicine),
            ("Extra", Overlap::SameIngredient),
            ("paracetamol", Overlap::SameIngredient),
        ]
    );
    // The defect: what could not be compared was passed over in silence.
    assert_eq!(passport.not_compared, ["something else"]);
}

#[test]
fn what_is_no_longer_taken_is_not_doubled() {
    let mut past = entry("Extra", Some("extra"));
    past.medication.end_date = Some(date(2026, 11, 21));
    let passport = passport("(01)04780012345677", &[past]);
    assert_eq!(
        (passport.duplicates, passport.not_compared),
        (vec![], vec![])
    );
}

#[test]
fn a_second_code_of_a_pack_is_not_refused_for_naming_no_product() {
    let passport = passport("(17)271231(10)A1", &[]);
    assert_eq!(passport.gtin, None);
    assert_eq!(passport.faults.len(), 2);
    assert!(passport.expiry.is_some());
}
