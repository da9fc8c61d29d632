//! The kinds of codes that stand on packs.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A kind of code. Only these are looked for: each further kind is one more way to read a code where none is, and packs
/// of medicines carry no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Symbology {
    /// EAN-13: 13 digits.
    Ean13,
    /// EAN-8: 8 digits.
    Ean8,
    /// UPC-A: 12 digits.
    Upca,
    /// UPC-E: 12 digits with the zeros left out.
    Upce,
    /// Code 128, GS1-128 included.
    Code128,
    /// Interleaved 2 of 5: the 14 digits on a carton.
    Itf,
    /// QR Code, GS1 QR Code included.
    Qr,
    /// Micro QR Code.
    MicroQr,
    /// Data Matrix, GS1 DataMatrix included: what marking uses.
    DataMatrix,
    /// PDF417.
    Pdf417,
    /// GS1 DataBar Omnidirectional, stacked or not.
    Databar,
    /// GS1 DataBar Limited.
    DatabarLimited,
    /// GS1 DataBar Expanded, stacked or not.
    DatabarExpanded,
}

/// A text that names no kind of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such kind of code")]
pub struct UnknownSymbology;

impl Symbology {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Ean13,
        Self::Ean8,
        Self::Upca,
        Self::Upce,
        Self::Code128,
        Self::Itf,
        Self::Qr,
        Self::MicroQr,
        Self::DataMatrix,
        Self::Pdf417,
        Self::Databar,
        Self::DatabarLimited,
        Self::DatabarExpanded,
    ];

    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ean13 => "ean13",
            Self::Ean8 => "ean8",
            Self::Upca => "upca",
            Self::Upce => "upce",
            Self::Code128 => "code128",
            Self::Itf => "itf",
            Self::Qr => "qr",
            Self::MicroQr => "micro_qr",
            Self::DataMatrix => "data_matrix",
            Self::Pdf417 => "pdf417",
            Self::Databar => "databar",
            Self::DatabarLimited => "databar_limited",
            Self::DatabarExpanded => "databar_expanded",
        }
    }

    /// Whether the code's text is the digits of a trade item's number and nothing else.
    pub fn holds_item_number(self) -> bool {
        matches!(self, Self::Ean13 | Self::Ean8 | Self::Upca | Self::Upce)
    }
}

impl fmt::Display for Symbology {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Symbology {
    type Err = UnknownSymbology;

    fn from_str(text: &str) -> Result<Self, UnknownSymbology> {
        let named = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        named.ok_or(UnknownSymbology)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_on_the_wire_and_in_code() {
        for kind in Symbology::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!("codabar".parse::<Symbology>(), Err(UnknownSymbology));
    }
}
