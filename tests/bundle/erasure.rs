//! `DELETE /api/v1/users/me`: afterwards nothing of the person is in any table or in the bucket.

use std::time::Duration;

use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use nazar_tests::{
    Answer, Bundle, Client, Options, Person, aws, client, person, samples, traces::traces,
};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::delivery::{instances, kill, queue_is_drained};

const ME: &str = "/api/v1/users/me";

async fn delete(client: &Client, seconds: u8) -> Answer {
    let request = client
        .request(Method::DELETE, ME)
        .header("prefer", format!("wait={seconds}"));
    client.send(request).await.unwrap()
}

/// Somebody whose name and address occur nowhere else, made with an idempotency key.
async fn newcomer(bundle: &Bundle, name: &str) -> Person {
    let client = Client::new(bundle);
    let username = client::unique(name);
    let request = client
        .request(Method::POST, "/api/v1/auth/sign-up")
        .header("idempotency-key", &username)
        .json(&client::sign_up_body(&username));
    let account = client.send(request).await.unwrap().expect_status(201);
    let pair = client::sign_in(&client, &username).await.unwrap();
    let pair = pair.expect_status(200);
    let text = |field: &str| pair[field].as_str().unwrap().to_owned();
    Person {
        client: client.with_token(&text("access_token")),
        username,
        id: account["id"].as_str().unwrap().to_owned(),
        access_token: text("access_token"),
        refresh_token: text("refresh_token"),
    }
}

async fn traces_of(bundle: &Bundle, person: &Person) -> Vec<String> {
    let email = format!("{}@example.org", person.username);
    traces(bundle, &[&person.id, &person.username, &email]).await
}

/// Waits until nothing is left; the traces that are left otherwise.
async fn vanished(bundle: &Bundle, person: &Person) -> Vec<String> {
    let mut left = Vec::new();
    for _ in 0..600 {
        left = traces_of(bundle, person).await;
        if left.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    left
}

/// Everything that a person can leave behind.
async fn live(bundle: &Bundle, person: &Person) {
    let drawing = samples::drawing("ka-black-ink");
    person.predict(&drawing).await.unwrap().expect_status(200);
    person.compared(&drawing, "0").await.unwrap();
    let medicine = json!({ "name": "paracetamol" });
    let listed = person
        .client
        .post("/api/v1/users/me/medications", &medicine);
    listed.await.unwrap().expect_status(201);
    let upload = person::prediction_upload(&drawing);
    let asked = person.ask_for_upload(&upload).await.unwrap();
    let key = asked.expect_status(201)["fields"]["key"].clone();
    let put = aws::s3(bundle)
        .await
        .put_object()
        .bucket(aws::media_bucket())
        .key(key.as_str().unwrap())
        .body(drawing.bytes.clone().into());
    put.send().await.unwrap();
    let wrong = json!({ "username": person.username, "password": "not the password" });
    let refused = person.client.post("/api/v1/auth/sign-in", &wrong).await;
    refused.unwrap().expect_problem(401, "invalid-credentials");
    let export = person
        .client
        .request(Method::POST, "/api/v1/users/me/export")
        .header("idempotency-key", "export")
        .header("prefer", "wait=20");
    let export = person.client.send(export).await.unwrap();
    let job = export.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(person.finished(&job).await.unwrap()["status"], "succeeded");
    let letter = aws::s3(bundle)
        .await
        .put_object()
        .bucket(aws::media_bucket())
        .key(format!(
            "dead-letters/{}/nazar-dev-similarity/1.json",
            person.id
        ))
        .body(
            json!({ "owner": person.id, "job": job })
                .to_string()
                .into_bytes()
                .into(),
        );
    letter.send().await.unwrap();
}

/// The message that ends an erasure, as it is when it comes again.
async fn send_pass(bundle: &Bundle, person: &Person, due: &str) {
    let message = json!({
        "type": "erasure", "owner": person.id, "job": "01BX5ZZKBKACTAV9WEVGEMMVRZ", "due": due, "names": [],
    });
    aws::sqs(bundle)
        .await
        .send_message()
        .queue_url(aws::queue_url(bundle, "nazar-dev-records").await)
        .message_body(message.to_string())
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn nothing_is_left_and_the_names_are_free() {
    let bundle = Bundle::shared();
    let person = newcomer(&bundle, "leaves").await;
    live(&bundle, &person).await;
    let before = traces_of(&bundle, &person).await;
    for place in ["accounts", "control", "history"] {
        let table = aws::table(&bundle, place).await;
        assert!(
            before.iter().any(|trace| trace.starts_with(&table)),
            "nothing in {place} to be erased: {before:?}"
        );
    }
    // The answer to the sign-up, kept for the address that it came from.
    let is_note = |trace: &String| trace.contains("IDEM#address:");
    assert!(before.iter().any(is_note), "{before:?}");
    for prefix in ["images/", "uploads/", "exports/", "dead-letters/"] {
        assert!(
            before.iter().any(|trace| trace.starts_with(prefix)),
            "nothing under {prefix} to be erased: {before:?}"
        );
    }

    let answer = delete(&person.client, 20).await;
    if answer.status == StatusCode::NO_CONTENT {
        assert_eq!(traces_of(&bundle, &person).await, Vec::<String>::new());
    } else {
        // A busy machine: what was promised is still to come.
        answer.expect_status(202);
        assert_eq!(vanished(&bundle, &person).await, Vec::<String>::new());
    }

    let visitor = Client::new(&bundle);
    let refresh = json!({ "refresh_token": person.refresh_token });
    let refused = visitor.post("/api/v1/auth/refresh", &refresh).await;
    refused.unwrap().expect_problem(401, "unauthenticated");
    client::sign_in(&visitor, &person.username)
        .await
        .unwrap()
        .expect_problem(401, "invalid-credentials");
    let again = client::sign_up_body(&person.username);
    let heir = visitor.post("/api/v1/auth/sign-up", &again).await.unwrap();
    assert_ne!(heir.expect_status(201)["id"], person.id.as_str());
}

#[tokio::test]
async fn what_a_token_still_writes_goes_in_the_last_pass() {
    let bundle = Bundle::shared();
    let person = newcomer(&bundle, "lingers").await;
    assert!(delete(&person.client, 20).await.status.is_success());
    assert_eq!(vanished(&bundle, &person).await, Vec::<String>::new());

    // The account is closed: nothing of it can be changed, exported or made again.
    let refused = person.client.get(ME).await.unwrap();
    refused.expect_problem(401, "unauthenticated");
    for (path, body) in [
        ("/api/v1/users/me/export", json!({})),
        (
            "/api/v1/auth/change-username",
            json!({ "new_username": client::unique("back") }),
        ),
        (
            "/api/v1/auth/change-password",
            json!({ "current_password": client::PASSWORD, "new_password": "nine-paper-cranes-77" }),
        ),
    ] {
        let refused = person.client.post(path, &body).await.unwrap();
        refused.expect_problem(401, "unauthenticated");
    }
    let again = delete(&person.client, 0).await;
    assert_eq!(again.status, StatusCode::NO_CONTENT);

    // A message that is kept back for later does not hold up the queue. What can still be written until the token expires goes when the last message is due, and not before.
    let drawing = samples::drawing("ka-black-ink");
    person.predict(&drawing).await.unwrap().expect_status(200);
    send_pass(&bundle, &person, "2100-01-01T00:00:00Z").await;
    queue_is_drained(&bundle, "nazar-dev-records").await;
    let images = aws::object_keys(&bundle, &format!("images/{}/", person.id)).await;
    assert_eq!(images.len(), 2, "{images:?}");
    send_pass(&bundle, &person, "2026-01-01T00:00:00Z").await;
    assert_eq!(vanished(&bundle, &person).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_message_about_an_open_account_erases_nothing() {
    let bundle = Bundle::shared();
    let person = newcomer(&bundle, "stays").await;
    let before = traces_of(&bundle, &person).await;
    send_pass(&bundle, &person, "2026-01-01T00:00:00Z").await;
    queue_is_drained(&bundle, "nazar-dev-records").await;
    let after = traces_of(&bundle, &person).await;
    for trace in before {
        // Counters of requests come and go.
        assert!(
            after.contains(&trace) || trace.contains("LIMIT#"),
            "{trace}"
        );
    }
    person.client.get(ME).await.unwrap().expect_status(200);
}

#[tokio::test]
async fn work_in_progress_leaves_nothing_and_closing_twice_is_closing_once() {
    let bundle = Bundle::shared();
    let person = newcomer(&bundle, "hurries").await;
    let drawing = samples::drawing("ka-black-ink");
    for target in ["0", "1", "2"] {
        let accepted = person.compare(&drawing, target, &[]).await.unwrap();
        assert!(accepted.status.is_success());
    }
    let requests: Vec<_> = (0..4)
        .map(|_| {
            let client = person.client.clone();
            tokio::spawn(async move { delete(&client, 20).await })
        })
        .collect();
    for request in requests {
        let answer = request.await.unwrap();
        assert!(answer.status.is_success(), "{answer:?}");
    }
    queue_is_drained(&bundle, "nazar-dev-similarity").await;
    send_pass(&bundle, &person, "2026-01-01T00:00:00Z").await;
    assert_eq!(vanished(&bundle, &person).await, Vec::<String>::new());
    Client::new(&bundle)
        .send(Client::new(&bundle).request(Method::DELETE, ME))
        .await
        .unwrap()
        .expect_problem(401, "unauthenticated");
}

/// Rows and pictures of a long life, written as the functions file them.
async fn fill(bundle: &Bundle, person: &Person, rows: usize, pictures: usize) {
    let table = aws::table(bundle, "history").await;
    let dynamodb = aws::dynamodb(bundle).await;
    let numbers: Vec<usize> = (0..rows).collect();
    for batch in numbers.chunks(25) {
        let writes = batch.iter().map(|number| {
            let put = PutRequest::builder()
                .item("pk", aws::text(&format!("USER#{}", person.id)))
                .item("sk", aws::text(&format!("PREDICTION#{number:026}")))
                .item("note", aws::text(&"x".repeat(300)))
                .build();
            WriteRequest::builder().put_request(put.unwrap()).build()
        });
        dynamodb
            .batch_write_item()
            .request_items(&table, writes.collect())
            .send()
            .await
            .unwrap();
    }
    let s3 = aws::s3(bundle).await;
    for number in 0..pictures {
        s3.put_object()
            .bucket(aws::media_bucket())
            .key(format!(
                "images/{}/predictions/{number:026}/original",
                person.id
            ))
            .body(vec![7; 100].into())
            .send()
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn ten_thousand_rows_go_although_workers_die() {
    let mut options = Options::with_wide_limits();
    // A message has three receipts: it must not be given out again while a worker is only slow to start.
    options
        .parameters
        .push("RecordsVisibilitySeconds=10".to_owned());
    let bundle = Bundle::start(options).unwrap();
    let person = newcomer(&bundle, "long_life").await;
    fill(&bundle, &person, 10_000, 300).await;

    let accepted = delete(&person.client, 0).await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED, "{accepted:?}");
    let job = accepted.json();
    assert_eq!(job["kind"], "erasure");
    assert_eq!(
        accepted.header("location"),
        job["links"]["self"].as_str().unwrap()
    );
    // The first two tries die in the middle, or before they have begun: a message has three.
    for _ in 0..2 {
        let mut killed = false;
        for _ in 0..3000 {
            for process in instances(&bundle, "records-worker") {
                kill(process);
                killed = true;
            }
            if killed {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(killed, "no worker was seen");
    }
    assert_eq!(vanished(&bundle, &person).await, Vec::<String>::new());
}
