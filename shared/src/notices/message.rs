//! What happened, in facts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Kind;
use crate::ClockTime;
use crate::ids::{MemberId, RecordId};
use crate::store::medicine_list::Entry;

/// The medicine that a notice is about, as it stood on the list then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Subject {
    /// The list's entry. It may be gone by now.
    pub entry: RecordId,
    /// Its name.
    pub name: String,
    /// Its id in the catalogue, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medicine: Option<String>,
    /// Whose list it is on; nobody's means the owner's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// The name of that member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
}

impl Subject {
    /// What stands on a list. `who` is the name of the member of the family whose list it is.
    pub fn new(entry: &Entry, who: Option<String>) -> Self {
        Self {
            entry: entry.id,
            name: entry.medication.name.clone(),
            medicine: entry.medication.medicine.clone(),
            member: entry.member,
            who,
        }
    }
}

/// What happened. Amounts of money are in tiyin, hundredths of a soʻm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Message {
    /// A dose is due.
    TakeMedicine {
        /// Of what.
        medicine: Subject,
        /// When, by the person's clock.
        time: ClockTime,
        /// How much, in the person's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dosage: Option<String>,
    },
    /// The person wanted to be reminded of something.
    Remember {
        /// The reminder.
        reminder: RecordId,
        /// In their words.
        text: String,
        /// When, by their clock.
        time: ClockTime,
    },
    /// There is no whole dose left from a day on.
    RunsOut {
        /// Of what.
        medicine: Subject,
        /// The day.
        #[schema(value_type = String, format = Date)]
        on: Date,
    },
    /// The pack may not be used after a day, which is near or over.
    Expires {
        /// Of what.
        medicine: Subject,
        /// The last day.
        #[schema(value_type = String, format = Date)]
        on: Date,
        /// Whether it is over.
        is_over: bool,
    },
    /// Recalls concern the medicine, or may: which lots, the answer to a check says.
    Recalled {
        /// Which.
        medicine: Subject,
        /// The gravest one's number at its source.
        number: String,
        /// Its class, where it has been classified: `I`, `II` or `III`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        class: Option<String>,
        /// How many there are in all that had not been told.
        count: usize,
        /// Whether it is invented for demonstration.
        demonstration: bool,
    },
    /// A medicine that came onto the list does not go together with another one.
    Interacts {
        /// Which.
        medicine: Subject,
        /// The other one's name.
        other: String,
        /// How bad it can be: `major` or `contraindicated`.
        severity: String,
    },
    /// The lowest price of a medicine has fallen.
    Cheaper {
        /// Which.
        medicine: Subject,
        /// The lowest price before.
        before: u64,
        /// The lowest price now.
        price: u64,
    },
    /// Some pharmacy has the medicine again, or none has it any more.
    Stock {
        /// Which.
        medicine: Subject,
        /// Whether some pharmacy has it.
        is_available: bool,
    },
}

impl Message {
    /// What kind of notice it makes.
    pub fn kind(&self) -> Kind {
        match self {
            Self::TakeMedicine { .. } | Self::Remember { .. } => Kind::Reminder,
            Self::RunsOut { .. } | Self::Expires { .. } => Kind::Refill,
            Self::Recalled { .. } => Kind::Recall,
            Self::Interacts { .. } => Kind::Interaction,
            Self::Cheaper { .. } => Kind::PriceDrop,
            Self::Stock { .. } => Kind::Stock,
        }
    }
}
