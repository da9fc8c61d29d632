//! Lists of stock and pharmacies that an operator drops.

use std::time::Duration;

use aws_sdk_s3::primitives::ByteStream;
use nazar_tests::{Bundle, Client, Options, aws};
use serde_json::{Value, json};

use super::{BASE, NO_SHPA};

const BUCKET: &str = "nazar-dev-data-000000000000";

async fn import(bundle: &Bundle, key: &str, text: String) {
    let s3 = aws::s3(bundle).await;
    let body = ByteStream::from(text.into_bytes());
    let put = s3.put_object().bucket(BUCKET).key(key).body(body);
    put.send().await.unwrap();
    for _ in 0..2400 {
        if s3
            .head_object()
            .bucket(BUCKET)
            .key(key)
            .send()
            .await
            .is_err()
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{key} was not imported");
}

fn stock(rows: &[(&str, u64, u32, &str)]) -> String {
    let mut text = "pharmacy\tmedicine\tprice_tiyin\tquantity\tupdated\n".to_owned();
    for (pharmacy, price, quantity, updated) in rows {
        text.push_str(&format!(
            "{pharmacy}\t{NO_SHPA}\t{price}\t{quantity}\t{updated}\n"
        ));
    }
    text
}

async fn item(client: &Client, pharmacy: &str) -> (u64, u64) {
    let path = format!("{BASE}/{pharmacy}/inventory/{NO_SHPA}");
    let item = client.get(&path).await.unwrap().expect_status(200);
    (
        item["price"].as_u64().unwrap(),
        item["quantity"].as_u64().unwrap(),
    )
}

#[tokio::test]
async fn a_list_changes_what_is_older_and_a_map_adds_pharmacies() {
    let bundle = Bundle::start(Options::with_wide_limits()).unwrap();
    let client = Client::new(&bundle);
    let map = json!({"type": "FeatureCollection", "features": [{
        "type": "Feature", "id": "node/77",
        "properties": {"amenity": "pharmacy", "name": "Oqtosh dorixonasi", "opening_hours": "24/7"},
        "geometry": {"type": "Point", "coordinates": [65.9, 39.9]},
    }]});
    import(
        &bundle,
        "imports/pharmacies-osm/map.geojson",
        map.to_string(),
    )
    .await;
    let rows = [
        ("demo-yunusobod-2", 3_999_000, 9, "2026-11-21T00:00:00Z"),
        // Older than what the demonstration says of it.
        ("demo-yakkasaroy-1", 1, 1, "2026-01-01T00:00:00Z"),
        ("osm-node-77", 3_100_000, 4, "2026-11-21T00:00:00Z"),
        ("no-such-pharmacy", 5, 5, "2026-11-21T00:00:00Z"),
    ];
    import(&bundle, "imports/stock/today.tsv", stock(&rows)).await;

    assert_eq!(item(&client, "demo-yunusobod-2").await, (3_999_000, 9));
    assert_eq!(item(&client, "demo-yakkasaroy-1").await, (3_820_000, 49));
    assert_eq!(item(&client, "osm-node-77").await, (3_100_000, 4));
    // What the new list does not name stays.
    assert_eq!(item(&client, "demo-uchtepa-1").await, (3_620_000, 61));
    let prices = client
        .get(&format!("/api/v1/medications/{NO_SHPA}/prices"))
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(prices["offers"].as_array().unwrap().len(), 15);
    let changes: &Value = &prices["changes"];
    assert_eq!(changes.as_array().unwrap().len(), 1, "{changes}");
    assert_eq!(changes[0]["price"], 3_860_000);
    assert_eq!(changes[0]["until"], "2026-11-21T00:00:00Z");

    let near = client
        .get(&format!("{BASE}/nearby?lat=39.9&lon=65.9&radius_km=1"))
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(near["items"][0]["name"], "Oqtosh dorixonasi");
    assert_eq!(near["items"][0]["demonstration"], false);
    assert_eq!(near["items"][0]["round_the_clock"], true);

    // The same list again changes nothing.
    import(&bundle, "imports/stock/again.tsv", stock(&rows)).await;
    let again = client
        .get(&format!("/api/v1/medications/{NO_SHPA}/prices"))
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(again["changes"], *changes);
}

#[tokio::test]
async fn a_list_that_broke_off_is_written_to_its_end_at_the_next_start() {
    let bundle = Bundle::start(Options::with_wide_limits()).unwrap();
    let dynamodb = aws::dynamodb(&bundle).await;
    let table = aws::table(&bundle, "inventory").await;
    let stock = format!("STOCK#{NO_SHPA}");
    // As if the power had gone before the last rows: neither they nor the note that all is written are there.
    for (pk, sk) in [
        ("PHARMACY#demo-uchtepa-1", stock.as_str()),
        ("IMPORTED", "MARKET"),
    ] {
        let gone = dynamodb
            .delete_item()
            .table_name(&table)
            .key("pk", aws::text(pk))
            .key("sk", aws::text(sk));
        gone.send().await.unwrap();
    }
    let bundle = tokio::task::spawn_blocking(move || {
        let mut bundle = bundle;
        bundle.kill_and_restart().map(|()| bundle)
    });
    let bundle = bundle.await.unwrap().unwrap();
    let client = Client::new(&bundle);
    assert_eq!(item(&client, "demo-uchtepa-1").await, (3_620_000, 61));
    assert!(bundle.log().contains("was written to its end"));
}
