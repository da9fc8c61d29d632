//! What people say of pharmacies: one review of each, one report of a kind, and nothing left of who goes.

use std::time::Duration;

use nazar_tests::{Answer, Bundle, Client, Person, traces::traces};
use reqwest::Method;
use serde_json::{Value, json};

use super::{BASE, items};

async fn post(client: &Client, path: &str, body: &Value) -> Answer {
    client.post(&format!("{BASE}{path}"), body).await.unwrap()
}

async fn reviews(client: &Client, pharmacy: &str) -> Value {
    let path = format!("{BASE}/{pharmacy}/reviews?limit=100");
    client.get(&path).await.unwrap().expect_status(200)
}

async fn withdraw(client: &Client, pharmacy: &str) -> Answer {
    let path = format!("{BASE}/{pharmacy}/reviews/mine");
    client
        .send(client.request(Method::DELETE, &path))
        .await
        .unwrap()
}

// The replaced service had a table of reviews and no way to write one; the rating was a constant.
#[tokio::test]
async fn defect_16_a_second_review_takes_the_place_of_the_first_and_the_rating_follows() {
    let bundle = Bundle::shared();
    let pharmacy = "demo-yunusobod-1";
    let anna = Person::new(&bundle, "reviewer").await.unwrap();
    let boris = Person::new(&bundle, "reviewer").await.unwrap();
    let path = format!("/{pharmacy}/reviews");
    let first = post(&anna.client, &path, &json!({"stars": 5, "text": "Yaxshi"})).await;
    let first = first.expect_status(201);
    assert_eq!(first["mine"], true);
    post(&boris.client, &path, &json!({"stars": 2}))
        .await
        .expect_status(201);
    let page = reviews(&anna.client, pharmacy).await;
    assert_eq!(page["rating"], json!({"mean": 3.5, "reviews": 2}));
    let own: Vec<&Value> = items(&page)
        .iter()
        .filter(|item| item["mine"] == true)
        .collect();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0]["id"], first["id"]);
    // Nothing in a review says whose it is.
    assert!(!page.to_string().contains(&boris.id) && !page.to_string().contains(&boris.username));

    let second = post(&anna.client, &path, &json!({"stars": 4})).await;
    let second = second.expect_status(200);
    assert_eq!(second["id"], first["id"]);
    assert!(second["edited_at"].is_string());
    let shown = Client::new(&bundle)
        .get(&format!("{BASE}/{pharmacy}"))
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(shown["rating"], json!({"mean": 3.0, "reviews": 2}));

    assert_eq!(withdraw(&anna.client, pharmacy).await.status, 204);
    withdraw(&anna.client, pharmacy)
        .await
        .expect_problem(404, "not-found");
    let left = reviews(&anna.client, pharmacy).await;
    assert_eq!(left["stars"], json!([0, 1, 0, 0, 0]));
    assert_eq!(withdraw(&boris.client, pharmacy).await.status, 204);
}

// The replaced service kept any word as a report, of pharmacies that do not exist too, and as often as it was sent.
#[tokio::test]
async fn the_same_report_is_the_same_report() {
    let bundle = Bundle::shared();
    let anna = Person::new(&bundle, "reporter").await.unwrap();
    let path = "/demo-olmazor-1/report";
    let body = json!({"kind": "wrong-hours", "description": "Yakshanba yopiq"});
    let first = post(&anna.client, path, &body).await.expect_status(201);
    let again = json!({"kind": "wrong-hours", "description": "Yana yopiq"});
    let again = post(&anna.client, path, &again).await.expect_status(200);
    assert_eq!(again, first);
    let other = json!({"kind": "suspicious"});
    let other = post(&anna.client, path, &other).await.expect_status(201);
    assert_ne!(other["id"], first["id"]);

    post(&anna.client, path, &json!({"kind": "boring"}))
        .await
        .expect_problem(422, "validation-failed");
    post(&anna.client, "/nothing/report", &body)
        .await
        .expect_problem(404, "not-found");
}

#[tokio::test]
async fn writing_needs_an_account_and_the_rules() {
    let bundle = Bundle::shared();
    let nobody = Client::new(&bundle);
    let review = json!({"stars": 5});
    let report = json!({"kind": "closed"});
    post(&nobody, "/demo-olmazor-1/reviews", &review)
        .await
        .expect_problem(401, "unauthenticated");
    post(&nobody, "/demo-olmazor-1/report", &report)
        .await
        .expect_problem(401, "unauthenticated");
    withdraw(&nobody, "demo-olmazor-1")
        .await
        .expect_problem(401, "unauthenticated");
    let anna = Person::new(&bundle, "ruled").await.unwrap();
    for body in [
        json!({"stars": 0}),
        json!({"stars": 6}),
        json!({"stars": 5, "text": ""}),
        json!({"stars": 5, "text": "x".repeat(2_001)}),
    ] {
        post(&anna.client, "/demo-olmazor-1/reviews", &body)
            .await
            .expect_problem(422, "validation-failed");
    }
    post(&anna.client, "/nothing/reviews", &review)
        .await
        .expect_problem(404, "not-found");
}

#[tokio::test]
async fn a_repeated_request_is_answered_as_the_first() {
    let bundle = Bundle::shared();
    let anna = Person::new(&bundle, "repeating").await.unwrap();
    let send = async || {
        let request = anna
            .client
            .request(Method::POST, &format!("{BASE}/demo-sergeli-1/reviews"))
            .header("idempotency-key", "once")
            .json(&json!({"stars": 3}));
        anna.client.send(request).await.unwrap()
    };
    let first = send().await;
    let again = send().await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201));
    assert_eq!(first.json(), again.json());
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(withdraw(&anna.client, "demo-sergeli-1").await.status, 204);
}

#[tokio::test]
async fn a_closed_account_leaves_no_review_no_report_and_a_rating_without_it() {
    let bundle = Bundle::shared();
    let pharmacy = "demo-bektemir-3";
    let leaving = Person::new(&bundle, "leaving_reviewer").await.unwrap();
    let staying = Person::new(&bundle, "staying_reviewer").await.unwrap();
    for (person, stars) in [(&leaving, 1), (&staying, 5)] {
        let path = format!("/{pharmacy}/reviews");
        post(&person.client, &path, &json!({"stars": stars}))
            .await
            .expect_status(201);
        let path = format!("/{pharmacy}/report");
        post(&person.client, &path, &json!({"kind": "other"}))
            .await
            .expect_status(201);
    }
    let request = leaving
        .client
        .request(Method::DELETE, "/api/v1/users/me")
        .header("prefer", "wait=20");
    let closed = leaving.client.send(request).await.unwrap();
    assert!(closed.status.is_success(), "{closed:?}");
    let mut left = Vec::new();
    for _ in 0..600 {
        left = traces(&bundle, &[&leaving.id]).await;
        if left.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(left, [] as [String; 0]);
    let page = reviews(&staying.client, pharmacy).await;
    assert_eq!(page["stars"], json!([0, 0, 0, 0, 1]), "{page}");
    assert_eq!(items(&page).len(), 1);
    assert_eq!(items(&page)[0]["mine"], true);
}
