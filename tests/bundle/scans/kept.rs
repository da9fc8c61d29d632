//! What is kept of a scan: done once, in the export whole, and gone with its owner.

use std::time::Duration;

use nazar_tests::barcodes::{ean13, png};
use nazar_tests::client::image_form;
use nazar_tests::gs1_128::gs1_128;
use nazar_tests::{Answer, Bundle, Person, traces::traces};
use reqwest::Method;
use serde_json::json;

use super::passports::serial;
use super::{CODE, IMAGE, PANADOL, SCANS, code, scanned};
use crate::exports::{archive, lines};

async fn picture(person: &Person, key: &str, image: &[u8]) -> Answer {
    let form = image_form(image, "image/png", &[]).unwrap();
    let request = person
        .client
        .request(Method::POST, IMAGE)
        .header("idempotency-key", key)
        .multipart(form);
    person.client.send(request).await.unwrap()
}

// 8.4, 38: "no idempotency keys": a picture that is sent twice because an answer was lost is one scan.
#[tokio::test]
async fn a_repeated_request_is_one_scan() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "repeats").await.unwrap();
    let image = png(&ean13(PANADOL));
    let first = picture(&person, "picture", &image).await.json();
    let second = picture(&person, "picture", &image).await.json();
    assert_eq!(first["id"], second["id"]);
    person
        .finished(first["id"].as_str().unwrap())
        .await
        .unwrap();

    let body = json!({"text": PANADOL});
    let mut ids = Vec::new();
    for _ in 0..2 {
        let request = person
            .client
            .request(Method::POST, CODE)
            .header("idempotency-key", "code")
            .json(&body);
        let scan = person.client.send(request).await.unwrap();
        ids.push(scan.expect_status(200)["id"].clone());
    }
    assert_eq!(ids[0], ids[1]);
    let list = person.client.get(SCANS).await.unwrap().expect_status(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 2, "{list}");
}

#[tokio::test]
async fn the_export_holds_scans_with_their_pictures() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "exported").await.unwrap();
    let message = format!("010{PANADOL}1749123110AB12\u{1d}21{}", serial(&person));
    let image = png(&gs1_128(&message));
    let job = scanned(&person, &image).await;
    let typed = code(&person, PANADOL).await;

    let (_, files) = archive(&bundle, &person).await;
    let scans = lines(&files, "scans.jsonl");
    let ids: Vec<_> = scans.iter().map(|scan| &scan["id"]).collect();
    assert_eq!(ids, [&job["id"], &typed["id"]], "the oldest first");
    assert_eq!(scans[0]["codes"][0]["gs1"]["10"], "AB12");
    let original = format!("images/scans/{}/original", job["id"].as_str().unwrap());
    assert_eq!(files[&original], image);
    assert_eq!(
        lines(&files, "packs.jsonl").len(),
        1,
        "one pack with a serial number"
    );
}

#[tokio::test]
async fn erasing_a_person_erases_their_scans() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "scanner").await.unwrap();
    scanned(&person, &png(&ean13(PANADOL))).await;
    code(&person, &format!("(01)0{PANADOL}(21){}", serial(&person))).await;
    let of_scans = async || {
        let found = traces(&bundle, &[&person.id]).await;
        let is_scan = |trace: &String| {
            ["SCAN#", "PACK#", "/scans/"]
                .iter()
                .any(|part| trace.contains(part))
        };
        found.into_iter().filter(is_scan).collect::<Vec<String>>()
    };
    assert!(of_scans().await.len() >= 4, "two scans, a pack, a picture");

    let leave = person
        .client
        .request(Method::DELETE, "/api/v1/users/me")
        .header("prefer", "wait=20");
    assert!(person.client.send(leave).await.unwrap().status.is_success());
    let mut left = of_scans().await;
    for _ in 0..600 {
        if left.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        left = of_scans().await;
    }
    assert_eq!(left, Vec::<String>::new());
}
