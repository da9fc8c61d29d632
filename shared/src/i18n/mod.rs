//! The five languages that Nazar answers in, and its texts.

mod accept;
mod catalogue;
mod locale;
mod source;

pub use accept::negotiate;
pub use catalogue::{Argument, text, texts};
pub use locale::Locale;
#[cfg(test)]
pub(crate) use source::problems;
#[cfg(all(test, feature = "recalls"))]
pub(crate) use source::recalls as recalls_texts;
