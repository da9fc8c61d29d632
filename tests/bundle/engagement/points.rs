//! Points of scans and reviews, and the ledger's lines.

use std::time::Duration;

use nazar_tests::{Bundle, Client};
use reqwest::Method;
use serde_json::{Value, json};

use super::{BASE, delete, list_medicine, person, points, read};
use crate::scans::{NUROFEN, PANADOL, SCANS, code, scanned};

/// Defects 8.2.16 and 8.3.27: points were shown and never credited; and whatever was credited could be had again and again.
#[tokio::test]
async fn defect_16_a_recognised_scan_is_credited_once_however_often_it_is_sent() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "scanner").await;
    let client = &person.client;
    let none = read(client, "points").await;
    assert_eq!(none["total_points"], 0);
    assert_eq!(
        (&none["level"], &none["level_name"]),
        (&json!(1), &json!("beginner"))
    );
    assert_eq!(none["next_level_threshold"], 100);

    code(&person, PANADOL).await;
    assert_eq!(
        points(client).await,
        7,
        "a medicine, and the first scan of the day"
    );
    let again = code(&person, PANADOL).await;
    let path = format!("{SCANS}/{}", again["id"].as_str().unwrap());
    assert_eq!(delete(client, &path).await.status, 204);
    code(&person, PANADOL).await;
    assert_eq!(points(client).await, 7);
    code(&person, NUROFEN).await;
    let sum = read(client, "points").await;
    assert_eq!(sum["total_points"], 12, "{sum}");
    for name in ["balance", "weekly_points", "monthly_points"] {
        assert_eq!(sum[name], 12, "{name}: {sum}");
    }
    assert_eq!(read(client, "my-points").await, sum);

    // What is no medicine is a try, and there was one today.
    code(&person, "4006381333931").await;
    assert_eq!(points(client).await, 12);
    let lines = read(client, "points/history?limit=2").await;
    let next = lines["next_cursor"].as_str().unwrap();
    let rest = read(client, &format!("points/history?limit=2&cursor={next}")).await;
    let all: Vec<&Value> = [&lines, &rest]
        .iter()
        .flat_map(|page| page["items"].as_array().unwrap())
        .collect();
    assert_eq!(all.len(), 3);
    let sum: i64 = all
        .iter()
        .map(|line| line["points"].as_i64().unwrap())
        .sum();
    assert_eq!(sum, 12);
    assert!(
        all.iter()
            .all(|line| line["description"].as_str().unwrap().len() > 5)
    );
}

#[tokio::test]
async fn a_severe_finding_beside_my_list_counts_once() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "finder").await;
    list_medicine(&person.client, &json!({"name": "Варфарин"})).await;
    let scan = code(&person, NUROFEN).await;
    let verdict = &scan["follow_up"]["interactions"]["verdict"];
    assert_eq!(verdict["outcome"], "danger", "{scan}");
    assert_eq!(points(&person.client).await, 5 + 3 + 2);
    code(&person, NUROFEN).await;
    let path = format!("{SCANS}/{}", scan["id"].as_str().unwrap());
    person.client.get(&path).await.unwrap().expect_status(200);
    assert_eq!(points(&person.client).await, 10);
}

/// The worker gives the points of a picture after its job has ended: they come, once.
#[tokio::test]
async fn a_picture_of_nothing_is_the_first_try_of_a_day() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "trier").await;
    let grey = image::RgbImage::from_fn(320, 240, |x, y| {
        image::Rgb([(x / 2) as u8, (y / 2) as u8, ((x + y) / 4) as u8])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    grey.write_to(&mut png, image::ImageFormat::Png).unwrap();
    for _ in 0..2 {
        let done = scanned(&person, png.get_ref()).await;
        assert_ne!(done["result"]["status"], "recognised", "{done}");
    }
    for _ in 0..150 {
        if points(&person.client).await > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert_eq!(points(&person.client).await, 2);
}

/// The points of a review are given once for each pharmacy, and last as long as the review does.
#[tokio::test]
async fn a_pharmacy_is_rewarded_once_and_as_long_as_it_is_reviewed() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "critic").await;
    let reviews = "/api/v1/pharmacies/demo-bektemir-2/reviews";
    for stars in [5, 1] {
        let body = json!({"stars": stars});
        let review = person.client.post(reviews, &body).await.unwrap();
        assert!(review.status.is_success());
    }
    assert_eq!(points(&person.client).await, 2);
    let mine = format!("{reviews}/mine");
    assert_eq!(delete(&person.client, &mine).await.status, 204);
    assert_eq!(points(&person.client).await, 0);
    let body = json!({"stars": 3});
    let again = person.client.post(reviews, &body).await.unwrap();
    again.expect_status(201);
    assert_eq!(points(&person.client).await, 2);
    delete(&person.client, &mine).await;
}

/// Defect 8.3.27: whatever earned points could be done for the points alone. What moderation hides earns nothing, however
/// its author hides that it was hidden.
#[tokio::test]
async fn defect_27_a_review_that_is_hidden_gives_its_points_back() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "spammer").await;
    let client = &person.client;
    let nickname = json!({"nickname": super::nickname(&person)});
    let joined = super::send(client, Method::PUT, "leaderboard/me", &nickname).await;
    assert!(joined.status.is_success(), "{joined:?}");
    let (_, admin) = crate::moderation::admin(&bundle).await;
    let pharmacy = "demo-uchtepa-1";
    let reviews = format!("/api/v1/pharmacies/{pharmacy}/reviews");
    let review = client
        .post(&reviews, &json!({"stars": 1, "text": "Reklama"}))
        .await;
    let review = review.unwrap().expect_status(201);
    assert_eq!(points(client).await, 2);
    let state = format!(
        "/api/v1/admin/pharmacies/{pharmacy}/reviews/{}/state",
        review["id"].as_str().unwrap()
    );
    let decide = async |state_now: &str| {
        let body = json!({"state": state_now, "reason": "It is an advertisement."});
        let request = admin.request(Method::PUT, &state).json(&body);
        admin.send(request).await.unwrap().expect_status(200);
    };
    // All sums, the place on the board, and the balance.
    let sums = async || {
        let sum = read(client, "points").await;
        let rank = read(client, "leaderboard/my-rank").await;
        ["total_points", "weekly_points", "monthly_points", "balance"]
            .map(|name| sum[name].as_u64().unwrap())
            .into_iter()
            .chain([rank["points"].as_u64().unwrap()])
            .collect::<Vec<_>>()
    };
    for (state_now, left) in [("hidden", 0), ("kept", 2), ("hidden", 0)] {
        decide(state_now).await;
        // Whoever looks, and however many at the same time.
        let looks = (0..4).map(|_| read(client, "points"));
        futures::future::join_all(looks).await;
        assert_eq!(sums().await, [left; 5], "{state_now}");
    }
    let lines = read(client, "points/history").await;
    let lines = lines["items"].as_array().unwrap();
    let changes: Vec<i64> = lines
        .iter()
        .map(|line| line["points"].as_i64().unwrap())
        .collect();
    assert_eq!(changes, [-2, 2, -2, 2], "{lines:?}");
    assert_eq!(lines[0]["cause"], "review");
    assert_ne!(lines[0]["description"], lines[1]["description"]);
    // Taking back what is hidden, or changing it, brings nothing.
    client
        .post(&reviews, &json!({"stars": 5}))
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(points(client).await, 0);
    assert_eq!(delete(client, &format!("{reviews}/mine")).await.status, 204);
    assert_eq!(points(client).await, 0);
}

#[tokio::test]
async fn points_are_nobodys_business_and_lists_keep_their_rules() {
    let bundle = Bundle::shared();
    let nobody = Client::new(&bundle);
    let anna = person(&bundle, "private").await;
    code(&anna, PANADOL).await;
    let boris = person(&bundle, "private").await;
    assert_eq!(points(&boris.client).await, 0);
    for path in [
        "points",
        "my-points",
        "points/history",
        "badges",
        "badges/available",
        "achievements",
        "streaks",
        "leaderboard",
        "leaderboard/my-rank",
        "leaderboard/me",
        "rewards",
        "redemptions",
    ] {
        let answer = nobody.get(&format!("{BASE}/{path}")).await.unwrap();
        answer.expect_problem(401, "unauthenticated");
        let wrong = nobody.request(Method::PATCH, &format!("{BASE}/{path}"));
        assert_eq!(nobody.send(wrong).await.unwrap().status, 405, "{path}");
    }
    let history = format!("{BASE}/points/history");
    for (query, status) in [("limit=0", 422), ("limit=101", 422), ("cursor=x", 400)] {
        let answer = anna
            .client
            .get(&format!("{history}?{query}"))
            .await
            .unwrap();
        assert_eq!(answer.status, status, "{query}");
    }
}
