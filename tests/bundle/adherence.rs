//! `/api/v1/users/me/adherence`: each dose once, in the person's days, apart from everybody else's.

use nazar_tests::{Answer, Bundle, Client, Person};
use reqwest::Method;
use serde_json::{Value, json};

const LIST: &str = "/api/v1/users/me/medications";
const DOSES: &str = "/api/v1/users/me/adherence";

/// Somebody whose days are those of a zone.
async fn person(bundle: &Bundle, name: &str, zone: &str) -> Person {
    let person = Person::new(bundle, name).await.unwrap();
    move_to(&person.client, zone).await;
    person
}

async fn move_to(client: &Client, zone: &str) {
    let request = client.request(Method::PATCH, "/api/v1/users/me");
    let request = request.json(&json!({ "zone": zone }));
    client.send(request).await.unwrap().expect_status(200);
}

async fn medicine(client: &Client, more: Value) -> String {
    let mut body = json!({"name": "Metformin", "start_date": "2025-01-01"});
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    let added = client.post(LIST, &body).await.unwrap().expect_status(201);
    added["id"].as_str().unwrap().to_owned()
}

async fn log(client: &Client, entry: &str, due: &str, outcome: &str) -> Answer {
    let body = json!({"medication": entry, "due": due, "outcome": outcome});
    client.post(DOSES, &body).await.unwrap()
}

async fn read(client: &Client, path: &str) -> Value {
    client.get(path).await.unwrap().expect_status(200)
}

async fn delete(client: &Client, path: &str) -> Answer {
    let request = client.request(Method::DELETE, path);
    client.send(request).await.unwrap()
}

/// Defects 8.3.27 and 8.4.38: doses could be logged without end, each with points.
#[tokio::test]
async fn defect_38_a_dose_is_logged_once_whoever_comes_at_the_same_time() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "hasty", "Asia/Tashkent").await;
    let client = &person.client;
    let entry = medicine(
        client,
        json!({"times": ["08:00"], "stock": 10, "units_per_dose": 2}),
    )
    .await;
    let due = "2026-01-10T08:00";
    let tries = (0..8).map(|_| log(client, &entry, due, "taken"));
    let came = futures::future::join_all(tries).await;
    let first: Vec<&Answer> = came.iter().filter(|answer| answer.status == 201).collect();
    assert_eq!(first.len(), 1, "{came:?}");
    for answer in came.iter().filter(|answer| answer.status != 201) {
        answer.expect_problem(409, "dose-logged");
    }
    let dose = first[0].expect_status(201);
    assert_eq!(dose["due_at"], "2026-01-10T03:00:00Z");
    let stock = async || read(client, &format!("{LIST}/{entry}")).await["stock"].clone();
    assert_eq!(stock().await, 8.0);

    // A mistake is taken back where the answer says.
    let path = first[0].header("location");
    assert_eq!(path, format!("{DOSES}/{entry}/{due}"));
    assert_eq!(delete(client, path).await.status, 204);
    delete(client, path).await.expect_problem(404, "not-found");
    assert_eq!(stock().await, 10.0);
    let skipped =
        json!({"medication": entry, "due": due, "outcome": "skipped", "reason": "side_effects"});
    let skipped = client
        .post(DOSES, &skipped)
        .await
        .unwrap()
        .expect_status(201);
    assert_eq!(skipped["reason"], "side_effects");
    assert!(skipped.get("taken_at").is_none());
    assert_eq!(stock().await, 10.0);
}

/// Defect 1.10: any time was taken for a dose, by default now.
#[tokio::test]
async fn only_doses_of_the_plan_are_doses() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "exact", "Asia/Tashkent").await;
    let client = &person.client;
    let entry = medicine(
        client,
        json!({"times": ["08:00"], "end_date": "2026-01-20", "every_days": 2, "start_date": "2026-01-10"}),
    )
    .await;
    log(client, &entry, "2026-01-10T08:00", "taken")
        .await
        .expect_status(201);
    // The last day is one of them.
    log(client, &entry, "2026-01-20T08:00", "taken")
        .await
        .expect_status(201);
    for due in [
        "2026-01-10T09:00",
        "2026-01-11T08:00",
        "2026-01-08T08:00",
        "2026-01-22T08:00",
        "2099-01-10T08:00",
    ] {
        let refused = log(client, &entry, due, "taken").await;
        refused.expect_problem(422, "no-such-dose");
    }
    for due in ["2026-01-10", "2026-01-10T08:00:00", "yesterday"] {
        let refused = log(client, &entry, due, "taken").await;
        let problem = refused.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], "/due");
    }
    for (field, value) in [("reason", "forgot"), ("taken_at", "2099-01-01T00:00:00Z")] {
        let mut body = json!({"medication": entry, "due": "2026-01-12T08:00", "outcome": "taken"});
        body[field] = json!(value);
        let refused = client.post(DOSES, &body).await.unwrap();
        let problem = refused.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], format!("/{field}"));
    }
}

/// Defect 8.2.22: days were cut in UTC. Of these two places one is always a day ahead of the other.
#[tokio::test]
async fn defect_22_a_day_is_over_when_it_is_over_where_the_person_is() {
    let bundle = Bundle::shared();
    let (east, west) = (
        person(&bundle, "east", "Pacific/Kiritimati").await,
        person(&bundle, "west", "Pacific/Pago_Pago").await,
    );
    let today = read(&east.client, &format!("{DOSES}/day")).await;
    let there = read(&west.client, &format!("{DOSES}/day")).await;
    assert_eq!(today["zone"], "Pacific/Kiritimati");
    let date = today["date"].as_str().unwrap();
    assert!(date > there["date"].as_str().unwrap(), "{today} {there}");
    let due = format!("{date}T00:00");
    for (person, status) in [(&east, 201), (&west, 422)] {
        let entry = medicine(&person.client, json!({"times": ["00:00"]})).await;
        let answer = log(&person.client, &entry, &due, "taken").await;
        assert_eq!(answer.status, status, "{answer:?}");
    }
}

/// Clocks that go forward or back, and people who travel: a dose stays one dose.
#[tokio::test]
async fn a_dose_is_one_dose_whatever_the_clocks_do() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "traveller", "America/New_York").await;
    let client = &person.client;
    let entry = medicine(client, json!({"times": ["01:30", "02:30"]})).await;
    // 8 March 2026 has no 02:30 there, 2 November 2025 has 01:30 twice.
    for (due, due_at) in [
        ("2026-03-08T02:30", "2026-03-08T07:30:00Z"),
        ("2025-11-02T01:30", "2025-11-02T05:30:00Z"),
        ("2025-11-03T01:30", "2025-11-03T06:30:00Z"),
    ] {
        let dose = log(client, &entry, due, "taken").await.expect_status(201);
        assert_eq!(dose["due_at"], due_at, "{due}");
    }
    move_to(client, "Asia/Tashkent").await;
    let again = log(client, &entry, "2026-03-08T02:30", "taken").await;
    again.expect_problem(409, "dose-logged");
    let day = read(client, &format!("{DOSES}/day?date=2026-03-08")).await;
    assert_eq!(day["zone"], "Asia/Tashkent");
    assert_eq!(day["counts"]["taken"], 1);
}

/// Defect 8.2.22: a person's statistics held their family's doses, and the last day was left out.
#[tokio::test]
async fn defect_22_a_family_s_doses_never_mix() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "caring", "Asia/Tashkent").await;
    let client = &person.client;
    let child = json!({"name": "Азиз", "relation": "son"});
    let child = client
        .post("/api/v1/users/me/family", &child)
        .await
        .unwrap();
    let child = child.expect_status(201)["id"].as_str().unwrap().to_owned();
    let own = medicine(client, json!({"times": ["08:00"]})).await;
    let his = medicine(client, json!({"times": ["08:00"], "member": child})).await;
    for day in ["05", "11"] {
        log(client, &own, &format!("2026-01-{day}T08:00"), "taken")
            .await
            .expect_status(201);
    }
    log(client, &his, "2026-01-07T08:00", "skipped")
        .await
        .expect_status(201);

    let week = read(client, &format!("{DOSES}/week?date=2026-01-07")).await;
    assert_eq!(
        (&week["from"], &week["to"]),
        (&json!("2026-01-05"), &json!("2026-01-11"))
    );
    assert_eq!(
        (&week["counts"]["taken"], &week["counts"]["skipped"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(week["counts"]["rate"], 1.0);
    assert_eq!(week["days"][6]["counts"]["taken"], 1);
    let week = read(
        client,
        &format!("{DOSES}/week?date=2026-01-07&member={child}"),
    )
    .await;
    assert_eq!(
        (&week["counts"]["taken"], &week["counts"]["skipped"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(week["counts"]["rate"], 0.0);

    // From and to are both included, a page at a time.
    let days = "from=2026-01-05&to=2026-01-11";
    let first = read(client, &format!("{DOSES}?{days}&limit=1")).await;
    assert_eq!(first["items"][0]["day"], "2026-01-11");
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = read(client, &format!("{DOSES}?{days}&limit=1&cursor={cursor}")).await;
    assert_eq!(second["items"][0]["day"], "2026-01-05");
    assert!(second.get("next_cursor").is_none());
    let other = client
        .get(&format!("{DOSES}?limit=1&cursor={cursor}"))
        .await;
    other.unwrap().expect_problem(400, "malformed-request");
    let his = read(client, &format!("{DOSES}?member={child}")).await;
    assert_eq!(his["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_taken_when_needed_is_logged_and_in_no_count() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "needy", "Asia/Tashkent").await;
    let client = &person.client;
    let entry = medicine(
        client,
        json!({"name": "Panadol", "stock": 3, "units_per_dose": 1}),
    )
    .await;
    let dose = json!({"medication": entry, "outcome": "taken"});
    let first = client.post(DOSES, &dose).await.unwrap();
    let path = first.header("location").to_owned();
    client.post(DOSES, &dose).await.unwrap().expect_status(201);
    let skipped = json!({"medication": entry, "outcome": "skipped"});
    let refused = client.post(DOSES, &skipped).await.unwrap();
    refused.expect_problem(422, "no-such-dose");
    let day = read(client, &format!("{DOSES}/day")).await;
    assert_eq!(day["doses"].as_array().unwrap().len(), 2);
    assert_eq!(day["counts"]["scheduled"], 0);
    assert!(day["counts"].get("rate").is_none());
    assert_eq!(delete(client, &path).await.status, 204);
    let left = read(client, &format!("{LIST}/{entry}")).await;
    assert_eq!(left["stock"], 2.0);
}
