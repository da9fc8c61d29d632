//! Understanding what people write: one understanding for every endpoint of the assistant.
//!
//! Words are folded to one spelling first, so that Cyrillic, Latin and every apostrophe are one text. Names are looked up
//! in the catalogue and in lists, through their endings; what is left goes to a small classifier. What is dangerous to miss
//! is found by words as well ([`safety`]), whatever the classifier says.

pub mod features;
mod inflection;
mod intent;
mod language;
mod medicines;
mod model;
mod moment;
mod names;
mod places;
mod quantity;
mod relatives;
mod safety;
mod understanding;
mod words;

pub use intent::Intent;
pub use language::{Language, Script};
pub use medicines::{Certainty, Mention};
pub use model::{Judgement, Model, ModelError, ROWS};
pub use moment::{DayPart, Moment};
pub use names::Names;
pub use places::{Place, place};
pub use quantity::Quantity;
pub use relatives::Relative;
pub use understanding::{Nlu, Understanding};

/// The folded words of a text: what training sees of it.
pub fn folded_words(text: &str) -> Vec<String> {
    words::words(text)
        .into_iter()
        .map(|word| word.folded)
        .collect()
}
