//! One dose that was taken or skipped.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::ids::{InvalidId, RecordId};
use crate::store::medicine_list::{Due, Entry, Taker};

/// What became of a dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DoseOutcome {
    /// It was taken.
    Taken,
    /// It was left out.
    Skipped,
}

/// Why a dose was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// It did not feel well.
    SideEffects,
    /// It was forgotten until it was too late.
    Forgot,
    /// There was none left.
    OutOfStock,
    /// A doctor or pharmacist said so.
    Advised,
    /// It was not needed any more.
    FeltBetter,
    /// Something else: see the note.
    Other,
}

/// Which dose, within one person's doses: its place in time, then the medicine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoseKey(String);

impl DoseKey {
    /// A dose of a plan.
    pub fn planned(due: Due, entry: RecordId) -> Self {
        Self(format!("{}#{}#{entry}", due.day, due.time))
    }

    /// A dose that was taken when it was needed, on this day; `id` names it.
    pub fn needed(day: Date, id: RecordId, entry: RecordId) -> Self {
        Self(format!("{day}#~{id}#{entry}"))
    }
}

impl fmt::Display for DoseKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for DoseKey {
    type Err = InvalidId;

    /// Reads what was written, for cursors: three parts that only have to be in order.
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"#~:-".contains(&byte);
        let fits = text.len() <= 80 && text.split('#').count() == 3 && text.bytes().all(is_plain);
        fits.then(|| Self(text.to_owned())).ok_or(InvalidId)
    }
}

impl Serialize for DoseKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DoseKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// One dose that was taken or skipped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DoseLog {
    /// Names the log.
    pub id: RecordId,
    /// The entry of the list.
    pub entry: RecordId,
    /// Whose dose it was within the family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Taker,
    /// The medicine's name at that time: the entry may be gone by now.
    pub name: String,
    /// The day that it counts for, in the person's zone.
    pub day: Date,
    /// When it was due by the plan; absent for what was taken when it was needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// The moment at which it was due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// What became of it.
    pub outcome: DoseOutcome,
    /// Why it was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<SkipReason>,
    /// When it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<Timestamp>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Units that it took from the stock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<f64>,
    /// When it was logged.
    pub logged_at: Timestamp,
}

impl DoseLog {
    /// The dose's key.
    pub fn key(&self) -> DoseKey {
        match self.due {
            Some(due) => DoseKey::planned(due, self.entry),
            None => DoseKey::needed(self.day, self.id, self.entry),
        }
    }

    /// The units that the dose takes from the entry's stock: none when it was skipped, or when nobody counts.
    pub(super) fn counted(&self, entry: &Entry) -> Option<f64> {
        let medication = &entry.medication;
        let is_counted = self.outcome == DoseOutcome::Taken && medication.stock.is_some();
        let left = medication.stock.unwrap_or_default();
        let units = medication.units_per_dose.filter(|_| is_counted)?;
        Some(units.min(left))
    }
}
