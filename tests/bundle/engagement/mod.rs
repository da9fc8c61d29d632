//! `/api/v1/gamification`: points for what was done, once each, and what follows from them.

mod badges;
mod board;
mod doses;
mod erasure;
mod points;
mod rewards;

use std::time::Duration;

use nazar::Zone;
use nazar::store;
use nazar_tests::{Answer, Bundle, Client, Person};
use reqwest::Method;
use serde_json::{Value, json};

pub(crate) const BASE: &str = "/api/v1/gamification";
const LIST: &str = "/api/v1/users/me/medications";

/// Zones of which one has day whenever a test runs: none of its days ends while it does.
const ZONES: [&str; 3] = ["Asia/Tashkent", "UTC", "America/Bogota"];

/// A zone in which it is between five in the morning and eight in the evening.
fn daylight() -> &'static str {
    let hour = |name: &&&str| {
        let zone: Zone = name.parse().unwrap();
        store::now().to_zoned(zone.time_zone().clone()).hour()
    };
    let found = ZONES.iter().find(|name| (5..20).contains(&hour(name)));
    found.expect("it is day somewhere")
}

/// A dose's name, so many minutes from now in that zone: `2026-01-31T08:00`.
fn due_in(minutes: u64) -> String {
    let zone: Zone = daylight().parse().unwrap();
    let later = store::now() + Duration::from_secs(minutes * 60);
    let moment = later.to_zoned(zone.time_zone().clone());
    format!(
        "{}T{:02}:{:02}",
        moment.date(),
        moment.hour(),
        moment.minute()
    )
}

/// A person who lives where it is day, with a token that says so.
async fn person(bundle: &Bundle, name: &str) -> Person {
    let mut person = Person::new(bundle, name).await.unwrap();
    let request = person.client.request(Method::PATCH, "/api/v1/users/me");
    let request = request.json(&json!({ "zone": daylight() }));
    person
        .client
        .send(request)
        .await
        .unwrap()
        .expect_status(200);
    person.client = crate::administration::again(&person).await;
    person
}

async fn read(client: &Client, path: &str) -> Value {
    let path = format!("{BASE}/{path}");
    client.get(&path).await.unwrap().expect_status(200)
}

async fn points(client: &Client) -> u64 {
    read(client, "points").await["total_points"]
        .as_u64()
        .unwrap()
}

async fn send(client: &Client, method: Method, path: &str, body: &Value) -> Answer {
    let request = client.request(method, &format!("{BASE}/{path}"));
    client.send(request.json(body)).await.unwrap()
}

async fn delete(client: &Client, path: &str) -> Answer {
    client
        .send(client.request(Method::DELETE, path))
        .await
        .unwrap()
}

async fn list_medicine(client: &Client, body: &Value) -> String {
    let added = client.post(LIST, body).await.unwrap().expect_status(201);
    added["id"].as_str().unwrap().to_owned()
}

/// A nickname that nobody else has: a person's id in letters.
fn nickname(person: &Person) -> String {
    let end = person.id[person.id.len() - 10..].to_lowercase();
    let letter = |one: char| match one {
        '0'..='9' => char::from(b'k' + (one as u8 - b'0')),
        other => other,
    };
    format!("lola {}", end.chars().map(letter).collect::<String>())
}
