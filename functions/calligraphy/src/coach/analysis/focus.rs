//! What to look at next, as codes with arguments; the words come from the catalogues.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Aspect;

/// One focus point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = CoachFocus)]
pub struct Focus {
    /// What is said.
    pub code: FocusCode,
    /// The aspect that it belongs to.
    pub aspect: Aspect,
    /// The place it speaks of: its index among the analysis' regions.
    pub region: usize,
    /// How much, in the unit of the code: degrees, or per cent; absent where a number says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = 12)]
    pub amount: Option<u16>,
}

/// Whether a point asks for a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CoachFocusKind)]
pub enum FocusKind {
    /// Something to change.
    Fault,
    /// Something that is nearly right, to keep practising.
    Practise,
    /// Something that was done well.
    Praise,
}

/// Everything that a focus point can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CoachFocusCode)]
pub enum FocusCode {
    /// The form is not that of the character; nothing smaller helps before this.
    OtherForm,
    /// Ink of a part is missing; per cent of all ink.
    Missing,
    /// Ink that does not belong; per cent of all ink.
    Extra,
    /// An enclosed space is filled.
    CounterFilled,
    /// An enclosed space has a gap around it.
    CounterOpened,
    /// Leans to the right; degrees.
    LeansRight,
    /// Leans to the left; degrees.
    LeansLeft,
    /// Too wide for its height; per cent.
    TooWide,
    /// Too narrow for its height; per cent.
    TooNarrow,
    /// Strokes too thick; per cent.
    TooHeavy,
    /// Strokes too thin; per cent.
    TooLight,
    /// Strokes thick here and thin there.
    Uneven,
    /// The head line rises to the right; degrees.
    HeadLineRises,
    /// The head line falls to the right; degrees.
    HeadLineFalls,
    /// The head line is not straight.
    HeadLineWavy,
    /// Edges stray from the reference's.
    Unsteady,
    /// The ink lies too far to the left.
    HeavyLeft,
    /// The ink lies too far to the right.
    HeavyRight,
    /// The ink lies too high.
    HeavyTop,
    /// The ink lies too low.
    HeavyBottom,
    /// The aspect is nearly right.
    KeepPractising,
    /// The aspect is right.
    DoneWell,
}

impl FocusCode {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::OtherForm,
        Self::Missing,
        Self::Extra,
        Self::CounterFilled,
        Self::CounterOpened,
        Self::LeansRight,
        Self::LeansLeft,
        Self::TooWide,
        Self::TooNarrow,
        Self::TooHeavy,
        Self::TooLight,
        Self::Uneven,
        Self::HeadLineRises,
        Self::HeadLineFalls,
        Self::HeadLineWavy,
        Self::Unsteady,
        Self::HeavyLeft,
        Self::HeavyRight,
        Self::HeavyTop,
        Self::HeavyBottom,
        Self::KeepPractising,
        Self::DoneWell,
    ];

    /// Whether it asks for a change.
    pub fn kind(self) -> FocusKind {
        match self {
            Self::KeepPractising => FocusKind::Practise,
            Self::DoneWell => FocusKind::Praise,
            _ => FocusKind::Fault,
        }
    }

    /// The message that says it, without the common prefix.
    pub fn name(self) -> &'static str {
        match self {
            Self::OtherForm => "other-form",
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::CounterFilled => "counter-filled",
            Self::CounterOpened => "counter-opened",
            Self::LeansRight => "leans-right",
            Self::LeansLeft => "leans-left",
            Self::TooWide => "too-wide",
            Self::TooNarrow => "too-narrow",
            Self::TooHeavy => "too-heavy",
            Self::TooLight => "too-light",
            Self::Uneven => "uneven",
            Self::HeadLineRises => "head-line-rises",
            Self::HeadLineFalls => "head-line-falls",
            Self::HeadLineWavy => "head-line-wavy",
            Self::Unsteady => "unsteady",
            Self::HeavyLeft => "heavy-left",
            Self::HeavyRight => "heavy-right",
            Self::HeavyTop => "heavy-top",
            Self::HeavyBottom => "heavy-bottom",
            Self::KeepPractising => "keep-practising",
            Self::DoneWell => "done-well",
        }
    }
}
