use std::collections::HashSet;

use axum::body::Body;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use futures::future::join_all;
use http::{Request, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::bundle::{Bundle, person};

fn keys() -> Request<Body> {
    Request::get("/.well-known/jwks.json")
        .body(Body::empty())
        .unwrap()
}

#[tokio::test]
async fn the_public_keys_are_published_and_no_private_one() {
    let bundle = Bundle::new().await;
    let answer = bundle.send(keys()).await;
    assert_eq!(answer.status, StatusCode::OK);
    let published = answer.body["keys"].as_array().unwrap();
    assert!(!published.is_empty());
    for key in published {
        assert_eq!(
            (key["kty"].as_str(), key["crv"].as_str()),
            (Some("OKP"), Some("Ed25519"))
        );
        assert_eq!(key["alg"], "EdDSA");
        assert!(key.get("d").is_none(), "a private key is published");
    }
    assert_eq!(answer.headers["cache-control"], "public, max-age=3600");
}

#[tokio::test]
async fn functions_that_start_at_once_agree_on_the_key() {
    let bundle = Bundle::new().await;
    let scan = bundle
        .client
        .scan()
        .table_name("keys")
        .send()
        .await
        .unwrap();
    for item in scan.items() {
        let call = bundle.client.delete_item().table_name("keys");
        let call = call
            .key("pk", item["pk"].clone())
            .key("sk", item["sk"].clone());
        call.send().await.unwrap();
    }

    let routers = join_all((0..6).map(|_| Bundle::router(&bundle.client, "1000"))).await;
    let mut seen = HashSet::new();
    for router in routers {
        let response = router.oneshot(keys()).await.unwrap();
        let body = axum::body::to_bytes(response.into_body(), 100_000)
            .await
            .unwrap();
        seen.insert(body);
    }
    assert_eq!(seen.len(), 1);
    let private = bundle
        .client
        .query()
        .table_name("keys")
        .key_condition_expression("pk = :pk")
        .expression_attribute_values(
            ":pk",
            aws_sdk_dynamodb::types::AttributeValue::S("PRIVATE".to_owned()),
        )
        .send()
        .await
        .unwrap();
    // One for this slot, and one for the next when it begins within a day.
    assert!((1..=2).contains(&private.count()), "{}", private.count());
}

#[tokio::test]
async fn tokens_of_one_process_are_good_in_another() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let pair = bundle.sign_in("sunita").await;
    let other = Bundle::router(&bundle.client, "1000").await;
    let request = Request::post("/api/v1/auth/sign-out")
        .header(
            "authorization",
            format!("Bearer {}", pair.text("access_token")),
        )
        .body(Body::empty())
        .unwrap();
    assert_eq!(
        other.oneshot(request).await.unwrap().status(),
        StatusCode::NO_CONTENT
    );
}

fn zone_of(token: &str) -> String {
    let body = URL_SAFE_NO_PAD
        .decode(token.split('.').nth(1).unwrap())
        .unwrap();
    let claims: Value = serde_json::from_slice(&body).unwrap();
    claims["zoneinfo"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn an_access_token_says_where_the_person_s_days_end() {
    let bundle = Bundle::new().await;
    let mut anora = person("anora");
    anora["zone"] = json!("asia/tashkent");
    bundle.post("/api/v1/auth/sign-up", &anora).await;
    bundle.sign_up("sunita").await;
    for (name, zone) in [("anora", "Asia/Tashkent"), ("sunita", "Asia/Kathmandu")] {
        let pair = bundle.sign_in(name).await;
        assert_eq!(zone_of(&pair.text("access_token")), zone);
        assert_eq!(zone_of(&pair.text("refresh_token")), "");
        let next = bundle.refresh(&pair.text("refresh_token")).await;
        assert_eq!(zone_of(&next.text("access_token")), zone);
    }
}
