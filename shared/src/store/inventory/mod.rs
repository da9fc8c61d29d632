//! What pharmacies have and ask, and what people say of them.
//!
//! ```text
//! PHARMACY#<id>    STOCK#<medicine>               an offer; in the index by-medicine under <medicine>, cheapest first
//! PHARMACY#<id>    RATING                         how many reviews gave how many stars
//! PHARMACY#<id>    REVIEW#<id>                    a review, without its author
//! PHARMACY#<id>    REPORT#<id>                    something that is said to be wrong, without who said it
//! MEDICINE#<id>    MONTHS                         what the medicine cost in earlier months, of all pharmacies together
//! MEDICINE#<id>    PAST#<until>#<pharmacy>#<n>    a price that a pharmacy asked before
//! USER#<owner>     REVIEW#<pharmacy>              a person's review of a pharmacy: one for each
//! USER#<owner>     REPORT#<pharmacy>#<kind>       a person's report: one of a kind for each pharmacy
//! USER#<owner>     PHARMACIST#<pharmacy>          where a person may change the stock
//! MODERATION       REVIEW#..., REPORT#...         where reviews and reports of each state stand, for administrators
//! IMPORTED         MARKET                         which list of prices was written here last
//! ```
//!
//! This table is the one truth for stock and prices: a list that is imported is written into it row by row, and what a
//! pharmacist changed later than the list was made stays. Money is whole tiyin.
//!
//! What is public carries no person, and what is a person's stands in their partition and points to it, so that exporting
//! and erasing somebody finds everything and a rating is put right when a review goes.

mod change;
mod erase;
mod fill;
mod keys;
mod moderation;
mod offer;
mod past;
mod pharmacist;
mod rating;
mod read;
mod report;
mod review;
#[cfg(test)]
mod tests;

use super::Table;

pub use change::{Change, Changed, Expected};
pub use fill::{Filled, Listed};
pub use moderation::{Decision, ModeratedReport, ModeratedReview, ReportState, ReviewState};
pub use offer::Offer;
pub use past::{MonthlyPrice, PastPrice};
pub use rating::Rating;
pub use read::MOST_OFFERS;
pub use report::{Report, ReportKind, Reported};
pub use review::{OwnReview, Review, Reviewed, Stars, StarsError};

/// The index in which a medicine's offers stand together, by price.
pub const BY_MEDICINE: &str = "by-medicine";

/// The inventory table.
#[derive(Debug, Clone)]
pub struct Inventory {
    table: Table,
}

impl Inventory {
    /// The inventory kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }

    /// Opens the connection during init.
    pub async fn warm(&self) {
        self.table.warm().await;
    }
}
