//! Letters with one-time tokens: a forgotten password, another e-mail address.

use std::time::{Duration, Instant};

use nazar_tests::{Answer, Bundle, Client, Person, client};
use reqwest::Method;
use serde_json::{Value, json};

const FORGOT: &str = "/api/v1/auth/forgot-password";
const RESET: &str = "/api/v1/auth/reset-password";
const CHANGE: &str = "/api/v1/auth/change-email";
const CONFIRM: &str = "/api/v1/auth/confirm-email";
const NEW_PASSWORD: &str = "lanterns-over-patan-9";

fn address(person: &Person) -> String {
    format!("{}@example.org", person.username)
}

/// The letters that went to an address, oldest first.
fn letters(bundle: &Bundle, to: &str) -> Vec<Value> {
    let Ok(folder) = std::fs::read_dir(bundle.data_dir().join("mail")) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    let all = paths
        .iter()
        .map(|path| serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap());
    all.filter(|letter: &Value| letter["to"].as_str().unwrap().eq_ignore_ascii_case(to))
        .collect()
}

/// The token in a letter: it stands in a line of its own.
fn token(letter: &Value) -> String {
    let text = letter["text"].as_str().unwrap();
    let mut lines = text.lines().map(str::trim);
    let is_token = |line: &&str| line.len() > 60 && !line.contains(' ');
    lines
        .find(is_token)
        .unwrap_or_else(|| panic!("{text}"))
        .to_owned()
}

async fn post(client: &Client, path: &str, body: Value) -> Answer {
    client.post(path, &body).await.unwrap()
}

/// A letter was asked for and its token taken out.
async fn asked(bundle: &Bundle, person: &Person) -> String {
    let visitor = Client::new(bundle);
    let email = address(person).to_uppercase();
    let answer = post(&visitor, FORGOT, json!({ "email": email })).await;
    assert_eq!(answer.status, 202, "{answer:?}");
    token(letters(bundle, &address(person)).last().unwrap())
}

/// Defect 8.3.25: a new password was said to be set for any token, and was not; sessions went on.
#[tokio::test]
async fn defect_25_a_forgotten_password_is_replaced_once_and_ends_every_session() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "forgets").await.unwrap();
    let visitor = Client::new(&bundle);
    let reset = async |token: &str, password: &str| {
        let body = json!({"token": token, "new_password": password});
        post(&visitor, RESET, body).await
    };
    let older = asked(&bundle, &person).await;
    let latest = asked(&bundle, &person).await;
    let made_up = format!("{}.{}", person.id, "A".repeat(43));
    for bad in [older.as_str(), "nonsense", &made_up] {
        reset(bad, NEW_PASSWORD)
            .await
            .expect_problem(422, "token-not-good");
    }
    // A password that is refused leaves the token good.
    reset(&latest, &format!("{}1", person.username))
        .await
        .expect_problem(422, "validation-failed");

    let tries = (0..4).map(|_| reset(&latest, NEW_PASSWORD));
    let came = futures::future::join_all(tries).await;
    let done = came.iter().filter(|answer| answer.status == 204).count();
    assert_eq!(done, 1, "{came:?}");
    reset(&latest, NEW_PASSWORD)
        .await
        .expect_problem(422, "token-not-good");

    let refresh = json!({ "refresh_token": person.refresh_token });
    post(&visitor, "/api/v1/auth/refresh", refresh)
        .await
        .expect_problem(401, "unauthenticated");
    client::sign_in(&visitor, &person.username)
        .await
        .unwrap()
        .expect_problem(401, "invalid-credentials");
    let with_new = json!({"username": person.username, "password": NEW_PASSWORD});
    post(&visitor, "/api/v1/auth/sign-in", with_new)
        .await
        .expect_status(200);
}

/// Nobody learns from the answer or its time whether an address has an account.
#[tokio::test]
async fn an_unknown_address_gets_the_same_answer_after_the_same_time() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "known").await.unwrap();
    let visitor = Client::new(&bundle);
    let unknown = format!("{}@example.org", client::unique("nobody"));
    let mut answers = Vec::new();
    for email in [address(&person), unknown.clone()] {
        let begun = Instant::now();
        let answer = post(&visitor, FORGOT, json!({ "email": email })).await;
        // Every answer waits for the same moment; how busy the machine is only adds to it.
        assert!(begun.elapsed() >= Duration::from_millis(1500), "{email}");
        answers.push((answer.status, answer.bytes));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(letters(&bundle, &unknown), [] as [Value; 0]);
    assert_eq!(letters(&bundle, &address(&person)).len(), 1);
}

/// Defect 8.3.33: addresses were not put in order, so that one address could have several accounts.
#[tokio::test]
async fn defect_33_another_address_is_proven_before_it_is_taken() {
    let bundle = Bundle::shared();
    let (person, other) = (
        Person::new(&bundle, "moves").await.unwrap(),
        Person::new(&bundle, "stays").await.unwrap(),
    );
    let visitor = Client::new(&bundle);
    let me = async || {
        let account = person.client.get("/api/v1/users/me").await.unwrap();
        account.expect_status(200)["email"].clone()
    };
    let change = async |email: &str, password: &str| {
        let body = json!({"new_email": email, "current_password": password});
        post(&person.client, CHANGE, body).await
    };
    let next = format!("{}@Example.org", client::unique("Moved"));
    change(&next, "wrong password")
        .await
        .expect_problem(401, "invalid-credentials");
    assert_eq!(change(&next, client::PASSWORD).await.status, 202);
    assert_eq!(me().await, address(&person), "nothing is proven yet");

    let code = token(&letters(&bundle, &next)[0]);
    let confirm = async |code: &str| post(&visitor, CONFIRM, json!({ "token": code })).await;
    // A token for one thing is none for another.
    let reset = json!({"token": code, "new_password": NEW_PASSWORD});
    post(&visitor, RESET, reset)
        .await
        .expect_problem(422, "token-not-good");
    assert_eq!(
        confirm(&code).await.expect_status(200)["email"],
        next.as_str()
    );
    confirm(&code).await.expect_problem(422, "token-not-good");
    assert_eq!(me().await, next.as_str());
    assert_eq!(
        letters(&bundle, &address(&person)).len(),
        1,
        "the old address is told"
    );

    // The new address signs in, whatever its case; another person cannot take it, and the old one is free.
    let by_address = json!({"username": next.to_uppercase(), "password": client::PASSWORD});
    post(&visitor, "/api/v1/auth/sign-in", by_address)
        .await
        .expect_status(200);
    let taken = json!({"new_email": next.to_lowercase(), "current_password": client::PASSWORD});
    assert_eq!(post(&other.client, CHANGE, taken).await.status, 202);
    let code = token(letters(&bundle, &next).last().unwrap());
    confirm(&code).await.expect_problem(409, "email-taken");
    let mut heir = client::sign_up_body(&client::unique("heir"));
    heir["email"] = json!(address(&person));
    post(&visitor, "/api/v1/auth/sign-up", heir)
        .await
        .expect_status(201);
    let request = visitor.request(Method::GET, CONFIRM);
    assert_eq!(visitor.send(request).await.unwrap().status, 405);
}
