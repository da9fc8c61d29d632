//! Rewards: offered by administrators, paid with points, given out by a code that is good once.

use nazar_tests::{Bundle, client};
use reqwest::Method;
use serde_json::json;

use super::{BASE, person, points, read, send};
use crate::administration::{again, grant_admin};
use crate::scans::{PANADOL, code};

/// Spec 1.11: everybody got the same code, without a record; and what was spent lowered the level.
#[tokio::test]
async fn a_reward_costs_its_points_once_and_its_code_is_good_once() {
    let bundle = Bundle::shared();
    let admin = person(&bundle, "offerer").await;
    grant_admin(&bundle, &admin.username, &[]);
    let admin = again(&admin).await;
    let person_a = person(&bundle, "saver").await;
    let id = client::unique("pill-box").replace('_', "-");
    let offer = json!({
        "titles": {"en": "A pill box", "uz": "Dori qutichasi"},
        "points": 5, "stock": 3, "per_person": 1,
        "ends_at": "2099-01-01T00:00:00Z", "code_days": 30
    });
    let path = format!("rewards/{id}");
    let refused = send(&person_a.client, Method::PUT, &path, &offer).await;
    refused.expect_problem(403, "forbidden");
    send(&admin, Method::PUT, &path, &offer)
        .await
        .expect_status(201);
    let bad = json!({"titles": {"uz": "x"}, "points": 0, "stock": 1, "per_person": 1,
        "ends_at": "2099-01-01T00:00:00Z", "code_days": 0});
    let bad = send(&admin, Method::PUT, &path, &bad).await;
    bad.expect_problem(422, "validation-failed");
    let list = read(&person_a.client, "rewards").await;
    let items = list["items"].as_array().unwrap();
    assert!(items.iter().any(|reward| reward["id"] == id), "{list}");

    let redeem = format!("{BASE}/{path}/redeem");
    let poor = person_a.client.post(&redeem, &json!({})).await.unwrap();
    poor.expect_problem(409, "points-short");
    code(&person_a, PANADOL).await;
    let key = client::unique("redeem");
    let mut codes = Vec::new();
    for _ in 0..2 {
        let request = person_a
            .client
            .request(Method::POST, &redeem)
            .header("idempotency-key", &key)
            .json(&json!({}));
        let got = person_a.client.send(request).await.unwrap();
        codes.push(got.expect_status(201)["code"].as_str().unwrap().to_owned());
    }
    assert_eq!(codes[0], codes[1], "a repeated request is the same one");
    assert_eq!(points(&person_a.client).await, 7, "what was earned stays");
    assert_eq!(read(&person_a.client, "points").await["balance"], 2);
    let more = person_a.client.post(&redeem, &json!({})).await.unwrap();
    assert_eq!(more.status, 409);
    let lines = read(&person_a.client, "points/history").await;
    assert_eq!(lines["items"][0]["points"], -5, "{lines}");

    let shown = json!({ "code": codes[0].to_lowercase() });
    let own = send(&person_a.client, Method::POST, "codes/use", &shown).await;
    own.expect_problem(403, "forbidden");
    let used = send(&admin, Method::POST, "codes/use", &shown).await;
    let used = used.expect_status(200);
    assert_eq!(used["reward"], id);
    assert!(!used.to_string().contains(&person_a.id));
    let twice = send(&admin, Method::POST, "codes/use", &shown).await;
    twice.expect_problem(409, "reward-code-spent");
    let guessed = json!({"code": "AAAAA-AAAAA-AAAAA-AAAAA"});
    let guessed = send(&admin, Method::POST, "codes/use", &guessed).await;
    guessed.expect_problem(404, "not-found");
    let mine = read(&person_a.client, "redemptions").await;
    assert_eq!(mine["items"][0]["used_at"], used["used_at"], "{mine}");
    let request = admin.request(Method::DELETE, &format!("{BASE}/{path}"));
    assert_eq!(admin.send(request).await.unwrap().status, 204);
}
