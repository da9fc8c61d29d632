//! What a pharmacy has, and whether it has a medicine.

use serde_json::Value;

use super::{NO_SHPA, all_pages, ask, get};

#[tokio::test]
async fn an_inventory_is_read_page_by_page() {
    let all = all_pages("/demo-yunusobod-2/inventory?limit=30").await;
    assert!(all.len() > 60, "{}", all.len());
    let medicines: Vec<&str> = all
        .iter()
        .map(|item| item["medicine"].as_str().unwrap())
        .collect();
    assert!(medicines.is_sorted_by(|one, other| one < other));
    let no_shpa = all.iter().find(|item| item["medicine"] == NO_SHPA).unwrap();
    assert_eq!(no_shpa["price"], 3_860_000);
    assert_eq!(no_shpa["quantity"], 47);
    assert_eq!(no_shpa["updated"], "2026-11-15T06:26:00Z");
    assert_eq!(no_shpa["currency"], "UZS");
    // A cursor belongs to its pharmacy.
    let page = get("/demo-yunusobod-2/inventory?limit=1").await;
    let cursor = page["next_cursor"].as_str().unwrap();
    ask(&format!("/demo-yunusobod-1/inventory?cursor={cursor}"))
        .await
        .expect_problem(400, "malformed-request");
}

// The replaced service always failed here, whether the pharmacy had the medicine or not, or answered with random stock.
#[tokio::test]
async fn availability_is_what_the_pharmacy_said_and_never_a_guess() {
    let of = async |pharmacy: &str, medication: &str| -> Value {
        get(&format!("/{pharmacy}/availability?medication={medication}")).await
    };
    let stocked = of("demo-yunusobod-2", NO_SHPA).await;
    assert_eq!(stocked["availability"], "in-stock");
    assert_eq!(stocked["stock"]["price"], 3_860_000);
    assert_eq!(stocked["medicine_name"], "No-Shpa 40 mg");
    assert_eq!(stocked["demonstration"], true);
    assert_eq!(of("demo-yunusobod-2", NO_SHPA).await, stocked);

    let sold_out = of("demo-chilonzor-1", NO_SHPA).await;
    assert_eq!(sold_out["availability"], "sold-out");
    assert_eq!(sold_out["stock"]["quantity"], 0);

    let silent = of("demo-mirobod-1", NO_SHPA).await;
    assert_eq!(silent["availability"], "unknown");
    assert_eq!(silent["stock"], Value::Null);

    let named = of("demo-yunusobod-2", "no-shpa%2040%20mg").await;
    assert_eq!(named["medicine"], NO_SHPA);
}

#[tokio::test]
async fn an_item_has_a_tag_of_its_version() {
    let path = format!("/demo-yunusobod-2/inventory/{NO_SHPA}");
    let answer = ask(&path).await;
    assert_eq!(answer.expect_status(200)["quantity"], 47);
    assert!(
        answer.header("etag").starts_with("\"v1."),
        "{}",
        answer.header("etag")
    );
    ask(&format!("/demo-mirobod-1/inventory/{NO_SHPA}"))
        .await
        .expect_problem(404, "not-found");
    ask(&format!("/nothing/inventory/{NO_SHPA}"))
        .await
        .expect_problem(404, "not-found");
}

#[tokio::test]
async fn wrong_questions_are_named() {
    let base = "/demo-yunusobod-2/availability";
    ask(base).await.expect_problem(400, "malformed-request");
    ask(&format!("{base}?medication="))
        .await
        .expect_problem(422, "validation-failed");
    // Nothing has this name; several products hold this substance.
    for medication in ["nonsense", "paracetamol"] {
        let answer = ask(&format!("{base}?medication={medication}")).await;
        let problem = answer.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], "/medication");
    }
    ask(&format!("/nothing/availability?medication={NO_SHPA}"))
        .await
        .expect_problem(404, "not-found");
}
