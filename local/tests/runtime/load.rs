//! Many requests at once.

use std::collections::HashSet;

use futures::future::join_all;
use serde_json::Value;

use super::harness::Running;

/// Process ids that answered `count` requests sent at once.
async fn answering(local: &Running, count: usize) -> HashSet<u64> {
    let invoke = format!("{}/_local/invoke/Probe", local.cloud.base_url());
    let requests = (0..count).map(|_| async {
        let response = local
            .client
            .post(&invoke)
            .body(r#"{"do":"sleep"}"#)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 200);
        response.json::<Value>().await.unwrap()["pid"]
            .as_u64()
            .unwrap()
    });
    join_all(requests).await.into_iter().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_at_once_are_all_answered_by_a_few_instances() {
    let local = Running::start(&["Timeout: 30"]).await;
    assert_eq!(answering(&local, 200).await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn reserved_concurrency_is_the_limit_when_lower() {
    let local = Running::start(&["Timeout: 30", "ReservedConcurrentExecutions: 1"]).await;
    assert_eq!(answering(&local, 10).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_requests_go_through_the_gateway() {
    let local = Running::start(&["Timeout: 30"]).await;
    let url = format!("{}/a/b", local.cloud.base_url());
    let requests = (0..200).map(|number| {
        let request = local.client.get(format!("{url}?n={number}"));
        async move {
            let answer: Value = request.send().await.unwrap().json().await.unwrap();
            assert_eq!(
                answer["event"]["queryStringParameters"]["n"],
                number.to_string()
            );
        }
    });
    join_all(requests).await;
}
