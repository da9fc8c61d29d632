//! Badges: what each is for, and how near somebody is.
//!
//! ```text
//! USER#<owner>  BADGE#<badge>    when somebody earned it; never taken back
//! ```
//!
//! A badge follows from what is counted and told elsewhere, so nothing has to remember to give it: whoever looks at their
//! badges is given those that they have earned by then.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Ledger, key};
use crate::Owner;
use crate::store::page::Listing;
use crate::store::{PageRequest, StoreError};

const PREFIX: &str = "BADGE#";

/// A badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// A medicine was recognised.
    FirstScan,
    /// Ten were.
    ScanMaster,
    /// Every dose that was due, seven days in a row.
    AdherenceHero,
    /// Three members of the family.
    FamilyGuardian,
    /// Twenty sets of medicines checked against each other.
    SafetyAdvocate,
    /// Allergies told, or that there are none: checks know of them then.
    AllergiesTold,
    /// Three medicines with the date on which their pack expires.
    ExpiryWatcher,
    /// Three medicines whose stock is counted, so that a refill is foreseen.
    StockKeeper,
    /// On three days something was compared with one's own list.
    OwnPills,
    /// Every dose that was due, thirty days in a row.
    MonthOnCourse,
}

/// What a badge is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BadgeCategory {
    /// Knowing what one has in one's hand.
    Scanning,
    /// Taking what is due.
    Adherence,
    /// Caring for others.
    Social,
    /// Using medicines with care.
    Safety,
}

/// What badges are given for, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deeds {
    /// Medicines recognised.
    pub scans: u64,
    /// The longest row of days on which everything due was taken.
    pub days_in_a_row: u64,
    /// Members of the family.
    pub members: u64,
    /// Sets of medicines checked.
    pub checks: u64,
    /// 1 when something was said of allergies.
    pub allergies: u64,
    /// Medicines of the list with a date of expiry.
    pub expiries: u64,
    /// Medicines of the list whose stock is counted.
    pub stocks: u64,
    /// Days with a comparison with one's own list.
    pub comparisons: u64,
}

/// A badge that somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earned {
    /// Which.
    pub badge: Badge,
    /// When it was given.
    pub earned_at: Timestamp,
}

impl Badge {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::FirstScan,
        Self::ScanMaster,
        Self::AdherenceHero,
        Self::MonthOnCourse,
        Self::FamilyGuardian,
        Self::SafetyAdvocate,
        Self::AllergiesTold,
        Self::ExpiryWatcher,
        Self::StockKeeper,
        Self::OwnPills,
    ];

    /// The word in keys, on the wire and in the catalogues of messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstScan => "first_scan",
            Self::ScanMaster => "scan_master",
            Self::AdherenceHero => "adherence_hero",
            Self::FamilyGuardian => "family_guardian",
            Self::SafetyAdvocate => "safety_advocate",
            Self::AllergiesTold => "allergies_told",
            Self::ExpiryWatcher => "expiry_watcher",
            Self::StockKeeper => "stock_keeper",
            Self::OwnPills => "own_pills",
            Self::MonthOnCourse => "month_on_course",
        }
    }

    /// What it is about.
    pub fn category(self) -> BadgeCategory {
        match self {
            Self::FirstScan | Self::ScanMaster | Self::OwnPills => BadgeCategory::Scanning,
            Self::AdherenceHero | Self::MonthOnCourse => BadgeCategory::Adherence,
            Self::FamilyGuardian => BadgeCategory::Social,
            Self::SafetyAdvocate
            | Self::AllergiesTold
            | Self::ExpiryWatcher
            | Self::StockKeeper => BadgeCategory::Safety,
        }
    }

    /// How much of it is needed.
    pub fn target(self) -> u64 {
        match self {
            Self::FirstScan | Self::AllergiesTold => 1,
            Self::FamilyGuardian | Self::ExpiryWatcher | Self::StockKeeper | Self::OwnPills => 3,
            Self::AdherenceHero => 7,
            Self::ScanMaster => 10,
            Self::SafetyAdvocate => 20,
            Self::MonthOnCourse => 30,
        }
    }

    /// How much of it is done, at most the target.
    pub fn progress(self, deeds: &Deeds) -> u64 {
        let done = match self {
            Self::FirstScan | Self::ScanMaster => deeds.scans,
            Self::AdherenceHero | Self::MonthOnCourse => deeds.days_in_a_row,
            Self::FamilyGuardian => deeds.members,
            Self::SafetyAdvocate => deeds.checks,
            Self::AllergiesTold => deeds.allergies,
            Self::ExpiryWatcher => deeds.expiries,
            Self::StockKeeper => deeds.stocks,
            Self::OwnPills => deeds.comparisons,
        };
        done.min(self.target())
    }
}

impl Ledger {
    /// The badges that somebody has, with those given that these deeds have earned. Given once, whoever looks at the same
    /// time.
    ///
    /// # Errors
    /// Whatever a call met.
    pub async fn badges(
        &self,
        owner: Owner,
        deeds: &Deeds,
        now: Timestamp,
    ) -> Result<Vec<Earned>, StoreError> {
        let listing = Listing::all(format!("USER#{owner}"), PREFIX.to_owned());
        let request = PageRequest {
            limit: 100,
            after: None,
        };
        let page = self.table.newest_first::<Earned, String>(&listing, request);
        let mut earned = page.await?.items;
        for badge in Badge::ALL {
            let has = earned.iter().any(|one| one.badge == badge);
            if has || badge.progress(deeds) < badge.target() {
                continue;
            }
            let given = Earned {
                badge,
                earned_at: now,
            };
            let at = key(owner, format!("{PREFIX}{}", badge.as_str()));
            match self.table.put_new(&at, &given).await {
                // Another look at the same moment gave it.
                Ok(()) | Err(StoreError::ConditionNotMet) => earned.push(given),
                Err(error) => return Err(error),
            }
        }
        Ok(earned)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn badges_have_names_of_their_own_and_progress_ends_at_the_target() {
        let names: HashSet<&str> = Badge::ALL.iter().map(|badge| badge.as_str()).collect();
        assert_eq!(names.len(), Badge::ALL.len());
        let many = Deeds {
            scans: 1_000,
            days_in_a_row: 1_000,
            members: 1_000,
            checks: 1_000,
            allergies: 1_000,
            expiries: 1_000,
            stocks: 1_000,
            comparisons: 1_000,
        };
        for badge in Badge::ALL {
            assert_eq!(badge.progress(&many), badge.target(), "{badge:?}");
            assert_eq!(badge.progress(&Deeds::default()), 0, "{badge:?}");
            let word = serde_json::to_value(badge).unwrap();
            assert_eq!(word, badge.as_str());
        }
    }

    #[test]
    fn the_badges_of_the_specification_ask_for_what_it_says() {
        for (badge, target) in [
            (Badge::FirstScan, 1),
            (Badge::ScanMaster, 10),
            (Badge::AdherenceHero, 7),
            (Badge::FamilyGuardian, 3),
            (Badge::SafetyAdvocate, 20),
        ] {
            assert_eq!(badge.target(), target, "{badge:?}");
        }
    }
}
