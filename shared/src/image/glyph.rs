//! The picture that the models see.

use std::io::Cursor;

use image::{GrayImage, ImageFormat};

/// 64x64 grey levels, white ink (255) on black (0), the ink's box centred with its aspect kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Glyph(Box<[u8; Glyph::AREA]>);

impl Glyph {
    /// Pixels along each side.
    pub const SIDE: usize = 64;
    /// Pixels in all.
    pub const AREA: usize = Self::SIDE * Self::SIDE;

    /// A glyph of row-major grey levels; `None` unless there are exactly [`Glyph::AREA`].
    pub fn from_pixels(pixels: &[u8]) -> Option<Self> {
        let fixed: [u8; Self::AREA] = pixels.try_into().ok()?;
        Some(Self(Box::new(fixed)))
    }

    /// Row-major grey levels.
    pub fn pixels(&self) -> &[u8; Self::AREA] {
        &self.0
    }

    /// The grey level at a column and a row, 0 outside.
    pub fn at(&self, x: usize, y: usize) -> u8 {
        if x >= Self::SIDE || y >= Self::SIDE {
            return 0;
        }
        self.0[y * Self::SIDE + x]
    }

    /// The share of the square that is ink, 0 to 1.
    pub fn coverage(&self) -> f32 {
        let sum: u32 = self.0.iter().map(|&level| u32::from(level)).sum();
        sum as f32 / (255.0 * Self::AREA as f32)
    }

    /// The same pixels as an image.
    pub fn image(&self) -> GrayImage {
        GrayImage::from_fn(Self::SIDE as u32, Self::SIDE as u32, |x, y| {
            image::Luma([self.at(x as usize, y as usize)])
        })
    }

    /// The glyph as a 64x64 grey PNG: the image that goes beside a prediction.
    ///
    /// # Errors
    /// When the encoder fails, which it does not for memory.
    pub fn png(&self) -> Result<Vec<u8>, image::ImageError> {
        let mut bytes = Cursor::new(Vec::new());
        self.image().write_to(&mut bytes, ImageFormat::Png)?;
        Ok(bytes.into_inner())
    }
}

impl std::fmt::Debug for Glyph {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Glyph(coverage {:.3})", self.coverage())
    }
}
