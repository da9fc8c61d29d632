//! What pictures without a code come to: never `recognised` without an imprint.

use image::{DynamicImage, Rgb, RgbImage};
use nazar_tests::barcodes::{ean13, png};
use nazar_tests::{Bundle, Person};
use serde_json::json;

use super::{NUROFEN, PANADOL, scanned};

/// A plain white tablet on wood, with a shadow.
fn tablet(side: u32) -> DynamicImage {
    let middle = f64::from(side) / 2.0;
    let radius = f64::from(side) * 0.22;
    let picture = RgbImage::from_fn(side, side, |x, y| {
        let (x, y) = (f64::from(x), f64::from(y));
        let from =
            |dx: f64, dy: f64| ((x - middle - dx).powi(2) + (y - middle - dy).powi(2)).sqrt();
        let grain = ((y * 0.35 + (x * 0.02).sin() * 6.0).sin() * 9.0) as i16;
        let shade = |base: i16| (base + grain).clamp(0, 255) as u8;
        if from(0.0, 0.0) < radius {
            let light = (245.0 - from(-radius * 0.3, -radius * 0.3) / radius * 25.0) as u8;
            Rgb([light, light, light.saturating_sub(4)])
        } else if from(radius * 0.12, radius * 0.16) < radius * 1.05 {
            Rgb([shade(70), shade(48), shade(30)])
        } else {
            Rgb([shade(150), shade(105), shade(66)])
        }
    });
    DynamicImage::ImageRgb8(picture)
}

// 8.1, 8: "Legacy recogniser returns the first row of the DB as recognised; LOW counts as recognised".
#[tokio::test]
async fn a_tablet_without_an_imprint_is_never_recognised() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "tablet").await.unwrap();
    let job = scanned(&person, &png(&tablet(640))).await;
    let result = &job["result"];

    assert_ne!(result["status"], "recognised", "{job}");
    assert!(result["follow_up"].is_null());
    assert!(!result["texts"]["advice"].as_array().unwrap().is_empty());
    assert!(result["compared_with"]["pills"].as_u64() > Some(0));
}

#[tokio::test]
async fn an_even_surface_is_no_pill_or_too_poor_and_says_what_to_do() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "blank").await.unwrap();
    let blank = DynamicImage::ImageRgb8(RgbImage::from_pixel(600, 400, Rgb([180, 180, 180])));
    let job = scanned(&person, &png(&blank)).await;
    let result = &job["result"];

    let status = result["status"].as_str().unwrap();
    assert!(["not_a_pill", "too_poor"].contains(&status), "{job}");
    assert_eq!(result["candidates"], json!([]));
    assert_eq!(result["pills"], json!([]));
    assert!(
        !result["quality"]["advice"].as_array().unwrap().is_empty(),
        "{job}"
    );
}

#[tokio::test]
async fn a_code_is_read_from_the_darkest_picture() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "dark").await.unwrap();
    let dark = ean13(PANADOL).brighten(-150);
    let job = scanned(&person, &png(&dark)).await;

    assert_eq!(job["result"]["status"], "recognised", "{job}");
}

#[tokio::test]
async fn a_code_and_a_pill_in_one_picture_are_both_told() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "both").await.unwrap();
    // A white round tablet may be Nurofen Forte; Panadol 500 mg is a capsule.
    for (pack, outcome) in [(NUROFEN, "pack_recognised"), (PANADOL, "mismatch")] {
        let mut scene = tablet(800).to_rgb8();
        image::imageops::replace(&mut scene, &ean13(pack).to_rgb8(), 20, 540);
        let job = scanned(&person, &png(&DynamicImage::ImageRgb8(scene))).await;

        assert_eq!(job["result"]["codes"][0]["text"], pack, "{job}");
        assert_eq!(job["result"]["outcome"], outcome, "{job}");
        assert_eq!(job["result"]["pills"][0]["shape"], "round", "{job}");
    }
}

#[tokio::test]
async fn the_smallest_and_a_large_picture_are_answered() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "sizes").await.unwrap();
    let tiny = png(&tablet(40));
    let large = {
        let picture = image::imageops::resize(
            &tablet(400).to_rgb8(),
            3000,
            2400,
            image::imageops::FilterType::Nearest,
        );
        let mut bytes = std::io::Cursor::new(Vec::new());
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 70);
        picture.write_with_encoder(encoder).unwrap();
        bytes.into_inner()
    };
    for (picture, content_type) in [(tiny, "image/png"), (large, "image/jpeg")] {
        let answer = person
            .client
            .post_image(super::IMAGE, &picture, content_type, &[])
            .await
            .unwrap();
        let job = answer.json();
        let done = person.finished(job["id"].as_str().unwrap()).await.unwrap();
        assert_eq!(done["status"], "succeeded", "{done}");
        assert_ne!(done["result"]["status"], "recognised", "{done}");
    }
}
