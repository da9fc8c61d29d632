//! Ways and times reckoned from the straight line.
//!
//! Streets make a way longer than the line: some 1.3 times on foot and 1.4 times by car in a city of blocks. A person walks
//! 4.8 km an hour (the pace that planners of pedestrian traffic use); a car gets on at 24 km an hour in Tashkent's traffic, and
//! takes two minutes to leave and to park. These are round numbers, and are told as estimates.

use serde::Serialize;
use utoipa::ToSchema;

use crate::views::whole_metres;

/// How a way was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WaySource {
    /// A router found it on the map.
    Router,
    /// Reckoned from the straight line.
    Estimate,
}

/// A way and how long it takes.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct Way {
    /// Metres.
    #[schema(example = 1610)]
    pub(crate) distance_m: u32,
    /// Seconds.
    #[schema(example = 1210)]
    pub(crate) duration_s: u32,
    /// How it was found.
    pub(crate) source: WaySource,
    /// Points of the way as `[latitude, longitude]`; of a router's alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<Vec<f64>>>)]
    pub(crate) points: Option<Vec<[f64; 2]>>,
}

/// How somebody goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Walking,
    Driving,
}

impl Mode {
    /// The way's length over the line's, metres a second, and seconds that any way takes.
    fn figures(self) -> (f64, f64, f64) {
        match self {
            Self::Walking => (1.3, 4.8 / 3.6, 0.0),
            Self::Driving => (1.4, 24.0 / 3.6, 120.0),
        }
    }

    /// The way over a straight line of so many metres.
    pub(crate) fn estimate(self, metres: f64) -> Way {
        let (longer, speed, once) = self.figures();
        let way = metres * longer;
        Way {
            distance_m: whole_metres(way),
            duration_s: whole_metres(once + way / speed),
            source: WaySource::Estimate,
            points: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kilometre_takes_a_quarter_of_an_hour_on_foot() {
        let walk = Mode::Walking.estimate(1_000.0);
        assert_eq!((walk.distance_m, walk.duration_s), (1_300, 975));
        let drive = Mode::Driving.estimate(1_000.0);
        assert_eq!((drive.distance_m, drive.duration_s), (1_400, 330));
        assert_eq!(Mode::Walking.estimate(0.0).duration_s, 0);
    }
}
