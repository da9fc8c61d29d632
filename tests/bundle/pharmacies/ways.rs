//! The way to a pharmacy: a line, estimates, and a router where there is one.

use nazar_tests::fake::{Behaviour, FakeProvider};
use nazar_tests::{Bundle, Client, Options};
use serde_json::{Value, json};

use super::{BASE, ask, get};

const PATH: &str = "/demo-chilonzor-1/directions?from=41.3111,69.2797";

// The replaced service answered null with 200 for a pharmacy that is not there, and floor(km * 5) minutes for one that is.
#[tokio::test]
async fn without_a_router_ways_are_estimates_and_say_so() {
    let way = get(PATH).await;
    let straight = way["straight"]["distance_m"].as_f64().unwrap();
    assert!((8_000.0..9_000.0).contains(&straight), "{way}");
    assert_eq!(way["straight"]["direction"], "south-west");
    let bearing = way["straight"]["bearing"].as_f64().unwrap();
    assert!((230.0..236.0).contains(&bearing), "{way}");
    for mode in ["walking", "driving"] {
        assert_eq!(way[mode]["source"], "estimate");
        assert!(way[mode]["distance_m"].as_f64().unwrap() > straight);
        assert!(way[mode].get("points").is_none());
    }
    assert!(way["walking"]["duration_s"].as_u64() > way["driving"]["duration_s"].as_u64());

    ask("/nothing/directions?from=41.3,69.2")
        .await
        .expect_problem(404, "not-found");
    ask("/demo-chilonzor-1/directions")
        .await
        .expect_problem(400, "malformed-request");
    for from in ["here", "91,0", "41.3"] {
        let answer = ask(&format!("/demo-chilonzor-1/directions?from={from}")).await;
        let problem = answer.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], "/from");
    }
}

fn routed(metres: f64, seconds: f64) -> Behaviour {
    let line =
        json!({"type": "LineString", "coordinates": [[69.2797, 41.3111], [69.2002, 41.2651]]});
    let route = json!({"distance": metres, "duration": seconds, "geometry": line});
    Behaviour::answer(200, json!({"code": "Ok", "routes": [route]}).to_string())
}

async fn world(plan: impl IntoIterator<Item = Behaviour>) -> (Bundle, FakeProvider) {
    let fake = FakeProvider::start(plan).await.unwrap();
    let mut options = Options::with_wide_limits();
    options
        .parameters
        .push(format!("OsrmBaseUrl={}", fake.url()));
    let bundle = tokio::task::spawn_blocking(|| Bundle::start(options)).await;
    (bundle.unwrap().unwrap(), fake)
}

#[tokio::test]
async fn a_router_is_asked_for_both_ways_and_told_two_points_only() {
    let (bundle, fake) = world([routed(10_400.4, 7_300.0), routed(10_400.4, 7_300.0)]).await;
    let client = Client::new(&bundle);
    let way: Value = client
        .get(&format!("{BASE}{PATH}"))
        .await
        .unwrap()
        .expect_status(200);
    for mode in ["walking", "driving"] {
        assert_eq!(way[mode]["source"], "router");
        assert_eq!(way[mode]["distance_m"], 10_400);
        assert_eq!(way[mode]["points"][0], json!([41.3111, 69.2797]));
    }
    let mut asked: Vec<String> = fake
        .received()
        .iter()
        .map(|request| request.head.lines().next().unwrap_or_default().to_owned())
        .collect();
    asked.sort();
    assert_eq!(asked.len(), 2);
    let points = "69.279700,41.311100;69.200229,41.265098?overview=simplified&geometries=geojson";
    assert!(
        asked[0].starts_with(&format!("GET /route/v1/driving/{points} ")),
        "{asked:?}"
    );
    assert!(
        asked[1].starts_with(&format!("GET /route/v1/foot/{points} ")),
        "{asked:?}"
    );
}

#[tokio::test]
async fn a_router_that_fails_changes_no_answer_into_an_error() {
    let nonsense = || Behaviour::answer(200, "<html>");
    let (bundle, _fake) = world([nonsense(), nonsense()]).await;
    let client = Client::new(&bundle);
    let way = client.get(&format!("{BASE}{PATH}")).await.unwrap();
    let way = way.expect_status(200);
    for mode in ["walking", "driving"] {
        assert_eq!(way[mode]["source"], "estimate");
    }
}
