//! Rows of the snapshot, with numbers for what repeats.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue::{
    Atc, Catalogue, Dose, Form, Gtin, Ingredient, IngredientId, Medicine, Names, Pack, Per,
    Pregnancy, Prescription, Registration, Source, Strength, Unit, is_slug,
};
use crate::snapshots::{Records, Row};

#[derive(Serialize, Deserialize)]
pub(super) struct IngredientRow<'a> {
    id: &'a str,
    en: &'a str,
    #[serde(borrow)]
    others: [Option<&'a str>; 3],
    synonyms: Vec<&'a str>,
    atc: Vec<&'a str>,
}

impl<'a> IngredientRow<'a> {
    pub(super) fn of(ingredient: &'a Ingredient) -> Self {
        let names = &ingredient.names;
        Self {
            id: ingredient.id.as_str(),
            en: &names.en,
            others: [&names.ru, &names.uz, &names.latin].map(Option::as_deref),
            synonyms: ingredient.synonyms.iter().map(String::as_str).collect(),
            atc: ingredient.atc.iter().map(Atc::as_str).collect(),
        }
    }
}

impl Row for Ingredient {
    type Tables = ();

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn id_of(row: &[u8]) -> Option<&str> {
        first_text(row)
    }

    fn is_sound(row: &[u8], (): &()) -> bool {
        postcard::from_bytes(row).is_ok_and(|row: IngredientRow<'_>| {
            is_slug(row.id) && row.atc.iter().all(|code| code.parse::<Atc>().is_ok())
        })
    }

    fn unpack(row: &[u8], (): &()) -> Option<Self> {
        let row: IngredientRow<'_> = postcard::from_bytes(row).ok()?;
        let [ru, uz, latin] = row.others.map(|name| name.map(str::to_owned));
        let codes = row.atc.iter().map(|code| code.parse().ok());
        Some(Self {
            id: row.id.parse().ok()?,
            names: Names {
                en: row.en.to_owned(),
                ru,
                uz,
                latin,
            },
            synonyms: row.synonyms.into_iter().map(str::to_owned).collect(),
            atc: codes.collect::<Option<_>>()?,
        })
    }
}

/// The identifier, with which every row begins.
fn first_text(row: &[u8]) -> Option<&str> {
    postcard::take_from_bytes(row).ok().map(|(text, _)| text)
}

#[derive(Serialize, Deserialize)]
pub(super) struct MedicineRow<'a> {
    id: &'a str,
    name: &'a str,
    name_cyrillic: Option<&'a str>,
    brand: &'a str,
    /// Places in the catalogue's list.
    ingredients: Vec<u32>,
    is_whole: bool,
    /// Place among the codes.
    atc: Option<u32>,
    /// Places among the texts: form, maker, country.
    texts: [u32; 3],
    form: Form,
    strengths: Vec<Vec<StrengthRow>>,
    /// Its text, pieces and volumes.
    #[serde(borrow)]
    pack: (&'a str, Vec<u32>, Vec<u32>),
    prescription: Prescription,
    pregnancy: Option<Pregnancy>,
    gtins: Vec<u64>,
    #[serde(borrow)]
    registration: Option<(&'a str, Option<DateRow>)>,
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
#[derive(Debug)]
pub struct Lookup {
    texts: Vec<Arc<str>>,
    codes: Vec<Atc>,
    ingredients: Vec<IngredientId>,
}

impl Tables {
    pub(super) fn lookup(self, ingredients: &Records<Ingredient>) -> Option<Lookup> {
        let ids = (0..ingredients.len()).map(|place| ingredients.id(place)?.parse().ok());
        let codes = self.codes.iter().map(|code| code.parse().ok());
        Some(Lookup {
            texts: self.texts.into_iter().map(Arc::from).collect(),
            codes: codes.collect::<Option<_>>()?,
            ingredients: ids.collect::<Option<_>>()?,
        })
    }
}

impl Row for Medicine {
    type Tables = Lookup;

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn id_of(row: &[u8]) -> Option<&str> {
        first_text(row)
    }

    fn is_sound(row: &[u8], lookup: &Lookup) -> bool {
        postcard::from_bytes(row).is_ok_and(|row: MedicineRow<'_>| row.fits(lookup))
    }

    fn unpack(row: &[u8], lookup: &Lookup) -> Option<Self> {
        let row: MedicineRow<'_> = postcard::from_bytes(row).ok()?;
        row.entry(lookup)
    }
}

impl MedicineRow<'_> {
    /// Whether there is everything that it points to.
    fn fits(&self, lookup: &Lookup) -> bool {
        let are_there = |mut places: std::slice::Iter<'_, u32>, of: usize| {
            places.all(|place| (*place as usize) < of)
        };
        is_slug(self.id)
            && are_there(self.ingredients.iter(), lookup.ingredients.len())
            && are_there(self.atc.as_slice().iter(), lookup.codes.len())
            && are_there(self.texts.iter(), lookup.texts.len())
            && self
                .strengths
                .iter()
                .flatten()
                .all(|row| strength(row).is_some())
            && self
                .gtins
                .iter()
                .all(|number| Gtin::from_number(*number).is_ok())
    }

    fn entry(self, lookup: &Lookup) -> Option<Medicine> {
        let [form_text, maker, country] = self.texts;
        let text = |place: u32| lookup.texts.get(place as usize).map(Arc::clone);
        let ingredient = |place: u32| lookup.ingredients.get(place as usize).cloned();
        let atc = match self.atc {
            Some(place) => Some(*lookup.codes.get(place as usize)?),
            None => None,
        };
        let (pack, pieces, volumes) = self.pack;
        Some(Medicine {
            is_whole: self.is_whole,
            id: self.id.parse().ok()?,
            name: self.name.to_owned(),
            name_cyrillic: self.name_cyrillic.map(str::to_owned),
            brand: self.brand.to_owned(),
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
                .iter()
                .map(|rows| dose(rows))
                .collect::<Option<_>>()?,
            pack: Pack {
                text: pack.to_owned(),
                pieces,
                volumes,
            },
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
                number: number.to_owned(),
                date: date.and_then(|(year, month, day)| Date::new(year, month, day).ok()),
            }),
            source: self.source,
        })
    }
}

fn dose(rows: &[StrengthRow]) -> Option<Dose> {
    let strengths = rows.iter().map(strength);
    strengths.collect::<Option<_>>().map(Dose)
}

fn strength((amount, unit, per): &StrengthRow) -> Option<Strength> {
    Some(Strength {
        amount: *amount,
        unit: *UNITS.get(usize::from(*unit))?,
        per: *PERS.get(usize::from(*per))?,
    })
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

    pub(super) fn row(&mut self, medicine: &'a Medicine) -> MedicineRow<'a> {
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
            id: medicine.id.as_str(),
            name: &medicine.name,
            name_cyrillic: medicine.name_cyrillic.as_deref(),
            brand: &medicine.brand,
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
            pack: (
                &medicine.pack.text,
                medicine.pack.pieces.clone(),
                medicine.pack.volumes.clone(),
            ),
            prescription: medicine.prescription,
            pregnancy: medicine.pregnancy,
            gtins: medicine.gtins.iter().map(|gtin| gtin.number()).collect(),
            registration: medicine.registration.as_ref().map(|registration| {
                let date = registration
                    .date
                    .map(|date| (date.year(), date.month(), date.day()));
                (registration.number.as_str(), date)
            }),
            source: medicine.source,
        }
    }
}
