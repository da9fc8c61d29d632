//! Rate limits are attached to every route, and say so.

use nazar_tests::{Bundle, Client, Options, Person};
use serde_json::json;

#[tokio::test]
async fn sign_in_is_limited_by_address_and_says_when_to_come_back() {
    let bundle = Bundle::start(Options::with_real_limits()).unwrap();
    let visitor = Client::new(&bundle);
    let mut limited = None;
    for number in 0..25 {
        let body = json!({ "username": format!("guess{number}"), "password": "a wrong password" });
        let answer = visitor.post("/api/v1/auth/sign-in", &body).await.unwrap();
        if answer.status == 429 {
            limited = Some((number, answer));
            break;
        }
        answer.expect_problem(401, "invalid-credentials");
        assert!(!answer.header("ratelimit").is_empty());
        assert!(!answer.header("ratelimit-policy").is_empty());
    }
    let (allowed, answer) = limited.expect("twenty-five guesses in a row were never limited");
    assert!(
        (10..=20).contains(&allowed),
        "{allowed} guesses were let through"
    );
    answer.expect_problem(429, "rate-limited");
    let wait: u32 = answer.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait));

    let forged = visitor
        .request(reqwest::Method::POST, "/api/v1/auth/sign-in")
        .header("x-forwarded-for", "203.0.113.9")
        .json(&json!({ "username": "guess", "password": "a wrong password" }));
    visitor
        .send(forged)
        .await
        .unwrap()
        .expect_problem(429, "rate-limited");
}

/// Sends until the first refusal, and answers how many were let through before it.
async fn let_through(most: usize, send: impl AsyncFn() -> nazar_tests::Answer) -> usize {
    for number in 0..most {
        let answer = send().await;
        if answer.status == 429 {
            answer.expect_problem(429, "rate-limited");
            return number;
        }
    }
    panic!("none of {most} requests was limited");
}

/// Bounds, not one number: a window may end while the test runs, and then the count starts again once.
#[tokio::test]
async fn reads_and_pictures_are_limited_by_caller() {
    let bundle = Bundle::start(Options {
        parameters: vec!["RateLimitScale=0.2".to_owned()],
        arguments: Vec::new(),
    })
    .unwrap();
    let person = Person::new(&bundle, "limited").await.unwrap();
    let reads = let_through(100, async || {
        person.client.get("/api/v1/jobs").await.unwrap()
    })
    .await;
    assert!(
        (40..=80).contains(&reads),
        "{reads} reads at a fifth of 200"
    );

    let nothing = json!({});
    let pictures = let_through(20, async || {
        person
            .client
            .post("/api/v1/calligraphy/predictions", &nothing)
            .await
            .unwrap()
    })
    .await;
    assert!(
        (6..=12).contains(&pictures),
        "{pictures} pictures at a fifth of 30"
    );
}
