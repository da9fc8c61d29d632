//! Pictures that show no Ranjana character: the classifier has to abstain.
//!
//! They are the same in every run. Training makes scribbles and pairs by other code and other seeds, and its letters are of
//! other fonts; blank paper and these surfaces it never sees.

use anyhow::Context;
use image::DynamicImage;
use nazar::glyphs::reference_raster;

use super::scene::{on_paper, path, surface};
use crate::flaws::Raster;
use crate::sketch::Noise;

/// Pixels along each side of a picture that is made here.
const SIDE: u32 = 128;
/// Letters in a row of the sheet, and pixels along each side of one.
const COLUMNS: u32 = 16;
const LETTER: u32 = 96;

/// A kind of picture without a Ranjana character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stranger {
    /// A letter of Noto Sans Devanagari (models/samples/strangers/devanagari.png).
    Devanagari,
    /// Some turns of a pen.
    Scribble,
    /// Paper alone, some of it ruled or in uneven light.
    Paper,
    /// What a camera sees elsewhere: clouds, stripes, squares, edges.
    Photo,
    /// Two characters side by side.
    Pair,
}

impl Stranger {
    /// Its name in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Devanagari => "Devanagari letters",
            Self::Scribble => "scribbles",
            Self::Paper => "blank paper",
            Self::Photo => "photo-like textures",
            Self::Pair => "two characters at once",
        }
    }
}

/// The letters, in rows; whatever models are judged, by these.
const SHEET: &[u8] = include_bytes!("../../../samples/strangers/devanagari.png");

/// All of them.
///
/// # Errors
/// When the font cannot be drawn.
pub fn strangers() -> anyhow::Result<Vec<(Stranger, DynamicImage)>> {
    let mut all = letters()?;
    all.extend((0..80).map(|seed| (Stranger::Scribble, scribble(seed))));
    all.extend((0..20).map(|seed| (Stranger::Paper, paper(seed))));
    all.extend((0..60).map(|seed| (Stranger::Photo, photo(seed))));
    for index in 0..62_u8 {
        let other = ((u32::from(index) * 23 + 7) % 62) as u8;
        all.push((Stranger::Pair, pair(index, other)?));
    }
    Ok(all)
}

fn letters() -> anyhow::Result<Vec<(Stranger, DynamicImage)>> {
    let grey = image::load_from_memory(SHEET)?.to_luma8();
    let mut found = Vec::new();
    for row in 0..grey.height() / LETTER {
        for column in 0..COLUMNS {
            let square =
                image::imageops::crop_imm(&grey, column * LETTER, row * LETTER, LETTER, LETTER);
            let letter = square.to_image();
            // The last row is not full.
            if letter.pixels().any(|pixel| pixel.0[0] < 128) {
                found.push((Stranger::Devanagari, DynamicImage::ImageLuma8(letter)));
            }
        }
    }
    Ok(found)
}

/// A pen that goes on in a direction that wanders, faster in some scribbles than in others.
fn scribble(seed: u64) -> DynamicImage {
    let noise = Noise::new(9000 + seed);
    let share = |place: i64| (noise.at(place, -1) + 1.0) / 2.0;
    let side = SIDE as f32;
    let bend = 0.1 + 0.9 * share(1);
    let (mut x, mut y) = (side * share(2), side * share(3));
    let mut direction = std::f32::consts::TAU * share(4);
    let mut points = Vec::new();
    for step in 0..60 + (140.0 * share(5)) as i64 {
        direction += noise.at(step, 1) * bend;
        x = (x + 2.0 * direction.cos()).clamp(8.0, side - 9.0);
        y = (y + 2.0 * direction.sin()).clamp(8.0, side - 9.0);
        points.push((x, y));
    }
    path(SIDE, &points, 1.5 + 3.0 * share(6))
}

fn paper(seed: u64) -> DynamicImage {
    let ruled = seed % 2 == 1;
    let shade = (seed / 2) as f32 * 0.06;
    surface(SIDE, 9100 + seed, |x, y| {
        let light = 245.0 * (1.0 - shade * (x + y) / (2.0 * SIDE as f32));
        let on_rule = ruled && y % 16.0 < 1.0;
        if on_rule { light * 0.75 } else { light }
    })
}

fn photo(seed: u64) -> DynamicImage {
    let noise = Noise::new(9200 + seed);
    let smooth = |x: f32, y: f32| (noise.smooth(x, y) + 1.0) / 2.0;
    let size = 4.0 + (seed / 4) as f32 * 2.0;
    surface(SIDE, 9300 + seed, |x, y| match seed % 4 {
        0 => {
            let coarse = smooth(x / size, y / size);
            let fine = smooth(x / size * 2.3, y / size * 2.3);
            255.0 * (0.65 * coarse + 0.35 * fine)
        }
        1 => 128.0 + 110.0 * ((x + y * 0.3 * size / 10.0) / size * 3.0).sin(),
        2 => {
            let dark = ((x / size) as i64 + (y / size) as i64) % 2 == 0;
            if dark { 70.0 } else { 190.0 }
        }
        _ => {
            let edge = smooth(x / 40.0, seed as f32) * SIDE as f32;
            let tone = 90.0 * smooth(x / size, y / size);
            if y < edge { 200.0 - tone } else { 40.0 + tone }
        }
    })
}

/// Two references beside each other, a pen's width apart.
fn pair(first: u8, second: u8) -> anyhow::Result<DynamicImage> {
    let side = SIDE as usize;
    let half = side / 2;
    let (left, right) = (
        reference_raster(first, half)?,
        reference_raster(second, half)?,
    );
    let mut pixels = vec![0; side * side];
    for y in 0..half {
        let start = (y + half / 2) * side;
        pixels[start..start + half].copy_from_slice(&left[y * half..(y + 1) * half]);
        pixels[start + half..start + side].copy_from_slice(&right[y * half..(y + 1) * half]);
    }
    let raster = Raster::new(pixels).context("the pair is no square")?;
    Ok(on_paper(&raster))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_there_and_no_two_are_alike() {
        let all = strangers().unwrap();
        let count = |kind| all.iter().filter(|(found, _)| *found == kind).count();
        assert_eq!(count(Stranger::Devanagari), 106);
        assert_eq!(all.len(), 106 + 80 + 20 + 60 + 62);
        for (index, (kind, picture)) in all.iter().enumerate() {
            let earlier = all[..index].iter().filter(|(other, _)| other == kind);
            for (_, other) in earlier {
                assert_ne!(picture.as_bytes(), other.as_bytes(), "{kind:?} {index}");
            }
        }
    }
}
