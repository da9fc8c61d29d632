//! `/api/v1/calligraphy/characters` and `/api/v1/calligraphy/predictions`.

use base64::{Engine, prelude::BASE64_STANDARD};
use nazar_tests::{Bundle, Client, Person, aws, samples};
use serde_json::json;

const PREDICTIONS: &str = "/api/v1/calligraphy/predictions";

#[tokio::test]
async fn all_sixty_two_characters_are_listed_with_a_reference_picture_each() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let list = visitor
        .get("/api/v1/calligraphy/characters")
        .await
        .unwrap()
        .expect_status(200);
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 62);
    let groups = |group: &str| items.iter().filter(|item| item["group"] == group).count();
    assert_eq!(
        (groups("consonant"), groups("vowel"), groups("digit")),
        (36, 16, 10)
    );
    for (number, item) in items.iter().enumerate() {
        assert_eq!(item["id"], number);
        let answer = visitor
            .get(item["reference_url"].as_str().unwrap())
            .await
            .unwrap();
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), "image/png");
        image::load_from_memory(&answer.bytes).unwrap();
    }
    visitor
        .get("/api/v1/calligraphy/characters/62/reference")
        .await
        .unwrap()
        .expect_problem(404, "not-found");
}

#[tokio::test]
async fn a_prediction_shows_what_the_model_saw_and_what_else_it_might_be() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "predict").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    let body = person.predict(&drawing).await.unwrap().expect_status(200);
    let top = body["top"].as_array().unwrap();
    assert_eq!(top.len(), 5);
    let confidences: Vec<f64> = top
        .iter()
        .map(|guess| guess["confidence"].as_f64().unwrap())
        .collect();
    assert!(confidences.is_sorted_by(|one, next| one >= next));
    assert!(confidences.iter().sum::<f64>() <= 1.0 + 1e-6);
    assert_eq!(top[0]["class_id"], body["class_id"]);
    assert_eq!(top[0]["confidence"], body["confidence"]);
    assert!(body["model"]["id"].is_string());
    assert_eq!(body["model"]["sha256"].as_str().unwrap().len(), 64);

    let seen = Client::new(&bundle)
        .get(body["processed_image_url"].as_str().unwrap())
        .await
        .unwrap();
    let picture = image::load_from_memory(&seen.bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), (64, 64));
}

#[tokio::test]
async fn a_prediction_and_its_pictures_are_in_the_history() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "remember").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    let body = person.predict(&drawing).await.unwrap().expect_status(200);
    let id = body["id"].as_str().unwrap();

    let row = aws::dynamodb(&bundle)
        .await
        .get_item()
        .table_name(aws::table(&bundle, "history").await)
        .key("pk", aws::text(&format!("USER#{}", person.id)))
        .key("sk", aws::text(&format!("PREDICTION#{id}")))
        .send()
        .await
        .unwrap();
    assert!(row.item().is_some(), "no row in the history table");

    let prefix = format!("images/{}/predictions/{id}/", person.id);
    let keys = aws::object_keys(&bundle, &prefix).await;
    assert_eq!(keys.len(), 2, "{keys:?}");
}

#[tokio::test]
async fn json_takes_the_picture_as_base64() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "base64").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    let body = person
        .client
        .post(
            PREDICTIONS,
            &json!({ "image_base64": BASE64_STANDARD.encode(&drawing.bytes) }),
        )
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(body["class_id"], 0);
    person
        .client
        .post(PREDICTIONS, &json!({ "image_base64": "not base64!" }))
        .await
        .unwrap()
        .expect_problem(422, "validation-failed");
    person
        .client
        .post(PREDICTIONS, &json!({}))
        .await
        .unwrap()
        .expect_problem(422, "validation-failed");
}

#[tokio::test]
async fn every_bad_picture_is_refused_by_name_and_leaves_nothing() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "hostile").await.unwrap();
    for case in samples::hostile() {
        let problem = person
            .client
            .post_image(PREDICTIONS, &case.bytes, case.content_type, &[])
            .await
            .unwrap()
            .expect_problem(case.status, case.code);
        assert!(
            !problem["suggestions"].as_array().unwrap().is_empty(),
            "{} says nothing about what to do",
            case.name
        );
    }
    let keys = aws::object_keys(&bundle, &format!("images/{}/", person.id)).await;
    assert!(keys.is_empty(), "{keys:?}");
}

#[tokio::test]
async fn predictions_are_behind_a_token() {
    let bundle = Bundle::shared();
    let drawing = samples::drawing("ka-black-ink");
    let answer = Client::new(&bundle)
        .post_image(PREDICTIONS, &drawing.bytes, drawing.content_type, &[])
        .await
        .unwrap();
    answer.expect_problem(401, "unauthenticated");
    assert!(answer.header("www-authenticate").starts_with("Bearer"));
}
