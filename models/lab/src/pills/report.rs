//! All figures of Dori's eyes.

use std::path::Path;
use std::time::Instant;

use image::RgbImage;
use image::imageops::{rotate90, rotate180, rotate270};
use nazar::imprints::Lattice;
use nazar::inference::ModelIdentity;
use nazar::pills::{Detector, Eyes, Sighting};
use serde::Serialize;

use super::attributes::{self, Told};
use super::boxes::{self, BoxedPhoto};
use super::calibration::{Answer, Calibration, calibration};
use super::detection::{self, Precision};
use super::imprint::{self, Read};
use super::photos::LabelledPhoto;
use super::quality::{self, Advised};
use super::{files, photos};
use crate::evaluation::Share;

/// A sighting of a lower score is not counted as a claim that there is a pill.
const CLAIMED: f32 = 0.4;
/// Photos with the boxes of their pills.
const PHONE_PHOTOS: &str = "phone_photos_boxes.zip";

/// The figures.
#[derive(Debug, Clone, Serialize)]
pub struct PillReport {
    /// The networks that were judged.
    pub models: Vec<ModelIdentity>,
    /// Detection on photos of phones.
    pub phone_photos: Precision,
    /// Photos of NLM's in which at least one pill was claimed.
    pub nlm_photos_seen: Share,
    /// Pictures of codes, which hold no pill, in which one was claimed; absent without such pictures.
    pub false_alarms: Option<Share>,
    /// The likeliest shape is the table's.
    pub shape: Share,
    /// The table's shape is among the two likeliest.
    pub shape_in_two: Share,
    /// Whether shapes are as likely as they are said to be.
    pub shape_calibration: Calibration,
    /// The likeliest set of colours is the table's.
    pub colours: Share,
    /// The table's set is among the three likeliest.
    pub colours_in_three: Share,
    /// Whether sets of colours are as likely as they are said to be.
    pub colours_calibration: Calibration,
    /// Capsule or tablet.
    pub kind: Share,
    /// Imprints, by how the photo was turned.
    pub imprint: Vec<ImprintFigures>,
    /// Advice on quality.
    pub quality: Vec<Advised>,
    /// Milliseconds of the detector alone and of a whole look, medians on one thread; only an optimised build measures.
    pub milliseconds: Option<(f64, f64)>,
}

/// How well imprints were read.
#[derive(Debug, Clone, Serialize)]
pub struct ImprintFigures {
    /// Quarters by which the photos were turned.
    pub quarters: u8,
    /// Parts of the table's imprints that were read letter by letter. Some stand on a side that no photo shows.
    pub exact: Share,
    /// Parts that are among the alternatives.
    pub contained: Share,
    /// Characters that were read right.
    pub characters: Share,
}

/// Judges the models of a folder by the photos of another.
///
/// # Errors
/// When photos or models cannot be read.
pub fn run(models: &Path, data: &Path, codes: Option<&Path>) -> anyhow::Result<PillReport> {
    let (eyes, detector) = (Eyes::load(models)?, Detector::load(models)?);
    let phone = boxes::read(&data.join(PHONE_PHOTOS))?;
    let nlm = photos::read(data)?;
    let looks = looks(&eyes, &nlm, 0)?;
    let told: Vec<Told> = nlm
        .iter()
        .zip(&looks)
        .filter_map(|(photo, look)| told(photo, look))
        .collect();
    let mut imprint = vec![read(&nlm, &looks, 0)];
    for quarters in 1..4 {
        imprint.push(read(&nlm, &self::looks(&eyes, &nlm, quarters)?, quarters));
    }
    let of = |trait_of: fn(&Told) -> Option<bool>| {
        Share::count(told.iter().filter_map(trait_of), |right| *right)
    };
    let believed = |answer_of: fn(&Told) -> Option<&Answer>| {
        let answers: Vec<Answer> = told.iter().filter_map(answer_of).cloned().collect();
        calibration(&answers)
    };
    let pictures = phone
        .iter()
        .map(|photo| &photo.picture)
        .chain(nlm.iter().map(|photo| &photo.picture));
    let pictures: Vec<&RgbImage> = pictures.collect();
    Ok(PillReport {
        models: eyes.models().to_vec(),
        phone_photos: precision(&detector, &phone)?,
        nlm_photos_seen: Share::count(&looks, |look| is_claimed(look)),
        false_alarms: codes
            .map(|codes| false_alarms(&detector, codes))
            .transpose()?,
        shape: of(|told| told.shape),
        shape_in_two: of(|told| told.shape_second),
        shape_calibration: believed(|told| told.shapes.as_ref()),
        colours: of(|told| told.colours),
        colours_in_three: of(|told| told.colours_third),
        colours_calibration: believed(|told| told.sets.as_ref()),
        kind: of(|told| told.kind),
        imprint,
        quality: quality::judge(&pictures),
        milliseconds: if cfg!(debug_assertions) {
            None
        } else {
            Some(times(&eyes, &detector, &pictures)?)
        },
    })
}

/// How well the detector of a folder of models finds the pills on the photos of phones in a folder of data.
///
/// # Errors
/// When photos or models cannot be read.
pub fn phone_photos(models: &Path, data: &Path) -> anyhow::Result<Precision> {
    let photos = boxes::read(&data.join(PHONE_PHOTOS))?;
    precision(&Detector::load(models)?, &photos)
}

fn precision(detector: &Detector, photos: &[BoxedPhoto]) -> anyhow::Result<Precision> {
    let mut found = Vec::new();
    for photo in photos {
        let detections = detector.detect(&photo.picture)?;
        found.push(detection::compare(&detections, &photo.boxes));
    }
    Ok(detection::precision(&found))
}

/// What is seen on each photo, turned by so many quarters.
fn looks(
    eyes: &Eyes,
    photos: &[LabelledPhoto],
    quarters: u8,
) -> anyhow::Result<Vec<Vec<Sighting>>> {
    let mut looks = Vec::new();
    for photo in photos {
        let turned = match quarters {
            0 => photo.picture.clone(),
            1 => rotate90(&photo.picture),
            2 => rotate180(&photo.picture),
            _ => rotate270(&photo.picture),
        };
        looks.push(eyes.look(&turned)?.pills);
    }
    Ok(looks)
}

fn is_claimed(look: &[Sighting]) -> bool {
    look.iter().any(|sighting| sighting.score >= CLAIMED)
}

/// What the surest pill of a photo looks like: a photo shows one pill, though from two sides.
fn told(photo: &LabelledPhoto, look: &[Sighting]) -> Option<Told> {
    let seen = look
        .iter()
        .find_map(|sighting| sighting.appearance.as_ref())?;
    Some(attributes::compare(seen, photo))
}

fn read(photos: &[LabelledPhoto], looks: &[Vec<Sighting>], quarters: u8) -> ImprintFigures {
    let mut sum = Read::default();
    for (photo, look) in photos.iter().zip(looks) {
        let Some(label) = &photo.label else { continue };
        let lattices: Vec<Lattice> = look
            .iter()
            .map(|sighting| sighting.imprint.clone())
            .collect();
        let one = imprint::compare(&lattices, &label.imprint);
        sum = Read {
            parts: sum.parts + one.parts,
            exact: sum.exact + one.exact,
            contained: sum.contained + one.contained,
            characters: sum.characters + one.characters,
            wrong: sum.wrong + one.wrong,
        };
    }
    ImprintFigures {
        quarters,
        exact: Share::new(sum.exact, sum.parts),
        contained: Share::new(sum.contained, sum.parts),
        characters: Share::new(sum.characters - sum.wrong, sum.characters),
    }
}

fn false_alarms(detector: &Detector, codes: &Path) -> anyhow::Result<Share> {
    let (mut claimed, mut of) = (0, 0);
    for file in files::unzip(codes)? {
        // What admission refuses never comes to be looked at.
        let Some(picture) = file.is_picture().then(|| file.picture().ok()).flatten() else {
            continue;
        };
        of += 1;
        let found = detector.detect(&picture)?;
        claimed += usize::from(found.iter().any(|detection| detection.score >= CLAIMED));
    }
    Ok(Share::new(claimed, of))
}

fn times(eyes: &Eyes, detector: &Detector, pictures: &[&RgbImage]) -> anyhow::Result<(f64, f64)> {
    let (mut detections, mut looks) = (Vec::new(), Vec::new());
    for picture in pictures {
        let begun = Instant::now();
        detector.detect(picture)?;
        detections.push(begun.elapsed().as_secs_f64() * 1e3);
        let begun = Instant::now();
        eyes.look(picture)?;
        looks.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    Ok((median(detections), median(looks)))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}
