//! Redrive to the dead-letter queue, and back.

use std::time::Duration;

use aws_sdk_sqs::types::{MessageSystemAttributeName, QueueAttributeName};
use tokio::time::timeout;

use crate::support::{PATIENCE, Queues};

const DEAD_ARN: &str = "arn:aws:sqs:eu-central-1:000000000000:dead";
const WORK_ARN: &str = "arn:aws:sqs:eu-central-1:000000000000:work";
const REDRIVE: &str =
    r#"{"deadLetterTargetArn":"arn:aws:sqs:eu-central-1:000000000000:dead","maxReceiveCount":2}"#;

struct Pair {
    queues: Queues,
    work: String,
    dead: String,
}

async fn pair() -> Pair {
    let queues = Queues::start().await;
    let dead = queues.make("dead", &[]).await;
    let work = queues
        .make(
            "work",
            &[("VisibilityTimeout", "5"), ("RedrivePolicy", REDRIVE)],
        )
        .await;
    Pair { queues, work, dead }
}

impl Pair {
    /// Receives and lets the timeout pass until the work queue has nothing more to give.
    async fn exhaust(&self) {
        for _ in 0..3 {
            self.queues.receive(&self.work).await;
            self.queues.clock.advance(Duration::from_secs(5));
        }
    }
}

#[tokio::test]
async fn a_message_received_too_often_goes_to_the_dead_letters() {
    let pair = pair().await;
    pair.queues.send(&pair.work, "poison").await;
    for _ in 0..2 {
        assert_eq!(pair.queues.bodies(&pair.work).await, ["poison"]);
        pair.queues.clock.advance(Duration::from_secs(5));
    }
    assert!(pair.queues.receive(&pair.work).await.is_empty());
    let dead = pair.queues.receive(&pair.dead).await;
    assert_eq!(dead[0].body.as_deref(), Some("poison"));
    let system = dead[0].attributes.as_ref().unwrap();
    assert_eq!(
        system[&MessageSystemAttributeName::DeadLetterQueueSourceArn],
        WORK_ARN
    );
    assert_eq!(
        system[&MessageSystemAttributeName::ApproximateReceiveCount],
        "3"
    );
}

#[tokio::test]
async fn a_long_poll_on_the_dead_letters_wakes_at_the_move() {
    let pair = pair().await;
    pair.queues.send(&pair.work, "poison").await;
    let request = pair
        .queues
        .client
        .receive_message()
        .queue_url(&pair.dead)
        .wait_time_seconds(20);
    let waiting = tokio::spawn(request.send());
    pair.exhaust().await;
    let answer = timeout(PATIENCE, waiting).await.unwrap().unwrap().unwrap();
    // Where the poll began late the clock may have ended it first; then the message is simply there.
    let bodies = match answer.messages {
        Some(messages) => messages
            .into_iter()
            .filter_map(|message| message.body)
            .collect(),
        None => pair.queues.bodies(&pair.dead).await,
    };
    assert_eq!(bodies, ["poison"]);
}

#[tokio::test]
async fn a_good_message_is_not_held_up_by_a_poisoned_one() {
    let pair = pair().await;
    pair.queues.send(&pair.work, "poison").await;
    for _ in 0..2 {
        pair.queues.receive(&pair.work).await;
        pair.queues.clock.advance(Duration::from_secs(5));
    }
    pair.queues.send(&pair.work, "good").await;
    assert_eq!(pair.queues.bodies(&pair.work).await, ["good"]);
}

#[tokio::test]
async fn dead_letters_move_back_to_where_they_came_from() {
    let pair = pair().await;
    pair.queues.send(&pair.work, "poison").await;
    pair.exhaust().await;
    let client = &pair.queues.client;
    let task = client
        .start_message_move_task()
        .source_arn(DEAD_ARN)
        .send()
        .await
        .unwrap();
    assert!(task.task_handle.is_some());
    assert!(pair.queues.receive(&pair.dead).await.is_empty());
    let again = pair.queues.receive(&pair.work).await;
    let system = again[0].attributes.as_ref().unwrap();
    assert_eq!(
        system[&MessageSystemAttributeName::ApproximateReceiveCount],
        "1"
    );
    assert!(!system.contains_key(&MessageSystemAttributeName::DeadLetterQueueSourceArn));

    let tasks = client
        .list_message_move_tasks()
        .source_arn(DEAD_ARN)
        .send()
        .await
        .unwrap();
    assert_eq!(tasks.results()[0].status(), Some("COMPLETED"));
    assert_eq!(tasks.results()[0].approximate_number_of_messages_moved(), 1);
}

#[tokio::test]
async fn a_message_without_origin_moves_only_to_a_named_queue() {
    let pair = pair().await;
    pair.queues.send(&pair.dead, "stray").await;
    let client = &pair.queues.client;
    client
        .start_message_move_task()
        .source_arn(DEAD_ARN)
        .send()
        .await
        .unwrap();
    let tasks = client
        .list_message_move_tasks()
        .source_arn(DEAD_ARN)
        .send()
        .await
        .unwrap();
    assert_eq!(tasks.results()[0].status(), Some("FAILED"));
    assert_eq!(
        tasks.results()[0].failure_reason(),
        Some("CouldNotDetermineMessageSource")
    );
    assert!(pair.queues.receive(&pair.work).await.is_empty());

    client
        .start_message_move_task()
        .source_arn(DEAD_ARN)
        .destination_arn(WORK_ARN)
        .send()
        .await
        .unwrap();
    assert_eq!(pair.queues.bodies(&pair.work).await, ["stray"]);
}

#[tokio::test]
async fn only_dead_letter_queues_can_be_moved_from() {
    let pair = pair().await;
    let client = &pair.queues.client;
    assert!(
        client
            .start_message_move_task()
            .source_arn(WORK_ARN)
            .send()
            .await
            .is_err()
    );
    let missing = "arn:aws:sqs:eu-central-1:000000000000:missing";
    let error = client
        .start_message_move_task()
        .source_arn(missing)
        .send()
        .await
        .unwrap_err();
    assert!(error.into_service_error().is_resource_not_found_exception());
}

#[tokio::test]
async fn the_policy_is_shown_and_can_be_taken_away() {
    let pair = pair().await;
    let client = &pair.queues.client;
    let shown = client
        .get_queue_attributes()
        .queue_url(&pair.work)
        .attribute_names(QueueAttributeName::RedrivePolicy);
    let attributes = shown.send().await.unwrap().attributes.unwrap();
    let policy: serde_json::Value =
        serde_json::from_str(&attributes[&QueueAttributeName::RedrivePolicy]).unwrap();
    assert_eq!(policy["deadLetterTargetArn"], DEAD_ARN);
    let sources = client
        .list_dead_letter_source_queues()
        .queue_url(&pair.dead)
        .send()
        .await
        .unwrap();
    assert_eq!(sources.queue_urls(), [pair.work.as_str()]);

    let change = client.set_queue_attributes().queue_url(&pair.work);
    change
        .attributes(QueueAttributeName::RedrivePolicy, "")
        .send()
        .await
        .unwrap();
    pair.queues.send(&pair.work, "stubborn").await;
    pair.exhaust().await;
    assert_eq!(pair.queues.bodies(&pair.work).await, ["stubborn"]);
}
