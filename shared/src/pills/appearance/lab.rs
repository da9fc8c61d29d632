//! Colours in Lab, where equal distances look about equally far apart.

/// A colour: lightness from 0 to 100, then from green to red and from blue to yellow.
pub(super) type Lab = [f32; 3];

/// The colour of sRGB levels under daylight (CIE 1976, white point D65).
pub(super) fn lab(levels: [u8; 3]) -> Lab {
    let [red, green, blue] = levels.map(|level| linear(f32::from(level) / 255.0));
    let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
    let y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How far two colours are apart.
pub(super) fn apart(one: Lab, other: Lab) -> f32 {
    let squares = one
        .iter()
        .zip(other)
        .map(|(one, other)| (one - other).powi(2));
    squares.sum::<f32>().sqrt()
}

fn linear(level: f32) -> f32 {
    if level <= 0.04045 {
        level / 12.92
    } else {
        ((level + 0.055) / 1.055).powf(2.4)
    }
}

fn root(share: f32) -> f32 {
    if share > 0.008_856 {
        share.cbrt()
    } else {
        7.787 * share + 16.0 / 116.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn primaries_lie_where_the_standard_puts_them() {
        for (levels, expected) in [
            ([255, 255, 255], [100.0, 0.0, 0.0]),
            ([0, 0, 0], [0.0, 0.0, 0.0]),
            ([255, 0, 0], [53.2, 80.1, 67.2]),
            ([0, 0, 255], [32.3, 79.2, -107.9]),
        ] {
            assert!(
                apart(lab(levels), expected) < 0.5,
                "{levels:?} {:?}",
                lab(levels)
            );
        }
    }

    proptest! {
        #[test]
        fn greys_have_no_colour(level in 0_u8..=255) {
            let [lightness, red, yellow] = lab([level; 3]);
            prop_assert!((-0.1..=100.1).contains(&lightness) && red.abs() < 0.1 && yellow.abs() < 0.1);
        }
    }
}
