//! The library: zxing-cpp, asked for the codes that packs carry and for nothing else.

use image::GrayImage;
use zxingcpp::{
    Barcode, BarcodeFormat, BarcodeReader, Binarizer, ImageFormat, ImageView, TextMode,
};

use super::{Code, Corner};
use crate::codes::Symbology;

/// What is looked for.
const LINEAR: [BarcodeFormat; 9] = [
    BarcodeFormat::EAN13,
    BarcodeFormat::EAN8,
    BarcodeFormat::UPCA,
    BarcodeFormat::UPCE,
    BarcodeFormat::Code128,
    BarcodeFormat::ITF,
    BarcodeFormat::DataBar,
    BarcodeFormat::DataBarLtd,
    BarcodeFormat::DataBarExp,
];
const MATRIX: [BarcodeFormat; 4] = [
    BarcodeFormat::QRCode,
    BarcodeFormat::MicroQRCode,
    BarcodeFormat::DataMatrix,
    BarcodeFormat::PDF417,
];

/// How one attempt looks at a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effort {
    /// Every line, and the picture turned by a quarter as well.
    pub(super) is_thorough: bool,
    /// White on black as well.
    pub(super) inverted: bool,
    /// The picture made smaller as well, by the library.
    pub(super) smaller: bool,
    /// One threshold for a whole line instead of one for each neighbourhood.
    pub(super) one_threshold: bool,
    /// Bars, squares or both.
    pub(super) kinds: Kinds,
}

/// Which codes an attempt looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kinds {
    All,
    Linear,
    Matrix,
}

impl Effort {
    /// All that the library's try-harder mode does.
    pub(super) const FULL: Self = Self {
        is_thorough: true,
        inverted: true,
        smaller: true,
        one_threshold: false,
        kinds: Kinds::All,
    };
}

/// Asks the library once. A picture that it refuses holds no code for us.
pub(super) fn decode(picture: &GrayImage, effort: Effort) -> Vec<Code> {
    let (width, height) = picture.dimensions();
    let Ok(view) = ImageView::from_slice(picture.as_raw(), width, height, ImageFormat::Lum) else {
        return Vec::new();
    };
    let formats = match effort.kinds {
        Kinds::All => [&LINEAR[..], &MATRIX[..]].concat(),
        Kinds::Linear => LINEAR.to_vec(),
        Kinds::Matrix => MATRIX.to_vec(),
    };
    let binarizer = if effort.one_threshold {
        Binarizer::GlobalHistogram
    } else {
        Binarizer::LocalAverage
    };
    let reader = BarcodeReader::new()
        .formats(formats)
        .try_harder(effort.is_thorough)
        .try_rotate(effort.is_thorough)
        .try_invert(effort.inverted)
        .try_downscale(effort.smaller)
        .binarizer(binarizer)
        .text_mode(TextMode::Plain);
    let found = reader.from(view).unwrap_or_default();
    found.iter().filter_map(code).collect()
}

fn code(found: &Barcode) -> Option<Code> {
    if !found.is_valid() {
        return None;
    }
    let position = found.position();
    let corners = [
        position.top_left,
        position.top_right,
        position.bottom_right,
        position.bottom_left,
    ];
    Some(Code {
        format: symbology(found)?,
        text: found.text(),
        bytes: found.bytes(),
        identifier: found.symbology_identifier(),
        corners: corners.map(|corner| Corner {
            x: corner.x,
            y: corner.y,
        }),
    })
}

/// The kind of a code. `format` is asked only in families all of whose members the binding names: it turns a number from C++
/// into an enumeration without looking, and of ITF it knows fewer than the library has.
fn symbology(found: &Barcode) -> Option<Symbology> {
    match found.symbology() {
        BarcodeFormat::Code128 => Some(Symbology::Code128),
        BarcodeFormat::ITF => Some(Symbology::Itf),
        BarcodeFormat::DataMatrix => Some(Symbology::DataMatrix),
        BarcodeFormat::PDF417 => Some(Symbology::Pdf417),
        BarcodeFormat::EANUPC => match found.format() {
            BarcodeFormat::EAN13 | BarcodeFormat::ISBN => Some(Symbology::Ean13),
            BarcodeFormat::EAN8 => Some(Symbology::Ean8),
            BarcodeFormat::UPCA => Some(Symbology::Upca),
            BarcodeFormat::UPCE => Some(Symbology::Upce),
            _ => None,
        },
        BarcodeFormat::DataBar => match found.format() {
            BarcodeFormat::DataBarLtd => Some(Symbology::DatabarLimited),
            BarcodeFormat::DataBarExp | BarcodeFormat::DataBarExpStk => {
                Some(Symbology::DatabarExpanded)
            }
            _ => Some(Symbology::Databar),
        },
        BarcodeFormat::QRCode => match found.format() {
            BarcodeFormat::MicroQRCode => Some(Symbology::MicroQr),
            BarcodeFormat::RMQRCode => None,
            _ => Some(Symbology::Qr),
        },
        _ => None,
    }
}
