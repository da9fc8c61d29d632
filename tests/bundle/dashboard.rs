//! `/api/v1/dashboard`: the household at a glance, and how it went, in the person's days.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use nazar_tests::{Answer, Bundle, Client, Person};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const OVERVIEW: &str = "/api/v1/dashboard/family-overview";
const STATISTICS: &str = "/api/v1/dashboard/statistics";
const TRENDS: &str = "/api/v1/dashboard/trends";
const LIST: &str = "/api/v1/users/me/medications";
const FAMILY: &str = "/api/v1/users/me/family";

async fn person(bundle: &Bundle, name: &str, zone: &str) -> Person {
    let person = Person::new(bundle, name).await.unwrap();
    tell(&person.client, json!({ "zone": zone })).await;
    person
}

async fn tell(client: &Client, body: Value) {
    let request = client.request(Method::PATCH, "/api/v1/users/me");
    client
        .send(request.json(&body))
        .await
        .unwrap()
        .expect_status(200);
}

async fn read(client: &Client, path: &str) -> Value {
    client.get(path).await.unwrap().expect_status(200)
}

async fn member(client: &Client, body: Value) -> String {
    let added = client.post(FAMILY, &body).await.unwrap().expect_status(201);
    added["id"].as_str().unwrap().to_owned()
}

async fn medicine(client: &Client, body: Value) -> String {
    let added = client.post(LIST, &body).await.unwrap().expect_status(201);
    added["id"].as_str().unwrap().to_owned()
}

async fn log(client: &Client, entry: &str, due: &str, outcome: &str) -> Answer {
    let body = json!({"medication": entry, "due": due, "outcome": outcome});
    client
        .post("/api/v1/users/me/adherence", &body)
        .await
        .unwrap()
}

fn names(items: &Value) -> Vec<&str> {
    let items = items.as_array().unwrap().iter();
    items.map(|item| item["name"].as_str().unwrap()).collect()
}

fn after(day: &Value, days: i64) -> String {
    let day: Date = day.as_str().unwrap().parse().unwrap();
    let day = day.saturating_add(SignedDuration::from_hours(24 * days));
    day.to_string()
}

/// Defects 8.2.13 and 1.1 D1: the overview of a family did not exist, and that of a member always failed.
#[tokio::test]
async fn defect_13_everybody_of_the_household_is_shown_at_a_glance() {
    let bundle = Bundle::shared();
    let anna = person(&bundle, "glance", "Asia/Tashkent").await;
    let client = &anna.client;
    let alone = read(client, OVERVIEW).await;
    assert_eq!(alone["people"].as_array().unwrap().len(), 1);
    let me = &alone["people"][0];
    // Of nothing nothing is said, least of all that it is clear.
    assert!(
        me.get("interactions").is_none() && me.get("recalls").is_none(),
        "{me}"
    );
    assert_eq!(
        (&me["medicines"], me["today"].get("next_dose")),
        (&json!(0), None)
    );

    let child = json!({"name": "Азиз", "relation": "son", "health": {"allergies": ["ibuprofen"]}});
    let child = member(client, child).await;
    let today = alone["date"].clone();
    for (name, more) in [
        (
            "Warfarin",
            json!({"times": ["00:00", "23:59"], "start_date": after(&today, -1)}),
        ),
        (
            "Nurofen",
            json!({"expires_on": after(&today, -2), "times": ["23:58"], "stock": 2, "units_per_dose": 1}),
        ),
        ("Panadol", json!({"expires_on": after(&today, 20)})),
    ] {
        let mut body = more;
        body["name"] = json!(name);
        medicine(client, body).await;
    }
    let his = json!({"name": "Nurofen", "member": child, "times": ["23:59"]});
    let his = medicine(client, his).await;

    let answer = client.get(OVERVIEW).await.unwrap();
    let shown = answer.expect_status(200);
    let (me, him) = (&shown["people"][0], &shown["people"][1]);
    assert_eq!(me["medicines"], 3);
    assert_eq!(me["interactions"]["outcome"], "danger");
    let headline = me["interactions"]["findings"][0]["headline"]
        .as_str()
        .unwrap();
    assert!(headline.to_lowercase().contains("warfarin"), "{headline}");
    assert_eq!(names(&me["expiring"]).len(), 2, "{}", me["expiring"]);
    assert_eq!(me["expiring"][0]["freshness"], "expired");
    assert_eq!(me["expiring"][1]["freshness"], "expires_soon");
    assert_eq!(me["low_stock"][0]["doses_left"], 2);
    assert_eq!(him["name"], "Азиз");
    assert_eq!(him["member"], child.as_str());
    // His allergy is his, and his medicine is not among mine.
    assert_eq!(him["interactions"]["outcome"], "danger");
    assert_eq!(
        (&him["medicines"], &him["interactions"]["medicines"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(him["today"]["next_dose"]["medication"], his.as_str());
    assert!(
        ["recalled", "could_not_check", "clear"]
            .contains(&him["recalls"]["verdict"].as_str().unwrap())
    );

    let known = client
        .request(Method::GET, OVERVIEW)
        .header("if-none-match", answer.header("etag"));
    let known = client.send(known).await.unwrap();
    // A dose may have become due in this very minute; then the answer is another one.
    assert!([StatusCode::NOT_MODIFIED, StatusCode::OK].contains(&known.status));
    assert_ne!(known.header("etag"), "");
    let one = read(client, &format!("/api/v1/dashboard/family/{child}")).await;
    assert_eq!(
        (&one["member"], &one["medicines"]),
        (&him["member"], &him["medicines"])
    );
}

/// Defect 8.1.4: a recalled medicine on one's own list was never told.
#[tokio::test]
async fn defect_4_a_recalled_medicine_of_the_household_is_told() {
    let bundle = Bundle::shared();
    let anna = person(&bundle, "recalled", "Asia/Tashkent").await;
    let client = &anna.client;
    let child = member(client, json!({"name": "Азиз", "relation": "son"})).await;
    let id = "demo-lasolvan-syrup";
    let recalls = read(client, &format!("/api/v1/medications/{id}/recalls")).await;
    medicine(client, json!({ "id": id, "member": child })).await;
    medicine(client, json!({"name": "Grandmother's drops"})).await;
    let shown = read(client, OVERVIEW).await;
    let (me, him) = (
        &shown["people"][0]["recalls"],
        &shown["people"][1]["recalls"],
    );
    assert_eq!(him["verdict"], recalls["verdict"], "{him}");
    assert_eq!(
        him["recalled"][0]["number"],
        recalls["recalls"][0]["number"]
    );
    // What the catalogue does not have is not clear.
    assert_eq!(
        (&me["verdict"], &me["could_not_check"]),
        (&json!("could_not_check"), &json!(1))
    );
}

#[tokio::test]
async fn defect_26_another_person_s_household_is_not_shown() {
    let bundle = Bundle::shared();
    let (owner, thief) = (
        person(&bundle, "owner", "Asia/Tashkent").await,
        person(&bundle, "thief", "Asia/Tashkent").await,
    );
    let child = member(&owner.client, json!({"name": "Азиз", "relation": "son"})).await;
    for path in [
        format!("/api/v1/dashboard/family/{child}"),
        format!("{STATISTICS}?member={child}"),
        format!("{TRENDS}?member={child}"),
    ] {
        thief
            .client
            .get(&path)
            .await
            .unwrap()
            .expect_problem(404, "not-found");
        owner.client.get(&path).await.unwrap().expect_status(200);
    }
    let theirs = read(&thief.client, OVERVIEW).await;
    assert!(!theirs.to_string().contains(&child));
    for path in [OVERVIEW, STATISTICS, TRENDS] {
        let nobody = Client::new(&bundle).get(path).await.unwrap();
        nobody.expect_problem(401, "unauthenticated");
    }
}

/// Defect 8.2.22: statistics held the family's doses, left the last day out, and cut days in UTC.
#[tokio::test]
async fn defect_22_days_weeks_and_numbers_are_those_of_the_person() {
    let bundle = Bundle::shared();
    let anna = person(&bundle, "counted", "America/New_York").await;
    let client = &anna.client;
    let child = member(client, json!({"name": "Азиз", "relation": "son"})).await;
    let times = json!(["01:30", "20:00"]);
    let own = json!({"name": "Metformin", "times": times, "start_date": "2025-01-01"});
    let own = medicine(client, own).await;
    let his =
        json!({"name": "Panadol", "member": child, "times": times, "start_date": "2025-01-01"});
    let his = medicine(client, his).await;
    // Clocks went back there on 2 November 2025, a Sunday: 01:30 came twice, and is one dose.
    for (entry, due, outcome) in [
        (&own, "2025-10-27T20:00", "taken"),
        (&own, "2025-11-01T20:00", "taken"),
        (&own, "2025-11-02T01:30", "taken"),
        (&own, "2025-11-02T20:00", "skipped"),
        (&own, "2025-11-03T01:30", "taken"),
        (&his, "2025-11-02T20:00", "skipped"),
    ] {
        log(client, entry, due, outcome).await.expect_status(201);
    }
    let week = read(client, &format!("{TRENDS}?days=7&to=2025-11-03")).await;
    assert_eq!(
        (&week["from"], &week["zone"]),
        (&json!("2025-10-28"), &json!("America/New_York"))
    );
    let points = week["points"].as_array().unwrap();
    assert_eq!(points.len(), 7);
    let of = |point: &Value| {
        (
            point["doses"]["taken"].clone(),
            point["doses"]["skipped"].clone(),
        )
    };
    assert_eq!(of(&points[4]), (json!(1), json!(0)));
    assert_eq!(of(&points[5]), (json!(1), json!(1)));
    // The last day is one of them.
    assert_eq!(of(&points[6]), (json!(1), json!(0)));
    assert!(
        points[0]["doses"].get("rate").is_none(),
        "nothing was due: {}",
        points[0]
    );
    let weeks = read(client, &format!("{TRENDS}?days=7&to=2025-11-03&by=week")).await;
    let weeks = weeks["points"].as_array().unwrap();
    let ends: Vec<&Value> = weeks.iter().map(|point| &point["to"]).collect();
    assert_eq!(ends, [&json!("2025-11-02"), &json!("2025-11-03")]);
    assert_eq!(weeks[0]["doses"]["taken"], 2);

    let shown = read(client, &format!("{STATISTICS}?days=7&to=2025-11-03")).await;
    assert_eq!(
        (&shown["doses"]["taken"], &shown["doses"]["skipped"]),
        (&json!(3), &json!(1))
    );
    assert_eq!(shown["doses"]["rate"], 0.75);
    assert_eq!(
        (&shown["before"]["taken"], &shown["change"]),
        (&json!(1), &json!(-0.25))
    );
    assert_eq!(
        (&shown["days_with_doses"], &shown["full_days"]),
        (&json!(3), &json!(2))
    );
    assert_eq!(names(&shown["by_medicine"]).len(), 1);
    let parts = shown["by_part_of_day"].as_array().unwrap();
    let parts: Vec<(&Value, &Value)> = parts
        .iter()
        .map(|part| (&part["part"], &part["doses"]["taken"]))
        .collect();
    assert_eq!(
        parts,
        [(&json!("night"), &json!(2)), (&json!("evening"), &json!(1))]
    );
    let his = read(
        client,
        &format!("{STATISTICS}?days=7&to=2025-11-03&member={child}"),
    )
    .await;
    assert_eq!(
        (&his["doses"]["taken"], &his["doses"]["skipped"]),
        (&json!(0), &json!(1))
    );
    assert!(his.get("checks").is_none() && shown["checks"].is_u64());

    for query in ["days=8", "days=week", "to=yesterday"] {
        let refused = client.get(&format!("{STATISTICS}?{query}")).await.unwrap();
        refused.expect_problem(400, "malformed-request");
    }
    let to_come = client.get(&format!("{STATISTICS}?to=2099-01-01")).await;
    to_come.unwrap().expect_problem(422, "validation-failed");
}

/// A dose and a scan just after midnight in Tashkent, which is the evening before in UTC.
#[tokio::test]
async fn a_day_begins_at_midnight_in_tashkent() {
    let bundle = Bundle::shared();
    let anna = person(&bundle, "midnight", "Asia/Tashkent").await;
    let client = &anna.client;
    let entry = json!({"name": "Metformin", "times": ["00:30"], "start_date": "2025-01-01"});
    let entry = medicine(client, entry).await;
    let dose = log(client, &entry, "2026-01-31T00:30", "taken")
        .await
        .expect_status(201);
    assert_eq!(dose["due_at"], "2026-01-30T19:30:00Z");
    let points = read(client, &format!("{TRENDS}?to=2026-01-31")).await;
    let last = &points["points"][6];
    assert_eq!(
        (&last["from"], &last["doses"]["taken"]),
        (&json!("2026-01-31"), &json!(1))
    );
    assert_eq!(points["points"][5]["doses"]["taken"], 0);

    // What is scanned now is of today, where the person is; the day may turn while this runs.
    let days = || {
        let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(5));
        Timestamp::now().to_zoned(zone).date()
    };
    let first = days();
    let code = json!({"text": "2999000000074", "format": "ean13"});
    client
        .post("/api/v1/scans/code", &code)
        .await
        .unwrap()
        .expect_status(200);
    let last = days();
    let scanned = async |day: Date| {
        let points = read(client, &format!("{TRENDS}?to={day}")).await;
        points["points"][6]["scans"].as_u64().unwrap()
    };
    let total = if first == last {
        scanned(first).await
    } else {
        scanned(first).await + scanned(last).await
    };
    assert_eq!(total, 1);
}
