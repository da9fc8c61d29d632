//! A drawing for measuring, larger than what the models see.

use image::{GrayImage, imageops};

use super::{Admitted, Glyph, Rejection, raster};

/// 160x160 grey levels, white ink (255) on black (0), prepared as a [`Glyph`] is: the ink's box centred with its aspect
/// kept, its longer side 150 pixels long.
#[derive(Clone, PartialEq, Eq)]
pub struct FineGlyph(Box<[u8]>);

impl FineGlyph {
    /// Pixels along each side: ink is looked for at 256 pixels, so that more would show nothing more.
    pub const SIDE: usize = 160;
    /// Pixels in all.
    pub const AREA: usize = Self::SIDE * Self::SIDE;

    /// The drawing of an admitted picture.
    ///
    /// # Errors
    /// [`Rejection::Blank`] when nothing stands out from the paper.
    pub fn of(admitted: &Admitted) -> Result<Self, Rejection> {
        let pixels = raster(admitted.picture(), Self::SIDE)?;
        Self::from_pixels(&pixels).ok_or(Rejection::Blank)
    }

    /// A glyph of row-major grey levels; `None` unless there are exactly [`FineGlyph::AREA`].
    pub fn from_pixels(pixels: &[u8]) -> Option<Self> {
        (pixels.len() == Self::AREA).then(|| Self(pixels.into()))
    }

    /// Row-major grey levels.
    pub fn pixels(&self) -> &[u8] {
        &self.0
    }
}

impl From<&Glyph> for FineGlyph {
    /// The glyph enlarged, where nothing finer was kept: edges come out smooth, and no detail is won.
    fn from(glyph: &Glyph) -> Self {
        let side = Self::SIDE as u32;
        let filter = imageops::FilterType::CatmullRom;
        let enlarged: GrayImage = imageops::resize(&glyph.image(), side, side, filter);
        Self(enlarged.into_raw().into_boxed_slice())
    }
}

impl std::fmt::Debug for FineGlyph {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ink = self.0.iter().filter(|&&level| level > 127).count();
        write!(formatter, "FineGlyph({ink} pixels of ink)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enlarged_glyph_has_the_same_share_of_ink_in_the_same_place() {
        let ink =
            |index: usize| (16..40).contains(&(index % Glyph::SIDE)) && index < Glyph::AREA / 2;
        let pixels: Vec<u8> = (0..Glyph::AREA)
            .map(|index| if ink(index) { 255 } else { 0 })
            .collect();
        let fine = FineGlyph::from(&Glyph::from_pixels(&pixels).unwrap());
        let level = |x: usize, y: usize| fine.pixels()[y * FineGlyph::SIDE + x];
        assert_eq!(
            (level(44, 4), level(96, 76), level(36, 4), level(60, 84)),
            (255, 255, 0, 0)
        );
    }

    #[test]
    fn only_the_right_number_of_pixels_makes_one() {
        assert!(FineGlyph::from_pixels(&[0; FineGlyph::AREA]).is_some());
        assert!(FineGlyph::from_pixels(&[0; Glyph::AREA]).is_none());
    }
}
