//! What a drawing lies on and how it is photographed.

use image::{Rgb, RgbImage};

use super::{Hand, Noise};

/// Lines printed on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Plain paper.
    None,
    /// Lines across.
    Ruled,
    /// Lines across and down.
    Squared,
}

/// A sheet of paper under a light.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// The photograph's size in pixels.
    pub size: (u32, u32),
    /// Colour of the paper in full light.
    pub paper: [u8; 3],
    /// Colour of the ink.
    pub ink: [u8; 3],
    /// Lines printed on the paper.
    pub rules: Rules,
    /// How much darker the far corner is, 0 to 1.
    pub shade: f32,
    /// How rough the paper is, in levels.
    pub grain: f32,
    /// Of the shorter side, what the character's square fills.
    pub fill: f32,
}

const RULE_COLOUR: [u8; 3] = [150, 170, 205];

/// Draws a character on a sheet and photographs it.
pub fn draw(hand: &Hand, sheet: &Sheet, seed: u64) -> RgbImage {
    let noise = Noise::new(seed ^ 0xA5A5);
    let (width, height) = sheet.size;
    let half = width.min(height) as f32 / 2.0 * sheet.fill;
    RgbImage::from_fn(width, height, |column, row| {
        let x = (column as f32 + 0.5 - width as f32 / 2.0) / half;
        let y = (row as f32 + 0.5 - height as f32 / 2.0) / half;
        let corner = (column as f32 / width as f32 + row as f32 / height as f32) / 2.0;
        let light = 1.0 - sheet.shade * corner;
        let ground = if on_rule(sheet, column, row) {
            RULE_COLOUR
        } else {
            sheet.paper
        };
        let inked = hand.ink(x, y);
        let fibre = noise.at(i64::from(column), i64::from(row))
            + noise.smooth(column as f32 / 9.0, row as f32 / 9.0);
        Rgb(std::array::from_fn(|channel| {
            let (paper, ink) = (f32::from(ground[channel]), f32::from(sheet.ink[channel]));
            let lit = (paper + (ink - paper) * inked) * light + fibre * sheet.grain;
            lit.round().clamp(0.0, 255.0) as u8
        }))
    })
}

fn on_rule(sheet: &Sheet, column: u32, row: u32) -> bool {
    let spacing = (sheet.size.1 / 8).max(12);
    let tilted = row + column / 60;
    match sheet.rules {
        Rules::None => false,
        Rules::Ruled => tilted % spacing < 2,
        Rules::Squared => tilted % spacing < 2 || (column + spacing / 2) % spacing < 2,
    }
}
