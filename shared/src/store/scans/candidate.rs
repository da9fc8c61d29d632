//! A medicine that a scan may be.

use serde::{Deserialize, Serialize};

/// In what a candidate differs from what was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanDifference))]
pub enum Difference {
    /// The imprint was read otherwise.
    Imprint,
    /// A part of its imprint was not seen.
    ImprintUnseen,
    /// The outline is another.
    Shape,
    /// The colour is another.
    Colour,
    /// The length is another.
    Size,
}

/// A medicine that a scan may be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanCandidate))]
pub struct CandidateRecord {
    /// What it is, as its table names it.
    #[cfg_attr(feature = "http", schema(example = "Nurofen Forte 400 mg"))]
    pub name: String,
    /// Its US National Drug Code, of a pill that the table of imprints has by that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "http", schema(example = "00093-7384-56"))]
    pub ndc: Option<String>,
    /// The medicine of the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "http", schema(example = "demo-nurofen-forte-400-mg"))]
    pub medication_id: Option<String>,
    /// What acts in it, by the catalogue's names; empty where that is not known.
    #[cfg_attr(feature = "http", schema(example = json!(["ibuprofen"])))]
    pub ingredients: Vec<String>,
    /// The probability that it is this one, 0 to 1, what is in no table counted in.
    #[cfg_attr(feature = "http", schema(example = 0.996))]
    pub probability: f32,
    /// What stands on it, where it is known by that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "http", schema(example = "NRF 4"))]
    pub imprint: Option<String>,
    /// Its outline, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "http", schema(example = "round"))]
    pub shape: Option<String>,
    /// Its colours, as far as they are known.
    #[cfg_attr(feature = "http", schema(example = json!(["white"])))]
    pub colours: Vec<String>,
    /// In what it differs from what was seen.
    pub differs: Vec<Difference>,
    /// Whether it is on the person's own list.
    pub mine: bool,
    /// Whether it is invented for demonstration.
    pub demonstration: bool,
}
