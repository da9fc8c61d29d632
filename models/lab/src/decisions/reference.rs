//! A catalogue that is invented around NLM's table, so that its pills have packs with codes.

use std::sync::Arc;

use nazar::catalogue::{
    Catalogue, Dose, Form, Gtin, Ingredient, Medicine, Names, Pack, Prescription, Source,
};
use nazar::imprints::{ImprintTable, Pill};
use nazar::scans::{Evidence, Reference, read_code};
use nazar::snapshots::Loaded;

/// A name without the brand in brackets.
pub(super) fn generic(name: &str) -> &str {
    name.split(" [").next().unwrap_or(name).trim()
}

/// What was seen, beside the pack of the pill at this place of those that are sold.
pub(super) fn with_code(evidence: &Evidence, place: usize) -> anyhow::Result<Evidence> {
    let number = gtin(place)?.to_string();
    Ok(Evidence {
        codes: vec![read_code(&number, None, None)],
        ..evidence.clone()
    })
}

/// A product number out of those that nobody is given.
pub(super) fn gtin(place: usize) -> anyhow::Result<Gtin> {
    let digits = format!("0299{place:09}");
    let sum: u32 = digits
        .chars()
        .rev()
        .zip([3, 1].into_iter().cycle())
        .map(|(digit, weight)| digit.to_digit(10).unwrap_or_default() * weight)
        .sum();
    Ok(format!("{digits}{}", (10 - sum % 10) % 10).parse()?)
}

/// A table, and a catalogue in which each of these pills is a medicine with a number of its own, the table's rows of the same
/// name being how it looks.
pub(super) fn reference(mut table: Vec<Pill>, sold: &[&Pill]) -> anyhow::Result<Reference> {
    let (mut medicines, mut ingredients) = (Vec::<Medicine>::new(), Vec::new());
    for (place, pill) in sold.iter().enumerate() {
        let mut known = medicines.iter_mut();
        if let Some(known) = known.find(|known| generic(&known.name) == generic(&pill.name)) {
            known.gtins.push(gtin(place)?);
            continue;
        }
        let id = format!("lab-{place}");
        ingredients.push(Ingredient {
            id: id.parse()?,
            names: Names {
                en: pill.name.clone(),
                ..Names::default()
            },
            synonyms: Vec::new(),
            atc: Vec::new(),
        });
        medicines.push(medicine(&id, pill, gtin(place)?)?);
        for row in table
            .iter_mut()
            .filter(|row| generic(&row.name) == generic(&pill.name))
        {
            row.medicine = Some(id.parse()?);
            row.ingredients = vec![id.parse()?];
        }
    }
    Ok(Reference {
        catalogue: Arc::new(Loaded {
            version: None,
            data: Catalogue::new(ingredients, medicines)?,
        }),
        imprints: Arc::new(Loaded {
            version: None,
            data: ImprintTable::new(table),
        }),
    })
}

fn medicine(id: &str, pill: &Pill, gtin: Gtin) -> anyhow::Result<Medicine> {
    Ok(Medicine {
        id: id.parse()?,
        name: pill.name.clone(),
        name_cyrillic: None,
        brand: id.to_owned(),
        ingredients: vec![id.parse()?],
        is_whole: true,
        atc: None,
        form: Form::Tablet,
        form_text: "tablet".into(),
        strengths: vec![Dose(Vec::new())],
        pack: Pack::default(),
        maker: id.into(),
        country: "US".into(),
        prescription: Prescription::Required,
        pregnancy: None,
        gtins: vec![gtin],
        registration: None,
        source: Source::Demonstration,
    })
}
