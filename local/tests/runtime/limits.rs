//! Payloads at the limits of Lambda and of API Gateway.

use nazar_local::invoke::{InvokeError, MAX_PAYLOAD_BYTES};
use serde_json::json;

use super::harness::Running;

#[tokio::test]
async fn a_function_that_answers_too_much_goes_on() {
    let local = Running::start(&[]).await;
    let error = local.invoke(&json!({"do": "large"})).await.unwrap_err();
    assert!(
        matches!(error, InvokeError::ResponseTooLarge { size } if size == MAX_PAYLOAD_BYTES + 103),
        "{error}"
    );
    local.shows("large: 413").await;
    assert_eq!(local.answer("echo").await["count"], 2);
}

#[tokio::test]
async fn an_event_over_six_megabytes_is_not_given_to_a_function() {
    let local = Running::start(&[]).await;
    let event = json!({"do": "echo", "text": "a".repeat(MAX_PAYLOAD_BYTES)});
    let error = local.invoke(&event).await.unwrap_err();
    assert!(
        matches!(error, InvokeError::RequestTooLarge { .. }),
        "{error}"
    );
}

#[tokio::test]
async fn bodies_are_refused_where_aws_refuses_them() {
    let local = Running::start(&[]).await;
    let url = format!("{}/x", local.cloud.base_url());
    // 5 MB fit as text; as base64 they do not. Over 10 MB the gateway itself refuses.
    for (kind, size, status) in [
        ("text/plain", 5 << 20, 200),
        ("image/png", 5 << 20, 413),
        ("text/plain", (10 << 20) + 1, 413),
    ] {
        let request = local
            .client
            .post(&url)
            .header("Content-Type", kind)
            .body("a".repeat(size));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status, "{kind} {size}");
        if status == 413 {
            assert_eq!(
                response.text().await.unwrap(),
                r#"{"message":"Request Entity Too Large"}"#
            );
        }
    }
}
