//! Prices that fall and stock that comes and goes: a pharmacist changes them, and who takes the medicine is told.

use super::*;
use crate::pharmacies::pharmacists::{grant, put, refreshed, tag};

/// Sold by eight of the demonstration's pharmacies.
const MEDICINE: &str = "demo-nazivin-0-05";

/// The pharmacies that have the medicine, cheapest first, with their prices.
async fn offers(client: &Client) -> Vec<(String, u64)> {
    let path = format!("/api/v1/medications/{MEDICINE}/prices");
    let prices = client.get(&path).await.unwrap().expect_status(200);
    let offers = prices["offers"].as_array().unwrap().iter();
    let stocked = offers.filter(|offer| offer["in_stock"] == true);
    let read = |offer: &Value| {
        let pharmacy = offer["pharmacy"].as_str().unwrap().to_owned();
        (pharmacy, offer["price"].as_u64().unwrap())
    };
    stocked.map(read).collect()
}

/// The pharmacist's change, over what stands there.
async fn set(pharmacist: &Client, pharmacy: &str, price: u64, quantity: u32) {
    let path = format!("/{pharmacy}/inventory/{MEDICINE}");
    let seen = tag(pharmacist, &path).await;
    let body = json!({"price": price, "quantity": quantity});
    let changed = put(pharmacist, &path, Some(("if-match", &seen)), &body).await;
    changed.expect_status(200);
}

async fn told(person: &Person, kind: &str) -> Vec<Value> {
    let mut notices = notices(person).await;
    notices.retain(|notice| notice["kind"] == kind);
    notices.reverse();
    notices
}

/// Defect 8.2.16: notifications were a table that nothing wrote.
#[tokio::test]
async fn defect_16_a_fallen_price_and_changed_stock_are_told_once_each() {
    let world = world().await;
    let bundle = &world.bundle;
    let person = person(bundle, "thrifty", "Asia/Tashkent").await;
    let listed = post(&person.client, LIST, json!({ "id": MEDICINE })).await;
    listed.expect_status(201);
    let keeper = Person::new(bundle, "pharmacist").await.unwrap();
    let sold = offers(&keeper.client).await;
    assert!(sold.len() >= 2, "{sold:?}");
    for (pharmacy, _) in &sold {
        grant(bundle, &keeper.username, pharmacy, &[]);
    }
    let keeper = refreshed(bundle, &keeper).await;
    // Asked once: at midnight in Tashkent tomorrow becomes another day. A list that is begun before nine is due at nine today.
    let day = minutes(24 * 60);
    let first = Some(tomorrow_at(9) - day).filter(|today| *today > Timestamp::now());
    let first = first.unwrap_or_else(|| tomorrow_at(9));
    let nine = |days: i64| first + minutes(24 * 60 * days);

    // The first look only learns what there is.
    run_at(bundle, nine(0)).await;
    for kind in ["price_drop", "stock"] {
        assert_eq!(told(&person, kind).await, Vec::<Value>::new());
    }

    // One pharmacy asks half of what the cheapest asked.
    let (cheapest, before) = sold[0].clone();
    let half = before / 2;
    set(&keeper, &cheapest, half, 5).await;
    for _ in 0..2 {
        run_at(bundle, nine(1)).await;
    }
    let fallen = told(&person, "price_drop").await;
    assert_eq!(fallen.len(), 1, "{fallen:?}");
    let about = &fallen[0]["about"];
    assert_eq!(
        (&about["before"], &about["price"]),
        (&json!(before), &json!(half))
    );
    assert!(
        fallen[0]["title"].as_str().unwrap().contains("Nazivin"),
        "{fallen:?}"
    );

    // The last pack is sold; a day later one pharmacy has it again, and no cheaper.
    for (pharmacy, price) in offers(&keeper).await {
        set(&keeper, &pharmacy, price, 0).await;
    }
    assert!(offers(&keeper).await.is_empty());
    for _ in 0..2 {
        run_at(bundle, nine(2)).await;
    }
    set(&keeper, &cheapest, half, 9).await;
    for _ in 0..2 {
        run_at(bundle, nine(3)).await;
    }
    let stock = told(&person, "stock").await;
    let seen: Vec<&Value> = stock
        .iter()
        .map(|one| &one["about"]["is_available"])
        .collect();
    assert_eq!(seen, [&json!(false), &json!(true)], "{stock:?}");
    assert_eq!(told(&person, "price_drop").await.len(), 1);
    // Who does not take it is told nothing.
    let stranger = super::person(bundle, "takes_nothing", "Asia/Tashkent").await;
    assert!(notices(&stranger).await.is_empty());
    let unread = person.client.get(&format!("{INBOX}/unread")).await.unwrap();
    assert_eq!(unread.expect_status(200)["unread"], 3);
}
