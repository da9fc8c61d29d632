use futures::future::join_all;
use http::{StatusCode, header};
use serde_json::{Value, json};

use crate::bundle::{Bundle, post};

const SIGN_OUT: &str = "/api/v1/auth/sign-out";

#[tokio::test]
async fn a_refresh_token_is_good_once_and_its_second_use_ends_the_session() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let first = bundle.sign_in("sunita").await.text("refresh_token");
    let other_session = bundle.sign_in("sunita").await.text("refresh_token");

    let second = bundle.refresh(&first).await;
    assert_eq!(second.status, StatusCode::OK, "{second:?}");
    let reused = bundle.refresh(&first).await;
    assert_eq!(
        (reused.status, reused.code()),
        (StatusCode::UNAUTHORIZED, "refresh-token-reused")
    );
    let newest = bundle.refresh(&second.text("refresh_token")).await;
    assert_eq!(
        (newest.status, newest.code()),
        (StatusCode::UNAUTHORIZED, "unauthenticated")
    );

    assert_eq!(bundle.refresh(&other_session).await.status, StatusCode::OK);
}

#[tokio::test]
async fn of_two_who_refresh_at_once_one_wins() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let token = bundle.sign_in("sunita").await.text("refresh_token");
    let answers = join_all((0..6).map(|_| bundle.refresh(&token))).await;
    let won = answers
        .iter()
        .filter(|answer| answer.status == StatusCode::OK)
        .count();
    assert_eq!(won, 1, "{answers:?}");
    assert!(
        answers
            .iter()
            .any(|answer| answer.code() == "refresh-token-reused")
    );
}

#[tokio::test]
async fn an_access_token_does_not_refresh() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let pair = bundle.sign_in("sunita").await;
    let answer = bundle.refresh(&pair.text("access_token")).await;
    assert_eq!(
        (answer.status, answer.code()),
        (StatusCode::UNAUTHORIZED, "unauthenticated")
    );
    assert!(
        answer.headers[header::WWW_AUTHENTICATE]
            .to_str()
            .unwrap()
            .starts_with("Bearer")
    );
}

#[tokio::test]
async fn signing_out_ends_the_session_of_the_access_token() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let pair = bundle.sign_in("sunita").await;
    let mut request = post(SIGN_OUT, &Value::Null);
    *request.body_mut() = axum::body::Body::empty();
    let bearer = format!("Bearer {}", pair.text("access_token"));
    request
        .headers_mut()
        .insert(header::AUTHORIZATION, bearer.parse().unwrap());

    assert_eq!(bundle.send(request).await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        bundle.refresh(&pair.text("refresh_token")).await.code(),
        "unauthenticated"
    );
}

#[tokio::test]
async fn a_refresh_token_signs_out_too_and_nothing_does_not() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let token = bundle.sign_in("sunita").await.text("refresh_token");
    let answer = bundle
        .post(SIGN_OUT, &json!({"refresh_token": token}))
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(bundle.refresh(&token).await.code(), "unauthenticated");

    let nobody = bundle.post(SIGN_OUT, &json!({})).await;
    assert_eq!(
        (nobody.status, nobody.code()),
        (StatusCode::UNAUTHORIZED, "unauthenticated")
    );
}
