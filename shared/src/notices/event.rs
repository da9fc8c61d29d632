//! An event to tell, with the key by which it is told once.

use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{Kind, Message, Subject};
use crate::ids::RecordId;
use crate::store::wake::Minute;

/// Something to tell a person. Each constructor names what makes two events the same, so that no caller has to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub(super) message: Message,
    pub(super) cause: String,
}

impl Notice {
    /// A reminder that is due: once for its minute. `message` is one of the two of that kind.
    pub fn reminder(reminder: RecordId, at: Timestamp, message: Message) -> Self {
        let cause = format!("REMINDER#{reminder}#{}", Minute::of(at));
        Self { message, cause }
    }

    /// A medicine runs out: once for each time that it became scarce, which was on the day `since`.
    pub fn runs_out(medicine: Subject, on: Date, since: Date) -> Self {
        let cause = format!("REFILL#{}#{since}", medicine.entry);
        let message = Message::RunsOut { medicine, on };
        Self { message, cause }
    }

    /// A pack expires: once when the day is near, and once when it is over.
    pub fn expires(medicine: Subject, on: Date, is_over: bool) -> Self {
        let stage = if is_over { "OVER" } else { "NEAR" };
        let cause = format!("EXPIRY#{}#{on}#{stage}", medicine.entry);
        let message = Message::Expires {
            medicine,
            on,
            is_over,
        };
        Self { message, cause }
    }

    /// Recalls that had not been told: once for the same ones. `numbers` are all of them, the gravest one first.
    pub fn recalled(
        medicine: Subject,
        numbers: &[String],
        class: Option<String>,
        demonstration: bool,
    ) -> Self {
        let mut sorted = numbers.to_vec();
        sorted.sort();
        let digest = Sha256::digest(sorted.join("\n"));
        let cause = format!("RECALL#{}#{}", medicine.entry, hex::encode(&digest[..16]));
        let message = Message::Recalled {
            medicine,
            number: numbers.first().cloned().unwrap_or_default(),
            class,
            count: numbers.len(),
            demonstration,
        };
        Self { message, cause }
    }

    /// A medicine was put on a list beside one that it does not go together with: once for each entry and other medicine.
    pub fn interacts(medicine: Subject, other: String, severity: String) -> Self {
        let digest = Sha256::digest(&other);
        let cause = format!(
            "INTERACTION#{}#{}",
            medicine.entry,
            hex::encode(&digest[..16])
        );
        let message = Message::Interacts {
            medicine,
            other,
            severity,
        };
        Self { message, cause }
    }

    /// A medicine has become cheaper: at most once a day.
    pub fn cheaper(medicine: Subject, before: u64, price: u64, day: Date) -> Self {
        let cause = format!("PRICE#{}#{day}", medicine.entry);
        let message = Message::Cheaper {
            medicine,
            before,
            price,
        };
        Self { message, cause }
    }

    /// A medicine can be had again, or not any more: at most once a day.
    pub fn stock(medicine: Subject, is_available: bool, day: Date) -> Self {
        let cause = format!("STOCK#{}#{day}", medicine.entry);
        let message = Message::Stock {
            medicine,
            is_available,
        };
        Self { message, cause }
    }

    /// What kind of notice it makes.
    pub fn kind(&self) -> Kind {
        self.message.kind()
    }
}
