//! Queue to function: what a batch holds, and what becomes of it.

use std::sync::Arc;
use std::time::Duration;

use nazar_local::clock::Clock;
use nazar_local::sources::queue::{Mapping, Poller};
use nazar_local::sqs::{
    AttributeValue, Outgoing, QueueSettings, ReceiveOptions, RedrivePolicy, Sqs,
};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::sources_support::{Calls, by_hand};
use crate::support::{PATIENCE, START_MS};

const VISIBILITY: Duration = Duration::from_secs(60);

/// A polled queue.
struct Source {
    sqs: Sqs,
    clock: Clock,
    calls: Calls,
    stop: CancellationToken,
    running: JoinHandle<()>,
}

fn mapping() -> Mapping {
    Mapping {
        queue: "work".to_owned(),
        function: "WorkerFunction".to_owned(),
        batch_size: 10,
        window: Duration::ZERO,
        partial_failures: true,
        concurrency: 2,
    }
}

fn queue() -> (Sqs, Clock) {
    let clock = Clock::manual(START_MS);
    let sqs = Sqs::in_memory(clock.clone()).unwrap();
    sqs.put_queue("dead", &QueueSettings::default()).unwrap();
    let redrive = RedrivePolicy {
        dead_letter_target_arn: "arn:aws:sqs:eu-central-1:000000000000:dead".to_owned(),
        max_receive_count: 1,
    };
    let settings = QueueSettings {
        visibility_timeout: VISIBILITY.as_secs(),
        redrive: Some(redrive),
        ..QueueSettings::default()
    };
    sqs.put_queue("work", &settings).unwrap();
    (sqs, clock)
}

impl Source {
    /// Polls a queue that already holds `bodies`.
    fn start(mapping: Mapping, bodies: &[&str]) -> Self {
        let (sqs, clock) = queue();
        for body in bodies {
            sqs.send("work", &Outgoing::text(*body)).unwrap();
        }
        Self::over(mapping, sqs, clock)
    }

    fn over(mapping: Mapping, sqs: Sqs, clock: Clock) -> Self {
        let (invoker, calls) = by_hand();
        let stop = CancellationToken::new();
        let poller = Poller::new(mapping, sqs.clone(), Arc::new(invoker), clock.clone());
        let running = tokio::spawn(poller.run(stop.clone()));
        Self {
            sqs,
            clock,
            calls,
            stop,
            running,
        }
    }

    /// Stops polling, which ends once the batches in work are done.
    async fn stop(self) -> (Sqs, Clock) {
        self.stop.cancel();
        timeout(PATIENCE, self.running).await.unwrap().unwrap();
        (self.sqs, self.clock)
    }
}

/// Bodies of what is visible once every timeout has passed.
async fn left((sqs, clock): (Sqs, Clock), queue: &str) -> Vec<String> {
    clock.advance(VISIBILITY);
    let options = ReceiveOptions {
        max: 10,
        visibility: None,
        wait: Some(Duration::ZERO),
    };
    // The first look moves what was received too often to the dead letters.
    let first = sqs.receive("work", options).await.unwrap();
    let messages = if queue == "work" {
        first
    } else {
        sqs.receive(queue, options).await.unwrap()
    };
    messages.into_iter().map(|message| message.body).collect()
}

#[tokio::test]
async fn the_event_is_as_aws_makes_it() {
    let (sqs, clock) = queue();
    let kind = AttributeValue {
        data_type: "String".to_owned(),
        string_value: Some("drawing".to_owned()),
        binary_value: None,
    };
    let mut message = Outgoing::text("{\"job\":1}");
    message.attributes.insert("kind".to_owned(), kind);
    message.trace_header = Some("Root=1-2-3".to_owned());
    let sent = sqs.send("work", &message).unwrap();
    let mut source = Source::over(mapping(), sqs, clock);
    let call = source.calls.next().await;
    assert_eq!(call.function, "WorkerFunction");
    let record = &call.event["Records"][0];
    assert_eq!(record["messageId"], sent.message_id);
    assert_eq!(record["body"], "{\"job\":1}");
    assert_eq!(record["md5OfBody"], sent.body_md5);
    assert_eq!(record["eventSource"], "aws:sqs");
    assert_eq!(
        record["eventSourceARN"],
        "arn:aws:sqs:eu-central-1:000000000000:work"
    );
    assert_eq!(record["awsRegion"], "eu-central-1");
    assert_eq!(record["attributes"]["ApproximateReceiveCount"], "1");
    assert_eq!(record["attributes"]["SentTimestamp"], START_MS.to_string());
    assert_eq!(record["attributes"]["AWSTraceHeader"], "Root=1-2-3");
    assert_eq!(
        record["messageAttributes"]["kind"]["stringValue"],
        "drawing"
    );
    assert_eq!(record["messageAttributes"]["kind"]["dataType"], "String");
    assert!(!record["receiptHandle"].as_str().unwrap().is_empty());
    call.succeed("{}");
    assert!(left(source.stop().await, "dead").await.is_empty());
}

#[tokio::test]
async fn only_the_messages_named_as_failed_come_back() {
    let mut source = Source::start(mapping(), &["good", "bad"]);
    let call = source.calls.next().await;
    assert_eq!(call.bodies(), ["good", "bad"]);
    let id = call.event["Records"][1]["messageId"].clone();
    let answer = serde_json::json!({ "batchItemFailures": [{ "itemIdentifier": id }] });
    call.succeed(&answer.to_string());
    assert_eq!(left(source.stop().await, "dead").await, ["bad"]);
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_fails_the_batch() {
    let mut source = Source::start(mapping(), &["one", "two"]);
    source
        .calls
        .next()
        .await
        .succeed(r#"{"batchItemFailures":[{"itemIdentifier":null}]}"#);
    assert_eq!(left(source.stop().await, "dead").await, ["one", "two"]);
}

#[tokio::test]
async fn a_failed_function_leaves_the_batch_to_its_timeout() {
    let mut source = Source::start(mapping(), &["one"]);
    source.calls.next().await.fail();
    let (sqs, clock) = source.stop().await;
    assert_eq!(sqs.counts("work").unwrap().in_flight, 1);
    assert_eq!(left((sqs, clock), "dead").await, ["one"]);
}

#[tokio::test]
async fn without_partial_failures_an_answer_is_a_success() {
    let mut source = Source::start(
        Mapping {
            partial_failures: false,
            ..mapping()
        },
        &["one"],
    );
    source
        .calls
        .next()
        .await
        .succeed(r#"{"batchItemFailures":[{"itemIdentifier":"x"}]}"#);
    assert!(left(source.stop().await, "dead").await.is_empty());
}

#[tokio::test]
async fn batches_are_no_larger_than_the_mapping_says() {
    let mut source = Source::start(
        Mapping {
            batch_size: 2,
            ..mapping()
        },
        &["1", "2", "3"],
    );
    let (first, second) = (source.calls.next().await, source.calls.next().await);
    assert_eq!(first.bodies(), ["1", "2"]);
    assert_eq!(second.bodies(), ["3"]);
}

#[tokio::test]
async fn a_window_gathers_more_than_one_receive_gives() {
    let bodies: Vec<String> = (0..12).map(|number| number.to_string()).collect();
    let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
    let window = Duration::from_secs(5);
    let mut source = Source::start(
        Mapping {
            batch_size: 100,
            window,
            ..mapping()
        },
        &bodies,
    );
    while source.clock.sleepers() == 0 {
        tokio::task::yield_now().await;
    }
    assert!(source.calls.is_empty());
    source.clock.advance(window);
    assert_eq!(source.calls.next().await.bodies().len(), 12);
}

#[tokio::test]
async fn no_more_batches_are_in_work_than_allowed() {
    let mut source = Source::start(
        Mapping {
            batch_size: 1,
            ..mapping()
        },
        &["1", "2", "3"],
    );
    let first = source.calls.next().await;
    let second = source.calls.next().await;
    assert_eq!(source.sqs.counts("work").unwrap().visible, 1);
    assert!(source.calls.is_empty());
    first.succeed("{}");
    let third = source.calls.next().await;
    assert_eq!(third.bodies(), ["3"]);
    second.succeed("{}");
    third.succeed("{}");
    assert!(left(source.stop().await, "dead").await.is_empty());
}

/// What a killed process was working on does not wait for its visibility timeout.
#[tokio::test]
async fn a_start_takes_up_what_was_in_flight() {
    let (sqs, clock) = queue();
    let settings = QueueSettings {
        redrive: None,
        ..sqs.settings("work").unwrap()
    };
    sqs.put_queue("work", &settings).unwrap();
    sqs.send("work", &Outgoing::text("interrupted")).unwrap();
    let later = Outgoing {
        delay: Some(Duration::from_secs(600)),
        ..Outgoing::text("delayed")
    };
    sqs.send("work", &later).unwrap();
    let held = sqs
        .receive("work", ReceiveOptions::default())
        .await
        .unwrap();
    assert_eq!(held.len(), 1);
    let mut source = Source::over(mapping(), sqs, clock);
    let call = source.calls.next().await;
    assert_eq!(call.bodies(), ["interrupted"]);
    assert_eq!(
        call.event["Records"][0]["attributes"]["ApproximateReceiveCount"],
        "2"
    );
}
