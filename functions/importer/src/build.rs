//! From the bytes of all sources to the snapshots, and nothing else: no clock, no network, no order of arrival.
//!
//! Where sources say different things of one substance, the one that stands first wins: our own list, the
//! international names, the classification, then the spelling of the register. Medicines of the register and of the
//! demonstration stand side by side; every one says where it comes from.

use std::collections::{BTreeMap, HashSet};

use nazar::catalogue::market::{self, Market};
use nazar::catalogue::search::SearchIndex;
use nazar::catalogue::{Catalogue, CatalogueError, MedicineId};
use nazar::catalogue::{encode as encode_catalogue, search};
use nazar::imprints::{self, ImprintTable, PillSource};
use nazar::interactions::RuleSet;
use nazar::pharmacies::{self as directory, Directory, Pharmacy};
use nazar::recalls::{self as recall_list, RecallList};
use nazar::snapshots::FrameError;
use nazar::terminology::{self as terms_of, Terminology};

use crate::report::Findings;
use crate::sources::{Files, Source};
use crate::substances::Substances;
use crate::table::TableError;
use crate::{
    gtins, interactions, lists, pharmacies, pills, recalls, register, terminology, terms,
    vocabulary,
};

/// Why no data can be made of the sources.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file is not what its source's files are.
    #[error("the file of {source_name} is none of its kind: {error}")]
    File {
        /// The source.
        source_name: Source,
        /// What is wrong.
        error: TableError,
    },
    /// The sources contradict each other.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// A snapshot cannot be written.
    #[error(transparent)]
    Frame(#[from] FrameError),
}

/// A snapshot that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltSnapshot {
    /// Its bytes, framed.
    pub bytes: Vec<u8>,
    /// Entries in it.
    pub entries: u64,
}

/// What was made of the sources.
#[derive(Debug)]
pub struct Built {
    /// The catalogue, for whoever wants to look at it at once.
    pub catalogue: Catalogue,
    /// The pharmacies.
    pub directory: Directory,
    /// The market.
    pub market: Market,
    /// The interaction rules.
    pub rules: RuleSet,
    /// The pills.
    pub imprints: ImprintTable,
    /// The imported recalls.
    pub recalls: RecallList,
    /// The terms in three languages.
    pub terminology: Terminology,
    /// The snapshots, by kind.
    pub snapshots: BTreeMap<&'static str, BuiltSnapshot>,
    /// What each source's file held and what was not understood.
    pub findings: BTreeMap<Source, Findings>,
}

/// Makes everything from the sources that are there; one that is not there is empty.
///
/// # Errors
/// [`BuildError`].
pub fn build(files: &Files) -> Result<Built, BuildError> {
    let mut reading = Reading {
        files,
        findings: BTreeMap::new(),
    };
    let mut substances = Substances::default();
    reading.of(Source::Ingredients, |bytes, findings| {
        lists::ingredients(bytes, &mut substances, findings)
    })?;
    reading.of(Source::Inn, |bytes, findings| {
        terminology::read_names(bytes, &mut substances, findings)
    })?;
    reading.of(Source::Atc, |bytes, findings| {
        terminology::read_classification(bytes, &mut substances, findings)
    })?;
    let mut medicines = reading.of(Source::Register, |bytes, findings| {
        register::read(bytes, &mut substances, findings)
    })?;
    medicines.extend(reading.of(Source::Medicines, |bytes, findings| {
        lists::medicines(bytes, &substances, findings)
    })?);
    reading.of(Source::Gtins, |bytes, findings| {
        gtins::read(bytes, &mut medicines, findings)
    })?;
    if let Some(bytes) = files.get(&Source::DrugVocabulary) {
        vocabulary::spellings(bytes, &mut substances).map_err(|error| BuildError::File {
            source_name: Source::DrugVocabulary,
            error,
        })?;
    }
    let catalogue = Catalogue::new(substances.into_ingredients(), medicines)?;
    let list = reading.of(Source::Pharmacies, pharmacies::read_list)?;
    let map = reading.of(Source::PharmaciesOsm, pharmacies::read_map)?;
    let directory = pharmacies::merged(list, map);
    let market = read_market(&mut reading, &catalogue, &directory)?;
    let mut drugs = interactions::Drugs::new(&catalogue);
    reading.of(Source::DrugVocabulary, |bytes, findings| {
        drugs.read_vocabulary(bytes, findings)
    })?;
    let rules = read_interactions(&mut reading, &drugs)?;
    let imprints = read_pills(&mut reading, &catalogue, &drugs)?;
    let mut snapshots = encode(&catalogue, &directory, &market)?;
    // Without a rule there is no snapshot: whoever checks then says that there is nothing to check against.
    if !rules.rules.is_empty() {
        let bytes = nazar::interactions::encode(&rules)?;
        let entries = rules.rules.len() as u64;
        snapshots.insert(nazar::interactions::KIND, BuiltSnapshot { bytes, entries });
    }
    if !imprints.pills().is_empty() {
        let bytes = imprints.encode()?;
        let entries = imprints.pills().len() as u64;
        snapshots.insert(imprints::KIND, BuiltSnapshot { bytes, entries });
    }
    let recalls = read_recalls(&mut reading, &catalogue)?;
    if !recalls.recalls().is_empty() {
        let bytes = recall_list::encode(&recalls)?;
        let entries = recalls.recalls().len() as u64;
        snapshots.insert(recall_list::KIND, BuiltSnapshot { bytes, entries });
    }
    let terminology = read_terms(&mut reading)?;
    let entries = terms::count(&terminology);
    if entries > 0 {
        let bytes = terms_of::encode(&terminology)?;
        snapshots.insert(terms_of::KIND, BuiltSnapshot { bytes, entries });
    }
    Ok(Built {
        catalogue,
        directory,
        market,
        rules,
        imprints,
        recalls,
        terminology,
        snapshots,
        findings: reading.findings,
    })
}

fn read_market(
    reading: &mut Reading<'_>,
    catalogue: &Catalogue,
    directory: &Directory,
) -> Result<Market, BuildError> {
    let medicines: HashSet<MedicineId> = catalogue
        .medicines()
        .iter()
        .map(|medicine| medicine.id.clone())
        .collect();
    let pharmacies: Vec<market::Pharmacy> = directory.all().iter().map(of_market).collect();
    let offers = reading.of(Source::Stock, |bytes, findings| {
        lists::stock(bytes, &pharmacies, &medicines, findings)
    })?;
    let history = reading.of(Source::PriceHistory, |bytes, findings| {
        lists::history(bytes, &medicines, findings)
    })?;
    Ok(Market::new(pharmacies, offers, history))
}

fn read_interactions(
    reading: &mut Reading<'_>,
    drugs: &interactions::Drugs<'_>,
) -> Result<RuleSet, BuildError> {
    let mut rules = interactions::classes();
    for source in interactions::SOURCES {
        rules.extend(reading.of(source, |bytes, findings| {
            interactions::read(source, bytes, drugs, findings)
        })?);
    }
    rules.settle();
    Ok(rules)
}

/// The demonstration's pills, the operator's and the library's, in this order.
fn read_pills(
    reading: &mut Reading<'_>,
    catalogue: &Catalogue,
    drugs: &interactions::Drugs<'_>,
) -> Result<ImprintTable, BuildError> {
    let mut rows = Vec::new();
    for (source, of) in [
        (Source::DemonstrationPills, PillSource::Demonstration),
        (Source::OwnPills, PillSource::Operator),
    ] {
        rows.extend(reading.of(source, |bytes, findings| {
            pills::own(bytes, of, catalogue, findings)
        })?);
    }
    rows.extend(reading.of(Source::Pills, |bytes, findings| {
        pills::c3pi(bytes, drugs, findings)
    })?);
    Ok(ImprintTable::new(rows))
}

fn read_recalls(
    reading: &mut Reading<'_>,
    catalogue: &Catalogue,
) -> Result<RecallList, BuildError> {
    let names = recall_list::Substances::of(catalogue);
    let mut all = reading.of(Source::Recalls, |bytes, findings| {
        recalls::local::read(bytes, catalogue, findings)
    })?;
    all.extend(reading.of(Source::FdaRecalls, |bytes, findings| {
        recalls::archive::read(bytes, &names, findings)
    })?);
    Ok(RecallList::new(all))
}

/// The international names stand in the catalogue already, as names of substances; here they keep their codes.
fn read_terms(reading: &mut Reading<'_>) -> Result<Terminology, BuildError> {
    let mut all = match reading.files.get(&Source::Inn) {
        Some(bytes) => terms::inn(bytes).map_err(|error| BuildError::File {
            source_name: Source::Inn,
            error,
        })?,
        None => Vec::new(),
    };
    all.extend(reading.of(Source::DoseForms, terms::dose_forms)?);
    all.extend(reading.of(Source::Allergens, terms::allergens)?);
    Ok(Terminology::new(all))
}

/// What the market says of a pharmacy.
fn of_market(pharmacy: &Pharmacy) -> market::Pharmacy {
    market::Pharmacy {
        id: pharmacy.id.clone(),
        region: pharmacy.region.clone(),
        district: pharmacy.district.clone(),
        demonstration: pharmacy.is_demonstration(),
    }
}

fn encode(
    catalogue: &Catalogue,
    directory: &Directory,
    market: &Market,
) -> Result<BTreeMap<&'static str, BuiltSnapshot>, BuildError> {
    let medicines = catalogue.medicines().len() as u64;
    let made = [
        (
            nazar::catalogue::KIND,
            encode_catalogue(catalogue)?,
            medicines,
        ),
        (
            search::KIND,
            SearchIndex::build(catalogue).encode()?,
            medicines,
        ),
        (
            directory::KIND,
            directory::encode(directory)?,
            directory.all().len() as u64,
        ),
        (
            market::KIND,
            market.encode()?,
            market.all_offers().len() as u64,
        ),
    ];
    Ok(made
        .into_iter()
        .map(|(kind, bytes, entries)| (kind, BuiltSnapshot { bytes, entries }))
        .collect())
}

/// The files, and what is found in them.
struct Reading<'a> {
    files: &'a Files,
    findings: BTreeMap<Source, Findings>,
}

impl Reading<'_> {
    fn of<T: Default>(
        &mut self,
        source: Source,
        read: impl FnOnce(&[u8], &mut Findings) -> Result<T, TableError>,
    ) -> Result<T, BuildError> {
        let Some(bytes) = self.files.get(&source) else {
            return Ok(T::default());
        };
        let mut findings = Findings::default();
        let result = read(bytes, &mut findings).map_err(|error| BuildError::File {
            source_name: source,
            error,
        })?;
        self.findings.insert(source, findings);
        Ok(result)
    }
}
