//! What is kept for notices belongs to its person: an archive has it, without the browsers' secrets, and erasure takes it.

use std::time::Duration;

use nazar_tests::push::{Browser, PushService};
use nazar_tests::traces::traces;

use super::*;
use crate::exports::{archive, lines};

#[tokio::test]
async fn notices_reminders_and_browsers_are_exported_and_erased() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "kept", "Asia/Tashkent").await;
    let client = &person.client;
    for name in ["warfarin", "ibuprofen"] {
        let added = post(client, LIST, json!({ "name": name })).await;
        assert_eq!(added.status, 201);
    }
    let body = json!({"text": "Suv", "times": ["08:00"]});
    post(client, REMINDERS, body).await.expect_status(201);
    patch(
        client,
        &format!("{INBOX}/channels"),
        json!({"mail": ["recall"]}),
    )
    .await
    .expect_status(200);
    let read = post(client, &format!("{INBOX}/read"), json!({})).await;
    assert_eq!(read.status, 204);
    let service = PushService::start().await.unwrap();
    let browser = Browser::new(&service, "kept");
    let mut subscription = browser.subscription();
    subscription["endpoint"] = json!("https://fcm.googleapis.com/fcm/send/kept");
    let path = "/api/v1/push/subscriptions";
    post(client, path, subscription.clone())
        .await
        .expect_status(201);

    let (_, files) = archive(&bundle, &person).await;
    for (name, count) in [
        ("notices.jsonl", 1),
        ("reminders.jsonl", 1),
        ("push-subscriptions.jsonl", 1),
        ("channels.jsonl", 1),
        ("checkup.jsonl", 1),
        ("read.jsonl", 1),
    ] {
        assert_eq!(lines(&files, name).len(), count, "{name}");
    }
    let secret = subscription["keys"]["auth"].as_str().unwrap();
    let holds = |content: &Vec<u8>| String::from_utf8_lossy(content).contains(secret);
    assert!(
        !files.values().any(holds),
        "a browser's secret is in the archive"
    );

    let closed = client
        .request(Method::DELETE, ME)
        .header("prefer", "wait=20");
    let closed = client.send(closed).await.unwrap();
    assert!(closed.status.is_success(), "{closed:?}");
    let mut left = Vec::new();
    for _ in 0..600 {
        left = traces(&bundle, &[&person.id]).await;
        if left.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("{left:?}");
}
