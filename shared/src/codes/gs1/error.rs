//! Why a text is no GS1 message.

use serde::Serialize;

/// Why a text is no GS1 message. No variant holds a value of the message: a serial number does not belong in a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Gs1Error {
    /// Nothing is there.
    #[error("the code holds no data")]
    Empty,
    /// More than any code holds.
    #[error("the text is longer than any code holds")]
    TooLong,
    /// Where an application identifier should be is none that GS1 gave out.
    #[error("at character {at} there is no application identifier")]
    UnknownIdentifier {
        /// How many characters stand before it.
        at: usize,
    },
    /// A value breaks the rules of its identifier.
    #[error("({ai}) {fault}")]
    Value {
        /// The identifier.
        ai: &'static str,
        /// What is wrong.
        fault: Fault,
    },
    /// An identifier is there twice with different values.
    #[error("({ai}) is there twice with different values")]
    Contradiction {
        /// The identifier.
        ai: &'static str,
    },
    /// A web address in which no product, place or other thing is named as GS1 does.
    #[error("the address is no GS1 Digital Link")]
    NoLink,
    /// A web address that names a thing by identifiers in an order or mixture that is not allowed.
    #[error("({ai}) does not belong at its place in the address")]
    LinkOrder {
        /// The identifier.
        ai: &'static str,
    },
}

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Fault {
    /// Shorter than it must be.
    #[error("is too short")]
    TooShort,
    /// Longer than it may be.
    #[error("is too long")]
    TooLong,
    /// A character that may not stand there.
    #[error("has a character that may not stand there")]
    Character,
    /// Its check digit or check characters do not fit.
    #[error("has a wrong check digit")]
    CheckDigit,
    /// No day of the calendar.
    #[error("is no date")]
    Date,
    /// No time of day.
    #[error("is no time of day")]
    Time,
    /// No country.
    #[error("names no country")]
    Country,
    /// Out of the range or list of values that it may have.
    #[error("has a value that it may not have")]
    Range,
    /// Does not begin with a company's number as GS1 gives them out.
    #[error("does not begin with a company's number")]
    Company,
    /// An escape such as `%2F` that is none.
    #[error("has an escape that cannot be read")]
    Escape,
}
