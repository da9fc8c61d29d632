//! `/api/v1/users/me/medications` and the medicine box: warnings at once, changes, what runs out and what expires.

use nazar_tests::{Answer, Bundle, Client, Person};
use reqwest::Method;
use serde_json::{Value, json};

const LIST: &str = "/api/v1/users/me/medications";
const ME: &str = "/api/v1/users/me";

async fn person(bundle: &Bundle, name: &str) -> Person {
    Person::new(bundle, name).await.unwrap()
}

async fn add(client: &Client, body: Value) -> Value {
    client.post(LIST, &body).await.unwrap().expect_status(201)
}

async fn patch(client: &Client, path: &str, tag: Option<&str>, body: Value) -> Answer {
    let mut request = client.request(Method::PATCH, path).json(&body);
    if let Some(tag) = tag {
        request = request.header("if-match", tag);
    }
    client.send(request).await.unwrap()
}

/// Kind, severity and what else is met, of each warning.
fn warned(added: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = added["warnings"]["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|one| {
            (
                text(&one["kind"]),
                text(&one["severity"]),
                text(&one["with"]["id"]),
            )
        })
        .collect()
}

#[tokio::test]
async fn a_new_medicine_is_warned_of_at_once_and_only_it() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "warned").await;
    let client = &person.client;
    let first = add(client, json!({"name": "Warfarin"})).await;
    assert_eq!(warned(&first), []);
    let second = add(client, json!({"name": "Nurofen"})).await;
    assert_eq!(second["warnings"]["verdict"]["outcome"], "danger");
    assert!(
        warned(&second)
            .iter()
            .any(|(kind, ..)| kind == "interaction"),
        "{second}"
    );
    // Nothing is said again of warfarin and Nurofen when neither is new.
    let third = add(client, json!({"name": "Grandmother's drops"})).await;
    assert_eq!(warned(&third), []);
    assert_eq!(third["warnings"]["verdict"]["outcome"], "incomplete");
    assert_eq!(third["not_checked"], "unknown_medicine");
    // The same substance in another product.
    let fourth = add(client, json!({"id": "demo-ibuprofen-400-mg-borisov"})).await;
    let kinds: Vec<String> = warned(&fourth).into_iter().map(|(kind, ..)| kind).collect();
    assert!(kinds.contains(&"same_ingredient".to_owned()), "{kinds:?}");
}

/// Defect 8.1.10: allergies, illnesses, pregnancy and age were kept and never looked at.
#[tokio::test]
async fn defect_10_what_a_person_told_of_themselves_counts_in_warnings_and_checks() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "allergic").await;
    let client = &person.client;
    let told = json!({"health": {"allergies": ["class:nsaids"], "conditions": ["peptic_ulcer"],
        "pregnant": true, "birth_date": "1990-01-01", "sex": "female"}});
    patch(client, ME, None, told).await.expect_status(200);
    let added = add(client, json!({"name": "Nurofen"})).await;
    let warned = warned(&added);
    let allergy = ("allergy", "contraindicated", "class:nsaids");
    let has = |kind: &str, with: &str| {
        warned
            .iter()
            .any(|one| one.0 == kind && one.2.starts_with(with))
    };
    assert!(has(allergy.0, allergy.2), "{warned:?}");
    assert!(has("circumstance", "condition:peptic_ulcer"), "{warned:?}");
    assert!(has("circumstance", "pregnancy"), "{warned:?}");
    assert_eq!(warned[0].1, allergy.1, "{warned:?}");

    let check = async |body: Value| {
        let path = "/api/v1/interactions/check/with-my-medications";
        let answer = client.post(path, &body).await.unwrap();
        answer.expect_status(200)
    };
    let paracetamol = json!([{"name": "Panadol"}]);
    let found = check(json!({ "medicines": paracetamol })).await;
    let kinds = found["findings"].to_string();
    assert!(kinds.contains("class:nsaids") && kinds.contains("pregnancy"));
    assert_eq!(found["verdict"]["not_considered"], json!(["breastfeeding"]));
    // What the request tells comes first.
    let told = json!({"medicines": paracetamol, "allergies": [], "pregnant": false});
    let found = check(told).await["findings"].to_string();
    assert!(!found.contains("class:nsaids") && !found.contains("pregnancy"));
    assert!(found.contains("peptic_ulcer"));
}

#[tokio::test]
async fn a_child_s_list_and_health_are_the_child_s() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "parent").await;
    let client = &person.client;
    let child = json!({"name": "Азиз", "relation": "son", "health": {"birth_date": "2022-01-01", "allergies": ["ibuprofen"]}});
    let child = client
        .post("/api/v1/users/me/family", &child)
        .await
        .unwrap();
    let child = child.expect_status(201)["id"].as_str().unwrap().to_owned();
    add(client, json!({"name": "Warfarin"})).await;

    let added = add(client, json!({"name": "Nurofen", "member": child})).await;
    let warned = warned(&added);
    assert_eq!(added["member"], child.as_str());
    assert!(warned.iter().any(|one| one.0 == "allergy"), "{warned:?}");
    assert!(
        warned.iter().all(|one| one.0 != "interaction"),
        "{warned:?}"
    );
    // The same medicine may be on both lists.
    add(client, json!({"name": "Nurofen"})).await;
    let names = async |path: &str| {
        let page = client.get(path).await.unwrap().expect_status(200);
        let items = page["items"].as_array().unwrap().clone();
        items
            .iter()
            .map(|item| item["name"].as_str().unwrap().to_lowercase())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(LIST).await.len(), 2);
    assert_eq!(names(&format!("{LIST}?member={child}")).await.len(), 1);
}

#[tokio::test]
async fn an_entry_is_changed_over_the_version_that_was_read() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "changes").await;
    let client = &person.client;
    let body = json!({"name": "Metformin", "times": ["20:00", "08:00", "08:00"], "dosage": "1 tablet",
        "start_date": "2026-01-01", "prescriber": "Dr Karimova", "stock": 10, "units_per_dose": 0.5});
    let added = add(client, body).await;
    assert_eq!(added["times"], json!(["08:00", "20:00"]));
    let path = format!("{LIST}/{}", added["id"].as_str().unwrap());
    let shown = client.get(&path).await.unwrap();
    let seen = shown.header("etag").to_owned();
    let now = patch(
        client,
        &path,
        Some(&seen),
        json!({"stock": 60, "prescriber": null}),
    )
    .await;
    let now = now.expect_status(200);
    assert_eq!(
        (&now["stock"], &now["dosage"]),
        (&json!(60.0), &json!("1 tablet"))
    );
    assert!(now.get("prescriber").is_none());
    patch(client, &path, Some(&seen), json!({"stock": 1}))
        .await
        .expect_problem(412, "precondition-failed");

    for (bad, pointer) in [
        (json!({"end_date": "2025-12-31"}), "/end_date"),
        (json!({"every_days": 7, "start_date": null}), "/start_date"),
        (json!({"times": ["25:00"]}), "/times/0"),
        (json!({"stock": -1}), "/stock"),
        (json!({"units_per_dose": 0}), "/units_per_dose"),
    ] {
        let refused = patch(client, &path, None, bad.clone()).await;
        let problem = refused.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{bad}");
    }
}

#[tokio::test]
async fn what_runs_out_and_what_expires_is_told_first_things_first() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "stocked").await;
    let client = &person.client;
    let daily = |name: &str, stock: u32, expires: &str| json!({"name": name, "times": ["00:00", "12:00"], "units_per_dose": 1, "stock": stock, "expires_on": expires});
    add(client, daily("Metformin", 40, "2099-01-01")).await;
    add(client, daily("Warfarin", 2, "2020-01-01")).await;
    add(
        client,
        json!({"name": "Panadol", "stock": 5, "units_per_dose": 1}),
    )
    .await;

    let refills = client.get(&format!("{LIST}/refills")).await.unwrap();
    let refills = refills.expect_status(200);
    let told: Vec<(&Value, &Value)> = refills["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (&item["outlook"], &item["doses_left"]))
        .collect();
    let runs_out = json!("runs_out");
    assert_eq!(
        told,
        [
            (&runs_out, &json!(2)),
            (&runs_out, &json!(40)),
            (&json!("no_times"), &Value::Null)
        ]
    );
    let days_left = refills["items"][1]["days_left"].as_i64().unwrap();
    assert!((20..=21).contains(&days_left), "{refills}");

    let packs = client.get("/api/v1/users/me/medicine-box").await.unwrap();
    let packs = packs.expect_status(200);
    let fresh: Vec<&Value> = packs["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["freshness"])
        .collect();
    assert_eq!(
        fresh,
        [&json!("expired"), &json!("good"), &json!("unknown")]
    );
}
