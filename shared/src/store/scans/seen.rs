//! What was seen in a picture.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How good a picture is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QualityRecord {
    /// 0 to 100.
    pub score: u8,
    /// What would make the next one better, by its name in the catalogues of messages, the most important first.
    pub advice: Vec<String>,
}

/// What is wrong with the text of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum CodeFault {
    /// The product's number is wrong, such as by its check digit.
    Number,
    /// It claims to be a GS1 message and breaks its rules.
    Gs1,
}

/// A code on a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanCode))]
pub struct CodeRecord {
    /// The kind of code, such as `ean13` or `data_matrix`; absent where nobody said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "http", schema(example = "data_matrix"))]
    pub format: Option<String>,
    /// Its text; FNC1 stands in it as the character GS (U+001D).
    #[cfg_attr(feature = "http", schema(example = "0102999000000074172801311012A"))]
    pub text: String,
    /// What it says, by GS1 application identifier: `01` the product, `10` the lot, `17` the expiry date, `21` the serial number.
    #[cfg_attr(feature = "http", schema(example = json!({"01": "02999000000074", "10": "12A", "17": "280131"})))]
    pub gs1: BTreeMap<String, String>,
    /// What is wrong with it, if something is: then nothing was looked up by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<CodeFault>,
}

/// A rectangle in pixels of the picture, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanBox))]
pub struct BoxRecord {
    /// The left edge.
    pub x: f32,
    /// The upper edge.
    pub y: f32,
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
}

impl BoxRecord {
    /// The longer side.
    pub fn longest(&self) -> f32 {
        self.width.max(self.height)
    }

    /// Whether it covers more than another one.
    pub fn is_larger_than(&self, other: &Self) -> bool {
        self.width * self.height > other.width * other.height
    }

    /// Whether the smaller of two boxes lies for its greater part in the other one.
    pub fn lies_with(&self, other: &Self) -> bool {
        let across = (self.x + self.width).min(other.x + other.width) - self.x.max(other.x);
        let down = (self.y + self.height).min(other.y + other.height) - self.y.max(other.y);
        let smaller = (self.width * self.height).min(other.width * other.height);
        across > 0.0 && down > 0.0 && across * down > 0.5 * smaller
    }
}

/// A thing of a known size that lies beside the pills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanReference))]
#[serde(rename_all = "snake_case")]
pub enum SizeReference {
    /// A plastic card of the size ID-1, 85.60 by 53.98 millimetres: shops', transport, bank cards.
    Card,
}

impl SizeReference {
    /// The thing of this name.
    pub fn from_word(word: &str) -> Option<Self> {
        (word == "card").then_some(Self::Card)
    }
}

/// A pill in a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "http", schema(as = ScanPill))]
pub struct PillRecord {
    /// Where it lies.
    #[serde(rename = "box")]
    pub area: BoxRecord,
    /// How sure it is a pill, 0 to 1.
    #[cfg_attr(feature = "http", schema(example = 0.97))]
    pub score: f32,
    /// Its outline; absent where it could not be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "http", schema(example = "round"))]
    pub shape: Option<String>,
    /// Its colours; empty where they could not be told.
    #[cfg_attr(feature = "http", schema(example = json!(["white"])))]
    pub colours: Vec<String>,
    /// What was read on it, lines parted by `;`; empty where nothing was.
    #[cfg_attr(feature = "http", schema(example = "NRF;4"))]
    pub imprint: String,
    /// Its length in millimetres; absent where nothing in the picture gave the scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "http", schema(example = 11.2))]
    pub size_mm: Option<f32>,
}
