//! What was scanned before: lists, ownership, confirming, deleting.

use nazar_tests::barcodes::{ean13, png};
use nazar_tests::{Bundle, Person, aws};
use reqwest::Method;
use serde_json::{Value, json};

use super::{PANADOL, SCANS, code, scanned};

async fn delete(person: &Person, id: &str) -> u16 {
    let request = person
        .client
        .request(Method::DELETE, &format!("{SCANS}/{id}"));
    person.client.send(request).await.unwrap().status.as_u16()
}

async fn confirm(person: &Person, id: &str, body: &Value) -> nazar_tests::Answer {
    person
        .client
        .post(&format!("{SCANS}/{id}/confirm"), body)
        .await
        .unwrap()
}

// 8.2, 14: "scan_id not usable to fetch the scan"; the response model stripped messages, suggestions and barcode info.
#[tokio::test]
async fn a_scan_is_found_again_by_its_id_and_in_the_list() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "again").await.unwrap();
    let first = code(&person, PANADOL).await;
    let second = code(&person, "2999000000075").await;
    let id = first["id"].as_str().unwrap();
    let again = person
        .client
        .get(&format!("{SCANS}/{id}"))
        .await
        .unwrap()
        .expect_status(200);
    for field in [
        "status",
        "codes",
        "candidates",
        "texts",
        "evidence",
        "compared_with",
        "created_at",
    ] {
        assert_eq!(again[field], first[field], "{field}");
    }

    let list = |query: &str| format!("{SCANS}{query}");
    let page = person.client.get(&list("?limit=1")).await.unwrap();
    let body = page.expect_status(200);
    assert_eq!(body["items"][0]["id"], second["id"], "newest first");
    let next = body["next_cursor"].as_str().unwrap();
    let rest = person
        .client
        .get(&list(&format!("?limit=1&cursor={next}")))
        .await
        .unwrap();
    assert_eq!(rest.expect_status(200)["items"][0]["id"], first["id"]);
    let recognised = person
        .client
        .get(&list("?status=recognised"))
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(recognised["items"].as_array().unwrap().len(), 1);
    let images = person
        .client
        .get(&list("?source=image"))
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(images["items"], json!([]));
    let other_list = person
        .client
        .get(&list(&format!("?status=recognised&cursor={next}")))
        .await
        .unwrap();
    assert_eq!(other_list.status, 400);
}

#[tokio::test]
async fn another_persons_scan_is_not_there() {
    let bundle = Bundle::shared();
    let owner = Person::new(&bundle, "owner").await.unwrap();
    let stranger = Person::new(&bundle, "stranger").await.unwrap();
    let scan = code(&owner, PANADOL).await;
    let id = scan["id"].as_str().unwrap();

    let shown = stranger.client.get(&format!("{SCANS}/{id}")).await.unwrap();
    shown.expect_problem(404, "not-found");
    assert_eq!(delete(&stranger, id).await, 404);
    confirm(&stranger, id, &json!({"none": true}))
        .await
        .expect_problem(404, "not-found");
    let list = stranger.client.get(SCANS).await.unwrap().expect_status(200);
    assert_eq!(list["items"], json!([]));
    owner
        .client
        .get(&format!("{SCANS}/{id}"))
        .await
        .unwrap()
        .expect_status(200);
}

#[tokio::test]
async fn a_deleted_scan_takes_its_picture_and_its_job_along() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "deleted").await.unwrap();
    let job = scanned(&person, &png(&ean13(PANADOL))).await;
    let id = job["id"].as_str().unwrap();
    let shown = person
        .client
        .get(&format!("{SCANS}/{id}"))
        .await
        .unwrap()
        .expect_status(200);
    let anybody = nazar_tests::Client::new(&bundle);
    let picture = anybody
        .get(shown["image_url"].as_str().unwrap())
        .await
        .unwrap();
    assert_eq!(picture.status, 200);

    assert_eq!(delete(&person, id).await, 204);
    assert_eq!(delete(&person, id).await, 404);
    person
        .client
        .get(&format!("{SCANS}/{id}"))
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    person
        .client
        .get(&format!("/api/v1/jobs/{id}"))
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    let left = aws::object_keys(&bundle, "images/").await;
    assert!(!left.iter().any(|key| key.contains(id)), "{left:?}");
}

// 8.1, 8: "require confirmation": the person's word stands beside the scan and does not make it recognised.
#[tokio::test]
async fn the_persons_word_is_kept_beside_what_was_seen() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "word").await.unwrap();
    let scan = code(&person, "2999000099993").await;
    let id = scan["id"].as_str().unwrap();
    let said = confirm(
        &person,
        id,
        &json!({"medication_id": "demo-panadol-500-mg"}),
    )
    .await;
    let said = said.expect_status(200);

    assert_eq!(said["status"], "not_recognised", "{said}");
    assert_eq!(said["confirmation"]["medication_id"], "demo-panadol-500-mg");
    assert_eq!(said["follow_up"]["medicine"]["id"], "demo-panadol-500-mg");
    let again = person
        .client
        .get(&format!("{SCANS}/{id}"))
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(
        again["confirmation"]["medication_id"],
        "demo-panadol-500-mg"
    );
    let none = confirm(&person, id, &json!({"none": true}))
        .await
        .expect_status(200);
    assert!(none["confirmation"]["name"].is_null() && none["follow_up"].is_null());

    for body in [
        json!({}),
        json!({"medication_id": "no-such-medicine"}),
        json!({"ndc": "00000-0000-00"}),
        json!({"medication_id": "demo-panadol-500-mg", "none": true}),
    ] {
        confirm(&person, id, &body)
            .await
            .expect_problem(422, "validation-failed");
    }
}
