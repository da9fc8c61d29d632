//! Whether a price is usual.
//!
//! Two judges look at a price beside the others of its group (one product; where that has too few prices, all products
//! of the same substances, strength and way of giving, by the piece or millilitre):
//!
//! - a **robust rule**: how many spreads (median absolute deviation of logarithms) it lies from the median. It explains
//!   itself, and one mad price among the others moves neither median nor spread;
//! - an **Isolation Forest** over all prices of the market, which also knows how wide prices spread elsewhere, what a piece
//!   costs, how dear the district is and how old a price is.
//!
//! With fewer than eight prices neither says anything: a guess would be taken for knowledge.

mod book;
mod forest;
mod judge;
mod levels;
mod seen;
mod spread;
pub(crate) mod words;

pub(crate) use book::{Group, equivalents};
pub use book::{PriceBook, UnitPrice, unit_price};
pub use forest::{FEATURES, Features, Forest};
pub use judge::{Confidence, Judgement, Reason, Verdict, judge};
pub use seen::{Seen, features};
pub use spread::{MIN_PRICES, Spread};
