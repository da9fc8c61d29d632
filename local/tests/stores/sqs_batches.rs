//! Batches: each entry for itself, and the batch's own limits.

use aws_sdk_sqs::error::ProvideErrorMetadata as _;
use aws_sdk_sqs::types::{
    ChangeMessageVisibilityBatchRequestEntry, DeleteMessageBatchRequestEntry,
    SendMessageBatchRequestEntry,
};

use crate::support::Queues;

fn entry(id: &str, body: &str) -> SendMessageBatchRequestEntry {
    SendMessageBatchRequestEntry::builder()
        .id(id)
        .message_body(body)
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_bad_entry_fails_alone() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[]).await;
    let request = queues.client.send_message_batch().queue_url(&url);
    let answer = request
        .entries(entry("a", "fine"))
        .entries(entry("b", "bad\u{1}"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.successful().len(), 1);
    assert_eq!(answer.successful()[0].id(), "a");
    assert_eq!(answer.failed()[0].id(), "b");
    assert_eq!(answer.failed()[0].code(), "InvalidMessageContents");
    assert!(answer.failed()[0].sender_fault());
    assert_eq!(queues.bodies(&url).await, ["fine"]);
}

#[tokio::test]
async fn malformed_batches_fail_whole() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[]).await;
    let batch = || queues.client.send_message_batch().queue_url(&url);

    let eleven = (0..11)
        .map(|number| entry(&number.to_string(), "x"))
        .collect();
    let error = batch()
        .set_entries(Some(eleven))
        .send()
        .await
        .unwrap_err()
        .into_service_error();
    assert!(error.is_too_many_entries_in_batch_request());
    let error = batch()
        .set_entries(Some(Vec::new()))
        .send()
        .await
        .unwrap_err()
        .into_service_error();
    assert!(error.is_empty_batch_request());
    let error = batch()
        .entries(entry("a", "1"))
        .entries(entry("a", "2"))
        .send()
        .await
        .unwrap_err();
    assert!(error.into_service_error().is_batch_entry_ids_not_distinct());
    let error = batch().entries(entry("a b", "1")).send().await.unwrap_err();
    assert!(error.into_service_error().is_invalid_batch_entry_id());
    let half = "x".repeat(600 * 1024);
    let error = batch()
        .entries(entry("a", &half))
        .entries(entry("b", &half))
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.code(),
        Some("AWS.SimpleQueueService.BatchRequestTooLong")
    );
    assert!(queues.receive(&url).await.is_empty());
}

#[tokio::test]
async fn deleting_and_prolonging_work_in_batches() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[("VisibilityTimeout", "10")]).await;
    for body in ["one", "two"] {
        queues.send(&url, body).await;
    }
    let messages = queues.receive(&url).await;
    let receipt = |number: usize| messages[number].receipt_handle.clone().unwrap();

    let longer = ChangeMessageVisibilityBatchRequestEntry::builder()
        .id("l")
        .receipt_handle(receipt(1));
    let longer = longer.visibility_timeout(100).build().unwrap();
    let broken = ChangeMessageVisibilityBatchRequestEntry::builder()
        .id("b")
        .receipt_handle("nonsense");
    let broken = broken.visibility_timeout(1).build().unwrap();
    let request = queues
        .client
        .change_message_visibility_batch()
        .queue_url(&url)
        .entries(longer)
        .entries(broken);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.successful()[0].id(), "l");
    assert_eq!(answer.failed()[0].code(), "ReceiptHandleIsInvalid");

    let gone = DeleteMessageBatchRequestEntry::builder()
        .id("d")
        .receipt_handle(receipt(0))
        .build()
        .unwrap();
    let answer = queues
        .client
        .delete_message_batch()
        .queue_url(&url)
        .entries(gone)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.successful()[0].id(), "d");

    queues.clock.advance(std::time::Duration::from_secs(10));
    assert!(queues.receive(&url).await.is_empty());
    queues.clock.advance(std::time::Duration::from_secs(90));
    assert_eq!(queues.bodies(&url).await.len(), 1);
}
