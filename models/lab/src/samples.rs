//! The sample drawings of the repository: models/samples and, for tests of admission, models/samples/hostile.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

use crate::sketch::{Hand, Rules, Sheet, draw};

/// A sample: its file name without extension, its character, its seed, and how it is drawn.
struct Sample {
    name: &'static str,
    class_id: u8,
    seed: u64,
    weight: f32,
    sheet: Sheet,
}

const WHITE: Sheet = Sheet {
    size: (320, 360),
    paper: [246, 244, 238],
    ink: [24, 24, 30],
    rules: Rules::None,
    shade: 0.12,
    grain: 4.0,
    fill: 0.72,
};

const fn sample(name: &'static str, class_id: u8, seed: u64, weight: f32, sheet: Sheet) -> Sample {
    Sample {
        name,
        class_id,
        seed,
        weight,
        sheet,
    }
}

const SAMPLES: [Sample; 12] = [
    sample("ka-black-ink", 0, 11, 0.0, WHITE),
    sample(
        "kha-blue-ink",
        1,
        12,
        0.08,
        Sheet {
            ink: [38, 62, 168],
            shade: 0.3,
            ..WHITE
        },
    ),
    sample(
        "ga-ruled-paper",
        2,
        13,
        -0.05,
        Sheet {
            rules: Rules::Ruled,
            ..WHITE
        },
    ),
    sample(
        "cha-squared-paper",
        6,
        14,
        0.0,
        Sheet {
            rules: Rules::Squared,
            ink: [20, 28, 70],
            ..WHITE
        },
    ),
    sample(
        "na-chalk",
        19,
        15,
        0.05,
        Sheet {
            paper: [44, 66, 52],
            ink: [236, 236, 226],
            grain: 6.0,
            ..WHITE
        },
    ),
    sample(
        "ma-red-ink",
        24,
        16,
        0.05,
        Sheet {
            ink: [188, 32, 44],
            ..WHITE
        },
    ),
    sample(
        "ya-evening-light",
        25,
        17,
        0.02,
        Sheet {
            paper: [232, 206, 160],
            shade: 0.62,
            grain: 7.0,
            ..WHITE
        },
    ),
    sample("ha-thin-pen", 32, 18, -0.2, WHITE),
    sample(
        "ksa-large-sheet",
        33,
        19,
        0.04,
        Sheet {
            size: (900, 1200),
            fill: 0.34,
            ..WHITE
        },
    ),
    sample(
        "a-brush",
        36,
        20,
        0.16,
        Sheet {
            grain: 8.0,
            ..WHITE
        },
    ),
    sample(
        "au-brown-paper",
        49,
        21,
        0.06,
        Sheet {
            paper: [176, 142, 98],
            grain: 9.0,
            ..WHITE
        },
    ),
    sample(
        "digit-8-pencil",
        60,
        22,
        0.0,
        Sheet {
            ink: [112, 112, 116],
            ..WHITE
        },
    ),
];

/// A file that is to be written.
#[derive(Debug)]
pub struct SampleFile {
    /// The path below models/samples.
    pub path: String,
    /// What is drawn, `None` for a hostile file.
    pub class_id: Option<u8>,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Makes all files.
///
/// # Errors
/// When a character cannot be drawn or encoded.
pub fn make() -> anyhow::Result<Vec<SampleFile>> {
    let mut files = Vec::new();
    for sample in &SAMPLES {
        let lean = (sample.seed % 5) as f32 / 5.0 - 0.4;
        let hand = Hand::new(
            sample.class_id,
            sample.seed,
            lean * 0.12,
            lean * 0.08,
            0.035,
            sample.weight,
        )?;
        let picture = DynamicImage::ImageRgb8(draw(&hand, &sample.sheet, sample.seed));
        let path = format!("{}.jpg", sample.name);
        files.push(SampleFile {
            path,
            class_id: Some(sample.class_id),
            bytes: jpeg(&picture)?,
        });
    }
    files.push(transparent()?);
    files.extend(hostile(&files[0].bytes)?);
    Ok(files)
}

fn jpeg(picture: &DynamicImage) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 80))?;
    Ok(bytes)
}

fn png(picture: &DynamicImage) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

/// What a drawing app saves: ink on nothing.
fn transparent() -> anyhow::Result<SampleFile> {
    let class_id = 54;
    let hand = Hand::new(class_id, 23, 0.05, -0.03, 0.03, 0.02)?;
    let place = |pixel: u32| (pixel as f32 + 0.5) / 90.0 - 1.0;
    let picture = RgbaImage::from_fn(180, 180, |x, y| {
        Rgba([
            90,
            30,
            120,
            (hand.ink(place(x) * 1.3, place(y) * 1.3) * 255.0) as u8,
        ])
    });
    let bytes = png(&DynamicImage::ImageRgba8(picture))?;
    Ok(SampleFile {
        path: "digit-2-transparent.png".to_owned(),
        class_id: Some(class_id),
        bytes,
    })
}

/// Files that admission or preprocessing has to refuse.
fn hostile(photo: &[u8]) -> anyhow::Result<Vec<SampleFile>> {
    let blank = DynamicImage::ImageRgb8(image::RgbImage::from_pixel(
        200,
        200,
        image::Rgb([244, 242, 236]),
    ));
    let mut bomb = png(&DynamicImage::new_luma8(64, 64))?;
    bomb[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    // The header's checksum, made right for the sides it now claims: 65,536 by 65,536.
    let checksum = crc32(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&checksum.to_be_bytes());
    bomb.resize(bomb.len().max(200), 0);
    let text = "This is a text file that calls itself a picture, long enough to pass for one by its size alone. ";
    let files = [
        ("truncated.jpg", photo[..photo.len() / 2].to_vec()),
        ("blank.png", png(&blank)?),
        ("bomb.png", bomb),
        ("jpeg-named.png", photo.to_vec()),
        ("text-named.png", text.repeat(3).into_bytes()),
    ];
    let file = |(name, bytes)| SampleFile {
        path: format!("hostile/{name}"),
        class_id: None,
        bytes,
    };
    Ok(files.map(file).into())
}

fn crc32(bytes: &[u8]) -> u32 {
    let bit = |crc: u32| (crc >> 1) ^ (0xEDB8_8320 * (crc & 1));
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |rest, _| bit(rest))
    })
}
