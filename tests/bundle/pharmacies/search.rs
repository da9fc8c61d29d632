//! Where a medicine is to be had: in an order that explains itself.

use serde_json::{Value, json};

use super::{NO_SHPA, all_pages, ask, get, items};

const HERE: &str = "lat=41.3111&lon=69.2797";

fn path(more: &str) -> String {
    format!("/search/by-medication?medication={NO_SHPA}&{more}")
}

fn numbers(items: &[Value], name: &str) -> Vec<u64> {
    let numbers = items.iter().map(|item| item[name].as_u64().unwrap());
    numbers.collect()
}

fn reasons(item: &Value) -> Vec<&str> {
    let why = item["why"].as_array().unwrap();
    why.iter().map(|reason| reason.as_str().unwrap()).collect()
}

#[tokio::test]
async fn offers_come_in_the_asked_order_and_the_best_explains_itself() {
    let by_price = get(&path("sort=price&limit=100")).await;
    let by_price = items(&by_price);
    assert_eq!(by_price.len(), 13, "one of the 14 has sold it out");
    assert!(numbers(by_price, "price").is_sorted());
    assert!(reasons(&by_price[0]).contains(&"cheapest"));
    assert_eq!(by_price[0]["points"]["price"], 1.0);
    assert_eq!(by_price[0]["distance_m"], Value::Null);

    let near = get(&path(&format!("sort=distance&limit=100&{HERE}"))).await;
    let near = items(&near);
    assert!(numbers(near, "distance_m").is_sorted());
    assert!(reasons(&near[0]).contains(&"nearest"));

    let best = get(&path(&format!("limit=100&{HERE}"))).await;
    let totals: Vec<f64> = items(&best)
        .iter()
        .map(|item| item["points"]["total"].as_f64().unwrap())
        .collect();
    assert!(totals.is_sorted_by(|one, other| one >= other), "{totals:?}");
    for item in items(&best) {
        let doors = ["open-now", "closed-now", "hours-unknown"];
        let told = reasons(item);
        assert_eq!(
            doors.iter().filter(|door| told.contains(door)).count(),
            1,
            "{item}"
        );
        assert_eq!(item["open_now"] == true, told.contains(&"open-now"));
        assert_eq!(
            item["quantity"].as_u64().unwrap() <= 3,
            told.contains(&"few-left")
        );
    }
}

#[tokio::test]
async fn what_is_sold_out_is_told_last_and_only_when_it_is_asked_for() {
    let all = get(&path("sold_out=true&limit=100")).await;
    assert_eq!(all["total"], 14);
    let last = items(&all).last().unwrap();
    assert_eq!(last["id"], "demo-chilonzor-1");
    assert!(reasons(last).contains(&"sold-out"));
    // It asks less than most, and yet is never called the cheapest.
    assert!(!reasons(last).contains(&"cheapest"));
    let paged = all_pages(&path("sold_out=true&limit=5")).await;
    assert_eq!(paged, items(&all));
}

#[tokio::test]
async fn a_radius_and_open_doors_narrow_the_search() {
    let near = get(&path(&format!("radius_km=6&limit=100&{HERE}"))).await;
    let all = get(&path(&format!("radius_km=50&limit=100&{HERE}"))).await;
    assert!(!items(&near).is_empty() && near["total"].as_u64() < all["total"].as_u64());
    assert!(
        numbers(items(&near), "distance_m")
            .iter()
            .all(|metres| *metres <= 6_000)
    );
    let open = get(&path("open_now=true&limit=100")).await;
    assert!(items(&open).iter().all(|item| item["open_now"] == true));
    // One that never closes has it.
    assert!(
        items(&open)
            .iter()
            .any(|item| item["round_the_clock"] == true)
    );
}

#[tokio::test]
async fn wrong_questions_are_named() {
    let base = "/search/by-medication";
    ask(base).await.expect_problem(400, "malformed-request");
    ask(&path("sort=worst"))
        .await
        .expect_problem(400, "malformed-request");
    let half = ask(&path("lat=41.3")).await;
    let problem = half.expect_problem(422, "validation-failed");
    assert_eq!(problem["errors"][0]["pointer"], "/lon");
    assert_eq!(problem["errors"][0]["code"], json!("required"));
    for medication in ["nonsense", "paracetamol"] {
        let answer = ask(&format!("{base}?medication={medication}")).await;
        let problem = answer.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], "/medication");
    }
}
