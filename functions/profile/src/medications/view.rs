//! A medicine on a list, as it is shown.

use jiff::Timestamp;
use jiff::civil::Date;
use nazar::ClockTime;
use nazar::checks::{Held, NotChecked, find};
use nazar::ids::{MemberId, RecordId};
use nazar::store::medicine_list::Entry;
use serde::Serialize;
use utoipa::ToSchema;

/// A medicine on my list, or on that of a member of my family.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MedicationView {
    /// Names the entry.
    pub(crate) id: RecordId,
    /// Whose it is; absent for mine.
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<MemberId>,
    /// The medicine's or ingredient's id in the catalogue; absent for one that it does not have.
    #[serde(skip_serializing_if = "Option::is_none")]
    medicine: Option<String>,
    /// Its name.
    #[schema(example = "Конкор 5 мг")]
    name: String,
    /// Why checks cannot look at it, if they cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_checked: Option<NotChecked>,
    /// How much at a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    dosage: Option<String>,
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    frequency: Option<String>,
    /// The times of a day; none for what is taken when it is needed.
    times: Vec<ClockTime>,
    /// Every how many days from the first one on; absent for every day.
    #[serde(skip_serializing_if = "Option::is_none")]
    every_days: Option<u8>,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    start_date: Option<Date>,
    /// The last day, itself included.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    end_date: Option<Date>,
    /// Tablets, drops or millilitres of one dose.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 1.5)]
    units_per_dose: Option<f64>,
    /// Tablets, drops or millilitres that are left.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 28)]
    stock: Option<f64>,
    /// The last day on which the pack may be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    expires_on: Option<Date>,
    /// Who prescribed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    prescriber: Option<String>,
    /// Anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<String>,
    /// When it was added.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl MedicationView {
    /// The entry, with what the catalogue in force makes of it.
    pub(crate) fn new(entry: Entry, held: &Held) -> Self {
        let not_checked = find(&held.data.catalogue, named(&entry)).problem;
        let medication = entry.medication;
        Self {
            id: entry.id,
            member: entry.member,
            medicine: medication.medicine,
            name: medication.name,
            not_checked,
            dosage: medication.dosage,
            frequency: medication.frequency,
            times: medication.times,
            every_days: medication.every_days,
            start_date: medication.start_date,
            end_date: medication.end_date,
            units_per_dose: medication.units_per_dose,
            stock: medication.stock,
            expires_on: medication.expires_on,
            prescriber: medication.prescriber,
            notes: medication.notes,
            created_at: entry.created_at,
        }
    }
}

/// By the catalogue's id, which keeps its meaning; else by the name that the person gave.
pub(crate) fn named(entry: &Entry) -> &str {
    let medication = &entry.medication;
    medication.medicine.as_deref().unwrap_or(&medication.name)
}
