//! The edges of the Runtime API.

use nazar_local::invoke::InvokeError;
use serde_json::{Value, json};

use super::harness::Running;

#[tokio::test]
async fn a_reported_error_reaches_the_caller() {
    let local = Running::start(&[]).await;
    let error = local.invoke(&json!({"do": "fail"})).await.unwrap_err();
    let InvokeError::Function {
        kind,
        message,
        payload,
    } = error
    else {
        panic!("{error}")
    };
    assert_eq!((kind.as_str(), message.as_str()), ("Told", "told to fail"));
    assert_eq!(
        serde_json::from_slice::<Value>(&payload).unwrap()["errorType"],
        "Told"
    );
    assert_eq!(local.answer("echo").await["count"], 2);
}

#[tokio::test]
async fn only_the_first_answer_counts() {
    let local = Running::start(&[]).await;
    assert_eq!(local.answer("answer-twice").await, "first");
    local.shows("second answer: 400").await;
}

#[tokio::test]
async fn no_work_before_the_last_is_answered() {
    let local = Running::start(&[]).await;
    assert_eq!(local.answer("ask-twice").await, 403);
}

#[tokio::test]
async fn strangers_and_unknown_paths_are_refused() {
    let local = Running::start(&[]).await;
    let base_url = local.cloud.base_url();
    let next = format!("{base_url}/_runtime/nobody/2018-06-01/runtime/invocation/next");
    assert_eq!(local.client.get(next).send().await.unwrap().status(), 403);
    let runtime_api = local.answer("environment").await["AWS_LAMBDA_RUNTIME_API"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        runtime_api.starts_with(&format!("{base_url}/_runtime/")),
        "{runtime_api}"
    );
    for path in [
        "2018-06-01/runtime/other",
        "2020-01-01/extension/register",
        "2018-06-01/runtime/invocation/x/response/y",
    ] {
        let response = local
            .client
            .get(format!("{runtime_api}/{path}"))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 404, "{path}");
    }
    let forged = format!("{runtime_api}/2018-06-01/runtime/invocation/forged/response");
    assert_eq!(
        local
            .client
            .post(forged)
            .body("1")
            .send()
            .await
            .unwrap()
            .status(),
        400
    );
}

#[tokio::test]
async fn the_administration_is_closed_to_web_pages() {
    let local = Running::start(&[]).await;
    let invoke = format!("{}/_local/invoke/Probe", local.cloud.base_url());
    let page = local
        .client
        .post(&invoke)
        .header("Origin", "https://example.org")
        .body("{}")
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), 403);
    let own = local.client.post(&invoke).body("{}").send().await.unwrap();
    assert_eq!(own.json::<Value>().await.unwrap()["count"], 1);
    let failing = local
        .client
        .post(&invoke)
        .body(r#"{"do":"fail"}"#)
        .send()
        .await
        .unwrap();
    assert_eq!(failing.status(), 502);
    assert_eq!(failing.json::<Value>().await.unwrap()["errorType"], "Told");
}
