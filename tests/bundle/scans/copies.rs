//! The clone alarm: one serial number in the hands of several people.

use std::process::Command;

use futures::future::join_all;
use nazar_tests::barcodes::png;
use nazar_tests::gs1_128::gs1_128;
use nazar_tests::{Bundle, Person, aws, bundle};
use reqwest::Method;
use serde_json::{Value, json};

use super::passports::serial;
use super::{PANADOL, code, scanned};

/// The code of a pack of which nobody else knows.
fn pack(of: &Person) -> String {
    format!("(01)0{PANADOL}(17)491231(10)AB12(21){}", serial(of))
}

async fn people<const COUNT: usize>(bundle: &Bundle) -> [Person; COUNT] {
    let mut people = Vec::with_capacity(COUNT);
    for _ in 0..COUNT {
        people.push(Person::new(bundle, "holder").await.unwrap());
    }
    people.try_into().unwrap()
}

/// What a person is told of others when they scan a pack.
async fn copies(person: &Person, text: &str) -> Value {
    let scan = code(person, text).await;
    scan["passports"][0]["copies"].clone()
}

fn told(others: u32, suspicion: &str) -> Value {
    json!({"others": others, "suspicion": suspicion})
}

#[tokio::test]
async fn one_serial_number_in_three_hands_is_an_alarm() {
    let bundle = Bundle::shared();
    let [first, second, third] = people(&bundle).await;
    let text = pack(&first);
    let scan = code(&first, &text).await;
    assert_eq!(scan["passports"][0]["copies"], told(0, "none"), "{scan}");
    assert_eq!(copies(&second, &text).await, told(1, "notice"));
    let alarmed = code(&third, &text).await;
    let passport = &alarmed["passports"][0];

    assert_eq!(passport["copies"], told(2, "alarm"));
    assert_eq!(passport["notes"][0]["about"], "copied", "{passport}");
    assert_eq!(passport["notes"][0]["level"], "danger");
    // Who was first learns of it when they look again.
    let link = scan["link"].as_str().unwrap();
    let again = first.client.get(link).await.unwrap().expect_status(200);
    assert_eq!(again["passports"][0]["copies"], told(2, "alarm"));
}

#[tokio::test]
async fn the_same_person_is_no_alarm_however_often_and_by_whichever_door() {
    let bundle = Bundle::shared();
    let [person] = people(&bundle).await;
    let text = pack(&person);
    let message = format!("010{PANADOL}1749123110AB12\u{1d}21{}", serial(&person));
    for _ in 0..3 {
        assert_eq!(copies(&person, &text).await, told(0, "none"));
    }
    scanned(&person, &png(&gs1_128(&message))).await;
    assert_eq!(copies(&person, &text).await, told(0, "none"));
}

#[tokio::test]
async fn a_picture_counts_before_its_answer_is_read() {
    let bundle = Bundle::shared();
    let [first, second] = people(&bundle).await;
    let message = format!("010{PANADOL}1749123110AB12\u{1d}21{}", serial(&first));
    let picture = png(&gs1_128(&message));
    let accepted = first
        .client
        .post_image(super::IMAGE, &picture, "image/png", &[])
        .await
        .unwrap();
    let id = accepted.json()["id"].as_str().unwrap().to_owned();
    // The job alone is asked, which says nothing of packs.
    assert_eq!(first.finished(&id).await.unwrap()["status"], "succeeded");

    assert_eq!(copies(&second, &pack(&first)).await, told(1, "notice"));
}

#[tokio::test]
async fn people_who_scan_at_the_same_time_are_all_counted_once() {
    let bundle = Bundle::shared();
    let all: [Person; 5] = people(&bundle).await;
    let text = pack(&all[0]);
    // Each twice at once.
    let scans = all.iter().chain(&all).map(|person| copies(person, &text));
    for copies in join_all(scans).await {
        assert!(copies["others"].as_u64() < Some(5), "{copies}");
    }
    for person in &all {
        assert_eq!(copies(person, &text).await, told(4, "alarm"));
    }
}

#[tokio::test]
async fn the_count_says_nothing_of_people_or_packs_and_outlives_their_erasure() {
    let bundle = Bundle::shared();
    let [gone, stays] = people(&bundle).await;
    let text = pack(&gone);
    copies(&gone, &text).await;
    let counts = rows(&bundle, "PACK#").await;
    assert!(!counts.is_empty());
    for row in &counts {
        for secret in [
            &serial(&gone),
            &gone.id,
            &gone.username,
            &PANADOL.to_owned(),
        ] {
            assert!(!row.contains(secret.as_str()), "{secret}: {row}");
        }
    }

    let leave = gone
        .client
        .request(Method::DELETE, "/api/v1/users/me")
        .header("prefer", "wait=20");
    assert!(gone.client.send(leave).await.unwrap().status.is_success());
    let own = format!("USER#{}", gone.id);
    for _ in 0..600 {
        if rows(&bundle, &own).await.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    assert_eq!(rows(&bundle, &own).await, Vec::<String>::new());
    assert_eq!(copies(&stays, &text).await, told(1, "notice"));
}

/// The rows of the history table in partitions that begin so, as text.
async fn rows(bundle: &Bundle, prefix: &str) -> Vec<String> {
    let table = aws::table(bundle, "history").await;
    let mut items = aws::dynamodb(bundle)
        .await
        .scan()
        .table_name(table)
        .filter_expression("begins_with(pk, :prefix)")
        .expression_attribute_values(":prefix", aws::text(prefix))
        .consistent_read(true)
        .into_paginator()
        .items()
        .send();
    let mut rows = Vec::new();
    while let Some(item) = items.next().await {
        rows.push(format!("{:?}", item.unwrap()));
    }
    rows
}

// Whoever sells a pack has scanned it before its buyer: that is no copy.
#[tokio::test]
async fn a_pharmacist_looks_and_is_not_counted() {
    let bundle = Bundle::shared();
    let [pharmacist, buyer] = people(&bundle).await;
    let granted = Command::new(bundle::programs().unwrap().join("nazar-local"))
        .current_dir(bundle::workspace())
        .args(["grant-pharmacist", &pharmacist.username, "demo-sergeli-2"])
        .arg("--data-dir")
        .arg(bundle.data_dir())
        .output()
        .unwrap();
    assert!(granted.status.success(), "{granted:?}");
    let text = pack(&buyer);

    assert_eq!(copies(&pharmacist, &text).await, told(0, "none"));
    assert_eq!(copies(&buyer, &text).await, told(0, "none"));
    assert_eq!(copies(&pharmacist, &text).await, told(1, "notice"));
}
