//! The paper behind the ink, place by place.
//!
//! Light falls unevenly on a photographed sheet, so the paper's level is estimated on a coarse grid and interpolated. At each
//! node it is a high percentile of a wide window when the paper is the brighter of the two, a low one when the paper is
//! dark: the ink in the window lies on the other side of it.

use image::RgbImage;

/// Nodes of the grid along each axis.
const NODES: usize = 6;
/// The share of a window's pixels that may be ink before the estimate suffers: 15 of 100 have to be paper.
const PERCENTILE: f32 = 0.85;

/// The estimated paper, one colour per node.
pub(super) struct Background {
    nodes: Vec<[f32; 3]>,
    columns: Vec<Cell>,
    rows: Vec<Cell>,
}

/// Between which two nodes a pixel lies along one axis, and how far from the first.
#[derive(Clone, Copy)]
struct Cell {
    node: usize,
    share: f32,
}

impl Background {
    /// Estimates the paper of a picture; `dark` says that the paper is darker than the ink.
    pub(super) fn estimate(picture: &RgbImage, dark: bool) -> Self {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let reach_x = (width / 5).max(4);
        let reach_y = (height / 5).max(4);
        let mut nodes = Vec::with_capacity(NODES * NODES);
        for row in 0..NODES {
            let y = row * height.saturating_sub(1) / (NODES - 1);
            for column in 0..NODES {
                let x = column * width.saturating_sub(1) / (NODES - 1);
                let columns = x.saturating_sub(reach_x)..(x + reach_x + 1).min(width);
                let rows = y.saturating_sub(reach_y)..(y + reach_y + 1).min(height);
                nodes.push(level(picture, columns, rows, dark));
            }
        }
        Self {
            nodes,
            columns: cells(width),
            rows: cells(height),
        }
    }

    /// Writes the paper's level in one channel along one row.
    pub(super) fn row(&self, y: usize, channel: usize, levels: &mut [f32]) {
        let at = self.rows[y];
        let nodes: [f32; NODES] = std::array::from_fn(|column| {
            let upper = self.nodes[at.node * NODES + column][channel];
            let lower = self.nodes[(at.node + 1) * NODES + column][channel];
            mix(upper, lower, at.share)
        });
        let mut rest = levels;
        // Between two nodes only the share changes: a loop that the compiler makes wide.
        for cells in self.columns.chunk_by(|one, next| one.node == next.node) {
            let (part, after) = rest.split_at_mut(cells.len());
            let (first, second) = (nodes[cells[0].node], nodes[cells[0].node + 1]);
            for (level, cell) in part.iter_mut().zip(cells) {
                *level = mix(first, second, cell.share);
            }
            rest = after;
        }
    }
}

fn cells(length: usize) -> Vec<Cell> {
    let last = length.saturating_sub(1).max(1) as f32;
    let cell = |position: usize| {
        let scaled = position as f32 / last * (NODES - 1) as f32;
        let node = (scaled as usize).min(NODES - 2);
        Cell {
            node,
            share: scaled - node as f32,
        }
    };
    (0..length).map(cell).collect()
}

fn mix(first: f32, second: f32, share: f32) -> f32 {
    first + (second - first) * share
}

/// The percentile of each channel in a window, from every second pixel of every second row.
fn level(
    picture: &RgbImage,
    columns: std::ops::Range<usize>,
    rows: std::ops::Range<usize>,
    dark: bool,
) -> [f32; 3] {
    let mut counts = [[0_u32; 256]; 3];
    let mut total = 0;
    for y in rows.step_by(2) {
        for x in columns.clone().step_by(2) {
            let pixel = picture.get_pixel(x as u32, y as u32);
            for (count, level) in counts.iter_mut().zip(pixel.0) {
                count[usize::from(level)] += 1;
            }
            total += 1;
        }
    }
    let share = if dark { 1.0 - PERCENTILE } else { PERCENTILE };
    let rank = (total as f32 * share) as u32;
    counts.map(|count| percentile(&count, rank))
}

fn percentile(counts: &[u32; 256], rank: u32) -> f32 {
    let mut seen = 0;
    for (level, count) in counts.iter().enumerate() {
        seen += count;
        if seen > rank {
            return level as f32;
        }
    }
    255.0
}
