//! Text to outline: the font, shaped.

use harfrust::{Buffer, Font, ShapeOptions, ShaperFont, shape};
use skrifa::outline::OutlinePen;
use skrifa::prelude::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{Path, PathBuilder};

static FONT: &[u8] = include_bytes!("../../assets/NithyaRanjanaDU-Regular.otf");

/// Why a character could not be drawn. The font is part of the program, so this tells of a broken build.
#[derive(Debug, thiserror::Error)]
pub enum GlyphError {
    /// There is no such class.
    #[error("there is no character {0}")]
    UnknownCharacter(u8),
    /// The font does not parse, or lacks the character's form.
    #[error("the font cannot draw this character")]
    Font,
    /// The drawing could not be rasterised or encoded.
    #[error("the character cannot be rasterised")]
    Raster,
}

/// The outline of a text in font units, y upwards, conjuncts and marks shaped.
pub(super) fn outline(text: &str) -> Result<Path, GlyphError> {
    let font = Font::new(FONT, 0).ok_or(GlyphError::Font)?;
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    shape(
        &ShaperFont::new(&font),
        &mut buffer,
        ShapeOptions::default(),
    )
    .map_err(|_| GlyphError::Font)?;

    let outlines = FontRef::new(FONT)
        .map_err(|_| GlyphError::Font)?
        .outline_glyphs();
    let mut pen = Pen {
        path: PathBuilder::new(),
        x: 0.0,
        y: 0.0,
    };
    let (mut x, mut y) = (0, 0);
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        let glyph = outlines
            .get(GlyphId::new(info.glyph_id))
            .ok_or(GlyphError::Font)?;
        pen.x = (x + position.x_offset) as f32;
        pen.y = (y + position.y_offset) as f32;
        glyph
            .draw((Size::unscaled(), LocationRef::default()), &mut pen)
            .map_err(|_| GlyphError::Font)?;
        x += position.x_advance;
        y += position.y_advance;
    }
    pen.path.finish().ok_or(GlyphError::Font)
}

/// Collects outlines, each moved to where shaping put its glyph.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y + y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y + y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.path
            .quad_to(self.x + cx0, self.y + cy0, self.x + x, self.y + y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path.cubic_to(
            self.x + cx0,
            self.y + cy0,
            self.x + cx1,
            self.y + cy1,
            self.x + x,
            self.y + y,
        );
    }

    fn close(&mut self) {
        self.path.close();
    }
}
