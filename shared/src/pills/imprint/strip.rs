//! A part of a surface as the recognition takes it: one line, turned by quarters.

use super::super::network::Planes;
use super::surface::Surface;
use crate::pills::Area;

/// The height of a line.
const HEIGHT: usize = 48;
/// A shorter line is filled up to this with grey, a longer one is pressed together.
const SHORTEST: usize = 80;
const LONGEST: usize = 640;

/// How often a surface is turned by a quarter, clockwise, before it is read.
pub(super) type Quarters = u8;

impl Surface {
    /// The part in an area, turned, on as many pixels as the recognition wants. `None` when it has no size.
    pub(super) fn strip(&self, area: &Area, quarters: Quarters) -> Option<Planes> {
        let area = area.clipped(self.width as u32, self.height as u32);
        if area.width < 2.0 || area.height < 2.0 {
            return None;
        }
        let (long, high) = if quarters.is_multiple_of(2) {
            (area.width, area.height)
        } else {
            (area.height, area.width)
        };
        let seen = ((HEIGHT as f32 * long / high).ceil() as usize).clamp(8, LONGEST);
        let width = seen.max(SHORTEST);
        let mut plane = vec![0.0; width * HEIGHT];
        for row in 0..HEIGHT {
            for column in 0..seen {
                let (across, down) = (
                    (column as f32 + 0.5) / seen as f32,
                    (row as f32 + 0.5) / HEIGHT as f32,
                );
                let (x, y) = unturned(across, down, quarters);
                let level = self.level(area.x + x * area.width, area.y + y * area.height);
                plane[row * width + column] = normal(level);
            }
        }
        Some(Planes {
            width,
            height: HEIGHT,
            values: [plane.as_slice(), &plane, &plane].concat(),
        })
    }

    /// The whole of it, as the detection takes it.
    pub(super) fn planes(&self) -> Planes {
        let plane: Vec<f32> = self.levels.iter().map(|level| normal(*level)).collect();
        Planes {
            width: self.width,
            height: self.height,
            values: [plane.as_slice(), &plane, &plane].concat(),
        }
    }

    /// The level at a point, from the four pixels around it.
    fn level(&self, x: f32, y: f32) -> f32 {
        let (right, bottom) = ((self.width - 1) as f32, (self.height - 1) as f32);
        let (x, y) = ((x - 0.5).clamp(0.0, right), (y - 0.5).clamp(0.0, bottom));
        let (left, top) = (x as usize, y as usize);
        let (across, down) = (x - left as f32, y - top as f32);
        let beside = (left + 1).min(self.width - 1);
        let below = (top + 1).min(self.height - 1);
        let at = |column: usize, row: usize| self.levels[row * self.width + column];
        let upper = at(left, top) * (1.0 - across) + at(beside, top) * across;
        let lower = at(left, below) * (1.0 - across) + at(beside, below) * across;
        upper * (1.0 - down) + lower * down
    }
}

/// Levels as both networks were trained on them, from minus to plus one.
fn normal(level: f32) -> f32 {
    level / 127.5 - 1.0
}

/// Where a point of the turned part came from, in shares of its sides.
fn unturned(across: f32, down: f32, quarters: Quarters) -> (f32, f32) {
    match quarters % 4 {
        0 => (across, down),
        1 => (down, 1.0 - across),
        2 => (1.0 - across, 1.0 - down),
        _ => (1.0 - down, across),
    }
}

/// Where the middle of an area comes to lie when the surface is turned: down, then across, to bring lines in order.
pub(super) fn order(area: &Area, quarters: Quarters) -> (f32, f32) {
    let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0);
    match quarters % 4 {
        0 => (y, x),
        1 => (x, -y),
        2 => (-y, -x),
        _ => (-x, y),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn corner() -> Surface {
        let levels = (0..40 * 40).map(|index| {
            if index % 40 < 20 && index / 40 < 20 {
                255.0
            } else {
                0.0
            }
        });
        Surface {
            width: 40,
            height: 40,
            levels: levels.collect(),
        }
    }

    #[test]
    fn each_quarter_brings_the_corner_on() {
        let whole = Area::between((0.0, 0.0), (40.0, 40.0));
        let bright = |quarters, column: usize, row: usize| {
            corner().strip(&whole, quarters).unwrap().values[row * 80 + column] > 0.9
        };
        let places = [(10, 10), (38, 10), (38, 38), (10, 38)];
        for quarters in 0..4_u8 {
            for (index, (column, row)) in places.iter().enumerate() {
                assert_eq!(
                    bright(quarters, *column, *row),
                    index == usize::from(quarters)
                );
            }
        }
    }

    #[test]
    fn lines_keep_their_order_when_all_is_turned() {
        let upper = Area::between((0.0, 0.0), (40.0, 10.0));
        let lower = Area::between((0.0, 20.0), (40.0, 30.0));
        assert!(order(&upper, 0) < order(&lower, 0));
        assert!(order(&upper, 2) > order(&lower, 2));
    }

    proptest! {
        #[test]
        fn any_area_gives_a_line_or_none(
            x in -90.0_f32..90.0, y in -90.0_f32..90.0, width in 0.0_f32..200.0, height in 0.0_f32..200.0, quarters in 0_u8..8,
        ) {
            if let Some(line) = corner().strip(&Area { x, y, width, height }, quarters) {
                prop_assert_eq!(line.values.len(), 3 * HEIGHT * line.width);
                prop_assert!(line.width <= LONGEST);
            }
        }
    }
}
