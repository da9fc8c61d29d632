//! What a page of another origin may do.

use http::{Method, StatusCode};
use reqwest::{Client, Response};

use crate::s3_support::{BUCKET, Buckets};

async fn preflight(buckets: &Buckets, origin: &str, method: &str) -> Response {
    Client::new()
        .request(Method::OPTIONS, format!("{}/{BUCKET}", buckets.base))
        .header("origin", origin)
        .header("access-control-request-method", method)
        .header("access-control-request-headers", "content-type")
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_preflight_is_answered_by_the_templates_rules() {
    let buckets = Buckets::start().await;
    let allowed = preflight(&buckets, "https://app.test", "POST").await;
    assert_eq!(allowed.status(), StatusCode::OK);
    assert_eq!(
        allowed.headers()["access-control-allow-origin"],
        "https://app.test"
    );
    assert_eq!(
        allowed.headers()["access-control-allow-methods"],
        "GET, POST"
    );
    assert_eq!(allowed.headers()["access-control-max-age"], "600");
    for (origin, method) in [
        ("https://evil.test", "POST"),
        ("https://app.test", "DELETE"),
    ] {
        let denied = preflight(&buckets, origin, method).await;
        assert_eq!(denied.status(), StatusCode::FORBIDDEN);
        assert!(!denied.headers().contains_key("access-control-allow-origin"));
    }
}

#[tokio::test]
async fn answers_say_whether_the_page_may_read_them() {
    let buckets = Buckets::start().await;
    let get = |origin: &'static str| {
        Client::new()
            .get(format!("{}/{BUCKET}/missing", buckets.base))
            .header("origin", origin)
            .send()
    };
    let allowed = get("https://app.test").await.unwrap();
    assert_eq!(
        allowed.headers()["access-control-allow-origin"],
        "https://app.test"
    );
    assert_eq!(allowed.headers()["access-control-expose-headers"], "ETag");
    let other = get("https://evil.test").await.unwrap();
    assert!(!other.headers().contains_key("access-control-allow-origin"));
}
