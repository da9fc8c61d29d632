//! Which pixels are ink.
//!
//! A pixel counts by how far it stands from the paper around it, in whichever colour channel that is farthest: blue,
//! red or yellow ink on white paper then counts like black. The paper's level divides it out, so a shadow changes little.

use image::RgbImage;

use super::background::Background;
use super::mask::Mask;

/// The least contrast of ink against its paper, of 255. The texture of paper and the noise of JPEG stay below it,
/// a soft pencil stands above.
const MIN_CONTRAST: f32 = 34.0;
/// How many times the paper's own noise the ink has to stand above the paper.
const MIN_SIGNAL: f32 = 4.0;

/// The ink of a picture, or `None` when nothing stands out from the paper.
pub(super) fn find(picture: &RgbImage) -> Option<Mask> {
    let dark = paper_is_dark(picture);
    let background = Background::estimate(picture, dark);
    let width = picture.width() as usize;
    let distances = if dark {
        distances::<true>(picture, &background)
    } else {
        distances::<false>(picture, &background)
    };
    let split = Split::of(&distances);
    if split.ink - split.paper < MIN_CONTRAST || split.ink < split.paper + MIN_SIGNAL * split.noise
    {
        return None;
    }
    let ink = distances
        .iter()
        .map(|&distance| distance > split.threshold)
        .collect();
    Some(Mask {
        width,
        height: picture.height() as usize,
        ink,
    })
}

/// How far each pixel stands from its paper, in the channel where it is farthest. Channel by channel along a row, because
/// such loops are plain enough to be made wide.
fn distances<const DARK: bool>(picture: &RgbImage, background: &Background) -> Vec<u8> {
    let width = picture.width() as usize;
    let mut found = Vec::with_capacity(width * picture.height() as usize);
    let mut paper = vec![0.0_f32; width];
    let mut farthest = vec![0.0_f32; width];
    for (y, row) in picture.as_raw().chunks_exact(width * 3).enumerate() {
        let (pixels, _) = row.as_chunks::<3>();
        farthest.fill(0.0);
        for channel in 0..3 {
            background.row(y, channel, &mut paper);
            for ((far, &paper), pixel) in farthest.iter_mut().zip(&paper).zip(pixels) {
                *far = far.max(contrast::<DARK>(paper, f32::from(pixel[channel])));
            }
        }
        found.extend(farthest.iter().map(|far| far.min(255.0) as u8));
    }
    found
}

/// How far a level stands from its paper towards the ink, of 255. Dark paper is never brighter than the middle, nor does light
/// paper fall into blackness: beyond these bounds a little noise would count for much.
fn contrast<const DARK: bool>(paper: f32, level: f32) -> f32 {
    if DARK {
        255.0 * (level - paper) / (255.0 - paper).max(128.0)
    } else {
        255.0 * (paper - level) / paper.max(32.0)
    }
}

/// Whether the paper is darker than the ink, so that a picture that is white on black already is not turned round again.
///
/// The rim of a picture is paper more than ink. Where the light makes the rim half bright and half dark, the skew
/// of the levels decides: ink is the minority, so it makes the longer tail.
fn paper_is_dark(picture: &RgbImage) -> bool {
    let (width, height) = picture.dimensions();
    let depth = (width.min(height) / 24).max(1);
    // Every second pixel of every second row is enough to tell.
    let places = (0..height)
        .step_by(2)
        .flat_map(|y| (0..width).step_by(2).map(move |x| (x, y)));
    let mut levels = Vec::with_capacity((picture.width() * picture.height() / 4) as usize);
    let mut rim = Vec::new();
    for (x, y) in places {
        let [red, green, blue] = picture.get_pixel(x, y).0.map(u16::from);
        let level = ((2 * red + 5 * green + blue) / 8) as u8;
        levels.push(level);
        let inside = x >= depth && y >= depth && x + depth < width && y + depth < height;
        if !inside {
            rim.push(level);
        }
    }
    let threshold = Split::of(&levels).threshold;
    let dark = rim.iter().filter(|&&level| level <= threshold).count();
    let share = dark as f32 / rim.len().max(1) as f32;
    if (0.3..=0.7).contains(&share) {
        return skew(&levels) > 0.0;
    }
    share > 0.5
}

fn skew(levels: &[u8]) -> f32 {
    let count = levels.len().max(1) as f32;
    let mean = levels.iter().map(|&level| f32::from(level)).sum::<f32>() / count;
    levels
        .iter()
        .map(|&level| (f32::from(level) - mean).powi(3))
        .sum::<f32>()
        / count
}

/// Otsu's division of levels into two, and what it found.
struct Split {
    threshold: u8,
    paper: f32,
    ink: f32,
    noise: f32,
}

impl Split {
    fn of(levels: &[u8]) -> Self {
        let mut tally = [0_u32; 256];
        for &level in levels {
            tally[usize::from(level)] += 1;
        }
        let counts = tally.map(f64::from);
        let total: f64 = counts.iter().sum();
        let sum: f64 = counts
            .iter()
            .enumerate()
            .map(|(level, count)| level as f64 * count)
            .sum();
        let (mut below, mut below_sum, mut best) = (0.0, 0.0, -1.0);
        let mut found = Self {
            threshold: 0,
            paper: 0.0,
            ink: 0.0,
            noise: 0.0,
        };
        for (level, count) in counts.iter().enumerate() {
            below += count;
            below_sum += level as f64 * count;
            let above = total - below;
            if below == 0.0 || above == 0.0 {
                continue;
            }
            let (paper, ink) = (below_sum / below, (sum - below_sum) / above);
            let between = below * above * (ink - paper).powi(2);
            if between > best {
                best = between;
                found = Self {
                    threshold: level as u8,
                    paper: paper as f32,
                    ink: ink as f32,
                    noise: 0.0,
                };
            }
        }
        found.noise = mean_deviation(&counts, found.threshold, f64::from(found.paper));
        found
    }
}

fn mean_deviation(counts: &[f64; 256], threshold: u8, mean: f64) -> f32 {
    let paper = counts.iter().enumerate().take(usize::from(threshold) + 1);
    let (deviation, count) = paper.fold((0.0, 0.0), |(deviation, total), (level, count)| {
        (
            deviation + (level as f64 - mean).abs() * count,
            total + count,
        )
    });
    if count == 0.0 {
        0.0
    } else {
        (deviation / count) as f32
    }
}
