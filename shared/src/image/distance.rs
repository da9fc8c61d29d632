//! How far every pixel is from the nearest ink, exactly: two passes after Meijster, Roerdink and Hesselink ("A general
//! algorithm for computing distance transforms in linear time", 2000), first along columns, then along rows.

/// No ink anywhere.
const NONE: u32 = u32::MAX;

/// For every pixel of a picture, the nearest pixel of ink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    width: usize,
    indices: Vec<u32>,
}

impl Nearest {
    /// Looks for the nearest ink from every pixel of a row-major picture `width` pixels wide.
    pub fn of(ink: &[bool], width: usize) -> Self {
        let rows = nearest_rows(ink, width);
        let mut indices = Vec::with_capacity(ink.len());
        let mut envelope = Envelope::default();
        for (y, line) in rows.chunks_exact(width.max(1)).enumerate() {
            envelope.build(line, y as u32);
            envelope.fill(line, &mut indices);
        }
        Self { width, indices }
    }

    /// The index of the nearest ink from a pixel's index; `None` where there is no ink at all.
    pub fn index(&self, from: usize) -> Option<usize> {
        self.indices
            .get(from)
            .filter(|&&index| index != NONE)
            .map(|&index| index as usize)
    }

    /// The distance from every pixel to its nearest ink, in pixels from middle to middle: 0 on ink, infinite where there is
    /// none at all.
    pub fn distances(&self) -> Vec<f32> {
        let width = self.width.max(1);
        let mut distances = Vec::with_capacity(self.indices.len());
        for (y, line) in self.indices.chunks_exact(width).enumerate() {
            for (x, &index) in line.iter().enumerate() {
                if index == NONE {
                    distances.push(f32::INFINITY);
                    continue;
                }
                let across = (index as usize % width).abs_diff(x);
                let down = (index as usize / width).abs_diff(y);
                distances.push(((across * across + down * down) as f32).sqrt());
            }
        }
        distances
    }
}

/// In each pixel's own column, the row of the nearest ink.
fn nearest_rows(ink: &[bool], width: usize) -> Vec<u32> {
    let mut rows = vec![NONE; ink.len()];
    let mut last = vec![NONE; width];
    let lines = ink.chunks_exact(width.max(1));
    for ((y, line), found) in lines.enumerate().zip(rows.chunks_exact_mut(width.max(1))) {
        for ((last, &ink), found) in last.iter_mut().zip(line).zip(found) {
            if ink {
                *last = y as u32;
            }
            *found = *last;
        }
    }
    last.fill(NONE);
    let upwards = rows.chunks_exact_mut(width.max(1)).enumerate().rev();
    for (y, found) in upwards {
        let y = y as u32;
        for (last, found) in last.iter_mut().zip(found) {
            if *found == y {
                *last = y;
            }
            if *last != NONE && (*found == NONE || *last - y < y - *found) {
                *found = *last;
            }
        }
    }
    rows
}

/// The lower envelope of one row's parabolas: each column with ink gives one, and the lowest at a place is the nearest.
#[derive(Debug, Default)]
struct Envelope {
    row: u32,
    /// Columns of the parabolas that are lowest somewhere, from left to right.
    columns: Vec<i64>,
    /// Their heights: squared distances along the column.
    heights: Vec<i64>,
    /// From where each of them is the lowest.
    starts: Vec<i64>,
}

impl Envelope {
    fn build(&mut self, line: &[u32], row: u32) {
        self.row = row;
        self.columns.clear();
        self.heights.clear();
        self.starts.clear();
        for (x, &found) in line.iter().enumerate().filter(|(_, found)| **found != NONE) {
            self.add(
                x as i64,
                i64::from(found.abs_diff(row)).pow(2),
                line.len() as i64,
            );
        }
    }

    fn add(&mut self, column: i64, height: i64, width: i64) {
        while let (Some(&before), Some(&low), Some(&start)) =
            (self.columns.last(), self.heights.last(), self.starts.last())
        {
            // The first whole place from which the new parabola is lower than the one before it.
            let rise = column * column - before * before + height - low;
            let from = rise.div_euclid(2 * (column - before)) + 1;
            if from > start {
                if from < width {
                    self.push(column, height, from);
                }
                return;
            }
            self.columns.pop();
            self.heights.pop();
            self.starts.pop();
        }
        self.push(column, height, 0);
    }

    fn push(&mut self, column: i64, height: i64, start: i64) {
        self.columns.push(column);
        self.heights.push(height);
        self.starts.push(start);
    }

    fn fill(&self, line: &[u32], indices: &mut Vec<u32>) {
        let width = line.len();
        if self.columns.is_empty() {
            indices.extend(std::iter::repeat_n(NONE, width));
            return;
        }
        let ends = self.starts.iter().skip(1).copied().chain([width as i64]);
        for ((&column, &start), end) in self.columns.iter().zip(&self.starts).zip(ends) {
            let index = line[column as usize] * width as u32 + column as u32;
            indices.extend(std::iter::repeat_n(index, (end - start) as usize));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by_trying_all(ink: &[bool], width: usize, from: usize) -> f32 {
        let squared = |to: usize| {
            let across = (from % width).abs_diff(to % width);
            let down = (from / width).abs_diff(to / width);
            across * across + down * down
        };
        let all = (0..ink.len()).filter(|&to| ink[to]).map(squared);
        all.min()
            .map_or(f32::INFINITY, |least| (least as f32).sqrt())
    }

    #[test]
    fn without_ink_everything_is_infinitely_far() {
        let nearest = Nearest::of(&[false; 12], 4);
        assert_eq!(nearest.index(5), None);
        assert!(
            nearest
                .distances()
                .iter()
                .all(|distance| distance.is_infinite())
        );
        assert!(Nearest::of(&[], 0).distances().is_empty());
    }

    proptest! {
        #[test]
        fn distances_are_exact_and_lead_to_ink(
            (width, ink) in (1_usize..24, 1_usize..24).prop_flat_map(|(width, height)| {
                let ink = proptest::collection::vec(proptest::bool::weighted(0.06), width * height);
                (Just(width), ink)
            }),
        ) {
            let nearest = Nearest::of(&ink, width);
            for (index, &distance) in nearest.distances().iter().enumerate() {
                prop_assert_eq!(distance, by_trying_all(&ink, width, index));
                if let Some(found) = nearest.index(index) {
                    prop_assert!(ink[found]);
                }
            }
        }
    }
}
