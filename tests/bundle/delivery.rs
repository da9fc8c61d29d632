//! At-least-once delivery, crashes and power cuts: an accepted job is done exactly once.

use std::{collections::HashSet, time::Duration};

use aws_sdk_dynamodb::types::Select;
use aws_sdk_sqs::types::QueueAttributeName;
use nazar_tests::{Bundle, Options, Person, aws, client, samples};
use serde_json::{Value, json};

/// A bundle whose queues give an unfinished message out again after seconds instead of minutes: long enough that a
/// worker that is only slow to start uses up none of the three receipts.
fn impatient() -> Options {
    let mut options = Options::with_wide_limits();
    options
        .parameters
        .push("QueueVisibilitySeconds=10".to_owned());
    options
}

async fn accept(person: &Person) -> String {
    let drawing = samples::drawing("ka-black-ink");
    let accepted = person.compare(&drawing, "0", &[]).await.unwrap();
    let job = accepted.expect_status(202);
    job["id"].as_str().unwrap().to_owned()
}

/// The message that asks the worker for a job, as the bundle itself sends it.
fn similarity_message(person: &Person, job: &str) -> String {
    json!({ "owner": person.id, "job": job }).to_string()
}

/// How many similarities a person's history holds.
async fn similarities(bundle: &Bundle, person: &Person) -> i32 {
    aws::dynamodb(bundle)
        .await
        .query()
        .table_name(aws::table(bundle, "history").await)
        .key_condition_expression("pk = :owner AND begins_with(sk, :kind)")
        .expression_attribute_values(":owner", aws::text(&format!("USER#{}", person.id)))
        .expression_attribute_values(":kind", aws::text("SIMILARITY#"))
        .select(Select::Count)
        .send()
        .await
        .unwrap()
        .count()
}

/// The process ids of the running instances of one function.
pub(crate) fn instances(bundle: &Bundle, binary: &str) -> Vec<u32> {
    let parent = bundle.process_id();
    std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok())
        .filter(|process| {
            let read = |file: &str| std::fs::read_to_string(format!("/proc/{process}/{file}"));
            let of_bundle = read("status").is_ok_and(|status| {
                status
                    .lines()
                    .any(|line| line.split_whitespace().eq(["PPid:", &parent.to_string()]))
            });
            of_bundle
                && read("cmdline").is_ok_and(|line| {
                    let program = line.split('\0').next().unwrap_or_default();
                    program.rsplit('/').next() == Some(binary)
                })
        })
        .collect()
}

pub(crate) fn kill(process: u32) {
    let _ = std::process::Command::new("kill")
        .args(["-KILL", &process.to_string()])
        .status();
}

pub(crate) async fn queue_is_drained(bundle: &Bundle, queue: &str) {
    let sqs = aws::sqs(bundle).await;
    let url = aws::queue_url(bundle, queue).await;
    for _ in 0..1800 {
        let attributes = sqs
            .get_queue_attributes()
            .queue_url(&url)
            .attribute_names(QueueAttributeName::All)
            .send()
            .await
            .unwrap();
        let count = |name: QueueAttributeName| {
            attributes
                .attributes()
                .and_then(|map| map.get(&name)?.parse::<u32>().ok())
                .unwrap_or(0)
        };
        if count(QueueAttributeName::ApproximateNumberOfMessages) == 0
            && count(QueueAttributeName::ApproximateNumberOfMessagesNotVisible) == 0
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the queue {queue} was not drained");
}

#[tokio::test]
async fn a_second_delivery_of_the_same_message_changes_nothing() {
    let bundle = Bundle::start(impatient()).unwrap();
    let person = Person::new(&bundle, "twice").await.unwrap();
    let id = accept(&person).await;
    let before = person.finished(&id).await.unwrap();
    assert_eq!(before["status"], "succeeded", "{before}");

    let sqs = aws::sqs(&bundle).await;
    let url = aws::queue_url(&bundle, "similarity").await;
    for _ in 0..3 {
        sqs.send_message()
            .queue_url(&url)
            .message_body(similarity_message(&person, &id))
            .send()
            .await
            .unwrap();
    }
    queue_is_drained(&bundle, "similarity").await;

    let after = person.finished(&id).await.unwrap();
    assert_eq!(before["updated_at"], after["updated_at"]);
    assert_eq!(before["result"]["score"], after["result"]["score"]);
    assert_eq!(similarities(&bundle, &person).await, 1);
}

#[tokio::test]
async fn workers_that_die_in_the_middle_lose_and_double_nothing() {
    let bundle = Bundle::start(impatient()).unwrap();
    let person = Person::new(&bundle, "crash").await.unwrap();
    let mut jobs = HashSet::new();
    for _ in 0..6 {
        jobs.insert(accept(&person).await);
        for process in instances(&bundle, "similarity-worker") {
            kill(process);
        }
    }
    for id in &jobs {
        let job = person.finished(id).await.unwrap();
        assert_eq!(job["status"], "succeeded", "{job}");
    }
    assert_eq!(similarities(&bundle, &person).await, 6);
}

/// Kills every worker as soon as it is seen, until the job has been given up.
#[tokio::test]
async fn a_job_whose_workers_always_die_fails_with_a_problem() {
    let bundle = Bundle::start(impatient()).unwrap();
    let person = Person::new(&bundle, "hopeless").await.unwrap();
    let id = accept(&person).await;
    let mut job = Value::Null;
    for _ in 0..12_000 {
        for process in instances(&bundle, "similarity-worker") {
            kill(process);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
        let answer = person.client.get(&format!("/api/v1/jobs/{id}")).await;
        job = answer.unwrap().expect_status(200);
        if ["succeeded", "failed"].contains(&job["status"].as_str().unwrap()) {
            break;
        }
    }
    assert_eq!(job["status"], "failed", "{job}");
    assert_eq!(job["problem"]["code"], "processing-failed", "{job}");
    assert!(
        job["problem"]["detail"]
            .as_str()
            .is_some_and(|text| !text.is_empty())
    );
    assert_eq!(similarities(&bundle, &person).await, 0);
}

#[tokio::test]
async fn a_power_cut_loses_no_accepted_job_and_no_account() {
    let mut bundle = Bundle::start(impatient()).unwrap();
    let mut person = Person::new(&bundle, "power").await.unwrap();
    let mut jobs = Vec::new();
    for _ in 0..5 {
        jobs.push(accept(&person).await);
    }
    bundle.kill_and_restart().unwrap();
    person.client = person.client.moved_to(&bundle);
    for id in &jobs {
        let job = person.finished(id).await.unwrap();
        assert_eq!(job["status"], "succeeded", "{job}");
    }
    assert_eq!(similarities(&bundle, &person).await, 5);
    client::sign_in(&person.client, &person.username)
        .await
        .unwrap()
        .expect_status(200);
}

#[tokio::test]
async fn a_message_that_nobody_can_read_ends_among_the_dead_letters_and_holds_up_nobody() {
    let bundle = Bundle::start(impatient()).unwrap();
    let person = Person::new(&bundle, "poison").await.unwrap();
    let sqs = aws::sqs(&bundle).await;
    let url = aws::queue_url(&bundle, "similarity").await;
    sqs.send_message()
        .queue_url(&url)
        .message_body("this is no message of ours")
        .send()
        .await
        .unwrap();
    let id = accept(&person).await;
    assert_eq!(person.finished(&id).await.unwrap()["status"], "succeeded");
    queue_is_drained(&bundle, "similarity").await;
    queue_is_drained(&bundle, "similarity-dead-letters").await;
    let archived = aws::object_keys(&bundle, "dead-letters/").await;
    assert_eq!(archived.len(), 1, "{archived:?}");
}
