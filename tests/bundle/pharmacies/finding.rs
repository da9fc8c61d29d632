//! Finding pharmacies: near a point, by district, by identifier.

use nazar_tests::{Bundle, Client, Options};
use serde_json::{Value, json};

use super::{BASE, all_pages, ask, get, ids, items};

/// The great-circle distance by another formula than the service's: the law of cosines.
fn metres(from: (f64, f64), to: (f64, f64)) -> f64 {
    let [north, other_north] = [from.0, to.0].map(f64::to_radians);
    let east = (to.1 - from.1).to_radians();
    let cosine = north.sin() * other_north.sin() + north.cos() * other_north.cos() * east.cos();
    6_371_008.8 * cosine.clamp(-1.0, 1.0).acos()
}

fn point(pharmacy: &Value) -> (f64, f64) {
    let number = |name: &str| pharmacy[name].as_f64().unwrap();
    (number("latitude"), number("longitude"))
}

// The replaced service scanned a table for each question; what cells find must be the same set.
#[tokio::test]
async fn near_ones_come_nearest_first_and_none_is_left_out() {
    let everywhere = all_pages("?limit=100").await;
    assert_eq!(everywhere.len(), 25);
    let here = (41.3111, 69.2797);
    for radius in [2.0, 5.0, 20.0] {
        let near = all_pages(&format!(
            "/nearby?lat={}&lon={}&radius_km={radius}&limit=4",
            here.0, here.1
        ))
        .await;
        let mut wanted: Vec<(&str, f64)> = everywhere
            .iter()
            .map(|pharmacy| {
                (
                    pharmacy["id"].as_str().unwrap(),
                    metres(here, point(pharmacy)),
                )
            })
            .filter(|(_, metres)| *metres <= radius * 1_000.0)
            .collect();
        wanted.sort_by(|one, other| one.1.total_cmp(&other.1));
        let found: Vec<&str> = near
            .iter()
            .map(|item| item["id"].as_str().unwrap())
            .collect();
        let expected: Vec<&str> = wanted.iter().map(|(id, _)| *id).collect();
        assert_eq!(found, expected, "{radius} km");
        for (item, (_, metres)) in near.iter().zip(&wanted) {
            let told = item["distance_m"].as_f64().unwrap();
            assert!((told - metres).abs() < 2.0, "{item}");
        }
    }
    assert_eq!(items(&get("/nearby?lat=0&lon=180").await), [] as [Value; 0]);
}

// The replaced service said nothing of being open: is_open was never worked out.
#[tokio::test]
async fn a_pharmacy_says_its_hours_and_whether_it_is_open() {
    let round_the_clock = get("/demo-mirobod-1").await;
    assert_eq!(round_the_clock["open_now"], true);
    assert_eq!(round_the_clock["round_the_clock"], true);
    assert!(round_the_clock.get("closes_at").is_none());
    let days = round_the_clock["hours"].as_array().unwrap();
    assert_eq!(days.len(), 7);
    let whole = json!([{"opens": "00:00", "closes": "24:00", "next_day": false}]);
    assert_eq!(days[0], json!({"day": "mon", "spans": whole}));

    let by_day = get("/demo-chilonzor-1").await;
    assert!(by_day["open_now"].is_boolean());
    let is_open = by_day["open_now"] == true;
    assert_eq!(by_day.get("closes_at").is_some(), is_open);
    assert_eq!(by_day.get("opens_at").is_some(), !is_open);
    assert_eq!(by_day["hours"][5]["spans"][0]["opens"], "10:00");
    assert_eq!(
        by_day["hours_text"],
        "mon-fri 09:00-21:00; sat-sun 10:00-20:00"
    );
    assert_eq!(by_day["source"], "demonstration");
    assert_eq!(by_day["demonstration"], true);
    assert_eq!(by_day["data"]["pharmacies"].as_str().unwrap().len(), 64);

    let open = all_pages("?open_now=true&limit=100").await;
    assert!(open.iter().any(|item| item["id"] == "demo-mirobod-1"));
    assert!(open.iter().all(|item| item["open_now"] == true));
}

#[tokio::test]
async fn districts_are_found_in_any_script() {
    let areas = get("/areas").await;
    let chilonzor = items(&areas)
        .iter()
        .find(|area| area["district"] == "Chilonzor");
    assert_eq!(chilonzor.unwrap()["pharmacies"], 2);
    let wanted = ["demo-chilonzor-1", "demo-chilonzor-2"];
    for query in [
        "district=Chilonzor",
        "district=%D0%A7%D0%B8%D0%BB%D0%B0%D0%BD%D0%B7%D0%B0%D1%80",
        "region=toshkent+shahri&district=chilonzor",
    ] {
        assert_eq!(ids(&get(&format!("?{query}")).await), wanted, "{query}");
    }
    assert_eq!(ids(&get("?district=Nowhere").await), [] as [&str; 0]);
    assert_eq!(all_pages("?limit=7").await.len(), 25);
}

#[tokio::test]
async fn who_has_a_pharmacy_gets_nothing_again() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let path = format!("{BASE}/areas");
    let tag = ask("/areas").await.header("etag").to_owned();
    let again = client
        .request(reqwest::Method::GET, &path)
        .header("if-none-match", tag);
    assert_eq!(client.send(again).await.unwrap().status, 304);
}

#[tokio::test]
async fn wrong_questions_are_named() {
    for (path, status, code) in [
        ("/nearby", 400, "malformed-request"),
        ("/nearby?lat=a&lon=1", 400, "malformed-request"),
        ("/nearby?lat=91&lon=1", 422, "validation-failed"),
        ("/nearby?lat=1&lon=181", 422, "validation-failed"),
        ("/nearby?lat=NaN&lon=1", 422, "validation-failed"),
        ("/nearby?lat=1&lon=1&radius_km=51", 422, "validation-failed"),
        ("/nearby?lat=1&lon=1&limit=101", 422, "validation-failed"),
        ("/nearby?lat=1&lon=1&cursor=x", 400, "malformed-request"),
        ("?limit=0", 422, "validation-failed"),
        ("?cursor=x", 400, "malformed-request"),
        ("/nothing", 404, "not-found"),
        ("/Not%20An%20Id", 404, "not-found"),
        ("/nothing/inventory", 404, "not-found"),
        ("/nothing/reviews", 404, "not-found"),
    ] {
        ask(path).await.expect_problem(status, code);
    }
    // A cursor of one list is none of another.
    let page = get("?limit=1").await;
    let cursor = page["next_cursor"].as_str().unwrap();
    let other = format!("/nearby?lat=41.3&lon=69.2&cursor={cursor}");
    ask(&other).await.expect_problem(400, "malformed-request");
}

#[tokio::test]
async fn searches_are_limited_apart_from_the_rest() {
    let bundle = Bundle::start(Options::with_real_limits()).unwrap();
    let client = Client::new(&bundle);
    let policy = async |path: &str| {
        let answer = client.get(&format!("{BASE}{path}")).await.unwrap();
        answer.header("ratelimit-policy").to_owned()
    };
    let searched = policy("/search/by-medication?medication=demo-no-shpa-40-mg").await;
    assert!(searched.contains("100"), "{searched}");
    let read = policy("/demo-mirobod-1").await;
    assert!(read.contains("200"), "{read}");
}
