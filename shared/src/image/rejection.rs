//! Why a picture is refused.

use crate::code::Code;

/// The closed list of reasons. Each has a stable code of the problem catalogue; a retry of the same bytes gives the same
/// answer, so a worker that meets one finishes its job as failed and does not ask for the message again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Fewer bytes than any picture of a character has, or a side of a few pixels.
    #[error("the image is too small")]
    TooSmall,
    /// More bytes than [`super::MAX_BYTES`].
    #[error("the image has too many bytes")]
    TooLarge,
    /// More pixels than [`super::MAX_PIXELS`], or a decoder that would need more memory than they justify.
    #[error("the image has too many pixels")]
    TooManyPixels,
    /// Neither PNG nor JPEG nor WebP by its first bytes.
    #[error("the image is not of a supported type")]
    TypeUnsupported,
    /// A supported type, but not the one that was declared.
    #[error("the image is not of the type that was declared")]
    TypeMismatch,
    /// The data end before the picture does.
    #[error("the image is cut off")]
    Truncated,
    /// The header or the data do not decode.
    #[error("the image cannot be read")]
    Unreadable,
    /// A picture with nothing drawn on it.
    #[error("there is no drawing on the image")]
    Blank,
    /// Two drawings or more, side by side: which of them is meant cannot be told.
    #[error("there are several drawings on the image")]
    Several,
}

impl Rejection {
    /// The code of the problem that says this to a client.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooSmall => "image-too-small",
            Self::TooLarge => "image-too-large",
            Self::TooManyPixels => "image-too-many-pixels",
            Self::TypeUnsupported => "image-type-unsupported",
            Self::TypeMismatch => "image-type-mismatch",
            Self::Truncated => "image-truncated",
            Self::Unreadable => "image-unreadable",
            Self::Blank => "image-blank",
            Self::Several => "image-several-drawings",
        }
    }
}

impl From<Rejection> for Code {
    /// The problem that says this to a client.
    fn from(rejection: Rejection) -> Self {
        match rejection {
            Rejection::TooSmall => Self::ImageTooSmall,
            Rejection::TooLarge => Self::ImageTooLarge,
            Rejection::TooManyPixels => Self::ImageTooManyPixels,
            Rejection::TypeUnsupported => Self::ImageTypeUnsupported,
            Rejection::TypeMismatch => Self::ImageTypeMismatch,
            Rejection::Truncated => Self::ImageTruncated,
            Rejection::Unreadable => Self::ImageUnreadable,
            Rejection::Blank => Self::ImageBlank,
            Rejection::Several => Self::ImageSeveralDrawings,
        }
    }
}
