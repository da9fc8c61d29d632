//! Pharmacies by H3 cells, and a search that goes outwards ring by ring until nothing nearer can follow.
//!
//! H3 parts the whole globe into hexagons and twelve pentagons, with no seam at a border, a pole or the antimeridian. A
//! ring is what is reached by one more step over a side, so any way out of the rings that were looked at leads through
//! the next ring: what was not looked at is at least as far as the nearest cell of that ring. That bound is taken from the
//! cells themselves and not from a table of edge lengths, because cells differ in size by half.

use std::collections::HashSet;

use h3o::{CellIndex, DirectedEdgeIndex, LatLng, Resolution};

use super::Place;
use crate::snapshots::{FrameError, Places};

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

/// Which points are in which cell, for each size of cells. To find the cell of a point costs a microsecond, so it is done at
/// import, and the cells are shipped in the snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CellIndexes {
    levels: [Places; LEVELS.len()],
}

/// [`CellIndexes`] in bytes.
pub(super) type CellBytes<T> = [T; LEVELS.len()];

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
            let cells = places.clone().zip(0..).filter_map(|(place, at)| {
                let cell = cell(place, level.resolution)?;
                Some((u64::from(cell), at))
            });
            Places::new(cells.collect())
        });
        Self { levels }
    }

    /// As bytes, one run for each size of cells.
    pub(super) fn to_bytes(&self) -> CellBytes<Vec<u8>> {
        self.levels.each_ref().map(Places::to_bytes)
    }

    /// Reads what [`CellIndexes::to_bytes`] wrote for so many points.
    pub(super) fn from_bytes(bytes: CellBytes<&[u8]>, points: usize) -> Result<Self, FrameError> {
        let [fine, middle, coarse] =
            bytes.map(|bytes| Places::from_bytes(bytes, |at| (at as usize) < points));
        Ok(Self {
            levels: [fine?, middle?, coarse?],
        })
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
        search.take(self.levels[0].iter().map(|(_, at)| at));
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
    /// Looks at points; how many there were.
    fn take(&mut self, points: impl Iterator<Item = u32>) -> usize {
        let mut looked_at = 0;
        for at in points {
            looked_at += 1;
            let metres = self.from.distance_to((self.places)(at));
            if metres <= self.radius && (self.passes)(at) {
                self.found.push(Found { at, metres });
            }
        }
        looked_at
    }

    fn outwards(&mut self, cells: &Places, level: usize, origin: CellIndex, limit: usize) {
        let mut seen = HashSet::from([origin]);
        let mut ring = vec![origin];
        // Without a point that was not looked at, further rings add nothing.
        let mut left = cells.len();
        while !ring.is_empty() && left > 0 {
            for cell in &ring {
                left -= self.take(cells.at(u64::from(*cell)));
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
