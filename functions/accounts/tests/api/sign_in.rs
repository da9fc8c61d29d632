use http::StatusCode;
use serde_json::json;

use crate::bundle::{Bundle, PASSWORD, post_from};

const PATH: &str = "/api/v1/auth/sign-in";

#[tokio::test]
async fn username_and_address_both_sign_in() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    for body in [
        json!({"username": "SUNITA", "password": PASSWORD}),
        json!({"email": "Sunita@Example.org", "password": PASSWORD}),
        json!({"login": "sunita", "password": PASSWORD}),
        json!({"username": "sunita@example.org", "password": PASSWORD}),
    ] {
        let answer = bundle.post(PATH, &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{body} {answer:?}");
        assert_eq!(answer.text("token_type"), "Bearer");
        assert_eq!(answer.body["expires_in"], 900);
        assert_ne!(answer.text("access_token"), answer.text("refresh_token"));
        assert_eq!(answer.headers["cache-control"], "no-store");
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_person_get_the_same_answer() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let wrong = bundle
        .post(
            PATH,
            &json!({"username": "sunita", "password": "not the password"}),
        )
        .await;
    let unknown = bundle
        .post(
            PATH,
            &json!({"username": "nobody", "password": "not the password"}),
        )
        .await;
    assert_eq!(
        (wrong.status, wrong.code()),
        (StatusCode::UNAUTHORIZED, "invalid-credentials")
    );
    assert_eq!((wrong.status, &wrong.body), (unknown.status, &unknown.body));
}

#[tokio::test]
async fn wrong_passwords_slow_down_and_lock_nobody_out() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    for name in ["sunita", "nobody"] {
        let body = json!({"username": name, "password": "not the password"});
        for _ in 0..5 {
            assert_eq!(bundle.post(PATH, &body).await.code(), "invalid-credentials");
        }
        // Hashing takes a while, but not the second that is waited for after the fifth: at least one of several quick
        // tries is told to wait.
        let mut told = None;
        for _ in 0..8 {
            let answer = bundle.post(PATH, &body).await;
            if answer.status == StatusCode::TOO_MANY_REQUESTS {
                told = Some(answer);
                break;
            }
        }
        let told = told.unwrap_or_else(|| panic!("{name} is not slowed down"));
        let wait: u64 = told.headers["retry-after"]
            .to_str()
            .unwrap()
            .parse()
            .unwrap();
        assert!((1..=60).contains(&wait), "{wait}");
    }
    // Another address of the same account waits too, whoever asks, and then gets in.
    let other = post_from(
        "198.51.100.7",
        PATH,
        &json!({"email": "sunita@example.org", "password": PASSWORD}),
    );
    let answer = bundle.send(other).await;
    assert!(
        matches!(
            answer.status,
            StatusCode::OK | StatusCode::TOO_MANY_REQUESTS
        ),
        "{answer:?}"
    );
}

#[tokio::test]
async fn the_eleventh_try_within_a_minute_is_refused_by_address() {
    let bundle = Bundle::with_scale("1").await;
    let body = |number: usize| json!({"username": format!("nobody{number}"), "password": "not the password"});
    // Within twelve tries the window may turn once, so twenty-two are surely more than two windows hold.
    let mut refused = None;
    for number in 0..22 {
        let answer = bundle.post(PATH, &body(number)).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some((number, answer));
            break;
        }
    }
    let (number, answer) = refused.expect("nothing was refused");
    assert!(number >= 10, "refused after {number}");
    assert_eq!(answer.code(), "rate-limited");
    assert_eq!(
        answer.headers["ratelimit-policy"],
        "\"credentials\";q=10;w=60"
    );
    assert!(
        answer.headers["ratelimit"]
            .to_str()
            .unwrap()
            .starts_with("\"credentials\";r=0;t=")
    );
    assert!(answer.headers.contains_key("retry-after"));

    let elsewhere = bundle
        .send(post_from("198.51.100.7", PATH, &body(99)))
        .await;
    assert_eq!(elsewhere.code(), "invalid-credentials");
}

#[tokio::test]
async fn tries_for_one_account_count_from_every_address() {
    let bundle = Bundle::with_scale("0.3").await;
    let mut codes = Vec::new();
    for number in 0..8 {
        let address = format!("198.51.100.{number}");
        let body = json!({"username": "nobody", "password": "not the password"});
        codes.push(
            bundle
                .send(post_from(&address, PATH, &body))
                .await
                .code()
                .to_owned(),
        );
    }
    assert!(codes.iter().any(|code| code == "rate-limited"), "{codes:?}");
    assert_eq!(codes[..3], ["invalid-credentials"; 3]);
}
