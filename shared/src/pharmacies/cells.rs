//! Pharmacies by H3 cells, and a search that goes outwards ring by ring until nothing nearer can follow.
//!
//! H3 parts the whole globe into hexagons and twelve pentagons, with no seam at a border, a pole or the antimeridian. A
//! ring is what is reached by one more step over a side, so any way out of the rings that were looked at leads through
//! the next ring: what was not looked at is at least as far as the nearest cell of that ring. That bound is taken from the
//! cells themselves and not from a table of edge lengths, because cells differ in size by half.

use std::collections::{HashMap, HashSet};

use h3o::{CellIndex, DirectedEdgeIndex, LatLng, Resolution};

use super::Place;

/// A size of cells: how far around a point it is used for, and a bound for how far a cell's corner lies from its centre.
struct Level {
    resolution: Resolution,
    reach: f64,
    circumradius: f64,
}

/// Corners lie at most 75.9, 10.9 and 1.55 km from the centre (all cells of resolution 3; a sample of the finer ones over
/// the whole globe); the rest is a margin.
const LEVELS: [Level; 3] = [
    Level {
        resolution: Resolution::Seven,
        reach: 10_000.0,
        circumradius: 1_700.0,
    },
    Level {
        resolution: Resolution::Five,
        reach: 80_000.0,
        circumradius: 12_000.0,
    },
    Level {
        resolution: Resolution::Three,
        reach: 600_000.0,
        circumradius: 80_000.0,
    },
];

/// Which points are in which cell, for each size of cells.
#[derive(Debug, Clone, Default)]
pub(super) struct CellIndexes {
    levels: [HashMap<CellIndex, Vec<u32>>; LEVELS.len()],
}

/// A point that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    /// Its place in the list that was indexed.
    pub(super) at: u32,
    /// Metres to it.
    pub(super) metres: f64,
}

impl CellIndexes {
    /// Indexes points by their place in the list.
    pub(super) fn of(places: &(impl Iterator<Item = Place> + Clone)) -> Self {
        let levels = LEVELS.each_ref().map(|level| {
            let mut cells: HashMap<CellIndex, Vec<u32>> = HashMap::new();
            for (place, at) in places.clone().zip(0..) {
                if let Some(cell) = cell(place, level.resolution) {
                    cells.entry(cell).or_default().push(at);
                }
            }
            cells
        });
        Self { levels }
    }

    /// The nearest points within `radius` metres that pass, nearest first and by their place in the list where two are
    /// equally far; at most `limit`.
    pub(super) fn nearest(
        &self,
        places: &(impl Fn(u32) -> Place + ?Sized),
        from: Place,
        radius: f64,
        limit: usize,
        passes: &(impl Fn(u32) -> bool + ?Sized),
    ) -> Vec<Found> {
        for (level, cells) in self.levels.iter().enumerate() {
            let Some(origin) = cell(from, LEVELS[level].resolution) else {
                continue;
            };
            // Small cells first: where pharmacies are many, the nearest are found without a look at the others.
            let mut search = Search {
                places,
                passes,
                from,
                radius: radius.min(LEVELS[level].reach),
                found: Vec::new(),
            };
            search.outwards(cells, level, origin, limit);
            if search.found.len() >= limit || radius <= LEVELS[level].reach {
                return search.nearest(limit);
            }
        }
        // A part of the globe so large holds most of the points: all are looked at.
        let mut search = Search {
            places,
            passes,
            from,
            radius,
            found: Vec::new(),
        };
        self.levels[0].values().for_each(|cell| search.take(cell));
        search.nearest(limit)
    }
}

/// A search under way.
struct Search<'a, P: ?Sized, F: ?Sized> {
    places: &'a P,
    passes: &'a F,
    from: Place,
    radius: f64,
    found: Vec<Found>,
}

impl<P: Fn(u32) -> Place + ?Sized, F: Fn(u32) -> bool + ?Sized> Search<'_, P, F> {
    fn take(&mut self, points: &Vec<u32>) {
        for at in points {
            let metres = self.from.distance_to((self.places)(*at));
            if metres <= self.radius && (self.passes)(*at) {
                self.found.push(Found { at: *at, metres });
            }
        }
    }

    fn outwards(
        &mut self,
        cells: &HashMap<CellIndex, Vec<u32>>,
        level: usize,
        origin: CellIndex,
        limit: usize,
    ) {
        let mut seen = HashSet::from([origin]);
        let mut ring = vec![origin];
        // Without a cell that has a point, further rings add nothing.
        let mut left = cells.len();
        while !ring.is_empty() && left > 0 {
            for cell in &ring {
                if let Some(points) = cells.get(cell) {
                    left -= 1;
                    self.take(points);
                }
            }
            ring = next_ring(&ring, &mut seen);
            let beyond = self.least_distance(&ring, LEVELS[level].circumradius);
            if beyond > self.radius || self.nearer_than(beyond) >= limit {
                return;
            }
        }
    }

    /// The least that anything in these cells, or behind them, can be away. A metre is taken off for rounding at borders.
    fn least_distance(&self, ring: &[CellIndex], circumradius: f64) -> f64 {
        let centres = ring.iter().filter_map(|cell| centre(*cell));
        let nearest = centres
            .map(|centre| self.from.distance_to(centre))
            .fold(f64::INFINITY, f64::min);
        nearest - circumradius - 1.0
    }

    fn nearer_than(&self, metres: f64) -> usize {
        self.found
            .iter()
            .filter(|found| found.metres < metres)
            .count()
    }

    /// The nearest of what was found.
    fn nearest(mut self, limit: usize) -> Vec<Found> {
        self.found.sort_by(|one, other| {
            one.metres
                .total_cmp(&other.metres)
                .then(one.at.cmp(&other.at))
        });
        self.found.truncate(limit);
        self.found
    }
}

/// The cells one step further out than a ring.
fn next_ring(ring: &[CellIndex], seen: &mut HashSet<CellIndex>) -> Vec<CellIndex> {
    ring.iter()
        .flat_map(|cell| cell.edges().map(DirectedEdgeIndex::destination))
        .filter(|cell| seen.insert(*cell))
        .collect()
}

fn cell(place: Place, resolution: Resolution) -> Option<CellIndex> {
    let point = LatLng::new(place.latitude(), place.longitude()).ok()?;
    Some(point.to_cell(resolution))
}

fn centre(cell: CellIndex) -> Option<Place> {
    let point = LatLng::from(cell);
    // A centre beyond the antimeridian by rounding is brought back onto it.
    let longitude = point.lng().clamp(-180.0, 180.0);
    Place::new(point.lat().clamp(-90.0, 90.0), longitude).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_lie_within_the_bound() {
        for level in &LEVELS {
            for coarse in CellIndex::base_cells() {
                let cell = coarse.center_child(level.resolution).unwrap();
                let around = cell.edges().map(DirectedEdgeIndex::destination);
                for cell in around.chain([cell]) {
                    let middle = LatLng::from(cell);
                    for corner in cell.boundary().iter() {
                        assert!(middle.distance_m(*corner) < level.circumradius, "{cell}");
                    }
                }
            }
        }
    }
}
