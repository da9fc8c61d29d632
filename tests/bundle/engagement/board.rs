//! The leaderboard: who asked to be on it, and nothing of who they are.

use nazar_tests::{Bundle, Client, Person};
use reqwest::Method;
use serde_json::{Value, json};

use super::{BASE, delete, nickname, person, read, send};
use crate::scans::{NUROFEN, PANADOL, code};

const ME: &str = "leaderboard/me";

/// Every place of a board.
async fn places(client: &Client, period: &str) -> Vec<Value> {
    let mut places = Vec::new();
    let mut path = format!("leaderboard?period={period}&limit=50");
    loop {
        let page = read(client, &path).await;
        places.extend(page["items"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next_cursor"].as_str() else {
            return places;
        };
        path = format!("leaderboard?period={period}&limit=50&cursor={next}");
    }
}

fn named<'a>(places: &'a [Value], nickname: &str) -> Option<&'a Value> {
    places.iter().find(|place| place["nickname"] == nickname)
}

async fn join(person: &Person) -> String {
    let nickname = nickname(person);
    let body = json!({ "nickname": nickname });
    let joined = send(&person.client, Method::PUT, ME, &body).await;
    assert_eq!(joined.expect_status(200)["nickname"], nickname);
    nickname
}

/// Defect 8.3.27: the leaderboard was public, with full names and ids; and the rank was always "not ranked yet".
#[tokio::test]
async fn defect_27_only_who_joined_is_on_the_board_and_by_nickname_alone() {
    let bundle = Bundle::shared();
    let player = person(&bundle, "player").await;
    let shy = person(&bundle, "shy").await;
    for somebody in [&player, &shy] {
        code(somebody, PANADOL).await;
    }
    let before = read(&player.client, "leaderboard/my-rank").await;
    assert_eq!(
        (&before["joined"], &before["points"]),
        (&json!(false), &json!(7))
    );
    assert!(before["rank"].is_null());
    let nickname = join(&player).await;
    code(&player, NUROFEN).await;
    for period in ["weekly", "monthly", "all_time"] {
        let seen = places(&shy.client, period).await;
        let mine = named(&seen, &nickname).unwrap_or_else(|| panic!("{period}: {seen:?}"));
        assert_eq!(
            (&mine["points"], &mine["is_me"]),
            (&json!(12), &json!(false))
        );
        let text = serde_json::to_string(&seen).unwrap();
        for secret in [&player.id, &player.username, &shy.id, &shy.username] {
            assert!(!text.contains(secret.as_str()), "{period}");
        }
        let path = format!("leaderboard/my-rank?period={period}");
        let rank = read(&player.client, &path).await;
        assert_eq!(
            (&rank["nickname"], &rank["points"]),
            (&json!(nickname), &json!(12))
        );
        assert!(rank["rank"].as_u64() >= Some(1) && rank["players"].as_u64() >= Some(1));
    }
    let own = places(&player.client, "weekly").await;
    assert_eq!(named(&own, &nickname).unwrap()["is_me"], true);
    let ordered: Vec<u64> = own
        .iter()
        .map(|place| place["points"].as_u64().unwrap())
        .collect();
    assert!(ordered.is_sorted_by(|one, next| one >= next), "{ordered:?}");

    let left = delete(&player.client, &format!("{BASE}/{ME}")).await;
    assert_eq!(left.status, 204);
    let again = delete(&player.client, &format!("{BASE}/{ME}")).await;
    again.expect_problem(404, "not-found");
    for period in ["weekly", "monthly", "all_time"] {
        assert_eq!(named(&places(&shy.client, period).await, &nickname), None);
    }
    assert_eq!(super::points(&player.client).await, 12);
}

#[tokio::test]
async fn a_nickname_is_one_persons_and_no_address() {
    let bundle = Bundle::shared();
    let one = person(&bundle, "first").await;
    let other = person(&bundle, "second").await;
    let nickname = join(&one).await;
    let body = json!({ "nickname": nickname.to_uppercase() });
    let taken = send(&other.client, Method::PUT, ME, &body).await;
    taken.expect_problem(409, "nickname-taken");
    for bad in [
        "a",
        "Nazar",
        "me@example.org",
        "998901234567",
        "a\u{202e}bcd",
    ] {
        let answer = send(&other.client, Method::PUT, ME, &json!({ "nickname": bad })).await;
        answer.expect_problem(422, "validation-failed");
    }
    let none = other.client.get(&format!("{BASE}/{ME}")).await.unwrap();
    none.expect_problem(404, "not-found");
    assert_eq!(read(&one.client, ME).await["nickname"], nickname);
}

/// Spec 1.11: any word was taken for "all_time".
#[tokio::test]
async fn an_unknown_period_is_refused() {
    let bundle = Bundle::shared();
    let person = person(&bundle, "curious").await;
    for path in ["leaderboard?period=daily", "leaderboard/my-rank?period=ALL"] {
        let answer = person.client.get(&format!("{BASE}/{path}")).await.unwrap();
        assert!([400, 422].contains(&answer.status.as_u16()), "{path}");
    }
    let none = format!("{BASE}/leaderboard?limit=0");
    let page = person.client.get(&none).await.unwrap();
    assert_eq!(page.status, 422);
}
