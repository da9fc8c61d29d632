//! What is told of a medicine.

use garde::Validate;
use jiff::civil::Date;
use nazar::ClockTime;
use nazar::checks::MedicineRef;
use nazar::http::patch::{change, nullable};
use nazar::http::{FieldCode, Problem};
use nazar::ids::MemberId;
use nazar::store::medicine_list::{Medication, PlanFault};
use serde::Deserialize;
use utoipa::ToSchema;

/// A medicine that I take, or a member of my family.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"name": "Конкор 5 мг", "dosage": "1 tablet", "times": ["08:00"], "start_date": "2026-01-31",
    "units_per_dose": 1, "stock": 30, "expires_on": "2027-06-30", "prescriber": "Dr Karimova"}))]
pub(crate) struct MedicationRequest {
    /// Which medicine.
    #[serde(flatten)]
    #[garde(dive)]
    pub(super) medicine: MedicineRef,
    /// Whose it is; mine when absent.
    #[garde(skip)]
    pub(super) member: Option<MemberId>,
    /// How much at a time, in my words.
    #[garde(inner(length(chars, max = 100)))]
    dosage: Option<String>,
    /// How often, in my words.
    #[garde(inner(length(chars, max = 100)))]
    frequency: Option<String>,
    /// The times of a day; none for what is taken when it is needed.
    #[serde(default)]
    #[garde(length(max = 12))]
    #[schema(max_items = 12)]
    times: Vec<ClockTime>,
    /// Every how many days from the first one on, such as 7 for once a week; every day when absent.
    #[garde(inner(range(min = 1, max = 90)))]
    #[schema(minimum = 1, maximum = 90)]
    every_days: Option<u8>,
    /// The first day.
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    start_date: Option<Date>,
    /// The last day, itself included.
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    end_date: Option<Date>,
    /// Tablets, drops or millilitres of one dose.
    #[garde(inner(range(min = 0.01, max = 1000.0)))]
    #[schema(minimum = 0.01, maximum = 1000)]
    units_per_dose: Option<f64>,
    /// Tablets, drops or millilitres that are left; each dose that is taken takes its units from it.
    #[garde(inner(range(min = 0.0, max = 100_000.0)))]
    #[schema(minimum = 0, maximum = 100_000)]
    stock: Option<f64>,
    /// The last day on which the pack may be used.
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    expires_on: Option<Date>,
    /// Who prescribed it.
    #[garde(inner(length(chars, max = 100)))]
    prescriber: Option<String>,
    /// Anything else.
    #[garde(inner(length(chars, max = 500)))]
    notes: Option<String>,
}

impl MedicationRequest {
    /// The medicine under its catalogue id and name.
    ///
    /// # Errors
    /// `validation-failed` for days that contradict each other.
    pub(super) fn medication(
        self,
        medicine: Option<String>,
        name: String,
    ) -> Result<Medication, Problem> {
        settled(Medication {
            medicine,
            name,
            dosage: self.dosage,
            frequency: self.frequency,
            times: self.times,
            every_days: self.every_days,
            start_date: self.start_date,
            end_date: self.end_date,
            units_per_dose: self.units_per_dose,
            stock: self.stock,
            expires_on: self.expires_on,
            prescriber: self.prescriber,
            notes: self.notes,
        })
    }
}

/// What is told of a medicine now. A field that is left out stays as it was; `null` takes it back. The medicine itself stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"times": ["07:30", "19:30"], "stock": 60, "end_date": null}))]
pub(crate) struct MedicationChange {
    /// How much at a time, in my words.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(length(chars, max = 100))))]
    #[schema(value_type = Option<String>)]
    dosage: Option<Option<String>>,
    /// How often, in my words.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(length(chars, max = 100))))]
    #[schema(value_type = Option<String>)]
    frequency: Option<Option<String>>,
    /// The times of a day. Doses until now stay those of the times until now.
    #[garde(inner(length(max = 12)))]
    #[schema(max_items = 12)]
    times: Option<Vec<ClockTime>>,
    /// Every how many days from the first one on.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(range(min = 1, max = 90))))]
    #[schema(value_type = Option<u8>, minimum = 1, maximum = 90)]
    every_days: Option<Option<u8>>,
    /// The first day.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    start_date: Option<Option<Date>>,
    /// The last day, itself included.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    end_date: Option<Option<Date>>,
    /// Tablets, drops or millilitres of one dose.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(range(min = 0.01, max = 1000.0))))]
    #[schema(value_type = Option<f64>, minimum = 0.01, maximum = 1000)]
    units_per_dose: Option<Option<f64>>,
    /// Tablets, drops or millilitres that are left.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(range(min = 0.0, max = 100_000.0))))]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 100_000)]
    stock: Option<Option<f64>>,
    /// The last day on which the pack may be used.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    expires_on: Option<Option<Date>>,
    /// Who prescribed it.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(length(chars, max = 100))))]
    #[schema(value_type = Option<String>)]
    prescriber: Option<Option<String>>,
    /// Anything else.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(length(chars, max = 500))))]
    #[schema(value_type = Option<String>)]
    notes: Option<Option<String>>,
}

impl MedicationChange {
    /// The medicine with what is told now.
    ///
    /// # Errors
    /// `validation-failed` for days that contradict each other.
    pub(super) fn apply(&self, medication: &Medication) -> Result<Medication, Problem> {
        let mut next = medication.clone();
        change(&mut next.dosage, self.dosage.clone());
        change(&mut next.frequency, self.frequency.clone());
        if let Some(times) = &self.times {
            next.times.clone_from(times);
        }
        change(&mut next.every_days, self.every_days);
        change(&mut next.start_date, self.start_date);
        change(&mut next.end_date, self.end_date);
        change(&mut next.units_per_dose, self.units_per_dose);
        change(&mut next.stock, self.stock);
        change(&mut next.expires_on, self.expires_on);
        change(&mut next.prescriber, self.prescriber.clone());
        change(&mut next.notes, self.notes.clone());
        settled(next)
    }
}

/// Times in order and each once; days that do not contradict each other.
fn settled(mut medication: Medication) -> Result<Medication, Problem> {
    medication.times.sort();
    medication.times.dedup();
    match medication.plan().fault() {
        None => Ok(medication),
        Some(PlanFault::EndsBeforeItBegins) => {
            Err(Problem::field("/end_date", FieldCode::InvalidFormat))
        }
        Some(PlanFault::NoFirstDay) => Err(Problem::field("/start_date", FieldCode::Required)),
    }
}
