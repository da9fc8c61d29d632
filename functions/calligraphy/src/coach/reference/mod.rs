//! The 62 references, measured once each.

mod head;
mod parts;
mod stem;

use std::sync::OnceLock;

use nazar::glyphs::{CHARACTERS, GlyphError, Group, character, reference_raster};
use nazar::image::{FineGlyph, Nearest};

pub(super) use self::head::Head;
pub(super) use self::parts::Parts;
use super::counters::{Counter, counters};
use super::frame::{Layer, MIDDLE, SIDE, UNIT};
use super::shape::Shape;

/// What is known of a character's own form.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) layer: Layer,
    pub(super) shape: Shape,
    /// Its pixels of ink.
    pub(super) area: f32,
    /// The middle of its ink.
    pub(super) centre: [f32; 2],
    /// The box around its ink: width and height in pixels.
    pub(super) size: [f32; 2],
    /// The pixels along the middle of its strokes, and the nearest of them from everywhere.
    pub(super) ridge: Vec<usize>,
    pub(super) nearest_ridge: Nearest,
    /// From everywhere the nearest ink: which part a place beside the character belongs to.
    pub(super) nearest_ink: Nearest,
    /// Its enclosed spaces.
    pub(super) counters: Vec<Counter>,
    pub(super) head: Option<Head>,
    pub(super) parts: Parts,
}

/// A reference is measured when it is first asked for and kept: about a megabyte each, and a person practises few
/// characters at a time.
static REFERENCES: [OnceLock<Reference>; CHARACTERS.len()] =
    [const { OnceLock::new() }; CHARACTERS.len()];

impl Reference {
    /// The reference of a character.
    ///
    /// # Errors
    /// [`GlyphError::UnknownCharacter`] for a class from 62 on.
    pub(super) fn of(class_id: u8) -> Result<&'static Self, GlyphError> {
        let unknown = GlyphError::UnknownCharacter(class_id);
        let Some(slot) = REFERENCES.get(usize::from(class_id)) else {
            return Err(unknown);
        };
        if let Some(known) = slot.get() {
            return Ok(known);
        }
        let group = character(class_id).ok_or(unknown)?.group;
        let pixels = reference_raster(class_id, FineGlyph::SIDE)?;
        let glyph = FineGlyph::from_pixels(&pixels).ok_or(GlyphError::Raster)?;
        let measured = Self::measure(&glyph, group);
        Ok(slot.get_or_init(|| measured))
    }

    fn measure(glyph: &FineGlyph, group: Group) -> Self {
        let layer = Layer::of(glyph);
        let shape = Shape::of(layer.ink());
        let ridge = shape.ridge();
        let head = match group {
            Group::Digit => None,
            Group::Consonant | Group::Vowel => Head::find(&shape),
        };
        Self {
            area: shape.area(),
            centre: shape.centre().unwrap_or([MIDDLE, MIDDLE]),
            size: size(&shape),
            nearest_ridge: Nearest::of(&marked(&ridge), SIDE),
            nearest_ink: Nearest::of(&shape.ink, SIDE),
            counters: counters(&shape),
            parts: Parts::tell(&shape, &ridge, head.as_ref(), group),
            ridge,
            head,
            layer,
            shape,
        }
    }

    /// Half the width of its strokes, in the mean.
    pub(super) fn mean_half_width(&self) -> f32 {
        let widths: f32 = self
            .ridge
            .iter()
            .map(|&index| self.shape.inside[index])
            .sum();
        widths / self.ridge.len().max(1) as f32
    }

    /// Half the width of the stroke that a pixel belongs to.
    pub(super) fn half_width(&self, index: usize) -> f32 {
        let ridge = self.nearest_ridge.index(index);
        ridge.map_or(0.0, |ridge| self.shape.inside[ridge])
    }
}

/// The pixels as a picture.
fn marked(pixels: &[usize]) -> Vec<bool> {
    let mut picture = vec![false; SIDE * SIDE];
    for &index in pixels {
        picture[index] = true;
    }
    picture
}

/// Width and height of the box around the ink.
fn size(shape: &Shape) -> [f32; 2] {
    let (mut columns, mut rows) = ([SIDE, 0], [SIDE, 0]);
    for index in shape.pixels() {
        let (x, y) = (index % SIDE, index / SIDE);
        columns = [columns[0].min(x), columns[1].max(x + 1)];
        rows = [rows[0].min(y), rows[1].max(y + 1)];
    }
    // Without ink both would be turned round; the unit stands in so that nothing is divided by nothing.
    let length = |[first, last]: [usize; 2]| {
        if last > first {
            (last - first) as f32
        } else {
            UNIT
        }
    };
    [length(columns), length(rows)]
}
