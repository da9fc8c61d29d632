//! Badges and days in a row.

use nazar_tests::{Bundle, Client};
use reqwest::Method;
use serde_json::{Value, json};

use super::{BASE, delete, due_in, list_medicine, person, read};
use crate::scans::{PANADOL, code};

async fn badge(client: &Client, id: &str) -> Value {
    let all = read(client, "badges/available").await;
    let items = all["items"].as_array().unwrap().iter();
    let found = items.clone().find(|badge| badge["id"] == id);
    found
        .unwrap_or_else(|| panic!("no badge {id}: {all}"))
        .clone()
}

/// Defect 8.2.16: no badge was ever given.
#[tokio::test]
async fn defect_16_badges_are_given_for_what_was_done_and_stay() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "collector").await;
    let client = &person.client;
    assert_eq!(read(client, "badges").await["items"], json!([]));
    let all = read(client, "badges/available").await;
    assert_eq!(all["items"].as_array().unwrap().len(), 10);
    assert_eq!(read(client, "achievements").await, all);

    let mut members = Vec::new();
    for name in ["Lola", "Bek", "Aziz"] {
        let body = json!({"name": name, "relation": "child"});
        let member = client.post("/api/v1/users/me/family", &body).await.unwrap();
        members.push(member.expect_status(201)["id"].as_str().unwrap().to_owned());
    }
    for name in ["Metformin", "Aspirin", "Enalapril"] {
        let body =
            json!({"name": name, "expires_on": "2030-01-01", "stock": 10, "units_per_dose": 1});
        list_medicine(client, &body).await;
    }
    let allergies = client.request(Method::PATCH, "/api/v1/users/me");
    let allergies = allergies.json(&json!({"health": {"allergies": []}}));
    client.send(allergies).await.unwrap().expect_status(200);
    code(&person, PANADOL).await;
    let earned = read(client, "badges").await;
    let items = earned["items"].as_array().unwrap();
    let ids: Vec<&str> = items
        .iter()
        .map(|badge| badge["id"].as_str().unwrap())
        .collect();
    for id in [
        "first_scan",
        "family_guardian",
        "allergies_told",
        "expiry_watcher",
        "stock_keeper",
    ] {
        assert!(ids.contains(&id), "{id}: {ids:?}");
    }
    let scans = badge(client, "scan_master").await;
    assert_eq!(
        (&scans["progress"], &scans["target"]),
        (&json!(1), &json!(10))
    );
    // What was earned stays, with its time.
    let gone = format!("/api/v1/users/me/family/{}", members[0]);
    assert_eq!(delete(client, &gone).await.status, 204);
    let kept = badge(client, "family_guardian").await;
    assert_eq!(
        (&kept["is_earned"], &kept["progress"]),
        (&json!(true), &json!(3))
    );
    let first = items
        .iter()
        .find(|badge| badge["id"] == "family_guardian")
        .unwrap();
    assert_eq!(kept["earned_at"], first["earned_at"]);
}

#[tokio::test]
async fn a_set_of_medicines_counts_once_as_a_check() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "checker").await;
    let client = &person.client;
    let path = "/api/v1/interactions/check";
    let check = async |names: &[&str]| {
        let medicines: Vec<Value> = names.iter().map(|name| json!({"name": name})).collect();
        let body = json!({ "medicines": medicines });
        client.post(path, &body).await.unwrap().expect_status(200);
    };
    check(&["warfarin", "ibuprofen"]).await;
    check(&["ibuprofen", "warfarin"]).await;
    check(&["warfarin", "paracetamol"]).await;
    check(&["no such thing", "nor this"]).await;
    assert_eq!(badge(client, "safety_advocate").await["progress"], 2);
    // A check is answered whoever asks, and whatever their token is.
    let body = json!({"medicines": [{"name": "warfarin"}, {"name": "ibuprofen"}]});
    let stale = client.with_token("not-a-token");
    let answer = stale.post(path, &body).await.unwrap();
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn badges_and_levels_speak_the_readers_language() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "reader").await;
    let mut seen = Vec::new();
    for language in ["en", "ru", "uz", "uz-Cyrl"] {
        let path = format!("{BASE}/badges/available");
        let request = person.client.request(Method::GET, &path);
        let request = request.header("accept-language", language);
        let all = person
            .client
            .send(request)
            .await
            .unwrap()
            .expect_status(200);
        seen.push(all["items"][0]["name"].as_str().unwrap().to_owned());
    }
    seen.dedup();
    assert_eq!(seen.len(), 4, "{seen:?}");
}

/// Days are those of the account's zone from the moment on at which it is changed, whatever an older token says.
#[tokio::test]
async fn days_follow_the_zone_of_the_account_without_a_new_token() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "travels").await;
    let client = &person.client;
    // A day apart, so that in one of them the day is another than where the token is of; not in a day's last hour.
    for zones in [
        ["Pacific/Kiritimati", "Pacific/Apia"],
        ["Pacific/Pago_Pago", "Pacific/Honolulu"],
    ] {
        let clocks = zones.map(|name| {
            let zone: nazar::Zone = name.parse().unwrap();
            (name, nazar::store::now().to_zoned(zone.time_zone().clone()))
        });
        let (zone, now) = clocks.iter().find(|(_, now)| now.hour() < 23).unwrap();
        let request = client.request(Method::PATCH, "/api/v1/users/me");
        let request = request.json(&json!({ "zone": zone }));
        client.send(request).await.unwrap().expect_status(200);
        let idle = read(client, "streaks").await;
        assert_eq!(
            (&idle["zone"], &idle["today"]),
            (&json!(zone), &json!("nothing_due"))
        );
        let today = now.date().to_string();
        let body = json!({"name": "Metformin", "times": ["23:59"], "start_date": today, "end_date": today});
        let entry = list_medicine(client, &body).await;
        assert_eq!(read(client, "streaks").await["today"], "open", "{zone}");
        let taken =
            json!({"medication": entry, "due": format!("{today}T23:59"), "outcome": "taken"});
        let logged = client.post("/api/v1/users/me/adherence", &taken);
        logged.await.unwrap().expect_status(201);
        assert_eq!(read(client, "streaks").await["today"], "kept", "{zone}");
        let path = format!("/api/v1/users/me/medications/{entry}");
        assert_eq!(delete(client, &path).await.status, 204);
    }
}

#[tokio::test]
async fn a_day_is_kept_once_everything_due_was_taken() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "steady").await;
    let client = &person.client;
    let idle = read(client, "streaks").await;
    assert_eq!(idle["today"], "nothing_due");
    assert_eq!(idle["current_streak"], 0);
    let due = due_in(20);
    let body = json!({"name": "Metformin", "times": [&due[11..]]});
    let entry = list_medicine(client, &body).await;
    assert_eq!(read(client, "streaks").await["today"], "open");
    let taken = json!({"medication": entry, "due": due, "outcome": "taken"});
    let logged = client.post("/api/v1/users/me/adherence", &taken);
    logged.await.unwrap().expect_status(201);
    let kept = read(client, "streaks").await;
    assert_eq!(kept["today"], "kept");
    for name in ["current_streak", "longest_streak", "days_kept"] {
        assert_eq!(kept[name], 1, "{name}");
    }
}
