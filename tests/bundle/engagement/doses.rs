//! Points of doses: those that were due, on time, each once.

use nazar_tests::{Answer, Bundle, Client};
use reqwest::Method;
use serde_json::json;

use super::{LIST, daylight, delete, due_in, list_medicine, person, points};

const DOSES: &str = "/api/v1/users/me/adherence";

/// A medicine that is due at these doses' times.
async fn medicine(client: &Client, name: &str, dues: &[&str]) -> String {
    let times: Vec<&str> = dues.iter().map(|due| &due[11..]).collect();
    list_medicine(client, &json!({"name": name, "times": times})).await
}

async fn take(client: &Client, entry: &str, due: &str) -> Answer {
    let body = json!({"medication": entry, "due": due, "outcome": "taken"});
    client.post(DOSES, &body).await.unwrap()
}

/// Defects 8.3.26 and 8.3.27: any dose of anybody was rewarded, as often as it was sent.
#[tokio::test]
async fn defect_27_a_dose_on_time_is_rewarded_once_whatever_is_deleted_and_done_again() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "taker").await;
    let client = &person.client;
    let due = due_in(20);
    let entry = medicine(client, "Metformin", &[&due]).await;
    let came = futures::future::join_all((0..6).map(|_| take(client, &entry, &due))).await;
    assert_eq!(came.iter().filter(|answer| answer.status == 201).count(), 1);
    assert_eq!(points(client).await, 5);

    // Taken back and logged again.
    let path = format!("{DOSES}/{entry}/{due}");
    assert_eq!(delete(client, &path).await.status, 204);
    take(client, &entry, &due).await.expect_status(201);
    assert_eq!(points(client).await, 5);

    // The medicine deleted and listed again: another entry, the same dose.
    assert_eq!(delete(client, &format!("{LIST}/{entry}")).await.status, 204);
    let entry = medicine(client, "Metformin", &[&due]).await;
    take(client, &entry, &due).await.expect_status(201);
    assert_eq!(points(client).await, 5);

    // Another medicine at the same time is another dose.
    let other = medicine(client, "Aspirin", &[&due]).await;
    take(client, &other, &due).await.expect_status(201);
    assert_eq!(points(client).await, 10);
}

#[tokio::test]
async fn a_dose_that_is_early_late_skipped_or_not_due_earns_nothing() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "early").await;
    let client = &person.client;
    // Hours from now, on the same day; and this minute of yesterday, by a plan that was made after it.
    let early = due_in(150);
    let entry = medicine(client, "Metformin", &[&early]).await;
    take(client, &entry, &early).await.expect_status(201);
    let soon = due_in(10);
    let skipping = medicine(client, "Aspirin", &[&soon]).await;
    let skipped = json!({"medication": skipping, "due": soon, "outcome": "skipped"});
    client
        .post(DOSES, &skipped)
        .await
        .unwrap()
        .expect_status(201);
    let needed = list_medicine(client, &json!({"name": "Ibuprofen"})).await;
    for _ in 0..3 {
        let taken = json!({"medication": needed, "outcome": "taken"});
        client.post(DOSES, &taken).await.unwrap().expect_status(201);
    }
    // It says that it was taken on time, and is not.
    let late = medicine(client, "Enalapril", &[&soon]).await;
    let body = json!({"medication": late, "due": soon, "outcome": "taken", "taken_at": "2026-01-01T00:00:00Z"});
    client.post(DOSES, &body).await.unwrap().expect_status(201);
    assert_eq!(points(client).await, 0, "in {}", daylight());
}

#[tokio::test]
async fn a_repeated_request_and_anothers_dose_earn_nothing_more() {
    let bundle = Bundle::shared();
    let person_a = person(&bundle, "mine").await;
    let person_b = person(&bundle, "other").await;
    let due = due_in(20);
    let entry = medicine(&person_a.client, "Metformin", &[&due]).await;
    let stolen = take(&person_b.client, &entry, &due).await;
    stolen.expect_problem(404, "not-found");
    assert_eq!(points(&person_b.client).await, 0);
    let body = json!({"medication": entry, "due": due, "outcome": "taken"});
    for _ in 0..2 {
        let request = person_a
            .client
            .request(Method::POST, DOSES)
            .header("idempotency-key", "one-dose-of-metformin")
            .json(&body);
        person_a
            .client
            .send(request)
            .await
            .unwrap()
            .expect_status(201);
    }
    assert_eq!(points(&person_a.client).await, 5);
}
