//! What is rewarded, once each.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::store::medicine_list::{Due, Taker};

/// Bytes of a digest in a key: names of medicines have any length and script.
const DIGEST_BYTES: usize = 12;

/// The kind of a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CauseKind {
    /// A medicine was recognised.
    Scan,
    /// A severe interaction was found with a recognised medicine.
    SevereFinding,
    /// The first scan of a day.
    FirstTry,
    /// A dose was taken on time.
    DoseOnTime,
    /// A pharmacy was reviewed.
    Review,
    /// Medicines were checked against each other.
    Check,
    /// A pill or pack was compared with one's own list.
    Comparison,
}

impl CauseKind {
    /// The word in keys, in rows, on the wire and in the catalogues of messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::SevereFinding => "severe_finding",
            Self::FirstTry => "first_try",
            Self::DoseOnTime => "dose_on_time",
            Self::Review => "review",
            Self::Check => "check",
            Self::Comparison => "comparison",
        }
    }

    /// The points that it earns; nothing for what only counts towards a badge.
    pub fn points(self) -> u32 {
        match self {
            Self::Scan | Self::DoseOnTime => 5,
            Self::SevereFinding => 3,
            Self::FirstTry | Self::Review => 2,
            Self::Check | Self::Comparison => 0,
        }
    }

    /// Most awards of the kind on one day of the person, where a day could bring more than anybody honestly does: plans,
    /// barcodes and reviews can be made up, so what they may earn has an end. Nothing is refused beyond it but the points.
    pub(super) fn daily(self) -> Option<u32> {
        match self {
            Self::Scan => Some(10),
            Self::DoseOnTime => Some(20),
            Self::Review => Some(3),
            Self::Check => Some(20),
            Self::SevereFinding | Self::FirstTry | Self::Comparison => None,
        }
    }

    /// The counter of the sums that it counts in, for badges.
    pub(super) fn counter(self) -> Option<&'static str> {
        match self {
            Self::Scan => Some("scans"),
            Self::DoseOnTime => Some("doses"),
            Self::Check => Some("checks"),
            Self::Comparison => Some("comparisons"),
            Self::SevereFinding | Self::FirstTry | Self::Review => None,
        }
    }
}

/// What is rewarded once. Days are those of the person's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A medicine was recognised: once in a calendar month, with whatever picture or code. `medicine` is its id in the
    /// catalogue, or the best name that there is.
    Scan {
        /// The medicine.
        medicine: String,
        /// When.
        day: Date,
    },
    /// A severe interaction was found with a medicine whose recognition was rewarded in this month.
    SevereFinding {
        /// The medicine.
        medicine: String,
        /// When it was recognised.
        day: Date,
    },
    /// The first scan of a day, whatever came of it.
    FirstTry {
        /// The day.
        day: Date,
    },
    /// A dose was taken on time: see [`super::on_time`], which makes this.
    Dose {
        /// Who takes it.
        taker: Taker,
        /// What makes two entries of a list the same medicine.
        identity: String,
        /// When it was due.
        due: Due,
    },
    /// A pharmacy was reviewed: once for each, however often the review is rewritten.
    Review {
        /// The pharmacy.
        pharmacy: String,
        /// When.
        day: Date,
    },
    /// These medicines were checked against each other: once for each set, in any order.
    Check {
        /// Their ids or names.
        medicines: Vec<String>,
        /// When.
        day: Date,
    },
    /// A pill or pack was compared with the person's own list: once a day.
    Comparison {
        /// When.
        day: Date,
    },
}

impl Cause {
    /// Its kind.
    pub fn kind(&self) -> CauseKind {
        match self {
            Self::Scan { .. } => CauseKind::Scan,
            Self::SevereFinding { .. } => CauseKind::SevereFinding,
            Self::FirstTry { .. } => CauseKind::FirstTry,
            Self::Dose { .. } => CauseKind::DoseOnTime,
            Self::Review { .. } => CauseKind::Review,
            Self::Check { .. } => CauseKind::Check,
            Self::Comparison { .. } => CauseKind::Comparison,
        }
    }

    /// The day on which it counts.
    pub(super) fn day(&self) -> Date {
        match self {
            Self::Dose { due, .. } => due.day,
            Self::Scan { day, .. }
            | Self::SevereFinding { day, .. }
            | Self::FirstTry { day }
            | Self::Review { day, .. }
            | Self::Check { day, .. }
            | Self::Comparison { day } => *day,
        }
    }

    /// What makes it one: the same for whatever is not to be rewarded again.
    pub(super) fn text(&self) -> String {
        let kind = self.kind().as_str();
        match self {
            Self::Scan { medicine, day } | Self::SevereFinding { medicine, day } => {
                let month = format!("{:04}-{:02}", day.year(), day.month());
                format!("{kind}#{month}#{}", digest([medicine.as_str()]))
            }
            Self::FirstTry { day } | Self::Comparison { day } => format!("{kind}#{day}"),
            Self::Dose {
                taker,
                identity,
                due,
            } => {
                let taker = taker.map_or_else(|| "OWN".to_owned(), |member| member.to_string());
                format!("{kind}#{due}#{taker}#{}", digest([identity.as_str()]))
            }
            Self::Review { pharmacy, .. } => review_text(pharmacy),
            Self::Check { medicines, .. } => {
                let mut sorted: Vec<&str> = medicines.iter().map(String::as_str).collect();
                sorted.sort_unstable();
                sorted.dedup();
                format!("{kind}#{}", digest(sorted))
            }
        }
    }

    /// The cause without which this one earns nothing.
    pub(super) fn needs(&self) -> Option<Self> {
        match self {
            Self::SevereFinding { medicine, day } => Some(Self::Scan {
                medicine: medicine.clone(),
                day: *day,
            }),
            _ => None,
        }
    }
}

/// What makes a review of a pharmacy one cause.
pub(super) fn review_text(pharmacy: &str) -> String {
    format!("{}#{}", CauseKind::Review.as_str(), digest([pharmacy]))
}

/// A short text that stands for these, in this order.
fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex::encode(&hash.finalize()[..DIGEST_BYTES])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::ids::MemberId;

    fn dose(taker: Taker, identity: &str, due: &str) -> String {
        let cause = Cause::Dose {
            taker,
            identity: identity.to_owned(),
            due: due.parse().unwrap(),
        };
        cause.text()
    }

    #[test]
    fn a_dose_is_the_same_for_another_entry_and_another_for_another_person_time_or_medicine() {
        let one = dose(None, "metformin", "2026-01-31T08:00");
        assert_eq!(one, dose(None, "metformin", "2026-01-31T08:00"));
        let member = Some(MemberId::generate());
        for other in [
            dose(member, "metformin", "2026-01-31T08:00"),
            dose(None, "aspirin", "2026-01-31T08:00"),
            dose(None, "metformin", "2026-01-31T20:00"),
            dose(None, "metformin", "2026-02-01T08:00"),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn a_medicine_counts_once_a_month_and_a_set_of_medicines_in_any_order() {
        let scan = |day| {
            let medicine = "demo-aspirin".to_owned();
            Cause::Scan { medicine, day }.text()
        };
        assert_eq!(scan(date(2026, 1, 1)), scan(date(2026, 1, 31)));
        assert_ne!(scan(date(2026, 1, 31)), scan(date(2026, 2, 1)));
        assert_ne!(scan(date(2026, 1, 1)), scan(date(2027, 1, 1)));
        let check = |medicines: &[&str]| {
            let medicines = medicines.iter().map(|one| (*one).to_owned()).collect();
            let day = date(2026, 1, 1);
            Cause::Check { medicines, day }.text()
        };
        assert_eq!(check(&["a", "b"]), check(&["b", "a", "b"]));
        assert_ne!(check(&["a", "b"]), check(&["ab"]));
    }
}
