//! Official terms in three languages: international names of substances, dose forms, allergens.
//!
//! They come from the terminologies of Uzbekistan's health ministry (CC BY 4.0), imported as they are: every term has a
//! code that stays, and names in Uzbek, Russian or English, as far as the source gives them. A term is looked up by its code,
//! by a name in any script, or searched for by the beginnings of words.
//!
//! ```no_run
//! # async fn example(snapshots: nazar::snapshots::Snapshots) -> anyhow::Result<()> {
//! use nazar::snapshots::Live;
//! use nazar::terminology::{self, Terminology, Vocabulary};
//!
//! let live = Live::load(snapshots, terminology::KIND.parse()?, terminology::decode).await?;
//! let terminology = live.get().await;
//! let milk = terminology.data.by_name(Vocabulary::Allergen, "сут");
//! # Ok(())
//! # }
//! ```

mod snapshot;
mod term;
mod whole;

pub use snapshot::{KIND, decode, encode};
pub use term::{Term, UnknownVocabulary, Vocabulary};
pub use whole::{Found, Terminology};

/// A term of [`Vocabulary::Allergen`].
pub type Allergen = Term;
