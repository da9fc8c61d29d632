//! Who sees a message when: visibility timeouts, receipts, long polling.

use std::time::Duration;

use tokio::time::timeout;

use crate::support::{PATIENCE, Queues};

#[tokio::test]
async fn a_received_message_is_hidden_until_its_timeout() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[("VisibilityTimeout", "30")]).await;
    queues.send(&url, "one").await;
    let first = queues.receive(&url).await;
    queues.clock.advance(Duration::from_millis(29_999));
    assert!(queues.receive(&url).await.is_empty());
    assert_eq!(queues.sqs.counts("work").unwrap().in_flight, 1);
    queues.clock.advance(Duration::from_millis(1));
    let second = queues.receive(&url).await;
    assert_eq!(second[0].message_id, first[0].message_id);
    assert_ne!(second[0].receipt_handle, first[0].receipt_handle);
}

#[tokio::test]
async fn an_old_receipt_does_not_delete_what_was_handed_out_again() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[("VisibilityTimeout", "5")]).await;
    queues.send(&url, "one").await;
    let old = queues.receive(&url).await[0]
        .receipt_handle
        .clone()
        .unwrap();
    queues.clock.advance(Duration::from_secs(5));
    let new = queues.receive(&url).await[0]
        .receipt_handle
        .clone()
        .unwrap();
    queues
        .client
        .delete_message()
        .queue_url(&url)
        .receipt_handle(&old)
        .send()
        .await
        .unwrap();
    assert_eq!(queues.sqs.counts("work").unwrap().in_flight, 1);
    queues
        .client
        .delete_message()
        .queue_url(&url)
        .receipt_handle(&new)
        .send()
        .await
        .unwrap();
    assert_eq!(queues.sqs.counts("work").unwrap().in_flight, 0);
    queues.clock.advance(Duration::from_secs(60));
    assert!(queues.receive(&url).await.is_empty());
}

#[tokio::test]
async fn a_late_receipt_still_deletes_when_nobody_else_received() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[("VisibilityTimeout", "5")]).await;
    queues.send(&url, "one").await;
    let receipt = queues.receive(&url).await[0]
        .receipt_handle
        .clone()
        .unwrap();
    queues.clock.advance(Duration::from_secs(10));
    queues
        .client
        .delete_message()
        .queue_url(&url)
        .receipt_handle(&receipt)
        .send()
        .await
        .unwrap();
    assert!(queues.receive(&url).await.is_empty());
}

#[tokio::test]
async fn visibility_can_be_prolonged_and_given_back() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[("VisibilityTimeout", "10")]).await;
    queues.send(&url, "one").await;
    let receipt = queues.receive(&url).await[0]
        .receipt_handle
        .clone()
        .unwrap();
    let change = |seconds: i32| {
        let request = queues
            .client
            .change_message_visibility()
            .queue_url(&url)
            .receipt_handle(&receipt);
        request.visibility_timeout(seconds).send()
    };
    change(100).await.unwrap();
    queues.clock.advance(Duration::from_secs(99));
    assert!(queues.receive(&url).await.is_empty());
    change(0).await.unwrap();
    let error = change(10).await.unwrap_err().into_service_error();
    assert!(error.is_message_not_inflight(), "{error:?}");
    assert_eq!(queues.bodies(&url).await, ["one"]);
}

#[tokio::test]
async fn foreign_and_broken_receipts_are_refused() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[]).await;
    let other = queues.make("other", &[]).await;
    queues.send(&other, "one").await;
    let receipt = queues.receive(&other).await[0]
        .receipt_handle
        .clone()
        .unwrap();
    for handle in [receipt.as_str(), "nonsense"] {
        let error = queues
            .client
            .delete_message()
            .queue_url(&url)
            .receipt_handle(handle)
            .send()
            .await
            .unwrap_err();
        assert!(error.into_service_error().is_receipt_handle_is_invalid());
    }
}

/// The clock stands still, so only the message itself can end the wait.
#[tokio::test]
async fn a_long_poll_ends_with_the_first_message() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[]).await;
    let request = queues
        .client
        .receive_message()
        .queue_url(&url)
        .wait_time_seconds(20);
    let waiting = tokio::spawn(request.send());
    queues.send(&url, "now").await;
    let answer = timeout(PATIENCE, waiting).await.unwrap().unwrap().unwrap();
    assert_eq!(answer.messages.unwrap()[0].body.as_deref(), Some("now"));
}

#[tokio::test]
async fn a_long_poll_sees_a_message_whose_visibility_ends() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[("VisibilityTimeout", "5")]).await;
    queues.send(&url, "again").await;
    assert_eq!(queues.receive(&url).await.len(), 1);
    let request = queues
        .client
        .receive_message()
        .queue_url(&url)
        .wait_time_seconds(20);
    let waiting = tokio::spawn(request.send());
    queues.clock.advance(Duration::from_secs(5));
    let answer = timeout(PATIENCE, waiting).await.unwrap().unwrap().unwrap();
    assert_eq!(answer.messages.unwrap()[0].body.as_deref(), Some("again"));
}

#[tokio::test]
async fn an_empty_long_poll_ends_at_its_time() {
    let queues = Queues::start().await;
    let sqs = queues.sqs.clone();
    queues
        .make("work", &[("ReceiveMessageWaitTimeSeconds", "20")])
        .await;
    let options = nazar_local::sqs::ReceiveOptions::default();
    let waiting = tokio::spawn(async move { sqs.receive("work", options).await });
    // The wait counts from the first look, which has happened once the task has yielded.
    while queues.clock.sleepers() == 0 {
        tokio::task::yield_now().await;
    }
    assert!(!waiting.is_finished());
    queues.clock.advance(Duration::from_secs(20));
    assert!(
        timeout(PATIENCE, waiting)
            .await
            .unwrap()
            .unwrap()
            .unwrap()
            .is_empty()
    );
}

/// Two receivers at once never get the same message.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_receivers_share_the_messages() {
    let queues = Queues::start().await;
    let url = queues.make("work", &[]).await;
    for number in 0..60 {
        queues
            .sqs
            .send(
                "work",
                &nazar_local::sqs::Outgoing::text(number.to_string()),
            )
            .unwrap();
    }
    let receivers = (0..12).map(|_| {
        let request = queues
            .client
            .receive_message()
            .queue_url(&url)
            .max_number_of_messages(10);
        tokio::spawn(request.send())
    });
    let mut bodies = Vec::new();
    for receiver in receivers.collect::<Vec<_>>() {
        let messages = receiver
            .await
            .unwrap()
            .unwrap()
            .messages
            .unwrap_or_default();
        bodies.extend(
            messages
                .into_iter()
                .map(|message| message.body.unwrap().parse::<u32>().unwrap()),
        );
    }
    bodies.sort_unstable();
    assert_eq!(bodies, (0..60).collect::<Vec<_>>());
}
