//! `/api/v1/calligraphy/statistics`: figures of all time, of some days, of one character.

use nazar_tests::{Bundle, Client, Person, client};
use reqwest::Method;
use serde_json::{Value, json};

use crate::history::{similarity, text};

const STATISTICS: &str = "/api/v1/calligraphy/statistics";

async fn statistics(person: &Person, query: &str) -> Value {
    let answer = person.client.get(&format!("{STATISTICS}?{query}")).await;
    answer.unwrap().expect_status(200)
}

#[tokio::test]
async fn whoever_has_drawn_nothing_has_noughts_and_no_means() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "nothing").await.unwrap();
    let body = statistics(&person, "").await;
    for name in [
        "total_analyses",
        "total_matches",
        "total_mismatches",
        "characters_attempted",
        "high_scores",
        "good_scores",
        "needs_practice",
    ] {
        assert_eq!(body[name], 0, "{name}");
    }
    for name in [
        "average_score",
        "best_score",
        "match_rate",
        "most_practiced_character",
    ] {
        assert_eq!(body[name], Value::Null, "{name}");
    }
    assert_eq!(
        (&body["recent_activity"], &body["characters"]),
        (&json!([]), &json!([]))
    );
    assert_eq!(body["days"].as_array().unwrap().len(), 30);
    assert_eq!(body["zone"], "Asia/Kathmandu");
}

#[tokio::test]
async fn figures_add_up_over_all_and_over_one_character() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "figures").await.unwrap();
    let mut made = Vec::new();
    for target in ["0", "1", "0"] {
        made.push(similarity(&person, target).await);
    }
    let scores: Vec<f64> = made
        .iter()
        .map(|one| one["score"].as_f64().unwrap())
        .collect();
    let body = statistics(&person, "").await;
    let expected = json!({
        "total_analyses": 3, "total_matches": 2, "total_mismatches": 1, "match_rate": 66.67,
        "characters_attempted": 2,
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&body[name], value, "{name}");
    }
    let most = json!({"class_id": 0, "letter": "क", "iast": "ka", "analyses": 2});
    assert_eq!(body["most_practiced_character"], most);
    assert_eq!(body["best_score"], made[0]["score"]);
    let mean = scores.iter().sum::<f64>() / 3.0;
    assert!(
        (body["average_score"].as_f64().unwrap() - mean).abs() < 0.006,
        "{body}"
    );
    let banded = ["high_scores", "good_scores", "needs_practice"].map(|name| body[name].as_u64());
    assert_eq!(banded.iter().flatten().sum::<u64>(), 3);
    let high = scores.iter().filter(|score| **score >= 90.0).count();
    assert_eq!(body["high_scores"], high);
    let newest: Vec<&Value> = body["recent_activity"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["id"])
        .collect();
    assert_eq!(newest, [&made[2]["id"], &made[1]["id"], &made[0]["id"]]);
    let characters: Vec<&Value> = body["characters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["analyses"])
        .collect();
    assert_eq!(characters, [2, 1]);

    let one = statistics(&person, "target_class=1").await;
    assert_eq!(
        (&one["total_analyses"], &one["total_matches"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(one["best_score"], made[1]["score"]);
    assert_eq!(one["recent_activity"].as_array().unwrap().len(), 1);
    let none = statistics(&person, "target_class=61").await;
    assert_eq!(none["total_analyses"], 0);
}

#[tokio::test]
async fn days_count_what_was_drawn_on_them() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "days").await.unwrap();
    similarity(&person, "0").await;
    // Two days, should it be midnight in between.
    let body = statistics(&person, "days=2").await;
    assert_eq!(body["total_analyses"], 1, "{body}");
    let days = body["days"].as_array().unwrap();
    assert_eq!(days.len(), 2);
    assert_eq!(
        (&body["from"], &body["to"]),
        (&days[0]["day"], &days[1]["day"])
    );
    let drawn: u64 = days.iter().filter_map(|day| day["analyses"].as_u64()).sum();
    assert_eq!(drawn, 1);

    let range = format!(
        "from={}&to={}",
        text(&days[0]["day"]),
        text(&days[1]["day"])
    );
    assert_eq!(statistics(&person, &range).await["total_analyses"], 1);
    let ranged = statistics(&person, &format!("{range}&target_class=1")).await;
    assert_eq!(ranged["total_analyses"], 0);
    let past = statistics(&person, "from=2024-01-01&to=2024-12-31").await;
    assert_eq!(
        (
            &past["total_analyses"],
            past["days"].as_array().unwrap().len()
        ),
        (&json!(0), 366)
    );
    assert_eq!(past["recent_activity"], json!([]));
}

#[tokio::test]
async fn a_day_is_a_day_of_the_persons_zone() {
    let bundle = Bundle::shared();
    let mut days = Vec::new();
    // It is never the same day in both.
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        let visitor = Client::new(&bundle);
        let username = client::unique("zone");
        let mut body = client::sign_up_body(&username);
        body["zone"] = json!(zone);
        let signed_up = visitor.post("/api/v1/auth/sign-up", &body).await.unwrap();
        signed_up.expect_status(201);
        let signed_in = client::sign_in(&visitor, &username).await.unwrap();
        let token = text(&signed_in.expect_status(200)["access_token"]);
        let person = visitor.with_token(&token);
        let answer = person.get(&format!("{STATISTICS}?days=1")).await.unwrap();
        let body = answer.expect_status(200);
        assert_eq!(body["zone"], zone);
        days.push(text(&body["to"]));
    }
    assert!(days[0] > days[1], "{days:?}");
}

#[tokio::test]
async fn what_is_asked_wrongly_is_refused_by_name() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "wrong").await.unwrap();
    let refused = async |query: &str, pointer: &str, code: &str| {
        let answer = person
            .client
            .get(&format!("{STATISTICS}?{query}"))
            .await
            .unwrap();
        let problem = answer.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{query}");
        assert_eq!(problem["errors"][0]["code"], code, "{query}");
    };
    refused("days=0", "/days", "too-small").await;
    refused("days=367", "/days", "too-large").await;
    refused("days=7&from=2026-01-01", "/days", "not-one-of").await;
    refused("to=2026-01-31", "/from", "required").await;
    refused("from=2026-02-01&to=2026-01-31", "/to", "too-small").await;
    refused("from=2024-01-01&to=2025-01-01", "/to", "too-large").await;
    refused("from=2026-01-31T00:00:00Z", "/from", "invalid-format").await;
    let get = async |query: &str| {
        person
            .client
            .get(&format!("{STATISTICS}?{query}"))
            .await
            .unwrap()
    };
    get("target_class=62")
        .await
        .expect_problem(422, "unknown-character");
    get("days=many")
        .await
        .expect_problem(400, "malformed-request");
    let visitor = Client::new(&bundle).get(STATISTICS).await.unwrap();
    visitor.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn figures_are_of_one_person_and_tagged() {
    let bundle = Bundle::shared();
    let (person, other) = (
        Person::new(&bundle, "mine").await.unwrap(),
        Person::new(&bundle, "theirs").await.unwrap(),
    );
    similarity(&other, "0").await;
    assert_eq!(statistics(&person, "").await["total_analyses"], 0);
    let first = other.client.get(STATISTICS).await.unwrap();
    assert_eq!(first.header("cache-control"), "private, no-cache");
    let request = other.client.request(Method::GET, STATISTICS);
    let request = request.header("if-none-match", first.header("etag"));
    assert_eq!(other.client.send(request).await.unwrap().status, 304);
}
