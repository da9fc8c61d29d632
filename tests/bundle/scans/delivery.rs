//! At-least-once delivery: a scan is made exactly once, whatever dies.

use nazar_tests::barcodes::{ean13, png};
use nazar_tests::{Bundle, Options, Person, aws};
use serde_json::{Value, json};

use super::{IMAGE, PANADOL, SCANS, scanned};
use crate::delivery::{instances, kill, queue_is_drained};

/// A bundle whose queues give an unfinished message out again after seconds: longer than a worker keeps a job.
fn impatient() -> Options {
    let mut options = Options::with_wide_limits();
    options
        .parameters
        .push("QueueVisibilitySeconds=10".to_owned());
    options
}

async fn scans(person: &Person) -> Vec<Value> {
    let list = person.client.get(SCANS).await.unwrap().expect_status(200);
    list["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_second_delivery_of_a_scan_changes_nothing() {
    let bundle = Bundle::start(impatient()).unwrap();
    let person = Person::new(&bundle, "twice").await.unwrap();
    let before = scanned(&person, &png(&ean13(PANADOL))).await;
    let sqs = aws::sqs(&bundle).await;
    let url = aws::queue_url(&bundle, "scan").await;
    for _ in 0..3 {
        let message = json!({"owner": person.id, "job": before["id"]}).to_string();
        sqs.send_message()
            .queue_url(&url)
            .message_body(message)
            .send()
            .await
            .unwrap();
    }
    queue_is_drained(&bundle, "scan").await;

    let after = person
        .finished(before["id"].as_str().unwrap())
        .await
        .unwrap();
    assert_eq!(before["updated_at"], after["updated_at"]);
    assert_eq!(scans(&person).await.len(), 1);
}

#[tokio::test]
async fn a_worker_that_dies_in_the_middle_loses_and_doubles_nothing() {
    let bundle = Bundle::start(impatient()).unwrap();
    let person = Person::new(&bundle, "crash").await.unwrap();
    let picture = png(&ean13(PANADOL));
    let accepted = person
        .client
        .post_image(IMAGE, &picture, "image/png", &[])
        .await
        .unwrap();
    let job = accepted.json()["id"].as_str().unwrap().to_owned();
    // Whatever is running when it is first seen dies, before, in or after the work.
    for process in instances(&bundle, "pill-worker") {
        kill(process);
    }
    let done = person.finished(&job).await.unwrap();

    assert_eq!(done["status"], "succeeded", "{done}");
    assert_eq!(scans(&person).await.len(), 1);
}
