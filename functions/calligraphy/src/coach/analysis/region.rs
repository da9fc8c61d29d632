//! Where on the character something is.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A connected place on the character.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachRegion)]
pub struct Region {
    /// What is there.
    pub kind: RegionKind,
    /// In which ninth of the character's box its middle lies.
    pub place: Place,
    /// The part of the character that it belongs to.
    pub part: Part,
    /// How large it is, as a share of the reference's ink.
    #[schema(example = 0.06)]
    pub area: f32,
    /// How far it goes from the other's ink, as a share of the reference's longer side; 0 for [`RegionKind::Part`].
    #[schema(example = 0.09)]
    pub depth: f32,
    /// Its outline, corner by corner, each x and y as shares of the pictures' square.
    #[schema(value_type = Vec<Vec<f32>>)]
    pub polygon: Vec<[f32; 2]>,
}

/// What a region is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CoachRegionKind)]
pub enum RegionKind {
    /// Ink of the reference that the drawing lacks.
    Missing,
    /// Ink of the drawing that the reference lacks.
    Extra,
    /// An enclosed space that is filled in the drawing, or is about to be.
    Filled,
    /// An enclosed space that has a gap around it in the drawing.
    Opened,
    /// A part of the reference that a focus point speaks of; nothing is missing or too much by itself.
    Part,
}

impl RegionKind {
    /// The name on the wire and in the catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Filled => "filled",
            Self::Opened => "opened",
            Self::Part => "part",
        }
    }
}

/// The ninths of the character's box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CoachPlace)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Place {
    TopLeft,
    Top,
    TopRight,
    Left,
    Centre,
    Right,
    BottomLeft,
    Bottom,
    BottomRight,
}

impl Place {
    /// All of them, row by row.
    pub const ALL: [Self; 9] = [
        Self::TopLeft,
        Self::Top,
        Self::TopRight,
        Self::Left,
        Self::Centre,
        Self::Right,
        Self::BottomLeft,
        Self::Bottom,
        Self::BottomRight,
    ];

    /// The name on the wire and in the catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Self::TopLeft => "top_left",
            Self::Top => "top",
            Self::TopRight => "top_right",
            Self::Left => "left",
            Self::Centre => "centre",
            Self::Right => "right",
            Self::BottomLeft => "bottom_left",
            Self::Bottom => "bottom",
            Self::BottomRight => "bottom_right",
        }
    }
}

/// A part of a character, told from the font's outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CoachPart)]
pub enum Part {
    /// The bar on top that a letter hangs from.
    HeadLine,
    /// A long upright stroke.
    Stem,
    /// The thin stroke that runs out at the foot.
    Tail,
    /// The round and slanting strokes between them: a letter's own form.
    Bowl,
    /// A piece that stands by itself, as the dot above.
    Mark,
    /// The strokes of a form without head line, as a digit's.
    Stroke,
    /// All of it.
    Whole,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::HeadLine,
        Self::Stem,
        Self::Tail,
        Self::Bowl,
        Self::Mark,
        Self::Stroke,
        Self::Whole,
    ];

    /// The name on the wire and in the catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Self::HeadLine => "head_line",
            Self::Stem => "stem",
            Self::Tail => "tail",
            Self::Bowl => "bowl",
            Self::Mark => "mark",
            Self::Stroke => "stroke",
            Self::Whole => "whole",
        }
    }
}
