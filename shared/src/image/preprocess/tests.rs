use image::{GrayImage, Luma, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;

use super::*;

const SIDE: u32 = 200;

/// How dark the test's character is at a point: a bar, a stem and a foot, 0 or 1.
fn inked(x: u32, y: u32) -> bool {
    let bar = (50..150).contains(&x) && (50..66).contains(&y);
    let stem = (110..126).contains(&x) && (50..150).contains(&y);
    let foot = (126..140).contains(&x) && (136..150).contains(&y);
    bar || stem || foot
}

fn painted(paint: impl Fn(u32, u32, bool) -> [u8; 3]) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(SIDE, SIDE, |x, y| {
        Rgb(paint(x, y, inked(x, y)))
    }))
}

fn plain() -> Glyph {
    preprocess_image(&painted(|_, _, ink| if ink { [0; 3] } else { [255; 3] })).unwrap()
}

/// The share of two glyphs' ink that they have in common.
fn overlap(first: &Glyph, second: &Glyph) -> f32 {
    let (mut shared, mut either) = (0.0, 0.0);
    for (&one, &other) in first.pixels().iter().zip(second.pixels()) {
        shared += f32::from(one.min(other));
        either += f32::from(one.max(other));
    }
    shared / either
}

fn assert_same(picture: &DynamicImage, what: &str) {
    let found = overlap(&plain(), &preprocess_image(picture).unwrap());
    assert!(found > 0.9, "{what}: only {found:.2} of the ink agrees");
}

#[test]
fn the_box_of_the_ink_is_centred_and_fills_sixty_pixels() {
    let glyph = plain();
    let inked_at = |x: usize, y: usize| glyph.at(x, y) > 127;
    let rows: Vec<usize> = (0..64)
        .filter(|&y| (0..64).any(|x| inked_at(x, y)))
        .collect();
    let columns: Vec<usize> = (0..64)
        .filter(|&x| (0..64).any(|y| inked_at(x, y)))
        .collect();
    assert_eq!((rows[0], rows[rows.len() - 1]), (2, 61));
    assert_eq!((columns[0], columns[columns.len() - 1]), (2, 61));
}

/// The test's character at half its size, and a second one as far to the right and as large as is said.
fn beside(distance: u32, scale: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(SIDE, SIDE, |x, y| {
        let first = inked(x * 2, y * 2);
        let start = 70 + distance;
        let second = x >= start && inked((x - start) * scale + 50, y * scale);
        Rgb(if first || second { [0; 3] } else { [255; 3] })
    }))
}

#[test]
fn two_drawings_apart_are_refused_and_not_one_of_them_chosen() {
    assert_eq!(preprocess_image(&beside(30, 2)), Err(Rejection::Several));
}

#[test]
fn a_small_mark_far_away_is_no_second_drawing() {
    assert_same(&beside(40, 6), "a mark far away");
}

#[test]
fn a_neighbour_that_the_edge_cuts_off_is_no_second_drawing() {
    let cut = beside(30, 2).crop_imm(0, 0, 120, SIDE);
    assert_same(&cut, "a neighbour cut off");
}

#[test]
fn white_on_black_is_not_turned_round() {
    assert_same(
        &painted(|_, _, ink| if ink { [255; 3] } else { [0; 3] }),
        "white on black",
    );
    assert_same(
        &painted(|_, _, ink| if ink { [230, 230, 210] } else { [40, 60, 45] }),
        "chalk",
    );
}

#[test]
fn a_glyph_is_its_own_glyph() {
    let again = preprocess_image(&DynamicImage::ImageLuma8(plain().image())).unwrap();
    assert!(overlap(&plain(), &again) > 0.9);
}

#[test]
fn coloured_ink_counts_like_black() {
    for (colour, name) in [
        ([200, 30, 40], "red"),
        ([40, 60, 200], "blue"),
        ([235, 200, 20], "yellow"),
        ([20, 150, 60], "green"),
    ] {
        assert_same(
            &painted(|_, _, ink| if ink { colour } else { [250, 248, 240] }),
            name,
        );
    }
}

#[test]
fn uneven_light_leaves_the_ink_alone() {
    let lit = painted(|x, y, ink| {
        let light = 255.0 - 0.55 * x as f32 - 0.25 * y as f32;
        [(if ink { light * 0.25 } else { light }) as u8; 3]
    });
    assert_same(&lit, "gradient");
}

#[test]
fn transparency_shows_the_ink_on_any_ground() {
    for (ink, ground) in [
        ([0, 0, 0, 255], [255, 255, 255, 0]),
        ([255, 255, 255, 255], [0, 0, 0, 0]),
        ([0, 0, 0, 255], [0, 0, 0, 0]),
    ] {
        let picture = RgbaImage::from_fn(SIDE, SIDE, |x, y| {
            Rgba(if inked(x, y) { ink } else { ground })
        });
        assert_same(&DynamicImage::ImageRgba8(picture), "transparent");
    }
}

#[test]
fn ruled_lines_go_and_the_strokes_they_cross_stay() {
    let ruled = painted(|x, y, ink| {
        let line = (y + x / 40) % 34 < 2;
        if ink {
            [15; 3]
        } else if line {
            [60, 70, 130]
        } else {
            [245; 3]
        }
    });
    assert_same(&ruled, "ruled");
    let squared = painted(|x, y, ink| {
        if ink {
            [15; 3]
        } else if x % 40 == 3 || y % 40 == 3 {
            [70; 3]
        } else {
            [245; 3]
        }
    });
    assert_same(&squared, "squared");
}

#[test]
fn specks_and_a_scanned_rim_are_left_out() {
    let dirty = painted(|x, y, ink| {
        let speck = (180..183).contains(&x) && (20..23).contains(&y);
        let rim = y >= SIDE - 3;
        [if ink || speck || rim { 10 } else { 240 }; 3]
    });
    assert_same(&dirty, "specks and rim");
}

#[test]
fn a_small_character_on_a_large_sheet_is_looked_at_closely() {
    let sheet = GrayImage::from_fn(1600, 1200, |x, y| {
        let inside = x >= 700 && y >= 400 && x < 700 + SIDE && y < 400 + SIDE;
        Luma([if inside && inked(x - 700, y - 400) {
            20
        } else {
            235
        }])
    });
    assert_same(&DynamicImage::ImageLuma8(sheet), "small on a sheet");
}

#[test]
fn a_sheet_with_nothing_on_it_is_blank() {
    let noise = |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) % 13;
    let sheets = [
        ("white", painted(|_, _, _| [255; 3])),
        ("grain", painted(|x, y, _| [(235 + noise(x, y)) as u8; 3])),
        ("shadow", painted(|x, _, _| [(250 - x / 2) as u8; 3])),
        (
            "ruled",
            painted(|_, y, _| if y % 30 < 2 { [90, 110, 170] } else { [245; 3] }),
        ),
    ];
    for (name, sheet) in sheets {
        let found = preprocess_image(&sheet).err();
        assert_eq!(found, Some(Rejection::Blank), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Where the ink lies, how large it is and how dark, changes the glyph little.
    #[test]
    fn place_and_darkness_do_not_matter(dx in -40_i32..40, dy in -40_i32..40, ink in 0_u8..110, paper in 200_u8..=255) {
        let moved = RgbImage::from_fn(SIDE, SIDE, |x, y| {
            let (from_x, from_y) = (x as i32 - dx, y as i32 - dy);
            let hit = from_x >= 0 && from_y >= 0 && inked(from_x as u32, from_y as u32);
            Rgb([if hit { ink } else { paper }; 3])
        });
        let glyph = preprocess_image(&DynamicImage::ImageRgb8(moved)).unwrap();
        prop_assert!(overlap(&plain(), &glyph) > 0.9);
    }

    /// Any pixels at any size give a glyph or say that they are blank.
    #[test]
    fn any_picture_is_answered(width in 1_u32..90, height in 1_u32..90, seed in any::<u32>()) {
        let picture = GrayImage::from_fn(width, height, |x, y| {
            let mixed = (x ^ seed).wrapping_mul(2_654_435_761).wrapping_add(y.wrapping_mul(seed | 1));
            Luma([(mixed >> 24) as u8])
        });
        if let Ok(glyph) = preprocess_image(&DynamicImage::ImageLuma8(picture)) {
            prop_assert!(glyph.coverage() > 0.0);
        }
    }
}
