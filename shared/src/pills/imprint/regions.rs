//! Where text stands: the map of PP-OCR's detection as regions (Liao et al., 2020, "Real-time scene text detection with
//! differentiable binarization").

use crate::pills::Area;

/// From this level of the map on a pixel is text...
const TEXT: f32 = 0.3;
/// ...and a region is, whose mean reaches this.
const LEAST_MEAN: f32 = 0.5;
/// Fewer pixels are a scratch.
const LEAST_PIXELS: usize = 12;
/// The network shrinks regions by half of this share of their lower side, so they are grown again.
const GROWN: f32 = 0.35;

/// A region with text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Region {
    /// Its upright rectangle, grown to hold the letters whole.
    pub(super) area: Area,
    /// The angle of its longer axis in radians, from minus to plus a quarter turn.
    pub(super) turn: f32,
    /// How much longer than wide it is along that axis: from 1.
    pub(super) elongation: f32,
    /// How many pixels it has.
    pub(super) pixels: usize,
}

/// The regions of a map `width` wide.
pub(super) fn regions(map: &[f32], width: usize) -> Vec<Region> {
    let mut seen = vec![false; map.len()];
    let mut found = Vec::new();
    for start in 0..map.len() {
        if seen[start] || map[start] <= TEXT {
            continue;
        }
        let pixels = flood(map, width, start, &mut seen);
        let mean = pixels.iter().map(|index| map[*index]).sum::<f32>() / pixels.len() as f32;
        if pixels.len() >= LEAST_PIXELS && mean >= LEAST_MEAN {
            found.push(region(&pixels, width));
        }
    }
    found
}

/// All text pixels that are joined to one, marked as seen.
fn flood(map: &[f32], width: usize, start: usize, seen: &mut [bool]) -> Vec<usize> {
    let mut pixels = vec![start];
    seen[start] = true;
    let mut next = 0;
    while let Some(&index) = pixels.get(next) {
        next += 1;
        let column = index % width;
        let beside = [
            (column > 0).then(|| index - 1),
            (column + 1 < width).then_some(index + 1),
            index.checked_sub(width),
            Some(index + width),
        ];
        for other in beside.into_iter().flatten() {
            if other < map.len() && !seen[other] && map[other] > TEXT {
                seen[other] = true;
                pixels.push(other);
            }
        }
    }
    pixels
}

fn region(pixels: &[usize], width: usize) -> Region {
    let count = pixels.len() as f32;
    let points = || {
        pixels
            .iter()
            .map(|index| ((index % width) as f32, (index / width) as f32))
    };
    let (x, y) = points().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
    let middle = (x / count, y / count);
    let (mut wide, mut high, mut slant) = (0.0, 0.0, 0.0);
    let (mut first, mut last) = ((f32::MAX, f32::MAX), (0.0_f32, 0.0_f32));
    for (x, y) in points() {
        wide += (x - middle.0).powi(2) / count;
        high += (y - middle.1).powi(2) / count;
        slant += (x - middle.0) * (y - middle.1) / count;
        first = (first.0.min(x), first.1.min(y));
        last = (last.0.max(x + 1.0), last.1.max(y + 1.0));
    }
    let spread = ((wide - high).powi(2) / 4.0 + slant * slant).sqrt();
    let (long, short) = ((wide + high) / 2.0 + spread, (wide + high) / 2.0 - spread);
    let grown = (last.0 - first.0).min(last.1 - first.1) * GROWN;
    Region {
        area: Area::between(
            (first.0 - grown, first.1 - grown),
            (last.0 + grown, last.1 + grown),
        ),
        turn: 0.5 * (2.0 * slant).atan2(wide - high),
        elongation: (long / short.max(0.1)).max(1.0).sqrt(),
        pixels: pixels.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_are_two_regions_and_a_speck_is_none() {
        let mut map = vec![0.0; 60 * 30];
        for (index, level) in map.iter_mut().enumerate() {
            let (x, y) = (index % 60, index / 60);
            let is_first = (5..25).contains(&x) && (8..14).contains(&y);
            let is_second = (32..50).contains(&x) && (18..26).contains(&y);
            if is_first || is_second {
                *level = 0.9;
            }
        }
        map[2] = 0.9;
        let found = regions(&map, 60);
        assert_eq!(found.len(), 2);
        assert!(found[0].turn.abs() < 0.01 && found[0].elongation > 3.0);
        assert!(found[0].area.x < 5.0 && found[0].area.width > 20.0);
    }

    #[test]
    fn a_slanting_line_says_how_it_slants() {
        let mut map = vec![0.0; 64 * 64];
        for x in 10..54 {
            for thick in 0..5 {
                map[(x + thick) * 64 + x] = 0.8;
            }
        }
        let found = regions(&map, 64);
        assert!((found[0].turn - std::f32::consts::FRAC_PI_4).abs() < 0.05);
    }

    #[test]
    fn an_empty_map_has_none() {
        assert_eq!(regions(&[], 0), []);
        assert_eq!(regions(&[0.1; 64], 8), []);
    }
}
