//! The whole decision of a scan over pictures: what each comes to, and of what is called recognised how much is wrong.
//!
//! NLM's photos are held against NLM's table, once by themselves, once beside the pack of the pill that they show, and once beside
//! the pack of another one. Photos of pills by phones, whose medicines nobody knows, and pictures of codes, whose products are
//! no medicines of the catalogue, are to be refused: whatever is called recognised there counts as wrong.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use nazar::catalogue::{
    Catalogue, Dose, Form, Gtin, Ingredient, Medicine, Names, Pack, Prescription, Source,
};
use nazar::imprints::{ImprintTable, Pill};
use nazar::scans::{Conclusion, Evidence, OwnList, Reference, conclude, read_code};
use nazar::snapshots::Loaded;
use nazar::store::scans::ScanStatus;
use nazar_pill_worker::{Observer, ObserverError};
use serde::{Deserialize, Serialize};

use crate::pills::{File, unzip};

/// Of so many pictures one is in the sample that a test judges anew.
pub const SAMPLE: usize = 11;

/// What the pictures of one set came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// Pictures.
    pub pictures: u32,
    /// How often each outcome was given.
    pub outcomes: BTreeMap<String, u32>,
    /// Called recognised.
    pub recognised: u32,
    /// Called recognised and is something else, or nobody knows what it is.
    pub wrong: u32,
}

/// All sets, by name.
pub type Report = BTreeMap<String, Decisions>;

/// What a picture's scan should come to.
#[derive(Debug, Clone, Copy)]
enum Truth<'a> {
    /// This medicine, if anything.
    Medicine(&'a str),
    /// Nothing that has a name.
    Nothing,
}

impl Decisions {
    fn add(&mut self, conclusion: &Conclusion, truth: Truth<'_>) {
        let outcome = conclusion.outcome();
        self.pictures += 1;
        *self
            .outcomes
            .entry(outcome.as_str().to_owned())
            .or_default() += 1;
        if outcome.status() != ScanStatus::Recognised {
            return;
        }
        self.recognised += 1;
        let first = conclusion.candidates().first();
        let is_right = first.is_some_and(|first| match truth {
            Truth::Medicine(name) => generic(&first.name) == generic(name),
            Truth::Nothing => false,
        });
        self.wrong += u32::from(!is_right);
    }
}

/// A name without the brand in brackets.
fn generic(name: &str) -> &str {
    name.split(" [").next().unwrap_or(name).trim()
}

/// Scans every picture. Of each set every `step`-th picture is looked at.
///
/// # Errors
/// When pictures or models cannot be read.
pub fn evaluate(
    observer: &Observer,
    data: &Path,
    codes: Option<&Path>,
    step: usize,
) -> anyhow::Result<Report> {
    let table = crate::imprints::read(&data.join("imprint_table.csv"))?;
    let mut report = Report::new();
    nlm(observer, data, &table, step, &mut report)?;
    let reference = reference(table, &[])?;
    let phone = data.join("phone_photos_boxes.zip");
    let others = [("phone photos", Some(phone.as_path())), ("codes", codes)];
    for (name, zip) in others {
        let Some(zip) = zip else { continue };
        let set = report.entry(name.to_owned()).or_default();
        for evidence in observed(observer, &unzip(zip)?, step)? {
            let conclusion = conclude(&evidence.1, &reference, &OwnList::default());
            set.add(&conclusion, Truth::Nothing);
        }
    }
    Ok(report)
}

/// NLM's photos, by themselves and beside packs that are invented for every pill that they show.
fn nlm(
    observer: &Observer,
    data: &Path,
    table: &[Pill],
    step: usize,
    report: &mut Report,
) -> anyhow::Result<()> {
    let photos = observed(observer, &unzip(&data.join("photos.zip"))?, step)?;
    let shown: Vec<(Evidence, &Pill)> = photos
        .into_iter()
        .filter_map(|(name, evidence)| {
            let code: String = name.chars().take(13).collect();
            let pill = table.iter().find(|pill| pill.codes.contains(&code))?;
            Some((evidence, pill))
        })
        .collect();
    let known = reference(
        table.to_vec(),
        &shown.iter().map(|(_, pill)| *pill).collect::<Vec<_>>(),
    )?;
    for (place, (evidence, pill)) in shown.iter().enumerate() {
        let mut judge = |set: &str, evidence: &Evidence, truth| {
            let conclusion = conclude(evidence, &known, &OwnList::default());
            let set = report.entry(set.to_owned()).or_default();
            set.add(&conclusion, truth);
        };
        judge("nlm photos", evidence, Truth::Medicine(&pill.name));
        judge(
            "nlm photos beside their pack",
            &with_code(evidence, place)?,
            Truth::Medicine(&pill.name),
        );
        // The first of the others that looks otherwise by shape and colours.
        let other = (1..shown.len())
            .map(|by| (place + by) % shown.len())
            .find(|other| {
                let other = shown[*other].1;
                other.shape != pill.shape && other.colours != pill.colours
            });
        if let Some(other) = other {
            let beside = with_code(evidence, other)?;
            judge(
                "nlm photos beside another pack",
                &beside,
                Truth::Medicine(&shown[other].1.name),
            );
        }
    }
    Ok(())
}

/// Name and evidence of every `step`-th picture that admission lets in.
fn observed(
    observer: &Observer,
    files: &[File],
    step: usize,
) -> anyhow::Result<Vec<(String, Evidence)>> {
    let mut found = Vec::new();
    let pictures = files.iter().filter(|file| file.is_picture());
    for file in pictures.step_by(step.max(1)) {
        match observer.observe(&file.bytes) {
            Ok(evidence) => found.push((file.stem().to_owned(), evidence)),
            Err(ObserverError::Refused(_)) => {}
            Err(ObserverError::Failed(error)) => return Err(error),
        }
    }
    Ok(found)
}

fn with_code(evidence: &Evidence, place: usize) -> anyhow::Result<Evidence> {
    let number = gtin(place)?.to_string();
    Ok(Evidence {
        codes: vec![read_code(&number, None, None)],
        ..evidence.clone()
    })
}

/// A product number out of those that nobody is given.
fn gtin(place: usize) -> anyhow::Result<Gtin> {
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
fn reference(mut table: Vec<Pill>, sold: &[&Pill]) -> anyhow::Result<Reference> {
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
