//! `/api/v1/auth`: signing up, in and out, and the life of refresh tokens.

use nazar_tests::{Bundle, Client, Person, client};
use reqwest::StatusCode;
use serde_json::{Value, json};

const SIGN_UP: &str = "/api/v1/auth/sign-up";
const SIGN_IN: &str = "/api/v1/auth/sign-in";
const REFRESH: &str = "/api/v1/auth/refresh";
const SIGN_OUT: &str = "/api/v1/auth/sign-out";

fn with(username: &str, field: &str, value: Value) -> Value {
    let mut body = client::sign_up_body(username);
    body[field] = value;
    body
}

fn pointers(problem: &Value) -> Vec<&str> {
    problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn signing_up_names_every_field_that_breaks_a_rule() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let cases = [
        ("username", json!("ab")),
        ("username", json!("a".repeat(31))),
        ("username", json!("quux zyx wvu")),
        ("email", json!("nobody")),
        ("password", json!("qzx7-w")),
        ("password", json!("password123")),
        ("password", json!("x".repeat(129))),
        ("phone", json!("+99-quux-1")),
        ("language", json!("klingon")),
    ];
    for (field, value) in cases {
        let body = with(&client::unique("rules"), field, value.clone());
        let problem = visitor
            .post(SIGN_UP, &body)
            .await
            .unwrap()
            .expect_problem(422, "validation-failed");
        let pointer = format!("/{field}");
        assert!(
            pointers(&problem).contains(&pointer.as_str()),
            "{field} = {value}: {problem}"
        );
        if let Some(text) = value.as_str().filter(|text| text.len() > 4) {
            assert!(
                !problem.to_string().contains(text),
                "the problem repeats {text}: {problem}"
            );
        }
    }

    let username = client::unique("likeness");
    let problem = visitor
        .post(
            SIGN_UP,
            &with(&username, "password", json!(format!("{username}1"))),
        )
        .await
        .unwrap()
        .expect_problem(422, "validation-failed");
    assert_eq!(pointers(&problem), ["/password"]);
}

#[tokio::test]
async fn a_broken_body_is_told_from_a_broken_rule() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let send = |text: &'static str, content_type: &'static str| {
        let request = visitor
            .request(reqwest::Method::POST, SIGN_UP)
            .header("content-type", content_type)
            .body(text);
        visitor.send(request)
    };
    send("{\"username\":", "application/json")
        .await
        .unwrap()
        .expect_problem(400, "malformed-body");
    send("username=a", "text/plain")
        .await
        .unwrap()
        .expect_problem(415, "unsupported-media-type");
    visitor
        .get(SIGN_UP)
        .await
        .unwrap()
        .expect_problem(405, "method-not-allowed");
    visitor
        .get("/api/v1/auth/nothing-here")
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    let huge = json!({ "username": "x".repeat(3_000_000) });
    visitor
        .post(SIGN_UP, &huge)
        .await
        .unwrap()
        .expect_problem(413, "payload-too-large");
}

#[tokio::test]
async fn names_addresses_and_phones_are_unique_whatever_their_case() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let username = client::unique("unique");
    let phone = format!("+9989{:08}", std::process::id() % 100_000_000);
    visitor
        .post(SIGN_UP, &with(&username, "phone", json!(phone)))
        .await
        .unwrap()
        .expect_status(201);

    let same_name = json!({
        "username": username.to_uppercase(),
        "email": format!("{}@example.org", client::unique("other")),
        "password": client::PASSWORD,
    });
    visitor
        .post(SIGN_UP, &same_name)
        .await
        .unwrap()
        .expect_problem(409, "username-taken");

    let other = client::unique("other");
    let email = format!("{}@EXAMPLE.org", username.to_uppercase());
    visitor
        .post(SIGN_UP, &with(&other, "email", json!(email)))
        .await
        .unwrap()
        .expect_problem(409, "email-taken");
    visitor
        .post(SIGN_UP, &with(&other, "phone", json!(phone)))
        .await
        .unwrap()
        .expect_problem(409, "phone-taken");

    visitor
        .post(SIGN_UP, &client::sign_up_body(&other))
        .await
        .unwrap()
        .expect_status(201);
}

#[tokio::test]
async fn of_many_who_want_one_name_at_once_one_gets_it() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let username = client::unique("race");
    let attempts: Vec<_> = (0..8)
        .map(|number| {
            let visitor = visitor.clone();
            let email = format!("{username}.{number}@example.org");
            let body = with(&username, "email", json!(email));
            tokio::spawn(async move { visitor.post(SIGN_UP, &body).await.unwrap() })
        })
        .collect();
    let mut created = 0;
    for attempt in attempts {
        let answer = attempt.await.unwrap();
        if answer.status == StatusCode::CREATED {
            created += 1;
        } else {
            answer.expect_problem(409, "username-taken");
        }
    }
    assert_eq!(created, 1);
}

#[tokio::test]
async fn signing_in_takes_either_name_and_tells_nobody_which_half_was_wrong() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let person = Person::new(&bundle, "either").await.unwrap();
    let by_email = json!({
        "email": format!("{}@Example.org", person.username),
        "password": client::PASSWORD,
    });
    visitor
        .post(SIGN_IN, &by_email)
        .await
        .unwrap()
        .expect_status(200);

    let wrong = json!({ "username": person.username, "password": "not the password" });
    let unknown = json!({ "username": client::unique("nobody"), "password": "not the password" });
    let of_wrong = visitor
        .post(SIGN_IN, &wrong)
        .await
        .unwrap()
        .expect_problem(401, "invalid-credentials");
    let of_unknown = visitor
        .post(SIGN_IN, &unknown)
        .await
        .unwrap()
        .expect_problem(401, "invalid-credentials");
    for member in ["type", "title", "detail", "suggestions"] {
        assert_eq!(of_wrong[member], of_unknown[member]);
    }
}

async fn refresh(visitor: &Client, token: &Value) -> nazar_tests::Answer {
    visitor
        .post(REFRESH, &json!({ "refresh_token": token }))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_refresh_token_works_once_and_its_reuse_ends_the_family() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let person = Person::new(&bundle, "rotation").await.unwrap();
    let first = json!(person.refresh_token);

    let rotated = refresh(&visitor, &first).await.expect_status(200);
    assert_ne!(rotated["refresh_token"], first);
    let second = rotated["refresh_token"].clone();
    visitor
        .with_token(rotated["access_token"].as_str().unwrap())
        .get("/api/v1/jobs")
        .await
        .unwrap()
        .expect_status(200);

    refresh(&visitor, &first)
        .await
        .expect_problem(401, "refresh-token-reused");
    let after = refresh(&visitor, &second).await;
    assert_eq!(after.status, 401, "the whole family has ended");

    let again = client::sign_in(&visitor, &person.username).await.unwrap();
    let fresh = again.expect_status(200)["refresh_token"].clone();
    refresh(&visitor, &fresh).await.expect_status(200);
}

#[tokio::test]
async fn of_two_refreshes_at_once_at_most_one_is_answered() {
    let bundle = Bundle::shared();
    let visitor = Client::new(&bundle);
    let person = Person::new(&bundle, "two_at_once").await.unwrap();
    let token = json!(person.refresh_token);
    let (one, other) = tokio::join!(refresh(&visitor, &token), refresh(&visitor, &token));
    let answered = [&one, &other]
        .iter()
        .filter(|answer| answer.status == StatusCode::OK)
        .count();
    assert_eq!(answered, 1, "{} and {}", one.status, other.status);
}

#[tokio::test]
async fn signing_out_ends_the_refresh_token() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "leaving").await.unwrap();
    let token = json!(person.refresh_token);
    let answer = person
        .client
        .post(SIGN_OUT, &json!({ "refresh_token": token }))
        .await
        .unwrap();
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(refresh(&Client::new(&bundle), &token).await.status, 401);
}

#[tokio::test]
async fn the_public_key_set_holds_no_private_part() {
    let bundle = Bundle::shared();
    let answer = Client::new(&bundle)
        .get("/.well-known/jwks.json")
        .await
        .unwrap();
    let set = answer.expect_status(200);
    let keys = set["keys"].as_array().unwrap();
    assert!(!keys.is_empty());
    for key in keys {
        assert_eq!(key["kty"], "OKP");
        assert_eq!(key["crv"], "Ed25519");
        assert!(key["kid"].is_string());
        assert!(key.get("d").is_none(), "the private key is published");
    }
}
