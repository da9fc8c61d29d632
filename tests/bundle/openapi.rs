//! The OpenAPI document is what the code says, merged over the functions, and the bundle serves exactly that.

use nazar_tests::{Bundle, Client, bundle};
use serde_json::Value;

/// The committed document. `UPDATE_OPENAPI=1 cargo test -p nazar-tests openapi` writes it anew.
fn path() -> std::path::PathBuf {
    bundle::workspace().join("functions/platform/openapi.json")
}

fn merged() -> String {
    let document = nazar::http::openapi::merge(vec![
        nazar_accounts::openapi(),
        nazar_assistant::openapi(),
        nazar_calligraphy::openapi(),
        nazar_engagement::openapi(),
        nazar_interactions::openapi(),
        nazar_medications::openapi(),
        nazar_pharmacies::openapi(),
        nazar_scans::openapi(),
        nazar_uploads::openapi(),
        nazar_profile::openapi(),
        nazar_platform::openapi(),
    ]);
    let mut text = document.to_pretty_json().unwrap();
    text.push('\n');
    text
}

#[test]
fn the_committed_document_is_what_the_code_says() {
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(path(), merged()).unwrap();
    }
    let committed = std::fs::read_to_string(path()).unwrap();
    assert!(
        committed == merged(),
        "functions/platform/openapi.json is out of date: run \
         `UPDATE_OPENAPI=1 cargo test -p nazar-tests openapi` and look at the difference"
    );
}

#[tokio::test]
async fn the_bundle_serves_the_committed_document() {
    let bundle = Bundle::shared();
    let served = Client::new(&bundle)
        .get("/api/v1/openapi.json")
        .await
        .unwrap()
        .expect_status(200);
    let committed: Value = serde_json::from_str(&std::fs::read_to_string(path()).unwrap()).unwrap();
    assert_eq!(served["openapi"].as_str().unwrap().get(..3), Some("3.1"));
    assert_eq!(served["paths"], committed["paths"]);
}

/// What the document promises is there: each path answers its method with something else than 404 and 405.
#[tokio::test]
async fn every_documented_operation_exists() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let document: Value = serde_json::from_str(&std::fs::read_to_string(path()).unwrap()).unwrap();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            let Ok(method) = method.to_uppercase().parse::<reqwest::Method>() else {
                continue;
            };
            let concrete = path.replace("{id}", "0");
            let answer = client
                .send(client.request(method.clone(), &concrete))
                .await
                .unwrap();
            assert_ne!(answer.status, 405, "{method} {path}");
            assert!(
                answer.status != 404 || path.contains('{'),
                "{method} {path}"
            );
            assert!(answer.status.as_u16() < 500, "{method} {path}");
        }
    }
}
