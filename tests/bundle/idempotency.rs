//! `Idempotency-Key`: a request that was sent twice is done once.

use nazar_tests::{Answer, Bundle, Client, Person, client, samples};
use reqwest::Method;
use serde_json::{Value, json};

async fn post(who: &Client, path: &str, key: &str, body: &Value) -> Answer {
    let request = who
        .request(Method::POST, path)
        .header("idempotency-key", key)
        .json(body);
    who.send(request).await.unwrap()
}

fn upload(size: u32) -> Value {
    json!({ "purpose": "prediction", "content_type": "image/png", "size": size })
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "again").await.unwrap();
    let first = post(&person.client, "/api/v1/uploads", "key-1", &upload(1000))
        .await
        .expect_status(201);
    let second = post(&person.client, "/api/v1/uploads", "key-1", &upload(1000))
        .await
        .expect_status(201);
    assert_eq!(first["id"], second["id"]);
    let other = post(&person.client, "/api/v1/uploads", "key-2", &upload(1000))
        .await
        .expect_status(201);
    assert_ne!(first["id"], other["id"]);
}

#[tokio::test]
async fn one_key_for_two_different_requests_is_refused() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "changed").await.unwrap();
    post(&person.client, "/api/v1/uploads", "key", &upload(1000))
        .await
        .expect_status(201);
    post(&person.client, "/api/v1/uploads", "key", &upload(2000))
        .await
        .expect_problem(422, "idempotency-key-reused");
}

/// The second request has to arrive while the first is being answered; a few tries make sure that one does.
#[tokio::test]
async fn a_request_whose_twin_is_still_being_answered_is_told_so() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "twins").await.unwrap();
    let drawing = samples::drawing("ka-black-ink");
    let send = async |key: &str| {
        person
            .compare(
                &drawing,
                "0",
                &[("idempotency-key", key), ("prefer", "wait=20")],
            )
            .await
            .unwrap()
    };
    for attempt in 0..10 {
        let key = format!("twin-{attempt}");
        let (one, other) = tokio::join!(send(&key), send(&key));
        let (first, second) = if one.status == 200 {
            (one, other)
        } else {
            (other, one)
        };
        let job = first.expect_status(200);
        if second.status == 200 {
            assert_eq!(job["id"], second.json()["id"]);
            continue;
        }
        second.expect_problem(409, "idempotency-in-progress");
        return;
    }
    panic!("no two of ten pairs of requests met");
}

#[tokio::test]
async fn keys_of_different_people_do_not_meet() {
    let bundle = Bundle::shared();
    let one = Person::new(&bundle, "one").await.unwrap();
    let other = Person::new(&bundle, "other").await.unwrap();
    let of_one = post(&one.client, "/api/v1/uploads", "shared-key", &upload(1000))
        .await
        .expect_status(201);
    let of_other = post(
        &other.client,
        "/api/v1/uploads",
        "shared-key",
        &upload(1000),
    )
    .await
    .expect_status(201);
    assert_ne!(of_one["id"], of_other["id"]);
}

#[tokio::test]
async fn signing_up_twice_with_one_key_makes_one_account() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let body = client::sign_up_body(&client::unique("once"));
    let key = client::unique("sign-up-key");
    let first = post(&visitor, "/api/v1/auth/sign-up", &key, &body)
        .await
        .expect_status(201);
    let second = post(&visitor, "/api/v1/auth/sign-up", &key, &body)
        .await
        .expect_status(201);
    assert_eq!(first["id"], second["id"]);
}
