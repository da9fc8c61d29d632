use futures::future::join_all;
use http::StatusCode;
use serde_json::{Value, json};

use crate::bundle::{Answer, Bundle, PASSWORD};

const PATH: &str = "/api/v1/auth/change-password";
const NEXT: &str = "lanterns-over-patan";

fn body(current: &str, new: &str) -> Value {
    json!({"current_password": current, "new_password": new})
}

async fn change(bundle: &Bundle, pair: &Answer, body: &Value) -> Answer {
    bundle.post_as(&pair.text("access_token"), PATH, body).await
}

async fn sign_in_with(bundle: &Bundle, password: &str) -> StatusCode {
    let body = json!({"username": "sunita", "password": password});
    bundle.post("/api/v1/auth/sign-in", &body).await.status
}

#[tokio::test]
async fn the_new_password_is_the_password_and_only_this_session_goes_on() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let (own, other) = (
        bundle.sign_in("sunita").await,
        bundle.sign_in("sunita").await,
    );
    let changed = change(&bundle, &own, &body(PASSWORD, NEXT)).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT, "{changed:?}");

    assert_eq!(
        sign_in_with(&bundle, PASSWORD).await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(sign_in_with(&bundle, NEXT).await, StatusCode::OK);
    let ended = bundle.refresh(&other.text("refresh_token")).await;
    assert_eq!(
        (ended.status, ended.code()),
        (StatusCode::UNAUTHORIZED, "unauthenticated")
    );
    let mut refresh_token = own.text("refresh_token");
    for _ in 0..2 {
        let next = bundle.refresh(&refresh_token).await;
        assert_eq!(next.status, StatusCode::OK);
        refresh_token = next.text("refresh_token");
    }

    // The reference's name for the field, and the way back.
    let old = json!({"old_password": NEXT, "new_password": PASSWORD});
    assert_eq!(
        change(&bundle, &own, &old).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(sign_in_with(&bundle, PASSWORD).await, StatusCode::OK);
}

#[tokio::test]
async fn the_policy_is_that_of_sign_up() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let own = bundle.sign_in("sunita").await;
    for (password, code) in [
        ("qzx7-w", "too-short"),
        ("password123", "password-common"),
        ("sunita@example", "password-like-identity"),
    ] {
        let refused = change(&bundle, &own, &body(PASSWORD, password)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let errors = refused.body["errors"].as_array().unwrap();
        assert!(
            errors
                .iter()
                .any(|error| error["pointer"] == "/new_password" && error["code"] == code),
            "{password}: {refused:?}"
        );
    }
    assert_eq!(sign_in_with(&bundle, PASSWORD).await, StatusCode::OK);
}

#[tokio::test]
async fn wrong_passwords_slow_down_here_and_at_sign_in_alike() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let own = bundle.sign_in("sunita").await;
    for _ in 0..5 {
        let refused = change(&bundle, &own, &body("not the password", NEXT)).await;
        assert_eq!(
            (refused.status, refused.code()),
            (StatusCode::UNAUTHORIZED, "invalid-credentials")
        );
    }
    // Each wrong try doubles the wait, so sooner or later it is longer than hashing takes, and both doors say so.
    let (mut here, mut there) = (false, false);
    for _ in 0..8 {
        let refused = change(&bundle, &own, &body("not the password", NEXT)).await;
        here |= refused.status == StatusCode::TOO_MANY_REQUESTS;
        there |= sign_in_with(&bundle, "not the password").await == StatusCode::TOO_MANY_REQUESTS;
    }
    assert!(here && there, "{here} {there}");
}

#[tokio::test]
async fn nobody_and_an_ended_session_change_nothing() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let nobody = bundle.post(PATH, &body(PASSWORD, NEXT)).await;
    assert_eq!(nobody.code(), "unauthenticated");

    let own = bundle.sign_in("sunita").await;
    let token = own.text("access_token");
    let out = bundle
        .post_as(&token, "/api/v1/auth/sign-out", &json!({}))
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    let refused = change(&bundle, &own, &body(PASSWORD, NEXT)).await;
    assert_eq!(refused.code(), "unauthenticated");
    assert_eq!(sign_in_with(&bundle, PASSWORD).await, StatusCode::OK);
}

/// Many sessions refresh while one of them changes the password. Whatever order the requests take, afterwards no chain
/// of tokens but the caller's own leads on.
#[tokio::test]
async fn no_refresh_that_runs_beside_keeps_its_session() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let own = bundle.sign_in("sunita").await;
    let others = join_all((0..12).map(|_| bundle.sign_in("sunita"))).await;
    let tokens: Vec<String> = others
        .iter()
        .map(|pair| pair.text("refresh_token"))
        .collect();

    let wanted = body(PASSWORD, NEXT);
    let change = change(&bundle, &own, &wanted);
    let refreshes = join_all(tokens.iter().map(|token| async {
        // Each goes on for as long as it is let.
        let mut latest = token.clone();
        for _ in 0..20 {
            let next = bundle.refresh(&latest).await;
            if next.status != StatusCode::OK {
                break;
            }
            latest = next.text("refresh_token");
        }
        latest
    }));
    let (changed, latest) = tokio::join!(change, refreshes);
    assert_eq!(changed.status, StatusCode::NO_CONTENT, "{changed:?}");
    for token in latest {
        let refused = bundle.refresh(&token).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{refused:?}");
    }
    let next = bundle.refresh(&own.text("refresh_token")).await;
    assert_eq!(next.status, StatusCode::OK);
}

#[tokio::test]
async fn of_changes_at_the_same_time_one_is_made() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let own = bundle.sign_in("sunita").await;
    let wanted: Vec<String> = (0..4).map(|number| format!("{NEXT}-{number}")).collect();
    let bodies: Vec<Value> = wanted.iter().map(|new| body(PASSWORD, new)).collect();
    let answers = join_all(bodies.iter().map(|body| change(&bundle, &own, body))).await;

    let mut made = Vec::new();
    for (answer, password) in answers.iter().zip(&wanted) {
        match answer.status {
            StatusCode::NO_CONTENT => made.push(password),
            // Overtaken while it was hashed, or checked after the other was made.
            StatusCode::CONFLICT | StatusCode::UNAUTHORIZED => {}
            _ => panic!("{answer:?}"),
        }
    }
    assert_eq!(made.len(), 1, "{answers:?}");
    assert_eq!(sign_in_with(&bundle, made[0]).await, StatusCode::OK);
}
