//! Rewards: what points can be spent on.
//!
//! ```text
//! REWARDS        REWARD#<id>         what an administrator offers, and how many are left
//! USER#<owner>   REDEMPTION#<id>     what somebody got, with its code
//! USER#<owner>   REDEEMED#<reward>   how many of one they got
//! CODE#<hash>    CODE                a code that was given out: what it is for, and whether it was used
//! ```
//!
//! The replaced service gave everybody the same code, for two offers that nobody had made, and took the points in a way that
//! two requests at once could share. Here an offer is made by an administrator, with a stock and a limit for each person; stock,
//! limit, points and code change in one transaction or not at all; a code is 100 bits of chance, good once and for a time.
//! Of a code only the hash is kept where it is checked, and nothing of the person: whoever checks one learns what it is for.

mod code;
mod offer;
mod redeem;
#[cfg(test)]
mod tests;

pub use code::{CodeUse, Used};
pub use offer::{Offer, RewardId, Written};
pub use redeem::{Redeemed, Redemption};

use crate::store::{Key, Table};

/// The rewards kept in a table, the history.
#[derive(Debug, Clone)]
pub struct Rewards {
    table: Table,
}

impl Rewards {
    /// The rewards kept in this table.
    pub fn new(table: Table) -> Self {
        Self { table }
    }
}

fn offer_key(id: &RewardId) -> Key {
    Key::new(offer::PARTITION, format!("REWARD#{id}"))
}
