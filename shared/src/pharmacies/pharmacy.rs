//! One pharmacy, as the lists say it.

use serde::{Deserialize, Serialize};

use super::{Hours, Place};
use crate::catalogue::PharmacyId;

/// Which list a pharmacy is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PharmacySource {
    /// Invented, to show what the service does.
    Demonstration,
    /// A list that an operator imported.
    List,
    /// OpenStreetMap, © its contributors, ODbL 1.0.
    OpenStreetMap,
}

/// A pharmacy. What a list does not say is absent and never guessed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pharmacy {
    /// Names it everywhere.
    pub id: PharmacyId,
    /// Its name.
    pub name: String,
    /// The chain that it belongs to.
    pub chain: Option<String>,
    /// Region, such as `Toshkent shahri`; empty when the list does not say it.
    pub region: String,
    /// District in Uzbek; empty when the list does not say it.
    pub district: String,
    /// District in Russian.
    pub district_ru: Option<String>,
    /// Street and house.
    pub address: String,
    /// Where it stands.
    pub place: Place,
    /// When it is open, in Asia/Tashkent; `None` when that is not said, or not in words that are understood.
    pub hours: Option<Hours>,
    /// The hours in the list's own words.
    pub hours_text: Option<String>,
    /// Phone number in international form.
    pub phone: Option<String>,
    /// Its site.
    pub website: Option<String>,
    /// Whether it delivers.
    pub delivery: Option<bool>,
    /// Where this entry comes from.
    pub source: PharmacySource,
}

impl Pharmacy {
    /// Whether it is invented for demonstration.
    pub fn is_demonstration(&self) -> bool {
        self.source == PharmacySource::Demonstration
    }
}
