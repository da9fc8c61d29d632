//! `POST /scans/image`: both doors, and what is refused before anything is stored.

use nazar_tests::barcodes::{ean13, png};
use nazar_tests::{Bundle, Person, samples};
use serde_json::json;

use super::{IMAGE, PANADOL, scanned, send, uploaded};

#[tokio::test]
async fn a_barcode_in_a_picture_is_read_and_answered_with_a_job() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "barcode").await.unwrap();
    let answer = send(
        &person,
        &png(&ean13(PANADOL)),
        &[("lat", "41.2995"), ("lon", "69.2401")],
    )
    .await;
    let job = answer.expect_status(200);
    assert_eq!(job["kind"], "scan");
    let result = &job["result"];

    assert_eq!(result["status"], "recognised", "{job}");
    assert_eq!(result["codes"][0]["text"], PANADOL);
    assert_eq!(result["codes"][0]["format"], "ean13");
    assert_eq!(
        result["candidates"][0]["medication_id"],
        "demo-panadol-500-mg"
    );
    assert!(result["quality"]["score"].is_u64());
    assert!(!result["models"].as_array().unwrap().is_empty());
    assert!(
        !result["follow_up"]["pharmacies"]
            .as_array()
            .unwrap()
            .is_empty(),
        "{job}"
    );
}

#[tokio::test]
async fn a_turned_barcode_is_read_too() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "turned").await.unwrap();
    let upright = ean13(PANADOL);
    for turned in [upright.rotate90(), upright.rotate180()] {
        let job = scanned(&person, &png(&turned)).await;
        assert_eq!(job["result"]["status"], "recognised", "{job}");
    }
}

#[tokio::test]
async fn the_other_door_starts_the_job_by_itself() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "upload").await.unwrap();
    let job = uploaded(&person, &png(&ean13(PANADOL)), &[]).await;
    assert_eq!(job["result"]["status"], "recognised");
    let scan = person
        .client
        .get(job["result"]["link"].as_str().unwrap())
        .await
        .unwrap();
    assert_eq!(
        scan.expect_status(200)["follow_up"]["medicine"]["id"],
        "demo-panadol-500-mg"
    );
}

// 8.3, 29: "limit checked after full read, no pixel/decompression limits, weak sniffing".
#[tokio::test]
async fn hostile_files_are_refused_before_a_job_is_made() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "hostile").await.unwrap();
    // A blank page is no drawing, but it may be scanned.
    for file in samples::hostile()
        .into_iter()
        .filter(|file| file.code != "image-blank")
    {
        let answer = person
            .client
            .post_image(IMAGE, &file.bytes, file.content_type, &[]);
        let answer = answer.await.unwrap();
        assert_eq!(
            (answer.status.as_u16(), answer.code()),
            (file.status, file.code.to_owned()),
            "{}",
            file.name
        );
    }
    let jobs = person
        .client
        .get("/api/v1/jobs")
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(jobs["items"], json!([]));
}

#[tokio::test]
async fn a_form_without_a_picture_or_with_half_a_place_is_refused() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "form").await.unwrap();
    let picture = png(&ean13(PANADOL));
    for fields in [&[("lat", "41.3")][..], &[("lat", "north"), ("lon", "69.2")]] {
        let answer = person
            .client
            .post_image(IMAGE, &picture, "image/png", fields)
            .await
            .unwrap();
        answer.expect_problem(422, "validation-failed");
    }
    let empty = person
        .client
        .post_image(IMAGE, &[], "image/png", &[])
        .await
        .unwrap();
    empty.expect_problem(422, "image-too-small");
}
