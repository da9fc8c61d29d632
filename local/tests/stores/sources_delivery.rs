//! Bucket notifications on their way to queues and functions.

use std::sync::Arc;
use std::time::Duration;

use nazar_local::clock::Clock;
use nazar_local::sources::delivery::Courier;
use nazar_local::sources::outbox::{Delivery, Destination, Outbox};
use nazar_local::sqs::{QueueSettings, ReceiveOptions, Sqs};
use nazar_local::template::model::Target;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::s3_support::{Buckets, notify, stack};
use crate::sources_support::{Calls, by_hand};
use crate::support::START_MS;

struct Delivering {
    sqs: Sqs,
    clock: Clock,
    calls: Calls,
    _stop: tokio_util::sync::DropGuard,
}

fn deliver(outbox: &Outbox) -> Delivering {
    let clock = Clock::manual(START_MS);
    let sqs = Sqs::in_memory(clock.clone()).unwrap();
    sqs.put_queue("uploads", &QueueSettings::default()).unwrap();
    let (invoker, calls) = by_hand();
    let stop = CancellationToken::new();
    let courier = Courier::new(
        outbox.clone(),
        sqs.clone(),
        Arc::new(invoker),
        clock.clone(),
    );
    tokio::spawn(courier.run(stop.clone()));
    Delivering {
        sqs,
        clock,
        calls,
        _stop: stop.drop_guard(),
    }
}

fn to_function(payload: &str) -> Delivery {
    Delivery {
        destination: Destination::Function("Gate".to_owned()),
        payload: payload.to_owned(),
    }
}

/// Waits until somebody sleeps on the clock, which a courier does once it has looked at everything.
async fn settled(delivering: &Delivering) {
    while delivering.clock.sleepers() == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_put_arrives_in_the_queue() {
    let rule = notify("uploads/", Target::Queue("UploadQueue".to_owned()));
    let buckets = Buckets::over(&stack(vec![rule])).await;
    let delivering = deliver(&buckets.outbox);
    buckets.put("uploads/a b.png", b"pixels").await;
    let mut names = Vec::new();
    while names.len() < 2 {
        let options = ReceiveOptions {
            max: 10,
            visibility: None,
            wait: Some(Duration::from_secs(20)),
        };
        for message in delivering.sqs.receive("uploads", options).await.unwrap() {
            let event: Value = serde_json::from_str(&message.body).unwrap();
            let key = &event["Records"][0]["s3"]["object"]["key"];
            names.push(key.as_str().or(event["Event"].as_str()).unwrap().to_owned());
        }
    }
    assert_eq!(names, ["s3:TestEvent", "uploads/a+b.png"]);
    while !buckets.outbox.is_empty().unwrap() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_failed_event_is_tried_again_after_one_and_two_minutes() {
    let outbox = Outbox::in_memory().unwrap();
    let mut delivering = deliver(&outbox);
    outbox.promise(&[to_function(r#"{"n":1}"#)]).unwrap();
    let first = delivering.calls.next().await;
    assert_eq!(first.event["n"], 1);
    first.fail();
    for wait in [60, 120] {
        settled(&delivering).await;
        delivering.clock.advance(Duration::from_secs(wait - 1));
        tokio::task::yield_now().await;
        assert!(delivering.calls.is_empty());
        delivering.clock.advance(Duration::from_secs(1));
        delivering.calls.next().await.fail();
    }
    while !outbox.is_empty().unwrap() {
        tokio::task::yield_now().await;
    }
    assert!(delivering.calls.is_empty());
}

#[tokio::test]
async fn an_event_that_succeeds_is_not_sent_again() {
    let outbox = Outbox::in_memory().unwrap();
    let mut delivering = deliver(&outbox);
    outbox.promise(&[to_function("{}")]).unwrap();
    delivering.calls.next().await.succeed("null");
    while !outbox.is_empty().unwrap() {
        tokio::task::yield_now().await;
    }
    delivering.clock.advance(Duration::from_secs(3_600));
    tokio::task::yield_now().await;
    assert!(delivering.calls.is_empty());
}

#[tokio::test]
async fn one_event_does_not_wait_for_another() {
    let outbox = Outbox::in_memory().unwrap();
    let mut delivering = deliver(&outbox);
    outbox
        .promise(&[to_function(r#"{"n":1}"#), to_function(r#"{"n":2}"#)])
        .unwrap();
    let (first, second) = (delivering.calls.next().await, delivering.calls.next().await);
    second.succeed("null");
    outbox.promise(&[to_function(r#"{"n":3}"#)]).unwrap();
    assert_eq!(delivering.calls.next().await.event["n"], 3);
    first.succeed("null");
}

/// A process that ended in the middle of an invocation has not delivered.
#[tokio::test]
async fn what_was_not_answered_is_delivered_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("outbox.sqlite");
    let before = Outbox::open(&path).unwrap();
    let mut delivering = deliver(&before);
    before.promise(&[to_function(r#"{"n":1}"#)]).unwrap();
    let _unanswered = delivering.calls.next().await;
    std::mem::forget(before);
    let mut again = deliver(&Outbox::open(&path).unwrap());
    assert_eq!(again.calls.next().await.event["n"], 1);
}
