//! Pictures of GS1-128 codes, drawn here: what stands on packs beside the barcode, with lot, date and serial number.

use image::{DynamicImage, GrayImage, Luma};

/// Widths of bars and gaps of the values 0 to 105 (ISO/IEC 15417).
#[rustfmt::skip]
const WIDTHS: [&str; 106] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232",
];
/// The stop character and the bar that ends it.
const STOP: &str = "2331112";
/// Begins a code in which a value is its character's number less 32.
const START_B: usize = 104;
/// Says that it is a message of GS1; between elements it ends those of no fixed length.
const FNC1: usize = 102;

/// Pixels of the narrowest bar.
const MODULE: u32 = 3;
/// White on both sides, in modules.
const QUIET: u32 = 14;
/// Pixels from top to bottom.
const HEIGHT: u32 = 160;

/// A GS1-128 code as a picture; `message` is its element string, with GS (U+001D) where a separator stands.
///
/// # Panics
/// When a character is none of the visible ones of ASCII.
#[must_use]
pub fn gs1_128(message: &str) -> DynamicImage {
    let mut values = vec![START_B, FNC1];
    values.extend(message.bytes().map(value));
    let check = values
        .iter()
        .enumerate()
        .fold(0, |sum, (place, value)| sum + value * place.max(1));
    values.push(check % 103);
    let widths: String = values.iter().map(|value| WIDTHS[*value]).collect();
    let modules = modules(&(widths + STOP));
    let width = (modules.len() as u32 + 2 * QUIET) * MODULE;
    let picture = GrayImage::from_fn(width, HEIGHT, |x, y| {
        let module = (x / MODULE).checked_sub(QUIET);
        let is_bar = module.and_then(|module| modules.get(module as usize));
        let is_dark = is_bar.copied().unwrap_or(false) && (12..HEIGHT - 12).contains(&y);
        Luma([if is_dark { 15 } else { 245 }])
    });
    DynamicImage::ImageLuma8(picture)
}

fn value(character: u8) -> usize {
    match character {
        0x1d => FNC1,
        _ => usize::from(character) - 32,
    }
}

/// Dark where `true`; bars and gaps take turns.
fn modules(widths: &str) -> Vec<bool> {
    let mut modules = Vec::new();
    for (place, width) in widths.bytes().enumerate() {
        let count = usize::from(width - b'0');
        modules.extend(std::iter::repeat_n(place % 2 == 0, count));
    }
    modules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_eleven_modules_and_like_no_other() {
        let sum = |widths: &str| {
            widths
                .bytes()
                .map(|width| u32::from(width - b'0'))
                .sum::<u32>()
        };
        assert!(WIDTHS.iter().all(|widths| sum(widths) == 11));
        assert_eq!(sum(STOP), 13);
        let different: std::collections::HashSet<_> = WIDTHS.iter().collect();
        assert_eq!(different.len(), WIDTHS.len());
    }
}
