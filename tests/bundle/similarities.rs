//! `/api/v1/calligraphy/similarities`: queued, compared by the worker, read as a job.

use nazar_tests::{Bundle, Client, Person, samples};
use serde_json::{Value, json};

const SIMILARITIES: &str = "/api/v1/calligraphy/similarities";

async fn result(person: &Person, target: &str) -> Value {
    let drawing = samples::drawing("ka-black-ink");
    let job = person.compared(&drawing, target).await.unwrap();
    assert_eq!(job["status"], "succeeded", "{job}");
    job["result"].clone()
}

#[tokio::test]
async fn a_similarity_is_accepted_at_once_and_done_by_the_worker() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "queued").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    let accepted = person.compare(&drawing, "0", &[]).await.unwrap();
    let job = accepted.expect_status(202);
    let location = accepted.header("location").to_owned();
    assert_eq!(
        location,
        format!("/api/v1/jobs/{}", job["id"].as_str().unwrap())
    );
    assert!(
        ["queued", "running", "succeeded"].contains(&job["status"].as_str().unwrap()),
        "{job}"
    );

    let done = person.finished(job["id"].as_str().unwrap()).await.unwrap();
    assert_eq!(done["status"], "succeeded", "{done}");
    let result = &done["result"];
    let score = result["score"].as_f64().unwrap();
    assert!((0.0..=100.0).contains(&score));
    assert_eq!(result["threshold"], json!(0.45));
    assert_eq!(result["target_class"], 0);
    for url in ["reference_image_url", "user_image_url", "overlay_image_url"] {
        let answer = Client::new(&bundle)
            .get(result[url].as_str().unwrap())
            .await
            .unwrap();
        assert_eq!(answer.status, 200, "{url}");
        let picture = image::load_from_memory(&answer.bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (256, 256), "{url}");
    }
}

#[tokio::test]
async fn the_right_character_scores_higher_than_a_wrong_one() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "compare").await.unwrap();
    let right = result(&person, "0").await;
    let wrong = result(&person, "1").await;
    assert_eq!(right["is_same_character"], true, "{right}");
    assert_eq!(wrong["is_same_character"], false, "{wrong}");
    assert!(right["score"].as_f64() > wrong["score"].as_f64());
    assert!(right["distance"].as_f64() < wrong["distance"].as_f64());
}

#[tokio::test]
async fn a_target_that_is_no_character_is_refused_before_anything_is_queued() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "targets").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    person
        .compare(&drawing, "62", &[])
        .await
        .unwrap()
        .expect_problem(422, "unknown-character");
    for target in ["-1", "x", ""] {
        let answer = person.compare(&drawing, target, &[]).await.unwrap();
        assert_eq!(answer.status, 422, "{target}: {}", answer.json());
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
async fn every_bad_picture_is_refused_by_name() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "bad_pictures").await.unwrap();
    for case in samples::hostile() {
        person
            .client
            .post_image(
                SIMILARITIES,
                &case.bytes,
                case.content_type,
                &[("target_class", "0")],
            )
            .await
            .unwrap()
            .expect_problem(case.status, case.code);
    }
}

#[tokio::test]
async fn picture_addresses_expire_and_cannot_be_changed() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "addresses").await.unwrap();
    let result = result(&person, "0").await;
    let url = result["overlay_image_url"].as_str().unwrap();
    assert!(url.contains("X-Amz-Expires="), "{url}");
    let visitor = Client::new(&bundle);
    let bare = url.split('?').next().unwrap();
    assert_eq!(visitor.get(bare).await.unwrap().status, 403);
    let changed = url.replace("overlay.png", "original");
    assert_eq!(visitor.get(&changed).await.unwrap().status, 403);
}
