//! What was accepted survives the process.

use std::time::Duration;

use indexmap::IndexMap;
use nazar_local::clock::Clock;
use nazar_local::sqs::{Outgoing, QueueSettings, ReceiveOptions, Sqs};
use nazar_local::template::model::{Queue, Redrive};

use crate::support::START_MS;

fn all() -> ReceiveOptions {
    ReceiveOptions {
        max: 10,
        visibility: None,
        wait: Some(Duration::ZERO),
    }
}

#[tokio::test]
async fn messages_flights_and_receipts_survive_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("queues.sqlite");
    let clock = Clock::manual(START_MS);
    let before = Sqs::open(&path, clock.clone()).unwrap();
    before.put_queue("work", &QueueSettings::default()).unwrap();
    before.send("work", &Outgoing::text("flying")).unwrap();
    let flying = before.receive("work", all()).await.unwrap();
    before.send("work", &Outgoing::text("waiting")).unwrap();
    // A killed process closes nothing and checkpoints nothing.
    std::mem::forget(before);

    let after = Sqs::open(&path, clock.clone()).unwrap();
    let bodies: Vec<_> = after
        .receive("work", all())
        .await
        .unwrap()
        .into_iter()
        .map(|message| message.body)
        .collect();
    assert_eq!(bodies, ["waiting"]);
    after.delete("work", &flying[0].receipt_handle).unwrap();
    clock.advance(Duration::from_secs(30));
    let again = after.receive("work", all()).await.unwrap();
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].body, "waiting");
    assert_eq!(again[0].system["ApproximateReceiveCount"], "2");
}

#[tokio::test]
async fn the_template_makes_and_updates_queues_and_keeps_messages() {
    let sqs = Sqs::in_memory(Clock::manual(START_MS)).unwrap();
    sqs.provision(&template(30)).unwrap();
    sqs.send("work-queue", &Outgoing::text("kept")).unwrap();
    sqs.provision(&template(90)).unwrap();
    let settings = sqs.settings("work-queue").unwrap();
    assert_eq!(settings.visibility_timeout, 90);
    let redrive = settings.redrive.unwrap();
    assert_eq!(
        redrive.dead_letter_target_arn,
        "arn:aws:sqs:eu-central-1:000000000000:dead-queue"
    );
    assert_eq!(sqs.counts("work-queue").unwrap().visible, 1);
}

fn template(visibility: u64) -> IndexMap<String, Queue> {
    let queue = |id: &str, name: &str, redrive: Option<Redrive>| Queue {
        id: id.to_owned(),
        name: name.to_owned(),
        visibility_timeout: Duration::from_secs(visibility),
        delay: Duration::ZERO,
        retention: Duration::from_secs(345_600),
        receive_wait: Duration::ZERO,
        max_message_bytes: 1024 * 1024,
        redrive,
    };
    let redrive = Redrive {
        dead_letters: "Dead".to_owned(),
        max_receive_count: 3,
    };
    IndexMap::from([
        (
            "Work".to_owned(),
            queue("Work", "work-queue", Some(redrive)),
        ),
        ("Dead".to_owned(), queue("Dead", "dead-queue", None)),
    ])
}
