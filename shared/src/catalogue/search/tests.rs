//! Finding in a small catalogue.

use proptest::prelude::*;

use super::*;
use crate::catalogue::{Catalogue, Ingredient, Medicine, Names, Pack, Source};

fn ingredient(id: &str, en: &str, ru: &str) -> Ingredient {
    Ingredient {
        id: id.parse().unwrap(),
        names: Names {
            en: en.to_owned(),
            ru: Some(ru.to_owned()),
            uz: None,
            latin: None,
        },
        synonyms: vec![],
        atc: vec![],
    }
}

fn medicine(
    id: &str,
    name: &str,
    cyrillic: &str,
    ingredients: &[&str],
    dose: &str,
    form: Form,
) -> Medicine {
    Medicine {
        is_whole: true,
        id: id.parse().unwrap(),
        name: name.to_owned(),
        name_cyrillic: Some(cyrillic.to_owned()),
        brand: name.to_owned(),
        ingredients: ingredients.iter().map(|id| id.parse().unwrap()).collect(),
        atc: Some("N02BE01".parse().unwrap()),
        form,
        form_text: form.as_str().into(),
        strengths: vec![dose.parse().unwrap()],
        pack: Pack::default(),
        maker: "Maker".into(),
        country: "Uzbekistan".into(),
        prescription: Prescription::NotRequired,
        pregnancy: None,
        gtins: vec![],
        registration: None,
        source: Source::Demonstration,
    }
}

fn index() -> SearchIndex {
    let ingredients = vec![
        ingredient("paracetamol", "paracetamol", "парацетамол"),
        ingredient("ibuprofen", "ibuprofen", "ибупрофен"),
        ingredient("drotaverine", "drotaverine", "дротаверин"),
        ingredient("caffeine", "caffeine", "кофеин"),
    ];
    let medicines = vec![
        medicine(
            "panadol",
            "Panadol",
            "Панадол",
            &["paracetamol"],
            "500 mg",
            Form::Tablet,
        ),
        medicine(
            "baby",
            "Panadol Baby",
            "Панадол Бэби",
            &["paracetamol"],
            "24 mg/ml",
            Form::Syrup,
        ),
        medicine(
            "p200",
            "Paracetamol",
            "Парацетамол",
            &["paracetamol"],
            "200 mg",
            Form::Tablet,
        ),
        medicine(
            "p500",
            "Paracetamol",
            "Парацетамол",
            &["paracetamol"],
            "500 mg",
            Form::Tablet,
        ),
        medicine(
            "extra",
            "Panadol Extra",
            "Панадол Экстра",
            &["paracetamol", "caffeine"],
            "500 mg + 65 mg",
            Form::Tablet,
        ),
        medicine(
            "nurofen",
            "Nurofen",
            "Нурофен",
            &["ibuprofen"],
            "200 mg",
            Form::Tablet,
        ),
        medicine(
            "noshpa",
            "No-Shpa",
            "Но-шпа",
            &["drotaverine"],
            "40 mg",
            Form::Tablet,
        ),
    ];
    SearchIndex::build(&Catalogue::new(ingredients, medicines).unwrap())
}

fn found(text: &str) -> Vec<String> {
    let found = index().search(text, Filter::default(), 0, 10);
    found
        .hits
        .iter()
        .map(|hit| hit.medicine.to_string())
        .collect()
}

#[test]
fn a_name_in_any_script_with_any_slip_comes_first() {
    for text in [
        "panadol",
        "Панадол",
        "панад",
        "panadool",
        "pandol",
        "PANADOL 500",
    ] {
        assert_eq!(found(text)[0], "panadol", "{text}");
    }
    for text in [
        "no-shpa",
        "noshpa",
        "но шпа",
        "ношпа",
        "no shpa 40 mg",
        "nospha",
        "no-spha",
        "nosh pa",
        "нош па",
        "noshp",
    ] {
        assert_eq!(found(text)[0], "noshpa", "{text}");
    }
}

#[test]
fn a_substance_finds_what_holds_it_and_a_strength_decides() {
    assert_eq!(found("ибупрофен"), ["nurofen"]);
    assert_eq!(found("paratsetamol 500 mg")[0], "p500");
    assert_eq!(found("парацетамол 200")[0], "p200");
    assert_eq!(found("кофеин"), ["extra"]);
    for text in ["ибуфен", "ibufen", "ibu profen", "ибу профен", "ibuprofne"] {
        assert_eq!(found(text), ["nurofen"], "{text}");
    }
}

#[test]
fn every_word_counts_and_filters_hold() {
    assert_eq!(found("panadol extra")[0], "extra");
    assert_eq!(found("panadol baby")[0], "baby");
    let syrup = Filter {
        form: Some(Form::Syrup),
        ..Filter::default()
    };
    let hits = index().search("panadol", syrup, 0, 10).hits;
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].medicine.as_str(), "baby");
    let hospital = Filter {
        prescription: Some(Prescription::Hospital),
        ..Filter::default()
    };
    assert_eq!(index().search("panadol", hospital, 0, 10).total, 0);
    let other = Filter {
        atc: Some("N03".parse().unwrap()),
        ..Filter::default()
    };
    assert_eq!(index().search("panadol", other, 0, 10).total, 0);
}

#[test]
fn pages_part_the_same_list() {
    let index = index();
    let all = index.search("paracetamol", Filter::default(), 0, 100);
    assert_eq!(all.total, all.hits.len());
    let mut parted = Vec::new();
    for offset in (0..all.total).step_by(2) {
        parted.extend(
            index
                .search("paracetamol", Filter::default(), offset, 2)
                .hits,
        );
    }
    assert_eq!(parted, all.hits);
    assert_eq!(all.hits[0].score, 1.0);
}

#[test]
fn nothing_is_found_for_nothing() {
    for text in ["", "  ", "mg", "xyzzyq"] {
        assert_eq!(found(text), [] as [String; 0], "{text}");
    }
    assert_eq!(
        SearchIndex::default()
            .search("a", Filter::default(), 0, 5)
            .total,
        0
    );
}

#[test]
fn a_snapshot_brings_the_index_back() {
    let index = index();
    let bytes = index.encode().unwrap();
    assert_eq!(SearchIndex::decode(&bytes).unwrap(), index);
    for length in 0..bytes.len() {
        assert!(SearchIndex::decode(&bytes[..length]).is_err(), "{length}");
    }
}

proptest! {
    #[test]
    fn changed_bytes_never_panic(at in any::<prop::sample::Index>(), value in any::<u8>()) {
        let mut bytes = index().encode().unwrap();
        let at = at.index(bytes.len());
        bytes[at] = value;
        if let Ok(index) = SearchIndex::decode(&bytes) {
            let found = index.search("panadol 500", Filter::default(), 0, 10);
            prop_assert_eq!(found.hits.len(), found.total.min(10));
        }
    }
}
