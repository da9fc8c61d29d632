//! Pictures of barcodes, drawn here so that tests know what stands in them.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma};

/// Left codes of the digits, odd parity; the others follow from them (ISO/IEC 15420).
const LEFT: [u8; 10] = [
    0b000_1101, 0b001_1001, 0b001_0011, 0b011_1101, 0b010_0011, 0b011_0001, 0b010_1111, 0b011_1011,
    0b011_0111, 0b000_1011,
];
/// Which of the left half's digits have even parity, by the first digit.
const PARITY: [u8; 10] = [
    0b00_0000, 0b00_1011, 0b00_1101, 0b00_1110, 0b01_0011, 0b01_1001, 0b01_1100, 0b01_0101,
    0b01_0110, 0b01_1010,
];

/// Pixels of the narrowest bar.
const MODULE: u32 = 4;
/// White on both sides, in modules.
const QUIET: u32 = 12;

/// The bars of an EAN-13, dark where `true`.
fn bars(digits: &[u8; 13]) -> Vec<bool> {
    let mut bars = Vec::with_capacity(95);
    let mut put = |code: u8, width: u32| {
        for bit in (0..width).rev() {
            bars.push(code >> bit & 1 == 1);
        }
    };
    put(0b101, 3);
    let parity = PARITY[usize::from(digits[0])];
    for (index, digit) in digits[1..7].iter().enumerate() {
        let left = LEFT[usize::from(*digit)];
        let right = !left & 0b111_1111;
        let is_even = parity >> (5 - index) & 1 == 1;
        let mirrored = (0..7).fold(0, |sum, bit| sum | (right >> bit & 1) << (6 - bit));
        put(if is_even { mirrored } else { left }, 7);
    }
    put(0b01010, 5);
    for digit in &digits[7..] {
        put(!LEFT[usize::from(*digit)] & 0b111_1111, 7);
    }
    put(0b101, 3);
    bars
}

/// An EAN-13 as a picture; `digits` are its 13, with the check digit.
///
/// # Panics
/// When these are no 13 digits.
#[must_use]
#[expect(clippy::panic, reason = "a test with a wrong number can only fail")]
pub fn ean13(digits: &str) -> DynamicImage {
    let values: Vec<u8> = digits.bytes().map(|byte| byte.wrapping_sub(b'0')).collect();
    let Ok(values) = <[u8; 13]>::try_from(values) else {
        panic!("{digits} is no EAN-13");
    };
    let bars = bars(&values);
    let width = (bars.len() as u32 + 2 * QUIET) * MODULE;
    let picture = GrayImage::from_fn(width, 240, |x, y| {
        let module = (x / MODULE).checked_sub(QUIET);
        let bar = module.and_then(|module| bars.get(module as usize));
        let is_dark = bar.copied().unwrap_or(false) && (20..220).contains(&y);
        Luma([if is_dark { 15 } else { 245 }])
    });
    DynamicImage::ImageLuma8(picture)
}

/// A picture as PNG.
///
/// # Panics
/// Never: every picture of ours can be written.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "writing a picture to memory does not fail"
)]
pub fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("a PNG");
    bytes.into_inner()
}
