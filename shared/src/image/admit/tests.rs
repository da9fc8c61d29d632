use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{ImageEncoder, ImageFormat, Rgb, RgbImage};
use proptest::prelude::*;

use super::*;

/// A picture with detail, so that its files are longer than the least.
fn picture(width: u32, height: u32) -> DynamicImage {
    let pixel = |x: u32, y: u32| {
        Rgb([
            (x * 7 % 256) as u8,
            (y * 5 % 256) as u8,
            ((x * y) % 251) as u8,
        ])
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, pixel))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A PNG of 1x1 pixels whose header claims other sides, its checksum made right.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(&picture(64, 64), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 * (crc & 1))
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[test]
fn the_three_formats_are_let_in() {
    for (format, content_type) in [
        (ImageFormat::Png, "image/png"),
        (ImageFormat::Jpeg, "image/jpeg"),
        (ImageFormat::WebP, "image/webp"),
    ] {
        let bytes = encoded(&picture(40, 30), format);
        let admitted = admit_as(&bytes, content_type).unwrap();
        assert_eq!(admitted.format().content_type(), content_type);
        assert_eq!(
            (admitted.picture().width(), admitted.picture().height()),
            (40, 30)
        );
    }
}

#[test]
fn length_is_checked_before_anything_else() {
    assert_eq!(admit(&[0; MIN_BYTES - 1]).unwrap_err(), Rejection::TooSmall);
    assert_eq!(
        admit(&vec![0; MAX_BYTES + 1]).unwrap_err(),
        Rejection::TooLarge
    );
    assert_eq!(
        admit(&[0; MIN_BYTES]).unwrap_err(),
        Rejection::TypeUnsupported
    );
}

#[test]
fn a_lie_about_the_type_is_told_apart_from_a_type_that_is_never_let_in() {
    let png = encoded(&picture(40, 30), ImageFormat::Png);
    assert_eq!(
        admit_as(&png, "image/jpeg").unwrap_err(),
        Rejection::TypeMismatch
    );
    assert_eq!(
        admit_as(&png, "image/gif").unwrap_err(),
        Rejection::TypeUnsupported
    );
    assert!(admit_as(&png, "IMAGE/PNG; charset=binary").is_ok());
    let gif = [b"GIF89a".as_slice(), &[0; 200]].concat();
    assert_eq!(
        admit_as(&gif, "image/png").unwrap_err(),
        Rejection::TypeUnsupported
    );
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    assert_eq!(
        admit(&claiming(100_000, 100_000)).unwrap_err(),
        Rejection::TooManyPixels
    );
    assert_eq!(
        admit(&claiming(6_400, 6_400)).unwrap_err(),
        Rejection::TooManyPixels
    );
    assert_eq!(admit(&claiming(64, 4)).unwrap_err(), Rejection::TooSmall);
}

#[test]
fn a_cut_picture_is_refused_in_every_format() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let bytes = encoded(&picture(120, 90), format);
        assert_eq!(
            admit(&bytes[..bytes.len() * 2 / 3]).unwrap_err(),
            Rejection::Truncated,
            "{format:?}"
        );
    }
}

#[test]
fn a_header_with_rubbish_behind_it_is_unreadable() {
    let mut bytes = encoded(&picture(120, 90), ImageFormat::Png);
    let middle = bytes.len() / 2;
    bytes[60..middle].fill(0x55);
    assert_eq!(admit(&bytes).unwrap_err(), Rejection::Unreadable);
}

#[test]
fn a_photo_taken_on_its_side_is_turned_upright() {
    // A minimal TIFF block whose only entry is orientation 6: the top is at the right.
    let exif = [
        b"II*\x00\x08\x00\x00\x00\x01\x00".as_slice(),
        b"\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00",
        b"\x00\x00\x00\x00",
    ]
    .concat();
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.set_exif_metadata(exif).unwrap();
    picture(80, 40).write_with_encoder(encoder).unwrap();
    let admitted = admit(&bytes).unwrap();
    assert_eq!(
        (admitted.picture().width(), admitted.picture().height()),
        (40, 80)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands behind a right beginning, admission answers and does not panic.
    #[test]
    fn rubbish_never_panics(
        magic in prop_oneof![
            Just(b"\x89PNG\r\n\x1a\n".to_vec()),
            Just(vec![0xFF, 0xD8, 0xFF, 0xE0]),
            Just(b"RIFF\x00\x01\x00\x00WEBPVP8 ".to_vec()),
        ],
        rest in proptest::collection::vec(any::<u8>(), 90..600),
    ) {
        prop_assert!(admit(&[magic, rest].concat()).is_err());
    }

    /// A flipped byte gives a picture or a rejection, never a panic, and never a picture of another size.
    #[test]
    fn a_damaged_file_is_answered(position in 33_usize..2000, value in any::<u8>()) {
        let mut bytes = encoded(&picture(60, 50), ImageFormat::Jpeg);
        let place = position % bytes.len();
        bytes[place] = value;
        if let Ok(admitted) = admit(&bytes) {
            let pixels = u64::from(admitted.picture().width()) * u64::from(admitted.picture().height());
            prop_assert!(pixels <= MAX_PIXELS);
        }
    }
}
