//! A scan's row.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{CandidateRecord, CodeRecord, PillRecord, QualityRecord, Verified};
use crate::ids::RecordId;
use crate::store::history::ModelStamp;

/// What a scan was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum ScanSource {
    /// A picture.
    Image,
    /// The text of a code that the phone read.
    Code,
}

/// What a scan came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum ScanStatus {
    /// One medicine, on evidence that would convince a pharmacist: a code, or a whole imprint that fits it and nothing else.
    Recognised,
    /// Medicines that it may be. None of them is to be taken for it.
    Candidates,
    /// A code or a pill, and nothing that is known.
    NotRecognised,
    /// No pill and no code.
    NotAPill,
    /// The picture is too poor to tell.
    TooPoor,
}

impl ScanStatus {
    /// The word in rows and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recognised => "recognised",
            Self::Candidates => "candidates",
            Self::NotRecognised => "not_recognised",
            Self::NotAPill => "not_a_pill",
            Self::TooPoor => "too_poor",
        }
    }
}

/// Why a scan came to what it came to: each has words and advice of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Outcome {
    /// The code on the pack names a medicine of the catalogue.
    PackRecognised,
    /// The imprint and everything that could be checked fit one medicine.
    PillRecognised,
    /// Pill and pack, or two pills, do not belong together.
    Mismatch,
    /// An imprint was read, but not enough of it, or several medicines bear it.
    SeveralFit,
    /// No imprint was read: medicines that look so.
    LooksLike,
    /// An imprint was read that no table has.
    NotInTables,
    /// A pill was seen and nothing that tells it from others.
    NothingToGoBy,
    /// A code was read that names a product which the catalogue does not have.
    CodeNotInCatalogue,
    /// A code was read whose number is wrong: it is not looked up.
    CodeWrong,
    /// A code was read that names no product.
    CodeOfSomethingElse,
    /// Neither pill nor code in the picture.
    NothingFound,
    /// The picture is too poor.
    TooPoor,
}

impl Outcome {
    /// The word in rows, on the wire and in the catalogues of messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PackRecognised => "pack_recognised",
            Self::PillRecognised => "pill_recognised",
            Self::Mismatch => "mismatch",
            Self::SeveralFit => "several_fit",
            Self::LooksLike => "looks_like",
            Self::NotInTables => "not_in_tables",
            Self::NothingToGoBy => "nothing_to_go_by",
            Self::CodeNotInCatalogue => "code_not_in_catalogue",
            Self::CodeWrong => "code_wrong",
            Self::CodeOfSomethingElse => "code_of_something_else",
            Self::NothingFound => "nothing_found",
            Self::TooPoor => "too_poor",
        }
    }

    /// The status that it is.
    pub fn status(self) -> ScanStatus {
        match self {
            Self::PackRecognised | Self::PillRecognised => ScanStatus::Recognised,
            Self::Mismatch | Self::SeveralFit | Self::LooksLike => ScanStatus::Candidates,
            Self::NotInTables
            | Self::NothingToGoBy
            | Self::CodeNotInCatalogue
            | Self::CodeWrong
            | Self::CodeOfSomethingElse => ScanStatus::NotRecognised,
            Self::NothingFound => ScanStatus::NotAPill,
            Self::TooPoor => ScanStatus::TooPoor,
        }
    }
}

/// Whether a scan is one of the medicines that the person takes: an easier question than which of all medicines it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum MineAnswer {
    /// It is one of them.
    Yes,
    /// It is none of those that could be compared.
    No,
    /// It may be one of them.
    Unclear,
    /// There is nothing on the list, or nothing on it could be compared.
    NothingToCompare,
}

/// How a scan compares with the person's own list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanMine))]
pub struct MineRecord {
    /// Whether it is one of them.
    pub answer: MineAnswer,
    /// The medicines of the list that it is or may be, by name.
    pub fits: Vec<String>,
    /// Medicines of the list that could not be compared, because nothing is known of how they look.
    pub not_compared: Vec<String>,
}

/// What a scan was compared with. An answer is only as good as this.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanComparedWith))]
pub struct ComparedWith {
    /// Pills in the table of imprints.
    pub pills: u64,
    /// The table's version; absent while none is imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imprints_version: Option<String>,
    /// Medicines in the catalogue, by whose codes packs are known.
    pub medicines: u64,
    /// The catalogue's version; absent while none is imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalogue_version: Option<String>,
    /// Medicines on the person's own list.
    pub list: u64,
}

/// What the person says it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanConfirmation))]
pub struct Confirmation {
    /// The medicine of the catalogue; absent for one that it does not have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medication_id: Option<String>,
    /// The US code, of a candidate that only the table of imprints has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ndc: Option<String>,
    /// Its name; absent when the person says that it is none of those shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether what was seen speaks against it.
    pub contradicted: bool,
    /// When.
    #[cfg_attr(feature = "http", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
}

/// A scan as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScanRecord {
    /// Its id; also its job's, where it has one.
    pub id: RecordId,
    /// What it was made from.
    pub source: ScanSource,
    /// What it came to.
    pub status: ScanStatus,
    /// Why.
    pub outcome: Outcome,
    /// How good the picture is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<QualityRecord>,
    /// Codes that were read.
    pub codes: Vec<CodeRecord>,
    /// Pills that were seen.
    pub pills: Vec<PillRecord>,
    /// What it is or may be, the likeliest first.
    pub candidates: Vec<CandidateRecord>,
    /// The five checks and what they come to.
    pub evidence: Verified,
    /// How it compares with the person's own list.
    pub mine: MineRecord,
    /// Warnings, by their names in the catalogues of messages.
    pub warnings: Vec<String>,
    /// Questions whose answers would tell more, by their names in the catalogues of messages.
    pub questions: Vec<String>,
    /// What it was compared with.
    pub compared_with: ComparedWith,
    /// Which models looked.
    pub models: Vec<ModelStamp>,
    /// The scan whose pill the person turned over for this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_side_of: Option<RecordId>,
    /// What the person says it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation: Option<Confirmation>,
    /// When: the time of its id.
    pub created_at: Timestamp,
}
