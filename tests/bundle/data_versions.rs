//! Whatever is answered from reference data says from which version of them.

use nazar_tests::{Bundle, Client};
use serde_json::{Value, json};

const API: &str = "/api/v1";
const MEDICINE: &str = "demo-no-shpa-40-mg";
const PHARMACY: &str = "demo-yunusobod-2";

/// The version of each kind that `/health` names.
async fn in_force(client: &Client) -> Value {
    let health = client.get("/health").await.unwrap().expect_status(200);
    health["versions"].clone()
}

/// The answer's version of a kind is the one in force; interactions name the beginning of theirs.
fn assert_names(answer: &Value, at: &str, versions: &Value, kind: &str, question: &str) {
    let named = answer.pointer(at).and_then(Value::as_str).unwrap_or("");
    let whole = versions[kind].as_str().unwrap();
    assert!(
        named.len() >= 12 && whole.starts_with(named),
        "{question} names {named:?} at {at}, in force is {whole}"
    );
}

#[tokio::test]
async fn every_answer_names_the_version_of_its_data() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let versions = in_force(&client).await;
    for (path, at, kind) in [
        (
            "/medications/search?q=panadol",
            "/data/catalogue",
            "catalogue",
        ),
        ("/medications/suggest?q=pan", "/data/catalogue", "catalogue"),
        (
            &format!("/medications/{MEDICINE}"),
            "/data/catalogue",
            "catalogue",
        ),
        (
            "/medications/barcode/2999000000074",
            "/data/catalogue",
            "catalogue",
        ),
        (
            &format!("/medications/{MEDICINE}/alternatives"),
            "/data/catalogue",
            "catalogue",
        ),
        (
            &format!("/medications/{MEDICINE}/prices"),
            "/data/catalogue",
            "catalogue",
        ),
        (
            &format!("/medications/{MEDICINE}/recalls"),
            "/data/recalls",
            "recalls",
        ),
        (
            "/pharmacies/nearby?lat=41.3&lon=69.2",
            "/data/pharmacies",
            "pharmacies",
        ),
        (
            "/pharmacies?region=Toshkent",
            "/data/pharmacies",
            "pharmacies",
        ),
        ("/pharmacies/areas", "/data/pharmacies", "pharmacies"),
        (
            &format!("/pharmacies/{PHARMACY}"),
            "/data/pharmacies",
            "pharmacies",
        ),
        (
            &format!("/pharmacies/{PHARMACY}/inventory"),
            "/data/pharmacies",
            "pharmacies",
        ),
        (
            &format!("/pharmacies/{PHARMACY}/inventory/{MEDICINE}"),
            "/data/catalogue",
            "catalogue",
        ),
        (
            &format!("/pharmacies/{PHARMACY}/availability?medication={MEDICINE}"),
            "/data/pharmacies",
            "pharmacies",
        ),
        (
            &format!("/pharmacies/{PHARMACY}/directions?from=41.3,69.2"),
            "/data/pharmacies",
            "pharmacies",
        ),
        (
            &format!("/pharmacies/search/by-medication?medication={MEDICINE}"),
            "/data/pharmacies",
            "pharmacies",
        ),
        (
            "/interactions/warfarin",
            "/data/interactions_version",
            "interactions",
        ),
    ] {
        let answer = client.get(&format!("{API}{path}")).await.unwrap();
        let answer = answer.expect_status(200);
        assert_names(&answer, at, &versions, kind, path);
    }
    for (path, body, at, kind) in [
        (
            "/medications/check-price",
            json!({"medicine": MEDICINE, "price": 3_000_000}),
            "/data/market",
            "market",
        ),
        (
            "/pharmacies/compare-prices",
            json!({"items": [{"medication": MEDICINE}]}),
            "/data/pharmacies",
            "pharmacies",
        ),
        (
            "/interactions/check",
            json!({"medicines": [{"name": "warfarin"}, {"name": "ibuprofen"}]}),
            "/data/interactions_version",
            "interactions",
        ),
        (
            "/interactions/explain",
            json!({"severity": "major"}),
            "/data/interactions_version",
            "interactions",
        ),
        (
            "/recalls/check",
            json!({"id": MEDICINE}),
            "/data/recalls",
            "recalls",
        ),
    ] {
        let answer = client.post(&format!("{API}{path}"), &body).await.unwrap();
        let answer = answer.expect_status(200);
        assert_names(&answer, at, &versions, kind, path);
    }
}
