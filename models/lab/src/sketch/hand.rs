//! How a hand distorts a form.

use nazar::glyphs::{GlyphError, reference_raster};

use super::Noise;

/// Pixels along each side of the form that is distorted.
const FORM: usize = 256;

/// One character as one hand draws it.
#[derive(Debug)]
pub struct Hand {
    form: Vec<u8>,
    noise: Noise,
    slant: f32,
    turn: f32,
    wobble: f32,
    weight: f32,
}

impl Hand {
    /// A hand that draws a character: `slant` is a shear, `turn` an angle in radians, `wobble` a share of the form's side,
    /// `weight` makes strokes heavier (above 0) or lighter (below), both up to about 0.3.
    ///
    /// # Errors
    /// When there is no such character.
    pub fn new(
        class_id: u8,
        seed: u64,
        slant: f32,
        turn: f32,
        wobble: f32,
        weight: f32,
    ) -> Result<Self, GlyphError> {
        let form = reference_raster(class_id, FORM)?;
        Ok(Self {
            form,
            noise: Noise::new(seed),
            slant,
            turn,
            wobble,
            weight,
        })
    }

    /// How much ink lies at a place of the drawing, 0 to 1; the drawing spans -1 to 1 on both axes.
    pub fn ink(&self, x: f32, y: f32) -> f32 {
        let push = |offset: f32| {
            let slow = self.noise.smooth(x * 1.7 + offset, y * 1.7 - offset);
            let quick = self.noise.smooth(x * 6.0 - offset, y * 6.0 + offset);
            self.wobble * (slow + 0.3 * quick)
        };
        let (sin, cos) = self.turn.sin_cos();
        let from_x = cos * x - sin * y + self.slant * y + push(13.0);
        let from_y = sin * x + cos * y + push(57.0);
        // The pen does not press the same everywhere, and paper drinks ink unevenly.
        let rough = 0.08 * self.noise.smooth(x * 40.0, y * 40.0)
            + 0.06 * self.noise.smooth(x * 3.0, y * 3.0);
        let level = self.soft(from_x, from_y) - 0.5 + self.weight + rough;
        (level * 4.0 + 0.5).clamp(0.0, 1.0)
    }

    /// The form around a place, averaged over a few pixels so that a level can thicken or thin it.
    fn soft(&self, x: f32, y: f32) -> f32 {
        let mut sum = 0.0;
        for dy in -2..=2 {
            for dx in -2..=2 {
                let reach = 0.022;
                sum += self.form_at(x + dx as f32 * reach / 2.0, y + dy as f32 * reach / 2.0);
            }
        }
        sum / 25.0
    }

    fn form_at(&self, x: f32, y: f32) -> f32 {
        let pixel = |position: f32| ((position + 1.0) / 2.0 * FORM as f32).floor();
        let (column, row) = (pixel(x), pixel(y));
        let inside = 0.0..FORM as f32;
        if !inside.contains(&column) || !inside.contains(&row) {
            return 0.0;
        }
        f32::from(self.form[row as usize * FORM + column as usize]) / 255.0
    }
}
