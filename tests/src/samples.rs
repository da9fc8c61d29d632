//! Pictures for the tests: drawings of ours, and files that a service must refuse.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma};

use crate::bundle::workspace;

/// A drawing with the type to send it under.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub content_type: &'static str,
}

/// A drawing of `models/samples`, by its name without the ending: the OFL font's glyph, distorted and inked
/// to look drawn and photographed.
///
/// # Panics
/// When there is no such sample.
#[must_use]
#[expect(clippy::panic, reason = "a test without its sample can only fail")]
pub fn drawing(name: &str) -> Drawing {
    for (extension, content_type) in [("jpg", "image/jpeg"), ("png", "image/png")] {
        let path = workspace().join(format!("models/samples/{name}.{extension}"));
        if let Ok(bytes) = std::fs::read(path) {
            return Drawing {
                bytes,
                content_type,
            };
        }
    }
    panic!("there is no sample {name}")
}

/// A file that must be refused, and how.
#[derive(Debug, Clone)]
pub struct Hostile {
    /// What is wrong with it.
    pub name: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// The type that the client declares.
    pub content_type: &'static str,
    /// The status of the refusal.
    pub status: u16,
    /// The problem's code.
    pub code: &'static str,
}

impl Hostile {
    /// The type to declare to the uploads endpoint, which signs for pictures only.
    #[must_use]
    pub fn declared_type(&self) -> &'static str {
        if self.content_type.starts_with("image/") {
            self.content_type
        } else {
            "image/png"
        }
    }
}

/// Every kind of file that must be refused.
#[must_use]
pub fn hostile() -> Vec<Hostile> {
    let png = encode(&drawn(), ImageFormat::Png);
    let case = |name, bytes, content_type, code| Hostile {
        name,
        bytes,
        content_type,
        status: 422,
        code,
    };
    vec![
        case(
            "a text that says it is a picture",
            b"this is no picture at all. ".repeat(40),
            "image/png",
            "image-type-unsupported",
        ),
        case(
            "a GIF",
            [b"GIF89a".as_slice(), &[7; 400]].concat(),
            "image/png",
            "image-type-unsupported",
        ),
        case(
            "a PNG that says it is a JPEG",
            png.clone(),
            "image/jpeg",
            "image-type-mismatch",
        ),
        case(
            "a few bytes",
            png[..60].to_vec(),
            "image/png",
            "image-too-small",
        ),
        case(
            "half a PNG",
            png[..png.len() / 2].to_vec(),
            "image/png",
            "image-truncated",
        ),
        case(
            "a small file that claims 60,000 by 60,000 pixels",
            bomb(&png),
            "image/png",
            "image-too-many-pixels",
        ),
        case(
            "a PNG whose data was changed on the way",
            damaged(&png),
            "image/png",
            "image-unreadable",
        ),
        case("a blank sheet", blank(), "image/png", "image-blank"),
    ]
}

/// A picture in order, with nothing on it: a sheet under uneven light, with the noise of a camera.
fn blank() -> Vec<u8> {
    let sheet = GrayImage::from_fn(200, 200, |x, y| {
        let noise = (x * 7 + y * 13) % 5;
        Luma([u8::try_from(215 + x / 10 + noise).unwrap_or(u8::MAX)])
    });
    encode(&sheet, ImageFormat::Png)
}

/// A cross drawn thickly, noisy enough not to compress to nothing.
fn drawn() -> GrayImage {
    GrayImage::from_fn(200, 200, |x, y| {
        let noise = u8::try_from((x * 31 + y * 17) % 23).unwrap_or(0);
        if x.abs_diff(100) < 8 || y.abs_diff(100) < 8 {
            Luma([20 + noise])
        } else {
            Luma([220 + noise])
        }
    })
}

#[expect(clippy::expect_used, reason = "writing to memory does not fail")]
fn encode(picture: &GrayImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(picture.clone())
        .write_to(&mut bytes, format)
        .expect("the picture encodes");
    bytes.into_inner()
}

/// The same PNG with a few bytes of its compressed data changed: whole, but not what its checksum says.
fn damaged(png: &[u8]) -> Vec<u8> {
    let mut bytes = png.to_vec();
    let middle = bytes.len() / 2;
    for byte in &mut bytes[middle..middle + 4] {
        *byte ^= 0x55;
    }
    bytes
}

/// The same PNG with a header that claims far more pixels than any server should make room for.
fn bomb(png: &[u8]) -> Vec<u8> {
    const SIDE: [u8; 4] = 60_000_u32.to_be_bytes();
    let mut bytes = png.to_vec();
    bytes[16..20].copy_from_slice(&SIDE);
    bytes[20..24].copy_from_slice(&SIDE);
    let checksum = crc32(&bytes[12..29]).to_be_bytes();
    bytes[29..33].copy_from_slice(&checksum);
    bytes
}

/// CRC-32 as in the PNG specification, annex D.
fn crc32(bytes: &[u8]) -> u32 {
    let mut remainder = u32::MAX;
    for byte in bytes {
        remainder ^= u32::from(*byte);
        for _ in 0..8 {
            let low = remainder & 1;
            remainder = (remainder >> 1) ^ (0xEDB8_8320 * low);
        }
    }
    !remainder
}
