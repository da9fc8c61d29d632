//! The kinds of faults.

/// A kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// A round piece of the character is not there.
    MissingPart,
    /// The top of the character is not there, from one side on.
    MissingHead,
    /// A stroke that does not belong runs out of the character.
    ExtraStroke,
    /// A drop of ink.
    Blot,
    /// Everything leans to one side.
    Slant,
    /// Everything is narrower, or lower, than it should be.
    Squeeze,
    /// The hand trembles.
    Wobble,
    /// The top of the character rises or falls to the right.
    HeadTilt,
    /// The top of the character goes up and down.
    HeadWave,
    /// Strokes too thick.
    Heavy,
    /// Strokes too thin.
    Light,
    /// Strokes too thick here and too thin there.
    Uneven,
    /// An enclosed space fills with ink.
    FilledCounter,
    /// An enclosed space has a gap around it.
    OpenedCounter,
}

impl Flaw {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::MissingPart,
        Self::MissingHead,
        Self::ExtraStroke,
        Self::Blot,
        Self::Slant,
        Self::Squeeze,
        Self::Wobble,
        Self::HeadTilt,
        Self::HeadWave,
        Self::Heavy,
        Self::Light,
        Self::Uneven,
        Self::FilledCounter,
        Self::OpenedCounter,
    ];
}
