//! What a basket costs, and where.

use nazar_tests::{Answer, Bundle, Client};
use serde_json::{Value, json};

use super::{BASE, NO_SHPA};

const ACC: &str = "demo-acc-200";

async fn compare(body: &Value) -> Answer {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let path = format!("{BASE}/compare-prices");
    client.post(&path, body).await.unwrap()
}

fn sum(bill: &Value) -> u64 {
    let lines = bill["lines"].as_array().unwrap();
    lines
        .iter()
        .map(|line| line["total"].as_u64().unwrap())
        .sum()
}

#[tokio::test]
async fn a_basket_is_reckoned_to_the_tiyin_at_each_pharmacy_and_split() {
    let body = json!({
        "items": [{"medication": NO_SHPA, "packs": 3}, {"medication": ACC}],
        "limit": 50,
    });
    let answer = compare(&body).await.expect_status(200);
    let bills = answer["pharmacies"].as_array().unwrap();
    assert!(!bills.is_empty());
    let missing: Vec<usize> = bills
        .iter()
        .map(|bill| bill["missing"].as_array().unwrap().len())
        .collect();
    assert!(missing.is_sorted(), "{missing:?}");
    let complete = missing.iter().filter(|missing| **missing == 0).count();
    assert!(complete > 0);
    assert_eq!(answer["complete"], complete);
    for bill in bills {
        assert_eq!(bill["total"], sum(bill), "{bill}");
        assert_eq!(
            bill["saving"].is_null(),
            !bill["missing"].as_array().unwrap().is_empty()
        );
        for line in bill["lines"].as_array().unwrap() {
            let packs = if line["item"] == 0 { 3 } else { 1 };
            let price = line["price"].as_u64().unwrap();
            assert_eq!(line["total"], price * packs, "{line}");
        }
    }
    let whole: Vec<u64> = bills[..complete]
        .iter()
        .map(|bill| bill["total"].as_u64().unwrap())
        .collect();
    assert!(whole.is_sorted());
    let split = &answer["split"];
    assert_eq!(split["total"], sum(split));
    assert!(split["total"].as_u64().unwrap() <= whole[0]);
    assert_eq!(split["missing"], json!([]));
    // The cheapest with three packs in stock.
    assert_eq!(split["lines"][0]["price"], 3_060_000);
}

#[tokio::test]
async fn only_what_is_near_and_in_stock_in_enough_packs_counts() {
    let item = json!({"medication": NO_SHPA, "packs": 50});
    let answer = compare(&json!({"items": [item]})).await.expect_status(200);
    let bills = answer["pharmacies"].as_array().unwrap();
    let ids: Vec<&str> = bills
        .iter()
        .map(|bill| bill["pharmacy"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(
        ids,
        ["demo-yangihayot-1", "demo-uchtepa-1", "demo-chilonzor-2"]
    );

    let far = json!({"items": [{"medication": NO_SHPA}], "lat": 0.0, "lon": 0.0});
    let answer = compare(&far).await.expect_status(200);
    assert_eq!(answer["pharmacies"], json!([]));
    assert_eq!(answer["split"]["missing"], json!([0]));
}

#[tokio::test]
async fn wrong_baskets_are_named() {
    for (body, pointer) in [
        (json!({"items": []}), "/items"),
        (
            json!({"items": [{"medication": NO_SHPA, "packs": 0}]}),
            "/items/0/packs",
        ),
        (
            json!({"items": [{"medication": NO_SHPA}, {"medication": "nonsense"}]}),
            "/items/1/medication",
        ),
        (
            json!({"items": [{"medication": NO_SHPA}], "lat": 41.3}),
            "/lon",
        ),
        (
            json!({"items": [{"medication": NO_SHPA}], "radius_km": 900}),
            "/radius_km",
        ),
    ] {
        let problem = compare(&body)
            .await
            .expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let many: Vec<Value> = (0..21).map(|_| json!({"medication": NO_SHPA})).collect();
    compare(&json!({"items": many}))
        .await
        .expect_problem(422, "validation-failed");
}
