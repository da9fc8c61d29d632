//! What kind of picture the bytes are, told by the bytes alone.

use image::ImageFormat;

/// The formats that are let in: what phone cameras, browsers and drawing apps produce.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG in a JFIF or Exif wrapper.
    Jpeg,
    /// WebP, lossy or lossless.
    WebP,
}

impl PictureFormat {
    /// The format by magic bytes, or `None`. A file name or a Content-Type is never trusted for this.
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            return Some(Self::Jpeg);
        }
        let riff = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        riff.then_some(Self::WebP)
    }

    /// The format of a media type such as `image/png`, parameters and case ignored.
    pub fn from_content_type(declared: &str) -> Option<Self> {
        let essence = declared.split(';').next().unwrap_or_default().trim();
        match essence.to_ascii_lowercase().as_str() {
            "image/png" => Some(Self::Png),
            "image/jpeg" | "image/jpg" => Some(Self::Jpeg),
            "image/webp" => Some(Self::WebP),
            _ => None,
        }
    }

    /// The registered media type.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
        }
    }

    pub(super) fn codec(self) -> ImageFormat {
        match self {
            Self::Png => ImageFormat::Png,
            Self::Jpeg => ImageFormat::Jpeg,
            Self::WebP => ImageFormat::WebP,
        }
    }

    /// Whether the data visibly end too early. Decoders fill in for a cut JPEG without a word, so it is asked here:
    /// a JPEG has to hold an end marker after its first scan begins, a PNG its IEND chunk, a WebP the bytes its header promises.
    pub(super) fn is_cut_off(self, bytes: &[u8]) -> bool {
        match self {
            Self::Png => !holds(bytes, b"IEND"),
            Self::Jpeg => {
                first_scan(bytes).is_none_or(|scan| !holds(&bytes[scan..], &[0xFF, 0xD9]))
            }
            Self::WebP => riff_length(bytes).is_none_or(|length| length > bytes.len()),
        }
    }
}

fn holds(bytes: &[u8], marker: &[u8]) -> bool {
    bytes
        .windows(marker.len())
        .rev()
        .any(|window| window == marker)
}

/// Where the first start-of-scan marker stands, walking the segments so that a thumbnail inside Exif is stepped over.
fn first_scan(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        let marker = bytes.get(at..at + 4)?;
        if marker[0] != 0xFF {
            return None;
        }
        match marker[1] {
            0xDA => return Some(at),
            0xFF => at += 1,
            0x01 | 0xD0..=0xD7 => at += 2,
            _ => at += 2 + usize::from(u16::from_be_bytes([marker[2], marker[3]])),
        }
    }
}

fn riff_length(bytes: &[u8]) -> Option<usize> {
    let size = bytes.get(4..8)?.try_into().ok()?;
    Some(u32::from_le_bytes(size) as usize + 8)
}
