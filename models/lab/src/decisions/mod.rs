//! The whole decision of a scan over pictures: what each comes to, and of what is called recognised how much is wrong.
//!
//! NLM's photos are held against NLM's table, once by themselves, once beside the pack of the pill that they show, and once beside
//! the pack of another one; beside packs also as if nothing were read on the pill, so that its looks alone decide. Photos of pills by phones, whose medicines nobody knows, and pictures of codes, whose products are
//! no medicines of the catalogue, are to be refused: whatever is called recognised there counts as wrong.

mod each;
mod reference;
mod sight;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use image::ImageFormat;
use image::imageops::{FilterType, resize};
use nazar::imprints::{Lattice, Pill};
use nazar::scans::{Conclusion, Evidence, OwnList, Reference, conclude};
use nazar::store::scans::ScanStatus;
use serde::{Deserialize, Serialize};

use crate::pills::{File, unzip};
pub use each::{Each, OneBox};
use reference::{generic, reference, with_code};
pub use sight::Sight;

/// Of so many pictures one is in the sample that a test judges anew.
pub const SAMPLE: usize = 11;

/// Warnings that leave the pill beside a pack unrecognised.
const UNPROVEN: [&str; 3] = ["pill_unproven", "pill_not_compared", "pill_unseen"];

/// What is to be judged.
#[derive(Debug, Clone, Copy)]
pub struct Pictures<'a> {
    /// The folder of the photos and their table.
    pub data: &'a Path,
    /// A zip of pictures of codes.
    pub codes: Option<&'a Path>,
    /// Of each set every so many-th picture is looked at.
    pub step: usize,
    /// Sets whose name does not hold this are left out; empty for all.
    pub only: &'a str,
    /// How many times smaller the photos are made, to find out from what size on pills are read.
    pub shrink: u32,
}

/// What the pictures of one set came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// Pictures.
    pub pictures: u32,
    /// How often each outcome was given.
    pub outcomes: BTreeMap<String, u32>,
    /// Called recognised.
    pub recognised: u32,
    /// Of these, with the warning that the pill beside the pack is not proven to be from it, could not be compared, or was not seen.
    pub unproven: u32,
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
        self.unproven += u32::from(
            conclusion
                .warnings()
                .iter()
                .any(|warning| UNPROVEN.contains(warning)),
        );
        let first = conclusion.candidates().first();
        let is_right = first.is_some_and(|first| match truth {
            Truth::Medicine(name) => generic(&first.name) == generic(name),
            Truth::Nothing => false,
        });
        self.wrong += u32::from(!is_right);
    }
}

/// Scans every picture: what the sets came to, and in `each`, where it is wanted, every picture of them with the reasons.
///
/// # Errors
/// When pictures or models cannot be read.
pub fn evaluate(
    sight: &mut Sight,
    pictures: Pictures<'_>,
    each: Option<&mut Vec<Each>>,
) -> anyhow::Result<Report> {
    let Pictures { data, codes, .. } = pictures;
    let table = crate::imprints::read(&data.join("imprint_table.csv"))?;
    let mut judge = Judge {
        only: pictures.only,
        report: Report::new(),
        each,
    };
    if NLM.iter().any(|set| judge.wants(set)) {
        let photos = observed(sight, &data.join("photos.zip"), pictures)?;
        nlm(photos, &table, &mut judge)?;
    }
    let bearing = table.iter().filter(|pill| !pill.imprint.is_empty());
    let sold: Vec<&Pill> = bearing.step_by(100).collect();
    let known = reference(table.clone(), &sold)?;
    if judge.wants("phone photos") {
        let photos = observed(sight, &data.join("phone_photos_boxes.zip"), pictures)?;
        for (name, evidence) in &photos {
            let found = (None, Truth::Nothing);
            judge.judge(("phone photos", name), evidence, &known, found);
        }
    }
    let codes = codes.filter(|_| CODES.iter().any(|set| judge.wants(set)));
    if let Some(codes) = codes {
        let photos = observed(sight, codes, pictures)?;
        beside_print(&photos, &sold, &known, &mut judge)?;
    }
    sight.keep()?;
    Ok(judge.report)
}

/// Concludes, counts, and writes down why.
struct Judge<'a> {
    only: &'a str,
    report: Report,
    each: Option<&'a mut Vec<Each>>,
}

impl Judge<'_> {
    fn wants(&self, set: &str) -> bool {
        set.contains(self.only)
    }

    fn judge(
        &mut self,
        (set, picture): (&str, &str),
        evidence: &Evidence,
        reference: &Reference,
        (shows, truth): (Option<&Pill>, Truth<'_>),
    ) {
        if !self.wants(set) {
            return;
        }
        let conclusion = conclude(evidence, reference, &OwnList::default());
        let decisions = self.report.entry(set.to_owned()).or_default();
        decisions.add(&conclusion, truth);
        if let Some(each) = &mut self.each {
            let found = (evidence, &conclusion);
            each.push(Each::new(set, picture, shows, found, reference));
        }
    }
}

/// The sets of NLM's photos.
const NLM: [&str; 6] = [
    "nlm photos",
    "nlm photos beside their pack",
    "nlm photos beside another pack",
    "nlm photos beside a pack that looks alike",
    "nlm photos unread beside their pack",
    "nlm photos unread beside another pack",
];

/// NLM's photos, by themselves and beside packs that are invented for every pill that they show.
fn nlm(
    photos: Vec<(String, Evidence)>,
    table: &[Pill],
    judge: &mut Judge<'_>,
) -> anyhow::Result<()> {
    let shown: Vec<(String, Evidence, &Pill)> = photos
        .into_iter()
        .filter_map(|(name, evidence)| {
            let code: String = name.chars().take(13).collect();
            let pill = table.iter().find(|pill| pill.codes.contains(&code))?;
            Some((name, evidence, pill))
        })
        .collect();
    let sold: Vec<&Pill> = shown.iter().map(|(_, _, pill)| *pill).collect();
    let known = reference(table.to_vec(), &sold)?;
    let [alone, own, another, alike, own_unread, another_unread] = NLM;
    for (place, (name, evidence, pill)) in shown.iter().enumerate() {
        let truth = Truth::Medicine(&pill.name);
        judge.judge((alone, name), evidence, &known, (Some(pill), truth));
        let unread = unread(evidence);
        for (set, evidence) in [(own, evidence), (own_unread, &unread)] {
            let beside = with_code(evidence, place)?;
            judge.judge((set, name), &beside, &known, (Some(pill), truth));
        }
        // The first of the others that looks otherwise by shape and colours, and the first that looks the same.
        let looks_other = |other: &Pill| other.shape != pill.shape && other.colours != pill.colours;
        let looks_so = |other: &Pill| {
            let is_other = generic(&other.name) != generic(&pill.name);
            is_other && other.shape == pill.shape && other.colours == pill.colours
        };
        let first = |is_it: &dyn Fn(&Pill) -> bool| {
            let mut others = (1..shown.len()).map(|by| (place + by) % shown.len());
            others.find(|other| is_it(sold[*other]))
        };
        let (other, alike_one) = (first(&looks_other), first(&looks_so));
        for (set, evidence, other) in [
            (another, evidence, other),
            (another_unread, &unread, other),
            (alike, evidence, alike_one),
        ] {
            let Some(other) = other else { continue };
            let beside = with_code(evidence, other)?;
            let truth = Truth::Medicine(&sold[other].name);
            judge.judge((set, name), &beside, &known, (Some(pill), truth));
        }
    }
    Ok(())
}

/// What was seen, as if nothing had been read on any pill.
fn unread(evidence: &Evidence) -> Evidence {
    let mut unread = evidence.clone();
    for pill in &mut unread.pills {
        pill.record.imprint.clear();
        pill.seen.sides.fill(Lattice::default());
    }
    unread
}

/// The sets of pictures of codes.
const CODES: [&str; 2] = ["codes", "codes beside a pack"];

/// Pictures of codes, by themselves and as if they stood on packs of the pills that are sold: what is called a mismatch there is print
/// that was taken for a pill.
fn beside_print(
    photos: &[(String, Evidence)],
    sold: &[&Pill],
    known: &Reference,
    judge: &mut Judge<'_>,
) -> anyhow::Result<()> {
    let [alone, on_pack] = CODES;
    for (place, (name, evidence)) in photos.iter().enumerate() {
        judge.judge((alone, name), evidence, known, (None, Truth::Nothing));
        let place = place % sold.len().max(1);
        let Some(pack) = sold.get(place) else {
            continue;
        };
        let beside = with_code(evidence, place)?;
        let found = (None, Truth::Medicine(&pack.name));
        judge.judge((on_pack, name), &beside, known, found);
    }
    Ok(())
}

/// Name and evidence of every `step`-th picture of a zip that admission lets in.
fn observed(
    sight: &mut Sight,
    zip: &Path,
    wanted: Pictures<'_>,
) -> anyhow::Result<Vec<(String, Evidence)>> {
    let files: Vec<File> = unzip(zip)?;
    let mut found = Vec::new();
    let pictures = files.iter().filter(|file| file.is_picture());
    for file in pictures.step_by(wanted.step.max(1)) {
        let file = match wanted.shrink {
            0 | 1 => file.clone(),
            times => shrunk(file, times)?,
        };
        if let Some(evidence) = sight.of(&file)? {
            found.push((file.stem().to_owned(), evidence));
        }
    }
    Ok(found)
}

/// A picture so many times smaller.
fn shrunk(file: &File, times: u32) -> anyhow::Result<File> {
    let picture = file.picture()?;
    let (width, height) = (picture.width() / times, picture.height() / times);
    let small = resize(&picture, width, height, FilterType::Triangle);
    let mut bytes = Cursor::new(Vec::new());
    small.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(File {
        bytes: bytes.into_inner(),
        ..file.clone()
    })
}
