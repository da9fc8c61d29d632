//! `/api/v1/users/me/allergies/terms`: how an allergy is told, from the terms that checks and the ministry know.

use nazar_tests::{Bundle, Client, Person};
use reqwest::Method;
use serde_json::{Value, json};

const TERMS: &str = "/api/v1/users/me/allergies/terms";

/// The path with the question in it, each byte of it escaped.
fn asking(query: &str) -> String {
    let escaped: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("{TERMS}?q={escaped}")
}

async fn terms(client: &Client, query: &str) -> Vec<Value> {
    let found = client.get(&asking(query)).await.unwrap().expect_status(200);
    found["items"].as_array().unwrap().clone()
}

fn words(terms: &[Value]) -> Vec<&str> {
    terms
        .iter()
        .map(|term| term["allergy"].as_str().unwrap())
        .collect()
}

/// Whatever is found is taken by `PATCH`, and what is taken is compared with medicines or said not to be.
#[tokio::test]
async fn an_allergy_is_found_in_any_script_told_and_looked_at() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "sneezes").await.unwrap();
    let client = &person.client;
    for query in ["penicillin", "пенициллин", "Penitsillin"] {
        let found = terms(client, query).await;
        assert!(
            words(&found).contains(&"class:penicillins"),
            "{query}: {found:?}"
        );
    }
    let found = terms(client, "ибупроф").await;
    let ibuprofen = found
        .iter()
        .find(|term| term["allergy"] == "ibuprofen")
        .unwrap();
    assert_eq!(
        (&ibuprofen["kind"], &ibuprofen["compared"]),
        (&json!("ingredient"), &json!(true))
    );

    let mut told: Vec<String> = Vec::new();
    for query in ["penicillin", "ibuprofen"] {
        let found = terms(client, query).await;
        told.extend(words(&found).into_iter().map(str::to_owned));
    }
    told.sort();
    told.dedup();
    told.truncate(40);
    let body = json!({"health": {"allergies": told}});
    let request = client
        .request(Method::PATCH, "/api/v1/users/me")
        .json(&body);
    let me = client.send(request).await.unwrap().expect_status(200);
    assert_eq!(
        me["health"]["allergies"].as_array().unwrap().len(),
        told.len()
    );

    for (query, status) in [
        ("a", 422),
        ("", 422),
        ("x".repeat(101).as_str(), 422),
        ("zzzz", 200),
    ] {
        assert_eq!(
            client.get(&asking(query)).await.unwrap().status,
            status,
            "{query}"
        );
    }
    let nobody = Client::new(&bundle)
        .get(&format!("{TERMS}?q=penicillin"))
        .await;
    nobody.unwrap().expect_problem(401, "unauthenticated");
}
