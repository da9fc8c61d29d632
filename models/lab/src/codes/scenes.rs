//! Rendered scenes: each kind of code, written by the library and then shown as a bad photo would show it. They say little
//! about photos, but they cover every kind, and what stands in them is certain.

use image::{DynamicImage, GrayImage, Luma};
use zxingcpp::{BarcodeCreator, BarcodeFormat, BarcodeWriter};

use super::Trial;

/// Kinds with a text, and how the library is told that it is a GS1 message.
const CODES: [(&str, BarcodeFormat, &str, &str); 14] = [
    ("ean13", BarcodeFormat::EAN13, "4780012345677", ""),
    ("ean8", BarcodeFormat::EAN8, "12345670", ""),
    ("upca", BarcodeFormat::UPCA, "012345678905", ""),
    ("upce", BarcodeFormat::UPCE, "01234565", ""),
    ("code128", BarcodeFormat::Code128, "LOT-1234567", ""),
    (
        "gs1-128",
        BarcodeFormat::Code128,
        "(01)04780012345677(10)A1",
        "gs1",
    ),
    ("itf14", BarcodeFormat::ITF, "04780012345677", ""),
    (
        "qr",
        BarcodeFormat::QRCode,
        "https://id.gs1.org/01/04780012345677",
        "",
    ),
    (
        "data_matrix",
        BarcodeFormat::DataMatrix,
        "(01)04780012345677(21)A1b2C3",
        "gs1",
    ),
    ("pdf417", BarcodeFormat::PDF417, "Nazar 04780012345677", ""),
    ("databar", BarcodeFormat::DataBarOmni, "04780012345677", ""),
    (
        "databar_limited",
        BarcodeFormat::DataBarLtd,
        "04780012345677",
        "",
    ),
    (
        "databar_expanded",
        BarcodeFormat::DataBarExp,
        "(01)04780012345677(10)A1",
        "gs1",
    ),
    (
        "databar_stacked",
        BarcodeFormat::DataBarStk,
        "04780012345677",
        "",
    ),
];

/// What a photo does to a code.
#[derive(Debug, Clone, Copy)]
struct Flaw {
    name: &'static str,
    /// Picture pixels for a pixel of the rendering, in which the narrowest bar has three.
    scale: f32,
    /// Degrees.
    turned: f32,
    /// How much the far side is shorter than the near one.
    tilted: f32,
    blurred: f32,
    /// The largest deviation of a pixel.
    noise: u32,
    /// Light that hides the middle, as a share of the width.
    glare: f32,
    /// Black and white as they come out.
    tones: (u8, u8),
}

const CLEAN: Flaw = Flaw {
    name: "clean",
    scale: 1.0,
    turned: 0.0,
    tilted: 0.0,
    blurred: 0.0,
    noise: 0,
    glare: 0.0,
    tones: (0, 255),
};

const FLAWS: [Flaw; 11] = [
    CLEAN,
    Flaw {
        name: "small",
        scale: 0.5,
        ..CLEAN
    },
    Flaw {
        name: "turned a little",
        turned: 8.0,
        ..CLEAN
    },
    Flaw {
        name: "turned by 30",
        turned: 30.0,
        ..CLEAN
    },
    Flaw {
        name: "tilted",
        tilted: 0.15,
        turned: 3.0,
        ..CLEAN
    },
    Flaw {
        name: "blurred",
        blurred: 2.0,
        ..CLEAN
    },
    Flaw {
        name: "blurred more",
        blurred: 3.0,
        ..CLEAN
    },
    Flaw {
        name: "noisy",
        noise: 90,
        ..CLEAN
    },
    Flaw {
        name: "pale",
        tones: (150, 190),
        noise: 10,
        ..CLEAN
    },
    Flaw {
        name: "glare",
        glare: 0.12,
        ..CLEAN
    },
    Flaw {
        name: "phone",
        scale: 0.7,
        turned: 5.0,
        tilted: 0.08,
        blurred: 1.0,
        noise: 25,
        glare: 0.0,
        tones: (40, 210),
    },
];

/// One scene of each kind with each flaw.
///
/// # Errors
/// When the library cannot write a code.
pub fn scenes() -> anyhow::Result<Vec<Trial>> {
    let mut scenes = Vec::new();
    for (kind, format, text, options) in CODES {
        let code = BarcodeCreator::new(format)
            .options(options)
            .from_str(text)?;
        let image = code.to_image_with(&BarcodeWriter::new().scale(3).add_quiet_zones(true))?;
        let (width, height) = (
            image.width().cast_unsigned(),
            image.height().cast_unsigned(),
        );
        let flat = GrayImage::from_raw(width, height, image.data()).unwrap_or_default();
        for flaw in FLAWS {
            scenes.push(Trial {
                name: format!("{kind}, {}", flaw.name),
                kind: kind.to_owned(),
                text: Some(expected(kind, text)),
                picture: DynamicImage::ImageLuma8(flaw.shown(&flat)),
            });
        }
    }
    Ok(scenes)
}

/// What a reader gives: a UPC-E written out, and of (01) alone the identifier too.
fn expected(kind: &str, text: &str) -> String {
    match kind {
        "upce" => "012345000065".to_owned(),
        "databar" | "databar_limited" | "databar_stacked" => format!("01{text}"),
        _ => text.to_owned(),
    }
}

impl Flaw {
    /// The code on grey paper, seen through the flaw.
    fn shown(self, code: &GrayImage) -> GrayImage {
        let (code_width, code_height) = (code.width() as f32, code.height() as f32);
        let side = (code_width.hypot(code_height) * self.scale * 1.1) as u32 + 20;
        let middle = side as f32 / 2.0;
        let (sine, cosine) = self.turned.to_radians().sin_cos();
        let (dark, light) = (f32::from(self.tones.0), f32::from(self.tones.1));
        let mut picture = GrayImage::from_fn(side, side, |x, y| {
            let (right, down) = (x as f32 - middle, y as f32 - middle);
            let (u, v) = (right * cosine + down * sine, down * cosine - right * sine);
            // Lines run together towards the top.
            let near = 1.0 + self.tilted * v / middle;
            let (u, v) = (u / near / self.scale, v / near / self.scale);
            let level = sample(code, u + code_width / 2.0, v + code_height / 2.0);
            let is_lit = (right / (self.glare * side as f32))
                .hypot(down / (self.glare * side as f32 * 0.6))
                < 1.0;
            Luma([if is_lit {
                255
            } else {
                (dark + (light - dark) * level / 255.0) as u8
            }])
        });
        if self.blurred > 0.0 {
            picture = image::imageops::blur(&picture, self.blurred);
        }
        let mut state = 1_u32;
        for pixel in picture.iter_mut().filter(|_| self.noise > 0) {
            // A generator of the simplest kind (Numerical Recipes), so that a scene is the same everywhere.
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let by = (state >> 16) % (2 * self.noise + 1);
            *pixel = u8::try_from((u32::from(*pixel) + by).saturating_sub(self.noise).min(255))
                .unwrap_or(u8::MAX);
        }
        picture
    }
}

/// The level at a place between pixels; outside there is paper.
fn sample(code: &GrayImage, x: f32, y: f32) -> f32 {
    let at = |x: f32, y: f32| {
        let is_inside = x >= 0.0 && y >= 0.0;
        let pixel = is_inside
            .then(|| code.get_pixel_checked(x as u32, y as u32))
            .flatten();
        pixel.map_or(255.0, |pixel| f32::from(pixel.0[0]))
    };
    let (left, top) = ((x - 0.5).floor(), (y - 0.5).floor());
    let (across, along) = (x - 0.5 - left, y - 0.5 - top);
    let above = at(left, top) * (1.0 - across) + at(left + 1.0, top) * across;
    let below = at(left, top + 1.0) * (1.0 - across) + at(left + 1.0, top + 1.0) * across;
    above * (1.0 - along) + below * along
}
