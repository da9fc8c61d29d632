//! The one gate for pictures, used by both doors (inline and presigned upload).
//!
//! The checks go from cheap to dear: length, magic bytes, completeness, the header's pixel count, and only then the
//! decoder, which itself runs under a memory limit. A picture of a few kilobytes that claims a billion pixels is refused
//! after reading its header.

use std::io::Cursor;

use image::error::{ImageError, LimitErrorKind};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use super::{PictureFormat, Rejection};

/// The fewest bytes of an admitted picture.
pub const MIN_BYTES: usize = 100;
/// The most bytes of an admitted picture: 10 MB.
pub const MAX_BYTES: usize = 10_000_000;
/// The most pixels of an admitted picture: 40 million, which passes what phone cameras make by default.
pub const MAX_PIXELS: u64 = 40_000_000;
/// The shortest side of an admitted picture in pixels: no stroke can be told below it.
pub const MIN_SIDE: u32 = 8;

/// What the decoder may allocate: [`MAX_PIXELS`] at four bytes each and some for its own tables.
const MAX_ALLOCATION: u64 = 192 * 1024 * 1024;

/// A picture that passed the gate, decoded and turned upright.
#[derive(Debug, Clone)]
pub struct Admitted {
    format: PictureFormat,
    picture: DynamicImage,
}

impl Admitted {
    /// The format by its magic bytes.
    pub fn format(&self) -> PictureFormat {
        self.format
    }

    /// The picture, with the EXIF orientation applied.
    pub fn picture(&self) -> &DynamicImage {
        &self.picture
    }

    /// The picture itself, for who needs it in another form: of a large one no second copy is made.
    pub fn into_picture(self) -> DynamicImage {
        self.picture
    }
}

/// Lets bytes in as a picture, whatever type was declared.
///
/// # Errors
/// A [`Rejection`] other than [`Rejection::Blank`], which only preprocessing can tell.
pub fn admit(bytes: &[u8]) -> Result<Admitted, Rejection> {
    if bytes.len() < MIN_BYTES {
        return Err(Rejection::TooSmall);
    }
    if bytes.len() > MAX_BYTES {
        return Err(Rejection::TooLarge);
    }
    let format = PictureFormat::sniff(bytes).ok_or(Rejection::TypeUnsupported)?;
    // The header comes before the completeness check: a bomb is a bomb also when it is cut off.
    check_size(bytes, format)?;
    if format.is_cut_off(bytes) {
        return Err(Rejection::Truncated);
    }
    let picture = decode(bytes, format)?;
    Ok(Admitted { format, picture })
}

/// Lets bytes in as a picture of a declared media type, such as the Content-Type of an upload.
///
/// # Errors
/// As [`admit`]; [`Rejection::TypeUnsupported`] for a declared type that is never let in, [`Rejection::TypeMismatch`]
/// for bytes that are of another supported type than declared.
pub fn admit_as(bytes: &[u8], declared: &str) -> Result<Admitted, Rejection> {
    let expected = PictureFormat::from_content_type(declared).ok_or(Rejection::TypeUnsupported)?;
    match PictureFormat::sniff(bytes) {
        Some(found) if found != expected => Err(Rejection::TypeMismatch),
        _ => admit(bytes),
    }
}

fn check_size(bytes: &[u8], format: PictureFormat) -> Result<(), Rejection> {
    let reader = ImageReader::with_format(Cursor::new(bytes), format.codec());
    let (width, height) = reader.into_dimensions().map_err(|error| reason(&error))?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Rejection::TooManyPixels);
    }
    if width.min(height) < MIN_SIDE {
        return Err(Rejection::TooSmall);
    }
    Ok(())
}

fn decode(bytes: &[u8], format: PictureFormat) -> Result<DynamicImage, Rejection> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOCATION);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format.codec());
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| reason(&error))?;
    // An Exif block that cannot be read says nothing about the pixels: the picture is then taken as it lies.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| reason(&error))?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(picture)
}

fn reason(error: &ImageError) -> Rejection {
    match error {
        ImageError::Limits(limit) => match limit.kind() {
            LimitErrorKind::DimensionError | LimitErrorKind::InsufficientMemory => {
                Rejection::TooManyPixels
            }
            _ => Rejection::Unreadable,
        },
        ImageError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => {
            Rejection::Truncated
        }
        _ => Rejection::Unreadable,
    }
}

#[cfg(test)]
mod tests;
