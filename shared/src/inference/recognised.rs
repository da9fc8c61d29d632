//! Which character a drawing is, when it was meant to be a certain one.

use super::score::THRESHOLD;

/// How much nearer than the wanted character another one must be to be what was drawn. What this makes of the drawings of the models'
/// exam, `evaluate` prints (models/README.md).
const CLEARLY_NEARER: f32 = 0.1;

/// The character that a drawing looks like, of its calibrated distance to the wanted one and of the nearest one with its distance: the
/// wanted one when it is that; else the nearest, if it is that one and clearly nearer; else none.
pub fn recognised(target: u8, wanted: f32, (nearest, distance): (u8, f32)) -> Option<u8> {
    if wanted < THRESHOLD {
        return Some(target);
    }
    let is_that_one = distance < THRESHOLD && wanted - distance >= CLEARLY_NEARER;
    is_that_one.then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_character_is_named_only_where_it_is_that_one_and_clearly_nearer() {
        assert_eq!(recognised(7, 0.3, (7, 0.3)), Some(7));
        assert_eq!(
            recognised(7, 0.44, (3, 0.1)),
            Some(7),
            "it is the wanted one"
        );
        assert_eq!(recognised(7, 0.6, (3, 0.2)), Some(3));
        assert_eq!(recognised(7, 0.5, (3, 0.44)), None, "hardly nearer");
        assert_eq!(recognised(7, 0.9, (3, 0.5)), None, "neither");
    }
}
