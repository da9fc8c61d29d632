//! Rows of the snapshot, with numbers for what repeats.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue::{
    Atc, Catalogue, Dose, Form, Gtin, Ingredient, IngredientId, Medicine, Names, Pack, Per,
    Pregnancy, Prescription, Registration, Source, Strength, Unit,
};

#[derive(Serialize, Deserialize)]
pub(super) struct IngredientRow {
    id: String,
    names: Names,
    synonyms: Vec<String>,
    atc: Vec<String>,
}

impl IngredientRow {
    pub(super) fn of(ingredient: &Ingredient) -> Self {
        Self {
            id: ingredient.id.to_string(),
            names: ingredient.names.clone(),
            synonyms: ingredient.synonyms.clone(),
            atc: ingredient.atc.iter().map(Atc::to_string).collect(),
        }
    }

    pub(super) fn entry(self) -> Option<Ingredient> {
        Some(Ingredient {
            id: self.id.parse().ok()?,
            names: self.names,
            synonyms: self.synonyms,
            atc: self
                .atc
                .iter()
                .map(|code| code.parse().ok())
                .collect::<Option<_>>()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct MedicineRow {
    id: String,
    name: String,
    name_cyrillic: Option<String>,
    brand: String,
    /// Places in the catalogue's list.
    ingredients: Vec<u32>,
    is_whole: bool,
    /// Place among the codes.
    atc: Option<u32>,
    /// Places among the texts: form, maker, country.
    texts: [u32; 3],
    form: Form,
    strengths: Vec<Vec<StrengthRow>>,
    pack: Pack,
    prescription: Prescription,
    pregnancy: Option<Pregnancy>,
    gtins: Vec<u64>,
    registration: Option<(String, Option<DateRow>)>,
    source: Source,
}

/// Year, month, day.
type DateRow = (i16, i8, i8);

/// Amount, unit, and what it is in: the latter two by their places in [`UNITS`] and [`PERS`].
type StrengthRow = (u64, u8, u8);

const UNITS: [Unit; 4] = [
    Unit::Microgram,
    Unit::MilliUnit,
    Unit::MilliPercent,
    Unit::Micromole,
];
const PERS: [Per; 5] = [Per::Piece, Per::Millilitre, Per::Gram, Per::Dose, Per::Hour];

/// What rows point to.
#[derive(Serialize, Deserialize)]
pub(super) struct Tables {
    texts: Vec<String>,
    codes: Vec<String>,
}

/// [`Tables`], ready for reading rows.
pub(super) struct Lookup {
    texts: Vec<Arc<str>>,
    codes: Vec<Atc>,
    ingredients: Vec<IngredientId>,
}

impl Tables {
    pub(super) fn lookup(self, ingredients: &[Ingredient]) -> Option<Lookup> {
        Some(Lookup {
            texts: self.texts.into_iter().map(Arc::from).collect(),
            codes: self
                .codes
                .iter()
                .map(|code| code.parse().ok())
                .collect::<Option<_>>()?,
            ingredients: ingredients
                .iter()
                .map(|ingredient| ingredient.id.clone())
                .collect(),
        })
    }
}

impl MedicineRow {
    pub(super) fn entry(self, lookup: &Lookup) -> Option<Medicine> {
        let [form_text, maker, country] = self.texts;
        let text = |place: u32| lookup.texts.get(place as usize).map(Arc::clone);
        let ingredient = |place: u32| lookup.ingredients.get(place as usize).cloned();
        let atc = match self.atc {
            Some(place) => Some(*lookup.codes.get(place as usize)?),
            None => None,
        };
        Some(Medicine {
            is_whole: self.is_whole,
            id: self.id.parse().ok()?,
            name: self.name,
            name_cyrillic: self.name_cyrillic,
            brand: self.brand,
            ingredients: self
                .ingredients
                .into_iter()
                .map(ingredient)
                .collect::<Option<_>>()?,
            atc,
            form: self.form,
            form_text: text(form_text)?,
            strengths: self
                .strengths
                .into_iter()
                .map(dose)
                .collect::<Option<_>>()?,
            pack: self.pack,
            maker: text(maker)?,
            country: text(country)?,
            prescription: self.prescription,
            pregnancy: self.pregnancy,
            gtins: self
                .gtins
                .into_iter()
                .map(|number| Gtin::from_number(number).ok())
                .collect::<Option<_>>()?,
            registration: self.registration.map(|(number, date)| Registration {
                number,
                date: date.and_then(|(year, month, day)| Date::new(year, month, day).ok()),
            }),
            source: self.source,
        })
    }
}

fn dose(rows: Vec<StrengthRow>) -> Option<Dose> {
    let strength = |(amount, unit, per): StrengthRow| {
        Some(Strength {
            amount,
            unit: *UNITS.get(usize::from(unit))?,
            per: *PERS.get(usize::from(per))?,
        })
    };
    rows.into_iter()
        .map(strength)
        .collect::<Option<_>>()
        .map(Dose)
}

fn place_of<T: PartialEq>(all: &[T], wanted: &T) -> u8 {
    // Both tables are shorter than a byte can count, and hold every variant.
    all.iter()
        .position(|each| each == wanted)
        .and_then(|place| u8::try_from(place).ok())
        .unwrap_or(u8::MAX)
}

/// Numbers what repeats, in the order of its first use.
pub(super) struct TablesBuilder<'a> {
    texts: HashMap<&'a str, u32>,
    codes: HashMap<Atc, u32>,
    ingredients: HashMap<&'a IngredientId, u32>,
    tables: Tables,
}

impl<'a> TablesBuilder<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        let ids = catalogue
            .ingredients()
            .iter()
            .map(|ingredient| &ingredient.id);
        Self {
            texts: HashMap::new(),
            codes: HashMap::new(),
            ingredients: ids.zip(0..).collect(),
            tables: Tables {
                texts: Vec::new(),
                codes: Vec::new(),
            },
        }
    }

    pub(super) fn finish(self) -> Tables {
        self.tables
    }

    fn text(&mut self, text: &'a str) -> u32 {
        let next = self.texts.len() as u32;
        let texts = &mut self.tables.texts;
        *self.texts.entry(text).or_insert_with(|| {
            texts.push(text.to_owned());
            next
        })
    }

    fn code(&mut self, code: Atc) -> u32 {
        let next = self.codes.len() as u32;
        let codes = &mut self.tables.codes;
        *self.codes.entry(code).or_insert_with(|| {
            codes.push(code.to_string());
            next
        })
    }

    pub(super) fn row(&mut self, medicine: &'a Medicine) -> MedicineRow {
        let strength = |strength: &Strength| {
            (
                strength.amount,
                place_of(&UNITS, &strength.unit),
                place_of(&PERS, &strength.per),
            )
        };
        // A catalogue holds every ingredient that its medicines name.
        let ingredients = medicine
            .ingredients
            .iter()
            .filter_map(|id| self.ingredients.get(id).copied())
            .collect();
        MedicineRow {
            id: medicine.id.to_string(),
            name: medicine.name.clone(),
            name_cyrillic: medicine.name_cyrillic.clone(),
            brand: medicine.brand.clone(),
            ingredients,
            is_whole: medicine.is_whole,
            atc: medicine.atc.map(|code| self.code(code)),
            texts: [
                self.text(&medicine.form_text),
                self.text(&medicine.maker),
                self.text(&medicine.country),
            ],
            form: medicine.form,
            strengths: medicine
                .strengths
                .iter()
                .map(|dose| dose.0.iter().map(strength).collect())
                .collect(),
            pack: medicine.pack.clone(),
            prescription: medicine.prescription,
            pregnancy: medicine.pregnancy,
            gtins: medicine.gtins.iter().map(|gtin| gtin.number()).collect(),
            registration: medicine.registration.as_ref().map(|registration| {
                let date = registration
                    .date
                    .map(|date| (date.year(), date.month(), date.day()));
                (registration.number.clone(), date)
            }),
            source: medicine.source,
        }
    }
}
