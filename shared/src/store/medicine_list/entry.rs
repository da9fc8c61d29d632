//! What is kept of one medicine.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::RecordId;

/// What a person says of a medicine that they take.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medication {
    /// Its id in the catalogue; absent for one that the catalogue did not have when it was added.
    pub medicine: Option<String>,
    /// Its name, as the catalogue or the person has it.
    pub name: String,
    /// How much at a time, in the person's words.
    pub dosage: Option<String>,
    /// How often, in the person's words.
    pub frequency: Option<String>,
    /// The first day.
    pub start_date: Option<Date>,
    /// The last day.
    pub end_date: Option<Date>,
    /// Anything else.
    pub notes: Option<String>,
}

/// A medicine on a person's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Names the entry.
    pub id: RecordId,
    /// What is taken.
    pub medication: Medication,
    /// What makes two entries the same medicine: the catalogue's id, or the folded name.
    pub identity: String,
    /// When it was added.
    pub created_at: Timestamp,
}

impl Entry {
    /// A new entry. `identity` is the same for the same medicine, however it was named.
    pub fn new(medication: Medication, identity: impl Into<String>) -> Self {
        Self {
            id: RecordId::generate(),
            medication,
            identity: identity.into(),
            created_at: crate::store::now(),
        }
    }

    /// Whether the medicine is taken on a day: from its first to its last, both included.
    pub fn is_taken_on(&self, day: Date) -> bool {
        let has_begun = self.medication.start_date.is_none_or(|first| first <= day);
        let goes_on = self.medication.end_date.is_none_or(|last| last >= day);
        has_begun && goes_on
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_medicine_is_taken_from_its_first_to_its_last_day() {
        let medication = Medication {
            start_date: Some(date(2026, 1, 10)),
            end_date: Some(date(2026, 1, 20)),
            ..Medication::default()
        };
        let entry = Entry::new(medication, "a");
        for (day, taken) in [(9, false), (10, true), (20, true), (21, false)] {
            assert_eq!(entry.is_taken_on(date(2026, 1, day)), taken, "{day}");
        }
        assert!(Entry::new(Medication::default(), "a").is_taken_on(date(2026, 1, 1)));
    }
}
