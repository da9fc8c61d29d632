//! The five languages that Nazar answers in, and its texts.

mod accept;
mod catalogue;
mod locale;

pub use accept::negotiate;
#[cfg(test)]
pub(crate) use catalogue::source;
pub use catalogue::{Argument, text, texts};
pub use locale::Locale;
