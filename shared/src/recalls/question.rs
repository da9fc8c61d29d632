//! What is asked, and what is answered.

use jiff::Timestamp;
use serde::Serialize;

use super::{Lot, LotMatch, Recall, RecallClass, RecallSource, RecallStatus, SourceState, Trouble};
use crate::catalogue::{Gtin, MedicineId};
use crate::snapshots::Version;

/// A pack, or a medicine: what is known of it. The more is known, the less has to be taken for possible.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// The medicine in our catalogue.
    pub medicine: Option<MedicineId>,
    /// The number under its barcode; finds the medicine too, where none is given.
    pub gtin: Option<Gtin>,
    /// The lot on the pack (AI 10 of a GS1 code).
    pub lot: Option<Lot>,
}

/// What a check comes to. None of them says that a medicine is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Verdict {
    /// Every source that is needed answered freshly, and none names the pack.
    Clear,
    /// A recall concerns the pack, or may; [`RecallAnswer::recalls`] says which, gravest first.
    Recalled,
    /// No recall was found, and something could not be checked: [`RecallAnswer::gaps`] says what. Treat the pack as
    /// unchecked.
    CouldNotCheck,
}

/// By what a recall was found to be about a medicine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum MatchedBy {
    /// The number under the barcode.
    Gtin,
    /// The source names this very medicine.
    Medicine,
    /// The source means every medicine with these ingredients, whoever makes it.
    Ingredients,
    /// The same ingredients from the same maker: perhaps another strength or pack, perhaps sold elsewhere.
    IngredientsAndMaker,
    /// Some of its ingredients were recognised in the recall, from the same maker: perhaps another medicine.
    SomeIngredientsAndMaker,
}

/// A recall that concerns what was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRecall {
    /// The recall.
    pub recall: Recall,
    /// How it was matched.
    pub matched_by: MatchedBy,
    /// What its lots say of the pack; `None` where another lot is recalled and not the pack's.
    pub lot: Option<LotMatch>,
}

/// The gravest recall in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Gravest {
    /// Its class; `None` while nobody has classified it.
    pub class: Option<RecallClass>,
    /// How far it has come.
    pub status: RecallStatus,
    /// What its lots say of the pack.
    pub lot: LotMatch,
}

/// Something that could not be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Gap {
    /// A source that is needed has no fresh answer.
    Source {
        /// Which.
        source: RecallSource,
        /// Why.
        trouble: Trouble,
        /// When it was last read whole.
        #[cfg_attr(feature = "http", schema(value_type = Option<String>, format = DateTime))]
        last_worked: Option<Timestamp>,
    },
    /// The catalogue does not have the product, so only its number could be compared.
    UnknownProduct,
    /// It is not known, or not wholly, what acts in it, so recalls of its ingredients cannot be found.
    IngredientsUnknown,
}

/// The answer to a [`Question`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecallAnswer {
    /// What it comes to.
    pub verdict: Verdict,
    /// The medicine that was checked, where the catalogue has it.
    pub medicine: Option<MedicineId>,
    /// Recalls that concern the pack: open ones first, then by class.
    pub recalls: Vec<FoundRecall>,
    /// Recalls of the same product whose lots were all read and do not have the pack's.
    pub other_lots: Vec<FoundRecall>,
    /// What could not be checked. A recall that was found is told all the same.
    pub gaps: Vec<Gap>,
    /// How it stands with each source.
    pub sources: Vec<SourceState>,
    /// Version of the imported recalls; absent where none are.
    pub imported: Option<Version>,
}

impl RecallAnswer {
    /// The first of [`RecallAnswer::recalls`] in short.
    pub fn gravest(&self) -> Option<Gravest> {
        let found = self.recalls.first()?;
        Some(Gravest {
            class: found.recall.class,
            status: found.recall.status,
            lot: found.lot?,
        })
    }
}
