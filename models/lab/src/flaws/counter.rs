//! Enclosed spaces that fill, or that a gap opens.

use nazar::image::Nearest;

use super::raster::Raster;

/// Half the width of the widest gap, as a share of the side.
const GAP: f32 = 0.05;
/// The least depth of a space that counts, as a share of the side.
const LEAST_DEPTH: f32 = 0.012;

/// Ink creeps from the walls of one enclosed space into it.
pub(super) fn filled(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let distances = drawing.edge_distances();
    let Some(space) = enclosed(drawing, &distances, seed) else {
        return drawing.clone();
    };
    let deepest = space
        .iter()
        .map(|&index| distances[index])
        .fold(0.0, f32::max);
    let reach = strength * (deepest + 1.0);
    let mut inside = vec![false; distances.len()];
    for &index in &space {
        inside[index] = true;
    }
    let side = drawing.side();
    drawing.mapped(|x, y, level| {
        let index = y as usize * side + x as usize;
        if !inside[index] {
            return level;
        }
        level.max(255.0 * (reach - distances[index] + 0.5).clamp(0.0, 1.0))
    })
}

/// A gap from one enclosed space to the paper around the character, on the shortest way.
pub(super) fn opened(drawing: &Raster, strength: f32, seed: u64) -> Raster {
    let distances = drawing.edge_distances();
    let Some(space) = enclosed(drawing, &distances, seed) else {
        return drawing.clone();
    };
    let side = drawing.side();
    let around = surroundings(drawing);
    let nearest = Nearest::of(&around, side);
    let away = nearest.distances();
    let Some(&from) = space
        .iter()
        .min_by(|one, other| away[**one].total_cmp(&away[**other]))
    else {
        return drawing.clone();
    };
    let Some(to) = nearest.index(from) else {
        return drawing.clone();
    };
    let middle = |index: usize| ((index % side) as f32 + 0.5, (index / side) as f32 + 0.5);
    let ((x, y), (end_x, end_y)) = (middle(from), middle(to));
    let length = (end_x - x).hypot(end_y - y).max(1.0);
    let (across, down) = ((end_x - x) / length, (end_y - y) / length);
    let half = strength * GAP * side as f32;
    drawing.mapped(|to_x, to_y, level| {
        let along = ((to_x - x) * across + (to_y - y) * down).clamp(0.0, length);
        let aside = (to_x - x - along * across).hypot(to_y - y - along * down);
        level.min(255.0 * (aside - half + 0.5).clamp(0.0, 1.0))
    })
}

/// One of the enclosed spaces that are deep enough, by a seed: its pixels.
fn enclosed(drawing: &Raster, distances: &[f32], seed: u64) -> Option<Vec<usize>> {
    let around = surroundings(drawing);
    let mut left: Vec<bool> = drawing
        .ink()
        .iter()
        .zip(&around)
        .map(|(ink, out)| !ink && !out)
        .collect();
    let least = LEAST_DEPTH * drawing.side() as f32;
    let mut spaces = Vec::new();
    while let Some(start) = left.iter().position(|&open| open) {
        let space = flood(&mut left, drawing.side(), vec![start]);
        if space.iter().any(|&index| distances[index] >= least) {
            spaces.push(space);
        }
    }
    let count = spaces.len() as u64;
    if count == 0 {
        return None;
    }
    spaces.into_iter().nth((seed % count) as usize)
}

/// The paper that is connected with the rim.
fn surroundings(drawing: &Raster) -> Vec<bool> {
    let side = drawing.side();
    let mut left: Vec<bool> = drawing.ink().iter().map(|ink| !ink).collect();
    let on_rim = |index: &usize| {
        let (x, y) = (index % side, index / side);
        x == 0 || y == 0 || x + 1 == side || y + 1 == side
    };
    let rim: Vec<usize> = (0..left.len())
        .filter(on_rim)
        .filter(|&index| left[index])
        .collect();
    let mut around = vec![false; left.len()];
    for index in flood(&mut left, side, rim) {
        around[index] = true;
    }
    around
}

/// Takes everything out of `left` that is connected with the starts, by sides.
fn flood(left: &mut [bool], side: usize, starts: Vec<usize>) -> Vec<usize> {
    let mut found: Vec<usize> = starts
        .into_iter()
        .filter(|&start| std::mem::take(&mut left[start]))
        .collect();
    let mut next = 0;
    while next < found.len() {
        let index = found[next];
        next += 1;
        let (x, y) = (index % side, index / side);
        let neighbours = [
            (x > 0).then(|| index - 1),
            (x + 1 < side).then(|| index + 1),
            (y > 0).then(|| index - side),
            (y + 1 < side).then(|| index + side),
        ];
        for neighbour in neighbours.into_iter().flatten() {
            if std::mem::take(&mut left[neighbour]) {
                found.push(neighbour);
            }
        }
    }
    found
}
