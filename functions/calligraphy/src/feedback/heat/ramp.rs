//! Colours for shares from 0 to 1: cividis.
//!
//! Equal steps in the number are equal steps to the eye, it grows lighter all the way, so that it survives grey print, and it
//! looks nearly the same to people who cannot tell red from green. The ten colours are those of Nuñez, Anderton and Renslow,
//! "Optimizing colormaps with consideration for color vision deficiency", PLOS ONE 13(7), 2018, at equal distances.

/// Dark blue, over grey, to yellow.
const CIVIDIS: [[u8; 3]; 10] = [
    [0x00, 0x22, 0x4e],
    [0x12, 0x35, 0x70],
    [0x3b, 0x49, 0x6c],
    [0x57, 0x5d, 0x6d],
    [0x70, 0x71, 0x73],
    [0x8a, 0x86, 0x78],
    [0xa5, 0x9c, 0x74],
    [0xc3, 0xb3, 0x69],
    [0xe1, 0xcc, 0x55],
    [0xfe, 0xe8, 0x38],
];

/// The colour of a share; what lies outside of 0-1 has the colour of its nearer end.
pub(super) fn colour(share: f32) -> [f32; 3] {
    let last = CIVIDIS.len() - 1;
    let place = share.clamp(0.0, 1.0) * last as f32;
    let below = (place as usize).min(last - 1);
    let rest = place - below as f32;
    std::array::from_fn(|channel| {
        let low = f32::from(CIVIDIS[below][channel]);
        let high = f32::from(CIVIDIS[below + 1][channel]);
        low + (high - low) * rest
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lightness L* of CIE 1976, from sRGB.
    fn lightness(colour: [f32; 3]) -> f32 {
        let linear = colour.map(|channel| {
            let value = channel / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        });
        let luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        116.0 * luminance.cbrt() - 16.0
    }

    #[test]
    fn equal_steps_look_equal() {
        let levels: Vec<f32> = (0..=20)
            .map(|step| lightness(colour(step as f32 / 20.0)))
            .collect();
        let mean = (levels[20] - levels[0]) / 20.0;
        for pair in levels.windows(2) {
            let step = pair[1] - pair[0];
            assert!((step - mean).abs() < 0.35 * mean, "{step} against {mean}");
        }
    }

    #[test]
    fn the_ends_hold_what_lies_beyond() {
        assert_eq!(colour(-3.0), [0.0, 34.0, 78.0]);
        assert_eq!(colour(7.0), [254.0, 232.0, 56.0]);
    }
}
