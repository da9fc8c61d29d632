//! When instances start, stay, and end.

use nazar_local::invoke::InvokeError;
use serde_json::json;

use super::harness::{Running, is_gone};

#[tokio::test]
async fn an_instance_starts_at_the_first_request_and_is_used_again() {
    let local = Running::start(&[]).await;
    assert_eq!(local.shown(), "");
    let first = local.answer("echo").await;
    let second = local.answer("echo").await;
    assert_eq!(first["pid"], second["pid"]);
    assert_eq!((&first["count"], &second["count"]), (&json!(1), &json!(2)));
    local
        .shows("Probe                    | INFO  started\n")
        .await;
}

#[tokio::test]
async fn a_function_that_panics_is_started_again() {
    let local = Running::start(&[]).await;
    let before = local.pid().await;
    let error = local.invoke(&json!({"do": "panic"})).await.unwrap_err();
    assert!(
        matches!(&error, InvokeError::Exited(status) if status == "exit status: 101"),
        "{error}"
    );
    local.shows("told to panic").await;
    assert_ne!(local.pid().await, before);
}

#[tokio::test]
async fn a_function_that_exits_in_the_middle_is_started_again() {
    let local = Running::start(&[]).await;
    let error = local.invoke(&json!({"do": "exit"})).await.unwrap_err();
    assert!(
        matches!(&error, InvokeError::Exited(status) if status == "exit status: 7"),
        "{error}"
    );
    assert_eq!(local.answer("echo").await["count"], 1);
}

#[tokio::test]
async fn an_answer_given_before_the_end_counts() {
    let local = Running::start(&[]).await;
    for _ in 0..10 {
        assert_eq!(local.answer("exit-after").await, "last words");
    }
    assert_eq!(local.answer("echo").await["count"], 1);
}

#[tokio::test]
async fn a_function_that_hangs_is_killed_with_all_it_started() {
    let local = Running::start(&["Timeout: 1"]).await;
    for what in ["hang", "hang-with-child"] {
        let before = local.pid().await;
        let error = local.invoke(&json!({"do": what})).await.unwrap_err();
        assert_eq!(error.to_string(), "task timed out after 1.00 seconds");
        is_gone(before).await;
        assert_ne!(local.pid().await, before);
    }
}

#[tokio::test]
async fn dropping_the_cloud_ends_its_processes() {
    let local = Running::start(&[]).await;
    let pid = local.pid().await;
    drop(local);
    is_gone(pid).await;
}

#[tokio::test]
async fn an_unknown_function_is_named() {
    let local = Running::start(&[]).await;
    let error = local
        .cloud
        .invoker()
        .invoke("Other", "{}".into())
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "the template has no function Other");
}
