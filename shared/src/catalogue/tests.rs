//! A small catalogue, resolved and carried through a snapshot.

use proptest::prelude::*;

use super::*;

fn ingredient(id: &str, en: &str, ru: &str, synonyms: &[&str]) -> Ingredient {
    Ingredient {
        id: id.parse().unwrap(),
        names: Names {
            en: en.to_owned(),
            ru: Some(ru.to_owned()),
            uz: None,
            latin: None,
        },
        synonyms: synonyms.iter().map(|name| (*name).to_owned()).collect(),
        atc: vec!["N02BE01".parse().unwrap()],
    }
}

fn medicine(id: &str, name: &str, cyrillic: &str, ingredients: &[&str]) -> Medicine {
    Medicine {
        is_whole: true,
        id: id.parse().unwrap(),
        name: name.to_owned(),
        name_cyrillic: Some(cyrillic.to_owned()),
        brand: name.split(' ').next().unwrap().to_owned(),
        ingredients: ingredients.iter().map(|id| id.parse().unwrap()).collect(),
        atc: Some("N02BE01".parse().unwrap()),
        form: Form::Tablet,
        form_text: "таблетки".into(),
        strengths: vec!["500 mg".parse().unwrap()],
        pack: Pack {
            text: "N10".to_owned(),
            pieces: vec![10],
            volumes: Vec::new(),
        },
        maker: "Maker".into(),
        country: "Узбекистан".into(),
        prescription: Prescription::NotRequired,
        pregnancy: Some(Pregnancy::OnlyIfNeeded),
        gtins: vec![],
        registration: Some(Registration {
            number: "DV/M 00001/01/20".to_owned(),
            date: Some(jiff::civil::date(2020, 1, 31)),
        }),
        source: Source::StateRegister,
    }
}

fn small() -> Catalogue {
    let mut panadol = medicine("panadol", "Panadol", "Панадол", &["paracetamol"]);
    panadol.gtins = vec!["4600051000057".parse().unwrap()];
    Catalogue::new(
        vec![
            ingredient(
                "paracetamol",
                "paracetamol",
                "парацетамол",
                &["acetaminophen"],
            ),
            ingredient("caffeine", "caffeine", "кофеин", &[]),
            ingredient("drotaverine", "drotaverine", "дротаверин", &[]),
        ],
        vec![
            panadol,
            medicine("p1", "Paracetamol 500", "Парацетамол", &["paracetamol"]),
            medicine("p2", "Paratsetamol", "Парацетамол", &["paracetamol"]),
            medicine(
                "extra",
                "Migrenol",
                "Мигренол",
                &["paracetamol", "caffeine"],
            ),
            medicine("x1", "Citramon", "Цитрамон", &["paracetamol", "caffeine"]),
            medicine("x2", "Citramon", "Цитрамон", &["paracetamol"]),
            medicine("noshpa", "No-Shpa", "Но-шпа®", &["drotaverine"]),
        ],
    )
    .unwrap()
}

fn resolved(text: &str) -> Resolution {
    small().resolve(text)
}

fn substance(id: &str) -> Resolution {
    Resolution::Ingredient(id.parse().unwrap())
}

fn one(id: &str) -> Resolution {
    Resolution::Medicine(id.parse().unwrap())
}

#[test]
fn substances_are_found_under_every_name() {
    for name in [
        "paracetamol",
        "Парацетамол",
        "PARATSETAMOL",
        "acetaminophen",
        "парацетамол 500 мг",
    ] {
        assert_eq!(resolved(name), substance("paracetamol"), "{name}");
    }
    assert_eq!(resolved("кофеин"), substance("caffeine"));
}

#[test]
fn medicines_are_found_by_name_number_and_identifier() {
    for text in ["extra", "Migrenol", "мигренол", "МИГРЕНОЛ 20"] {
        assert_eq!(resolved(text), one("extra"), "{text}");
    }
    assert_eq!(resolved("04600051000057"), one("panadol"));
    assert_eq!(resolved("но шпа"), one("noshpa"));
}

/// The defect: `Panadol 650 mg` was the Panadol of 500 that the catalogue has.
#[test]
fn a_medicine_of_another_amount_is_not_meant() {
    for text in [
        "No-Shpa",
        "No-Shpa 500 mg",
        "но-шпа 0,5 г",
        "но-шпа 20 таблеток",
    ] {
        assert_eq!(resolved(text), one("noshpa"), "{text}");
    }
    for text in ["No-Shpa 40 mg", "но-шпа 40 мг"] {
        assert_eq!(resolved(text), substance("drotaverine"), "{text}");
    }
    assert_eq!(
        resolved("Migrenol 65 mg"),
        one("extra"),
        "of two substances"
    );
}

#[test]
fn one_name_for_different_contents_is_asked_about() {
    let both = vec!["x1".parse().unwrap(), "x2".parse().unwrap()];
    assert_eq!(resolved("цитрамон"), Resolution::Several(both));
}

#[test]
fn what_is_not_there_is_unknown_and_nothing_near_it() {
    for text in ["", "  ", "warfarin", "4006381333931", "paracetmol", "5"] {
        assert_eq!(resolved(text), Resolution::Unknown, "{text}");
        assert_eq!(small().alike(text), [], "{text}");
    }
}

/// A wrong match here is a wrong answer about safety: what only sounds like a name is asked about.
#[test]
fn a_name_that_only_sounds_like_another_is_not_taken_for_it() {
    for (text, meant) in [
        ("Panadoll", Alike::Medicine("panadol".parse().unwrap())),
        ("паннадол 500", Alike::Medicine("panadol".parse().unwrap())),
        (
            "drotaverin",
            Alike::Ingredient("drotaverine".parse().unwrap()),
        ),
    ] {
        // `дротаверин` is the substance's Russian name, so `drotaverin` is that name in another script.
        let is_name = text == "drotaverin";
        assert_eq!(resolved(text) == Resolution::Unknown, !is_name, "{text}");
        assert_eq!(small().alike(text), [meant], "{text}");
    }
}

#[test]
fn a_snapshot_brings_everything_back() {
    let catalogue = small();
    let bytes = encode(&catalogue).unwrap();
    let back = decode(&bytes).unwrap();
    assert_eq!(back.medicines(), catalogue.medicines());
    assert_eq!(back.ingredients(), catalogue.ingredients());
    assert_eq!(back.indexes, catalogue.indexes);
    assert_eq!(encode(&back).unwrap(), bytes);
    let id = "paracetamol".parse().unwrap();
    assert_eq!(back.holding(&id).count(), 6);
    let group = "N02BE71".parse().unwrap();
    assert_eq!(back.in_group_of(group).count(), 7);
    assert_eq!(back.in_group_of("N02".parse().unwrap()).count(), 0);
    for length in 0..bytes.len() {
        assert!(decode(&bytes[..length]).is_err(), "{length}");
    }
}

proptest! {
    #[test]
    fn changed_bytes_never_panic_and_lose_nothing(at in any::<prop::sample::Index>(), value in any::<u8>()) {
        let mut bytes = encode(&small()).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = value;
        if let Ok(catalogue) = decode(&bytes) {
            prop_assert_eq!(catalogue.medicines().iter().count(), catalogue.medicines().len());
            prop_assert_eq!(catalogue.ingredients().iter().count(), catalogue.ingredients().len());
            let _ = (catalogue.resolve("парацетамол"), catalogue.alike("panadoll"));
        }
    }
}

#[test]
fn contradictions_are_refused() {
    let twice = vec![
        ingredient("a", "a", "а", &[]),
        ingredient("a", "b", "б", &[]),
    ];
    assert!(matches!(
        Catalogue::new(twice, vec![]),
        Err(CatalogueError::Twice(_))
    ));
    let lost = vec![medicine("m", "M", "М", &["gone"])];
    assert!(matches!(
        Catalogue::new(vec![], lost),
        Err(CatalogueError::NoIngredient { .. })
    ));
}
