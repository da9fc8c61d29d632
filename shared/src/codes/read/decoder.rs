//! The library: zxing-cpp, asked for the codes that packs carry and for nothing else.

use image::GrayImage;
use zxingcpp::{Barcode, BarcodeFormat, BarcodeReader, ImageFormat, ImageView, TextMode};

use super::{Code, Corner};
use crate::codes::Symbology;

/// Codes of bars.
const BARS: [BarcodeFormat; 9] = [
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

/// Codes of squares that a damaged picture may still hold. PDF417 is left to the first attempt: its rows of bars are
/// looked for everywhere, and nothing takes the library longer.
const SQUARES: [BarcodeFormat; 3] = [
    BarcodeFormat::QRCode,
    BarcodeFormat::MicroQRCode,
    BarcodeFormat::DataMatrix,
];

/// What one attempt looks for, and how hard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effort {
    /// The library's try-harder mode for everything: every line, the picture turned by a quarter, inverted and made smaller.
    Full,
    /// Bars in every line of the picture as it stands.
    Bars,
    /// Bars in a few lines, both ways.
    QuickBars,
    /// Squares, without searching every line.
    Squares,
}

impl Effort {
    /// What an attempt costs for each pixel, in hundredths of a full one: measured on pictures that hold no code and look like what is
    /// looked for, which makes an attempt dear. A full one is counted as it is on pictures where it is cheapest.
    pub(super) fn cost(self) -> u64 {
        match self {
            Self::Full => 100,
            Self::Bars => 40,
            Self::Squares => 14,
            Self::QuickBars => 2,
        }
    }
}

/// Asks the library once. A picture that it refuses holds no code for us.
pub(super) fn decode(picture: &GrayImage, effort: Effort) -> Vec<Code> {
    let (width, height) = picture.dimensions();
    let Ok(view) = ImageView::from_slice(picture.as_raw(), width, height, ImageFormat::Lum) else {
        return Vec::new();
    };
    let formats = match effort {
        Effort::Full => [&BARS[..], &SQUARES, &[BarcodeFormat::PDF417]].concat(),
        Effort::Bars | Effort::QuickBars => BARS.to_vec(),
        Effort::Squares => SQUARES.to_vec(),
    };
    let reader = BarcodeReader::new()
        .formats(formats)
        .try_harder(matches!(effort, Effort::Full | Effort::Bars))
        .try_rotate(effort != Effort::Bars)
        .try_invert(effort != Effort::Bars)
        .try_downscale(true)
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
