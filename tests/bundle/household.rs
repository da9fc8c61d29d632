//! `/api/v1/users/me`, its settings and its family: what people tell of themselves, and who may see and change it.

use nazar_tests::{Answer, Bundle, Client, Person, client};
use reqwest::Method;
use serde_json::{Value, json};

const ME: &str = "/api/v1/users/me";
const FAMILY: &str = "/api/v1/users/me/family";
const SETTINGS: &str = "/api/v1/users/me/settings";

async fn person(bundle: &Bundle, name: &str) -> Person {
    Person::new(bundle, name).await.unwrap()
}

async fn patch(client: &Client, path: &str, body: Value) -> Answer {
    let request = client.request(Method::PATCH, path).json(&body);
    client.send(request).await.unwrap()
}

async fn patch_if(client: &Client, path: &str, tag: &str, body: Value) -> Answer {
    let request = client.request(Method::PATCH, path).header("if-match", tag);
    client.send(request.json(&body)).await.unwrap()
}

async fn delete(client: &Client, path: &str) -> Answer {
    let request = client.request(Method::DELETE, path);
    client.send(request).await.unwrap()
}

/// A phone number that nobody else has.
fn number() -> String {
    let unique = client::unique("n");
    let digits: String = unique.chars().filter(char::is_ascii_digit).collect();
    format!("+9989{:0>8}", &digits[digits.len().saturating_sub(8)..])
}

async fn add_member(client: &Client, name: &str) -> String {
    let body = json!({"name": name, "relation": "child", "health": {"birth_date": "2019-05-02"}});
    let member = client.post(FAMILY, &body).await.unwrap().expect_status(201);
    member["id"].as_str().unwrap().to_owned()
}

fn pointers(problem: &Value) -> Vec<&str> {
    let errors = problem["errors"].as_array().unwrap();
    errors
        .iter()
        .map(|error| error["pointer"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn i_tell_of_myself_and_take_it_back() {
    let bundle = Bundle::shared();
    let gulnora = person(&bundle, "tells").await;
    let client = &gulnora.client;
    let told = json!({
        "given_name": "Гулнора", "zone": "asia/tashkent", "language": "uz-Cyrl",
        "quiet_hours": {"from": "22:00", "to": "07:00"},
        "health": {"birth_date": "1990-02-03", "sex": "female", "conditions": ["asthma", "asthma"],
            "allergies": ["class:penicillins", "ibuprofen"], "pregnant": false},
    });
    let answer = patch(client, ME, told).await;
    let me = answer.expect_status(200);
    assert_eq!(me["given_name"], "Гулнора");
    assert_eq!(me["zone"], "Asia/Tashkent");
    assert_eq!(me["language"], "uz-Cyrl");
    assert_eq!(me["health"]["conditions"], json!(["asthma"]));
    assert_eq!(me["health"]["pregnant"], false);
    assert!(
        me["health"].get("breastfeeding").is_none(),
        "untold is not no"
    );
    let read = client.get(ME).await.unwrap();
    assert_eq!(read.header("etag"), answer.header("etag"));
    assert_eq!(read.expect_status(200), me);

    // What is left out stays; null takes back.
    let changed = json!({"given_name": null, "health": {"sex": null}});
    let me = patch(client, ME, changed).await.expect_status(200);
    assert!(me.get("given_name").is_none() && me["health"].get("sex").is_none());
    assert_eq!(me["health"]["birth_date"], "1990-02-03");
    assert_eq!(me["quiet_hours"]["from"], "22:00");
}

/// Defect 8.4.38: nothing was locked, so that of two changes one was lost.
#[tokio::test]
async fn defect_38_a_change_of_what_was_not_read_is_refused() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "twice").await;
    let client = &person.client;
    let seen = client.get(ME).await.unwrap().header("etag").to_owned();
    let one = json!({"health": {"conditions": ["gout"]}});
    patch_if(client, ME, &seen, one).await.expect_status(200);
    let other = json!({"health": {"conditions": []}});
    patch_if(client, ME, &seen, other)
        .await
        .expect_problem(412, "precondition-failed");
    let me = client.get(ME).await.unwrap().expect_status(200);
    assert_eq!(me["health"]["conditions"], json!(["gout"]));

    // Without a version both are made, one after the other: different fields are not lost.
    let fields = [
        json!({"given_name": "A"}),
        json!({"family_name": "B"}),
        json!({"health": {"sex": "male"}}),
    ];
    let came = futures::future::join_all(fields.map(|body| patch(client, ME, body))).await;
    for answer in came {
        answer.expect_status(200);
    }
    let me = client.get(ME).await.unwrap().expect_status(200);
    let now = (&me["given_name"], &me["family_name"], &me["health"]["sex"]);
    assert_eq!(now, (&json!("A"), &json!("B"), &json!("male")));
}

/// Defect 8.3.33: phone numbers were put in order at sign-up only, so that one number had several accounts.
#[tokio::test]
async fn defect_33_a_phone_number_has_one_form_and_one_person() {
    let bundle = Bundle::shared();
    let (one, other) = (
        person(&bundle, "phone_one").await,
        person(&bundle, "phone_two").await,
    );
    let phone = number();
    let with = |phone: &str| json!({ "phone": phone });
    for bad in ["901112233", "998901112233", "+998 90 111 22 33", ""] {
        let refused = patch(&one.client, ME, with(bad)).await;
        let problem = refused.expect_problem(422, "validation-failed");
        assert_eq!(pointers(&problem), ["/phone"]);
    }
    let set = patch(&one.client, ME, with(&phone)).await;
    assert_eq!(set.expect_status(200)["phone"], phone.as_str());
    patch(&other.client, ME, with(&phone))
        .await
        .expect_problem(409, "phone-taken");
    patch(&one.client, ME, with(&phone))
        .await
        .expect_status(200);
    // A number that was given up is free.
    patch(&one.client, ME, json!({"phone": null}))
        .await
        .expect_status(200);
    patch(&other.client, ME, with(&phone))
        .await
        .expect_status(200);
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_a_pointer() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "refused").await;
    for (body, pointer) in [
        (json!({"zone": "Mars/Olympus_Mons"}), "/zone"),
        (json!({"given_name": " "}), "/given_name"),
        (
            json!({"quiet_hours": {"from": "99:99", "to": "07:00"}}),
            "/quiet_hours/from",
        ),
        (
            json!({"health": {"birth_date": "2190-01-01"}}),
            "/health/birth_date",
        ),
        (
            json!({"health": {"birth_date": "1812-01-01"}}),
            "/health/birth_date",
        ),
        (
            json!({"health": {"conditions": ["melancholy"]}}),
            "/health/conditions/0",
        ),
        (
            json!({"health": {"allergies": ["ibuprofen", "class:moons"]}}),
            "/health/allergies/1",
        ),
        (
            json!({"health": {"allergies": ["kryptonite"]}}),
            "/health/allergies/0",
        ),
        (
            json!({"health": {"pregnant": true, "expected_birth": "2031-01-01"}}),
            "/health/expected_birth",
        ),
    ] {
        let refused = patch(&person.client, ME, body.clone()).await;
        let problem = refused.expect_problem(422, "validation-failed");
        assert_eq!(pointers(&problem), [pointer], "{body}");
        // Defect 8.3.28: what was sent is never sent back.
        let text = problem.to_string();
        assert!(
            !text.contains("melancholy") && !text.contains("kryptonite"),
            "{text}"
        );
    }
    let me = person.client.get(ME).await.unwrap().expect_status(200);
    assert_eq!(me["health"], json!({}));
}

/// Defect 8.3.30: settings were a dictionary in which anything was taken, and broke what read them.
#[tokio::test]
async fn defect_30_settings_are_known_ones_with_known_values() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "settings").await;
    let client = &person.client;
    let first = client.get(SETTINGS).await.unwrap();
    let seen = first.header("etag").to_owned();
    let expected = json!({"notifications": true, "reminder_time": "09:00", "theme": "system"});
    assert_eq!(first.expect_status(200), expected);
    for bad in [
        json!({"theme": "x".repeat(300)}),
        json!({"reminder_time": "99:99"}),
        json!({"notifications": "maybe"}),
    ] {
        patch(client, SETTINGS, bad)
            .await
            .expect_problem(422, "validation-failed");
    }
    let dark = json!({"theme": "dark", "reminder_time": "08:30"});
    let now = patch_if(client, SETTINGS, &seen, dark)
        .await
        .expect_status(200);
    assert_eq!(
        now,
        json!({"notifications": true, "reminder_time": "08:30", "theme": "dark"})
    );
    patch_if(client, SETTINGS, &seen, json!({"notifications": false}))
        .await
        .expect_problem(412, "precondition-failed");
}

#[tokio::test]
async fn a_family_is_kept_changed_and_let_go() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "mother").await;
    let client = &person.client;
    let aziz = add_member(client, "Азиз").await;
    let madina = add_member(client, "Мадина").await;
    let family = client.get(FAMILY).await.unwrap().expect_status(200);
    let ids: Vec<&Value> = family["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|member| &member["id"])
        .collect();
    assert_eq!(ids, [&json!(aziz), &json!(madina)]);

    let path = format!("{FAMILY}/{aziz}");
    let shown = client.get(&path).await.unwrap();
    let seen = shown.header("etag").to_owned();
    assert!(shown.expect_status(200)["health"]["age"].as_u64().unwrap() >= 7);
    let told = json!({"relation": "son", "health": {"allergies": []}});
    let now = patch_if(client, &path, &seen, told)
        .await
        .expect_status(200);
    assert_eq!(
        (&now["name"], &now["relation"]),
        (&json!("Азиз"), &json!("son"))
    );
    assert_eq!(now["health"]["allergies"], json!([]));
    patch_if(client, &path, &seen, json!({"name": "B"}))
        .await
        .expect_problem(412, "precondition-failed");

    let medicine = json!({"name": "paracetamol", "member": aziz});
    let listed = client.post("/api/v1/users/me/medications", &medicine).await;
    listed.unwrap().expect_status(201);
    assert_eq!(delete(client, &path).await.status, 204);
    // Defect 1.4: deleting said yes also when there was nobody.
    delete(client, &path).await.expect_problem(404, "not-found");
    client
        .get(&path)
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    let left = nazar_tests::traces::traces(&bundle, &[&aziz]).await;
    assert_eq!(left, Vec::<String>::new());
}

#[tokio::test]
async fn a_family_has_twenty_members_at_most() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "large").await;
    for number in 0..20 {
        add_member(&person.client, &format!("child {number}")).await;
    }
    let body = json!({"name": "one more", "relation": "child"});
    let refused = person.client.post(FAMILY, &body).await.unwrap();
    refused.expect_problem(409, "family-full");
}

/// Defect 8.3.26: whose member and whose medicine it was, nobody asked.
#[tokio::test]
async fn defect_26_another_person_s_family_does_not_exist() {
    let bundle = Bundle::shared();
    let (owner, thief) = (
        person(&bundle, "household").await,
        person(&bundle, "neighbour").await,
    );
    let member = add_member(&owner.client, "Азиз").await;
    let medicine = json!({"name": "paracetamol", "member": member, "times": ["08:00"]});
    const LIST: &str = "/api/v1/users/me/medications";
    let listed = owner.client.post(LIST, &medicine).await.unwrap();
    let listed = listed.expect_status(201);
    let entry = listed["id"].as_str().unwrap();

    let thief = &thief.client;
    for path in [
        format!("{FAMILY}/{member}"),
        format!("{LIST}?member={member}"),
        format!("{LIST}/{entry}"),
        format!("{LIST}/refills?member={member}"),
        format!("/api/v1/users/me/medicine-box?member={member}"),
        format!("/api/v1/users/me/adherence?member={member}"),
        format!("/api/v1/users/me/adherence/day?member={member}"),
        format!("/api/v1/users/me/adherence/week?member={member}"),
    ] {
        let answer = thief.get(&path).await.unwrap();
        answer.expect_problem(404, "not-found");
        Client::new(&bundle)
            .get(&path)
            .await
            .unwrap()
            .expect_problem(401, "unauthenticated");
    }
    for path in [format!("{FAMILY}/{member}"), format!("{LIST}/{entry}")] {
        let answer = patch(thief, &path, json!({"notes": "x", "name": "x"})).await;
        answer.expect_problem(404, "not-found");
        delete(thief, &path).await.expect_problem(404, "not-found");
    }
    let answer = thief.post(LIST, &medicine).await.unwrap();
    answer.expect_problem(404, "not-found");
    let check = json!({"medicines": [{"name": "aspirin"}], "member": member});
    let path = "/api/v1/interactions/check/with-my-medications";
    let answer = thief.post(path, &check).await.unwrap();
    answer.expect_problem(404, "not-found");
    let dose = json!({"medication": entry, "due": "2026-01-01T08:00", "outcome": "taken"});
    let answer = thief
        .post("/api/v1/users/me/adherence", &dose)
        .await
        .unwrap();
    answer.expect_problem(404, "not-found");
    // Nothing of it changed.
    let family = owner.client.get(FAMILY).await.unwrap().expect_status(200);
    assert_eq!(family["items"][0]["name"], "Азиз");
}
