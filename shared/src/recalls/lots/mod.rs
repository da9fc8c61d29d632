//! Which lots a recall is about.
//!
//! Lists say it in free text. [`Lots::read`] takes numbers and expiry dates out of it and never leaves anything out in
//! silence: a word that it does not know makes the whole [`Lots::Unread`], and every lot counts as recalled then.

mod date;
mod reader;
#[cfg(test)]
mod tests;
mod token;

use serde::{Deserialize, Serialize};

use super::Lot;

/// The month, and sometimes the day, at whose end a lot expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Expiry {
    /// The year, of four digits.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day, where one is named.
    pub day: Option<i8>,
}

/// A lot that a recall names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct RecalledLot {
    /// Its number as the list has it.
    #[cfg_attr(feature = "http", schema(example = "PRORX050925-1"))]
    pub number: String,
    /// When it expires, where the list says so.
    pub expiry: Option<Expiry>,
}

/// The lots of a recall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lots {
    /// Every lot.
    All,
    /// These and no others.
    Listed(Vec<RecalledLot>),
    /// Lots are named, but not all that is said of them could be read: any lot may be meant.
    Unread(Vec<RecalledLot>),
    /// The list names none: any lot may be meant.
    NotNamed,
}

/// What a recall's lots say of one pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum LotMatch {
    /// The pack's lot is named.
    Listed,
    /// A number is named that is easily taken for the pack's: O for 0, I or L for 1. Look at the pack again.
    Alike,
    /// Every lot is recalled.
    AllLots,
    /// Some lots are recalled, and the question names none: compare the pack's.
    LotNotAsked,
    /// The recall's lots could not be read: treat every lot as recalled.
    LotsUnread,
    /// The recall names no lots: treat every lot as recalled.
    LotsNotNamed,
}

impl Lots {
    /// Reads what a list says of lots, such as openFDA's `code_info`.
    pub fn read(text: &str) -> Self {
        reader::read(text)
    }

    /// The lots that were read.
    pub fn named(&self) -> &[RecalledLot] {
        match self {
            Self::Listed(lots) | Self::Unread(lots) => lots,
            Self::All | Self::NotNamed => &[],
        }
    }

    /// Whether a pack is meant; `None` only where all lots were read and the pack's is not among them.
    pub fn concern(&self, lot: Option<&Lot>) -> Option<LotMatch> {
        let Some(lot) = lot else {
            return Some(match self {
                Self::All => LotMatch::AllLots,
                Self::Listed(_) => LotMatch::LotNotAsked,
                Self::Unread(_) => LotMatch::LotsUnread,
                Self::NotNamed => LotMatch::LotsNotNamed,
            });
        };
        let named = || {
            let numbers = self.named().iter();
            numbers.filter_map(|named| named.number.parse::<Lot>().ok())
        };
        if named().any(|named| named == *lot) {
            return Some(LotMatch::Listed);
        }
        match self {
            Self::All => Some(LotMatch::AllLots),
            Self::Unread(_) => Some(LotMatch::LotsUnread),
            Self::NotNamed => Some(LotMatch::LotsNotNamed),
            Self::Listed(_) => named()
                .any(|named| named.may_be(lot))
                .then_some(LotMatch::Alike),
        }
    }
}
