//! `/api/v1/auth/change-*` and `/api/v1/users/me`: what a person does with their own account.

use nazar_tests::{Answer, Bundle, Client, Person, client};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const CHANGE_PASSWORD: &str = "/api/v1/auth/change-password";
const CHANGE_USERNAME: &str = "/api/v1/auth/change-username";
const ME: &str = "/api/v1/users/me";
const NEXT: &str = "nine-paper-cranes-77";

async fn refresh(bundle: &Bundle, token: &str) -> Answer {
    let body = json!({ "refresh_token": token });
    let answer = Client::new(bundle)
        .post("/api/v1/auth/refresh", &body)
        .await;
    answer.unwrap()
}

async fn sign_in_with(bundle: &Bundle, username: &str, password: &str) -> Answer {
    let body = json!({ "username": username, "password": password });
    let answer = Client::new(bundle)
        .post("/api/v1/auth/sign-in", &body)
        .await;
    answer.unwrap()
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "new_password").await.unwrap();
    let other = sign_in_with(&bundle, &person.username, client::PASSWORD).await;
    let other = other.expect_status(200)["refresh_token"].clone();

    let wrong = json!({ "current_password": "not the password", "new_password": NEXT });
    let refused = person.client.post(CHANGE_PASSWORD, &wrong).await.unwrap();
    refused.expect_problem(401, "invalid-credentials");
    let weak = json!({ "current_password": client::PASSWORD, "new_password": "password123" });
    let refused = person.client.post(CHANGE_PASSWORD, &weak).await.unwrap();
    refused.expect_problem(422, "validation-failed");
    let nobody = json!({ "current_password": client::PASSWORD, "new_password": NEXT });
    let refused = Client::new(&bundle).post(CHANGE_PASSWORD, &nobody).await;
    refused.unwrap().expect_problem(401, "unauthenticated");

    let body = json!({ "current_password": client::PASSWORD, "new_password": NEXT });
    let changed = person.client.post(CHANGE_PASSWORD, &body).await.unwrap();
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    assert!(changed.bytes.is_empty());
    let ended = refresh(&bundle, other.as_str().unwrap()).await;
    ended.expect_problem(401, "unauthenticated");
    refresh(&bundle, &person.refresh_token)
        .await
        .expect_status(200);
    sign_in_with(&bundle, &person.username, client::PASSWORD)
        .await
        .expect_problem(401, "invalid-credentials");
    sign_in_with(&bundle, &person.username, NEXT)
        .await
        .expect_status(200);
}

#[tokio::test]
async fn of_twenty_people_who_want_one_name_one_gets_it() {
    let bundle = Bundle::shared();
    let wanted = client::unique("coveted");
    let mut people = Vec::new();
    for _ in 0..20 {
        people.push(Person::new(&bundle, "wants").await.unwrap());
    }
    let body = json!({ "new_username": wanted });
    let attempts = people.iter().map(|person| {
        let (client, body) = (person.client.clone(), body.clone());
        tokio::spawn(async move { client.post(CHANGE_USERNAME, &body).await.unwrap() })
    });
    let attempts: Vec<_> = attempts.collect();
    let mut winners = 0;
    for attempt in attempts {
        let answer = attempt.await.unwrap();
        if answer.status == StatusCode::OK {
            winners += 1;
            assert_eq!(answer.json()["username"], wanted.as_str());
        } else {
            answer.expect_problem(409, "username-taken");
        }
    }
    assert_eq!(winners, 1);

    let mut names = Vec::new();
    for person in &people {
        let me = person.client.get(ME).await.unwrap().expect_status(200);
        let name = me["username"].as_str().unwrap().to_owned();
        sign_in_with(&bundle, &name, client::PASSWORD)
            .await
            .expect_status(200);
        names.push(name);
    }
    assert_eq!(names.iter().filter(|name| **name == wanted).count(), 1);
}

#[tokio::test]
async fn a_new_username_signs_in_and_the_old_one_is_free() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "renamed").await.unwrap();
    let change = async |name: &str| {
        let body = json!({ "new_username": name });
        person.client.post(CHANGE_USERNAME, &body).await.unwrap()
    };
    change("Ad.min")
        .await
        .expect_problem(422, "validation-failed");
    let upper = person.username.to_uppercase();
    assert_eq!(
        change(&upper).await.expect_status(200)["username"],
        upper.as_str()
    );

    let name = client::unique("fresh");
    let account = change(&name).await.expect_status(200);
    assert_eq!(account["id"], person.id.as_str());
    sign_in_with(&bundle, &name, client::PASSWORD)
        .await
        .expect_status(200);
    let body = json!({
        "username": person.username,
        "email": format!("{}@example.org", client::unique("heir")),
        "password": client::PASSWORD,
    });
    let heir = Client::new(&bundle)
        .post("/api/v1/auth/sign-up", &body)
        .await;
    heir.unwrap().expect_status(201);
    change(&person.username)
        .await
        .expect_problem(409, "username-taken");
}

#[tokio::test]
async fn my_account_is_shown_to_me_with_a_tag() {
    let bundle = Bundle::shared();
    let username = client::unique("shown");
    let mut body = client::sign_up_body(&username);
    body["language"] = json!("ne");
    body["zone"] = json!("Asia/Tashkent");
    body["given_name"] = json!("सुनिता");
    let visitor = Client::new(&bundle);
    let made = visitor.post("/api/v1/auth/sign-up", &body).await.unwrap();
    let id = made.expect_status(201)["id"].clone();
    let pair = sign_in_with(&bundle, &username, client::PASSWORD).await;
    let token = pair.expect_status(200)["access_token"].clone();
    let me = visitor.with_token(token.as_str().unwrap());

    let shown = me.get(ME).await.unwrap();
    let account = shown.expect_status(200);
    let expected = [
        ("id", id),
        ("username", json!(username)),
        ("email", json!(format!("{username}@example.org"))),
        ("given_name", json!("सुनिता")),
        ("language", json!("ne")),
        ("zone", json!("Asia/Tashkent")),
    ];
    for (field, value) in expected {
        assert_eq!(account[field], value, "{field}");
    }
    assert!(account.get("password_hash").is_none());
    let again = me
        .request(Method::GET, ME)
        .header("if-none-match", shown.header("etag"));
    let again = me.send(again).await.unwrap();
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.bytes.is_empty());

    let renamed = json!({ "new_username": client::unique("shown") });
    me.post(CHANGE_USERNAME, &renamed)
        .await
        .unwrap()
        .expect_status(200);
    let changed = me.get(ME).await.unwrap();
    assert_ne!(changed.header("etag"), shown.header("etag"));
    visitor
        .get(ME)
        .await
        .unwrap()
        .expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn a_zone_that_is_none_is_refused() {
    let bundle = Bundle::shared();
    let mut body = client::sign_up_body(&client::unique("nowhere"));
    body["zone"] = json!("Mars/Olympus_Mons");
    let answer = Client::new(&bundle)
        .post("/api/v1/auth/sign-up", &body)
        .await;
    let problem = answer.unwrap().expect_problem(422, "validation-failed");
    let codes: Vec<&Value> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| &error["code"])
        .collect();
    assert_eq!(codes, ["unknown-zone"]);
}
