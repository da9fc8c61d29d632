//! A cheap look at what a picture may hold, before more is spent on it.
//!
//! A part of a picture is barred where nearly all its edges run the same way, and dense where it has many edges that run every
//! way. Bars make a field of barred parts that all run one way, however blurred they are; squares of codes make many dense
//! parts. Hands, walls and cloth make neither, and may not cost much more than the first attempt did.

use image::GrayImage;

use super::decoder::Effort;

/// Pixels of the small picture's longer side that are looked at: enough to tell bars from an even grey.
const LONGEST: u32 = 480;
/// The side of a part, in those pixels.
const PART: usize = 16;
/// The mean square of the slopes, in levels, from which a part has edges at all.
const EDGED: f32 = 16.0;
/// The same, from which a part is dense.
const DENSE: f32 = 150.0;
/// From this share of edges that run one way on, a part is barred: 1 is all of them, 0 none more than another.
const ONE_WAY: f32 = 0.8;
/// A field has so many parts by so many, lying or standing.
const FIELD: (usize, usize) = (5, 3);

/// From this share on, the parts of a field run one way. Packs whose bars the library did not read have 1, nine of ten photos
/// without a code less.
const LIKE_BARS: f32 = 0.97;
/// Bars that fill a small picture have no field as large; this share of its parts is barred. Photos without a code have 0.25 at most.
const FULL_OF_BARS: f32 = 0.29;
/// So large a share of a picture is dense where squares stand.
const LIKE_SQUARES: f32 = 0.3;

/// What a picture may hold.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Glance {
    /// How many of the parts are barred, 0 to 1.
    barred: f32,
    /// How much the parts of the most even field run one way, 0 to 1.
    field: f32,
    /// How many of the parts are full of edges that run every way, 0 to 1.
    dense: f32,
}

impl Glance {
    /// Looks at every part of a picture, and of a large one at every second pixel, every third, and so on.
    pub(super) fn of(picture: &GrayImage) -> Self {
        let step = step(picture) as usize;
        let (columns, rows) = (
            picture.width() as usize / step,
            picture.height() as usize / step,
        );
        if columns < 3 || rows < 3 {
            return Self::default();
        }
        let parts = Parts::of(picture, step, columns, rows);
        let share = |is_such: fn(&Slopes) -> bool| {
            let such = parts.slopes.iter().filter(|part| is_such(part)).count();
            such as f32 / parts.slopes.len() as f32
        };
        Self {
            barred: share(Slopes::is_barred),
            field: parts
                .field(FIELD.0, FIELD.1)
                .max(parts.field(FIELD.1, FIELD.0)),
            dense: share(Slopes::is_dense),
        }
    }

    /// What looking cost, in hundredths of a full attempt at a pixel.
    pub(super) fn cost(picture: &GrayImage) -> u64 {
        let step = u64::from(step(picture));
        12 * u64::from(picture.width()) * u64::from(picture.height()) / (step * step)
    }

    /// What a full attempt takes for each pixel, in hundredths of one at a picture without dense parts: what it looks for begins at edges,
    /// and in dense pictures it takes half as long again, at the least.
    pub(super) fn full_cost(&self) -> u64 {
        100 + (50.0 * self.dense) as u64
    }

    /// Whether the picture may hold what an attempt looks for.
    pub(super) fn promises(&self, effort: Effort) -> bool {
        match effort {
            Effort::Full => true,
            Effort::Bars | Effort::QuickBars => {
                self.field >= LIKE_BARS || self.barred >= FULL_OF_BARS
            }
            Effort::Squares => self.dense >= LIKE_SQUARES,
        }
    }
}

/// Every how many pixels one is looked at, across and down.
fn step(picture: &GrayImage) -> u32 {
    let longest = picture.width().max(picture.height());
    longest.div_ceil(LONGEST).max(1)
}

/// The sums over a part from which the direction of its edges follows (the structure tensor).
#[derive(Debug, Clone, Copy, Default)]
struct Slopes {
    across: f32,
    down: f32,
    both: f32,
    pixels: f32,
}

impl Slopes {
    /// Adds slopes, to the right and downwards, in eighths of a level: their squares are whole numbers, and small enough to be summed as such.
    fn add(&mut self, right: &[i16], below: &[i16]) {
        let sum = |one: &[i16], other: &[i16]| -> i32 {
            let both = one.iter().zip(other);
            both.map(|(one, other)| i32::from(*one) * i32::from(*other))
                .sum()
        };
        self.across += sum(right, right) as f32 / 64.0;
        self.down += sum(below, below) as f32 / 64.0;
        self.both += sum(right, below) as f32 / 64.0;
        self.pixels += right.len() as f32;
    }

    fn strength(&self) -> f32 {
        (self.across + self.down) / self.pixels.max(1.0)
    }

    /// Twice the angle that the edges run at, as a direction whose length is how much they agree.
    fn direction(&self) -> (f32, f32) {
        let all = (self.across + self.down).max(f32::MIN_POSITIVE);
        ((self.across - self.down) / all, 2.0 * self.both / all)
    }

    /// The direction as one of length 1; none in a part that is not barred.
    fn way(&self) -> (f32, f32) {
        if !self.is_barred() {
            return (0.0, 0.0);
        }
        let (level, slanted) = self.direction();
        let length = level.hypot(slanted);
        (level / length, slanted / length)
    }

    fn is_one_way(&self) -> bool {
        let (level, slanted) = self.direction();
        level.hypot(slanted) > ONE_WAY
    }

    fn is_barred(&self) -> bool {
        self.strength() > EDGED && self.is_one_way()
    }

    fn is_dense(&self) -> bool {
        self.strength() > DENSE && !self.is_one_way()
    }
}

/// The parts, row by row.
struct Parts {
    slopes: Vec<Slopes>,
    columns: usize,
}

impl Parts {
    fn of(picture: &GrayImage, step: usize, columns: usize, rows: usize) -> Self {
        let lines = picture.chunks_exact(picture.width() as usize);
        let seen: Vec<Vec<i16>> = lines
            .step_by(step)
            .take(rows)
            .map(|line| {
                // Of a small picture every pixel is looked at, which is made wide.
                if step == 1 {
                    return line.iter().map(|level| i16::from(*level)).collect();
                }
                let pixels = line.iter().step_by(step).take(columns);
                pixels.map(|level| i16::from(*level)).collect()
            })
            .collect();
        let across = columns.div_ceil(PART);
        let mut slopes = vec![Slopes::default(); across * rows.div_ceil(PART)];
        let (mut right, mut below) = (vec![0_i16; columns], vec![0_i16; columns]);
        let (mut upright, mut fall) = (right.clone(), right.clone());
        for (row, lines) in (1..).zip(seen.windows(3)) {
            let [over, middle, under] = lines else {
                continue;
            };
            // Across the slope three pixels count together, which halves what noise adds.
            let around = over.iter().zip(middle).zip(under);
            for ((upright, fall), ((over, middle), under)) in
                upright.iter_mut().zip(&mut fall).zip(around)
            {
                *upright = over + 2 * middle + under;
                *fall = under - over;
            }
            for (slope, (left, right)) in
                right[1..].iter_mut().zip(upright.iter().zip(&upright[2..]))
            {
                *slope = right - left;
            }
            let around = fall.iter().zip(&fall[1..]).zip(&fall[2..]);
            for (slope, ((left, middle), right)) in below[1..].iter_mut().zip(around) {
                *slope = left + 2 * middle + right;
            }
            let parts = &mut slopes[row / PART * across..][..across];
            let stretches = right.chunks(PART).zip(below.chunks(PART));
            for (part, (right, below)) in parts.iter_mut().zip(stretches) {
                part.add(right, below);
            }
            // The outermost pixels have no slope.
            parts[0].pixels -= 1.0;
            parts[across - 1].pixels -= 1.0;
        }
        Self {
            slopes,
            columns: across,
        }
    }

    /// How much the barred parts of the best field run one way; a field is as large as asked for, or as the picture.
    fn field(&self, wide: usize, high: usize) -> f32 {
        let rows = self.slopes.len() / self.columns;
        let (wide, high) = (wide.min(self.columns), high.min(rows));
        let ways: Vec<(f32, f32)> = self.slopes.iter().map(Slopes::way).collect();
        let mut best = 0.0_f32;
        for top in 0..=rows - high {
            for left in 0..=self.columns - wide {
                let field = ways
                    .chunks_exact(self.columns)
                    .skip(top)
                    .take(high)
                    .flat_map(|row| &row[left..left + wide]);
                let sum = field.fold((0.0, 0.0), |sum, way| (sum.0 + way.0, sum.1 + way.1));
                best = best.max(f32::hypot(sum.0, sum.1) / (wide * high) as f32);
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use image::Luma;
    use proptest::prelude::*;

    use super::*;

    fn bars(turned: f32, seen: impl Fn(u32, u32) -> bool) -> GrayImage {
        let (sine, cosine) = turned.sin_cos();
        GrayImage::from_fn(400, 300, |x, y| {
            let along = x as f32 * cosine + y as f32 * sine;
            let is_dark = seen(x, y) && ((along / 4.0) as u32).is_multiple_of(2);
            Luma([if is_dark { 60 } else { 200 }])
        })
    }

    #[test]
    fn bars_promise_bars_however_they_are_turned_and_wherever_they_stand() {
        for turned in [0.0_f32, 0.5, 1.2] {
            let filled = Glance::of(&bars(turned, |_, _| true));
            assert!(
                filled.promises(Effort::Bars) && !filled.promises(Effort::Squares),
                "{turned}: {filled:?}"
            );
            let corner = Glance::of(&bars(turned, |x, y| x > 280 && y > 200));
            assert!(corner.promises(Effort::QuickBars), "{turned}: {corner:?}");
        }
    }

    #[test]
    fn squares_promise_squares_and_not_bars() {
        let squares = GrayImage::from_fn(240, 240, |x, y| {
            // Modules of four pixels, black and white without order.
            let (column, row) = (x / 4, y / 4);
            let mixed = (column * 7919 + row * 104_729 + column * row * 31) % 101;
            Luma([if mixed < 50 { 10 } else { 245 }])
        });
        let glance = Glance::of(&squares);
        assert!(
            glance.promises(Effort::Squares) && !glance.promises(Effort::Bars),
            "{glance:?}"
        );
    }

    #[test]
    fn an_even_picture_and_a_horizon_promise_nothing() {
        let even = GrayImage::from_pixel(2000, 1000, Luma([90]));
        let horizon = GrayImage::from_fn(640, 480, |_, y| Luma([if y < 240 { 220 } else { 40 }]));
        for picture in [even, horizon] {
            let glance = Glance::of(&picture);
            assert!(
                !glance.promises(Effort::Bars) && !glance.promises(Effort::Squares),
                "{glance:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_picture_can_be_glanced_at(width in 1_u32..70, height in 1_u32..70, seed: u32) {
            let picture = GrayImage::from_fn(width, height, |x, y| {
                Luma([(x.wrapping_mul(seed) ^ y.wrapping_mul(seed >> 3)) as u8])
            });
            let glance = Glance::of(&picture);
            for share in [glance.barred, glance.dense, glance.field] {
                prop_assert!((0.0..=1.001).contains(&share), "{:?}", glance);
            }
        }
    }
}
