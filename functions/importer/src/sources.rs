//! The sources that can be imported.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use bytes::Bytes;
use nazar::snapshots::Word;

/// A source of reference data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Substances of ours, with names and synonyms: trusted before all others.
    Ingredients,
    /// International nonproprietary names in Uzbek, Russian and English.
    Inn,
    /// The ATC classification with Russian texts.
    Atc,
    /// Uzbekistan's State Register of medicines.
    Register,
    /// Demonstration medicines.
    Medicines,
    /// Numbers under the barcodes of medicines, as the operator lists them.
    Gtins,
    /// Pharmacies, in our own layout.
    Pharmacies,
    /// Pharmacies of OpenStreetMap, as GeoJSON.
    PharmaciesOsm,
    /// What pharmacies have, at what price.
    Stock,
    /// Prices by month.
    PriceHistory,
    /// DrugBank's open vocabulary: names and synonyms, by which lists of interactions are read.
    DrugVocabulary,
    /// Our own interaction rules, for demonstration.
    Interactions,
    /// Members of the classes of the French thesaurus of interactions.
    AnsmClasses,
    /// Rules of the French thesaurus of interactions.
    AnsmRules,
    /// The combined file of open interaction sources.
    InteractionsOpen,
    /// The pairs that must always alert, by the US health IT office.
    OncHighPriority,
    /// The pairs that need not interrupt, by the same office.
    OncNonInterruptive,
    /// DDInter; for operators whom its terms (CC BY-NC-SA 4.0) allow it.
    Ddinter,
    /// Pills as the US National Library of Medicine's table describes them.
    Pills,
    /// Pills as an operator's own table describes them.
    OwnPills,
    /// Demonstration pills.
    DemonstrationPills,
    /// Recalls of this country, as the operator lists them.
    Recalls,
    /// Recalls of the US authority from 2012 to 2025.
    FdaRecalls,
    /// Dose forms in Uzbek and Russian.
    DoseForms,
    /// Allergens in Uzbek, Russian and English.
    Allergens,
}

/// The name is that of no source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no source of this name; there are {known}", known = names())]
pub struct UnknownSource;

impl Source {
    /// All of them.
    pub const ALL: [Self; 25] = [
        Self::Ingredients,
        Self::Inn,
        Self::Atc,
        Self::Register,
        Self::Medicines,
        Self::Gtins,
        Self::Pharmacies,
        Self::PharmaciesOsm,
        Self::Stock,
        Self::PriceHistory,
        Self::DrugVocabulary,
        Self::Interactions,
        Self::AnsmClasses,
        Self::AnsmRules,
        Self::InteractionsOpen,
        Self::OncHighPriority,
        Self::OncNonInterruptive,
        Self::Ddinter,
        Self::Pills,
        Self::OwnPills,
        Self::DemonstrationPills,
        Self::Recalls,
        Self::FdaRecalls,
        Self::DoseForms,
        Self::Allergens,
    ];

    /// Its name in keys and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ingredients => "ingredients",
            Self::Inn => "inn",
            Self::Atc => "atc",
            Self::Register => "register",
            Self::Medicines => "medicines",
            Self::Gtins => "gtins",
            Self::Pharmacies => "pharmacies",
            Self::PharmaciesOsm => "pharmacies-osm",
            Self::Stock => "stock",
            Self::PriceHistory => "price-history",
            Self::DrugVocabulary => "drug-vocabulary",
            Self::Interactions => "interactions",
            Self::AnsmClasses => "ansm-classes",
            Self::AnsmRules => "ansm-rules",
            Self::InteractionsOpen => "interactions-open",
            Self::OncHighPriority => "onc-high-priority",
            Self::OncNonInterruptive => "onc-non-interruptive",
            Self::Ddinter => "ddinter",
            Self::Pills => "pills",
            Self::OwnPills => "own-pills",
            Self::DemonstrationPills => "demonstration-pills",
            Self::Recalls => "recalls",
            Self::FdaRecalls => "fda-recalls",
            Self::DoseForms => "dose-forms",
            Self::Allergens => "allergens",
        }
    }

    /// Whether its file says how things stand now, so that importing the same file again confirms it: then its time is
    /// renewed.
    pub fn ages(self) -> bool {
        self == Self::Recalls
    }

    /// Its name as part of a key.
    ///
    /// # Errors
    /// Never: every name above is such a word, which a test shows.
    pub fn word(self) -> Result<Word, nazar::objects::KeyError> {
        self.as_str().parse()
    }
}

fn names() -> String {
    Source::ALL.map(Source::as_str).join(", ")
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Source {
    type Err = UnknownSource;

    fn from_str(text: &str) -> Result<Self, UnknownSource> {
        Self::ALL
            .into_iter()
            .find(|source| source.as_str() == text)
            .ok_or(UnknownSource)
    }
}

/// The bytes of the sources that data are made of.
pub type Files = BTreeMap<Source, Bytes>;

/// A file to import.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// What it is.
    pub source: Source,
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// The demonstration data of the project: what `cargo run` starts with.
pub fn demonstration() -> Vec<SourceFile> {
    const FILES: [(Source, &str, &str); 8] = [
        (
            Source::Ingredients,
            "ingredients.tsv",
            include_str!("../../../shared/demo/ingredients.tsv"),
        ),
        (
            Source::Medicines,
            "medicines.tsv",
            include_str!("../../../shared/demo/medicines.tsv"),
        ),
        (
            Source::Pharmacies,
            "pharmacies.tsv",
            include_str!("../../../shared/demo/pharmacies.tsv"),
        ),
        (
            Source::Stock,
            "stock.tsv",
            include_str!("../../../shared/demo/stock.tsv"),
        ),
        (
            Source::PriceHistory,
            "price_history.tsv",
            include_str!("../../../shared/demo/price_history.tsv"),
        ),
        (
            Source::Interactions,
            "interactions.tsv",
            include_str!("../../../shared/demo/interactions.tsv"),
        ),
        (
            Source::DemonstrationPills,
            "pills.tsv",
            include_str!("../../../shared/demo/pills.tsv"),
        ),
        (
            Source::Recalls,
            "recalls.tsv",
            include_str!("../../../shared/demo/recalls.tsv"),
        ),
    ];
    FILES
        .map(|(source, name, text)| SourceFile {
            source,
            name: name.to_owned(),
            bytes: Bytes::from_static(text.as_bytes()),
        })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_are_words() {
        for source in Source::ALL {
            assert_eq!(source.as_str().parse(), Ok(source));
            assert_eq!(source.word().unwrap().as_str(), source.as_str());
        }
        let error = "nonsense".parse::<Source>().unwrap_err();
        assert!(error.to_string().contains("price-history"), "{error}");
    }
}
