//! Stock changed by pharmacists: with the role, for their pharmacy, and over nobody's change.

use std::process::Command;

use nazar_tests::{Answer, Bundle, Client, Person, bundle};
use reqwest::Method;
use serde_json::{Value, json};

use super::{BASE, NO_SHPA, get};

/// Runs the operator's command against the running bundle.
pub(crate) fn grant(bundle: &Bundle, username: &str, pharmacy: &str, more: &[&str]) {
    let output = Command::new(bundle::programs().unwrap().join("nazar-local"))
        .current_dir(bundle::workspace())
        .args(["grant-pharmacist", username, pharmacy, "--data-dir"])
        .arg(bundle.data_dir())
        .args(more)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// The person with tokens of now.
pub(crate) async fn refreshed(bundle: &Bundle, person: &Person) -> Client {
    let client = Client::new(bundle);
    let pair = nazar_tests::client::sign_in(&client, &person.username)
        .await
        .unwrap()
        .expect_status(200);
    client.with_token(pair["access_token"].as_str().unwrap())
}

pub(crate) async fn put(
    client: &Client,
    path: &str,
    condition: Option<(&str, &str)>,
    body: &Value,
) -> Answer {
    let mut request = client
        .request(Method::PUT, &format!("{BASE}{path}"))
        .json(body);
    if let Some((name, value)) = condition {
        request = request.header(name, value);
    }
    client.send(request).await.unwrap()
}

pub(crate) async fn tag(client: &Client, path: &str) -> String {
    let answer = client.get(&format!("{BASE}{path}")).await.unwrap();
    answer.expect_status(200);
    answer.header("etag").to_owned()
}

// The replaced service never looked at a role, and a later change overwrote an earlier one without a word.
#[tokio::test]
async fn only_a_pharmacist_of_the_pharmacy_changes_what_was_read() {
    let bundle = Bundle::shared();
    let (medicine, pharmacy) = ("demo-panadol-500-mg", "demo-sergeli-2");
    let path = format!("/{pharmacy}/inventory/{medicine}");
    let body = json!({"price": 1_234_500, "quantity": 7});
    let add = Some(("if-none-match", "*"));
    let person = Person::new(&bundle, "pharmacist").await.unwrap();
    put(&Client::new(&bundle), &path, add, &body)
        .await
        .expect_problem(401, "unauthenticated");
    put(&person.client, &path, add, &body)
        .await
        .expect_problem(403, "forbidden");

    grant(&bundle, &person.username, pharmacy, &[]);
    // The token of before has no role yet.
    put(&person.client, &path, add, &body)
        .await
        .expect_problem(403, "forbidden");
    let client = refreshed(&bundle, &person).await;
    let elsewhere = format!("/demo-sergeli-1/inventory/{medicine}");
    put(&client, &elsewhere, add, &body)
        .await
        .expect_problem(403, "forbidden");
    put(&client, &path, None, &body)
        .await
        .expect_problem(428, "precondition-required");

    let before = client.get(&format!("{BASE}{path}")).await.unwrap();
    let first = if before.status == 404 {
        let added = put(&client, &path, add, &body).await;
        assert_eq!(added.expect_status(201)["quantity"], 7);
        added.header("etag").to_owned()
    } else {
        put(&client, &path, add, &body)
            .await
            .expect_problem(412, "precondition-failed");
        before.header("etag").to_owned()
    };
    let changed = put(&client, &path, Some(("if-match", &first)), &body).await;
    assert_eq!(changed.expect_status(200)["price"], 1_234_500);
    // Somebody who has read what was there before changes nothing.
    let late = json!({"price": 1, "quantity": 0});
    put(&client, &path, Some(("if-match", &first)), &late)
        .await
        .expect_problem(412, "precondition-failed");
    assert_eq!(tag(&client, &path).await, changed.header("etag"));

    // The role alone, or a token that still has it, is not enough.
    grant(&bundle, &person.username, pharmacy, &["--revoke"]);
    put(
        &client,
        &path,
        Some(("if-match", changed.header("etag"))),
        &body,
    )
    .await
    .expect_problem(403, "forbidden");
}

// There were two tables of prices, and the endpoints read the one that nobody filled.
#[tokio::test]
async fn a_changed_price_is_the_price_everywhere_and_the_old_one_is_remembered() {
    let bundle = Bundle::shared();
    let (medicine, pharmacy) = ("demo-ambroxol-30-mg-nika", "demo-bektemir-1");
    let path = format!("/{pharmacy}/inventory/{medicine}");
    let person = Person::new(&bundle, "pharmacist").await.unwrap();
    grant(&bundle, &person.username, pharmacy, &[]);
    let client = refreshed(&bundle, &person).await;
    let old = get(&path).await;
    let seen = tag(&client, &path).await;
    let body = json!({"price": 777_000, "quantity": 5});
    put(&client, &path, Some(("if-match", &seen)), &body)
        .await
        .expect_status(200);

    let prices = client
        .get(&format!("/api/v1/medications/{medicine}/prices"))
        .await
        .unwrap()
        .expect_status(200);
    let offers = prices["offers"].as_array().unwrap();
    let offer = offers.iter().find(|offer| offer["pharmacy"] == pharmacy);
    assert_eq!(offer.unwrap()["price"], 777_000);
    let change = &prices["changes"][0];
    assert_eq!(change["pharmacy"], pharmacy);
    assert_eq!(change["price"], old["price"]);
    assert_eq!(change["since"], old["price_since"]);

    let found = get(&format!(
        "/search/by-medication?medication={medicine}&sort=price"
    ))
    .await;
    assert_eq!(found["items"][0]["id"], pharmacy);
    assert_eq!(found["items"][0]["price"], 777_000);
    let available = get(&format!("/{pharmacy}/availability?medication={medicine}")).await;
    assert_eq!(available["stock"]["price"], 777_000);
}

#[tokio::test]
async fn wrong_changes_are_named() {
    let bundle = Bundle::shared();
    let pharmacy = "demo-uchtepa-2";
    let person = Person::new(&bundle, "pharmacist").await.unwrap();
    grant(&bundle, &person.username, pharmacy, &[]);
    let client = refreshed(&bundle, &person).await;
    let add = Some(("if-none-match", "*"));
    let fine = json!({"price": 5, "quantity": 5});
    let unknown = format!("/{pharmacy}/inventory/no-such-medicine");
    put(&client, &unknown, add, &fine)
        .await
        .expect_problem(404, "not-found");
    put(
        &client,
        &format!("/nothing/inventory/{NO_SHPA}"),
        add,
        &fine,
    )
    .await
    .expect_problem(404, "not-found");
    let path = format!("/{pharmacy}/inventory/{NO_SHPA}");
    for body in [
        json!({"price": 0, "quantity": 1}),
        json!({"price": 1, "quantity": 1_000_001}),
        json!({"price": 1.5, "quantity": 1}),
        json!({"price": 1}),
    ] {
        put(&client, &path, add, &body)
            .await
            .expect_problem(422, "validation-failed");
    }
    // A tag that is none of ours matches nothing.
    put(&client, &path, Some(("if-match", "\"other\"")), &fine)
        .await
        .expect_problem(412, "precondition-failed");
}
