//! Which way round a pill is read.

use super::regions::Region;

/// A region at least so much longer than wide says how a line runs.
const A_LINE: f32 = 1.5;
/// A line that slants by less, in radians, is read as it is.
const LEVEL: f32 = 0.12;

/// The angle of the lines, when the longest of them say one; the mean of doubled angles, because a line reads alike from
/// both ends as far as its direction goes.
pub(super) fn slant(regions: &[Region]) -> Option<f32> {
    let lines = regions.iter().filter(|region| region.elongation >= A_LINE);
    let (mut sine, mut cosine, mut weight) = (0.0, 0.0, 0.0);
    for region in lines {
        let counts = region.pixels as f32 * (region.elongation - 1.0);
        sine += counts * (2.0 * region.turn).sin();
        cosine += counts * (2.0 * region.turn).cos();
        weight += counts;
    }
    let agree = sine.hypot(cosine) > 0.6 * weight;
    let turn = 0.5 * sine.atan2(cosine);
    (weight > 0.0 && agree && turn.abs() > LEVEL).then_some(turn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pills::Area;

    fn line(turn: f32, elongation: f32) -> Region {
        Region {
            area: Area::between((0.0, 0.0), (9.0, 9.0)),
            turn,
            elongation,
            pixels: 100,
        }
    }

    #[test]
    fn lines_that_agree_say_how_they_slant() {
        let found = slant(&[line(0.6, 3.0), line(0.64, 4.0)]).unwrap();
        assert!((found - 0.62).abs() < 0.03);
        // Almost upright from either side is one direction.
        let upright = slant(&[line(1.55, 3.0), line(-1.55, 3.0)]).unwrap();
        assert!(upright.abs() > 1.5);
    }

    #[test]
    fn level_lines_single_letters_and_disagreement_say_nothing() {
        assert_eq!(slant(&[line(0.05, 4.0)]), None);
        assert_eq!(slant(&[line(0.8, 1.1)]), None);
        assert_eq!(slant(&[line(0.7, 3.0), line(-0.8, 3.0)]), None);
        assert_eq!(slant(&[]), None);
    }
}
