//! Whoever deletes their account is on no board any more, and their nickname is free.

use std::time::Duration;

use nazar_tests::Bundle;
use reqwest::Method;
use serde_json::json;

use super::{BASE, nickname, person, read, send};
use crate::scans::{PANADOL, code};

/// Defect 8.3.27: the leaderboard showed deleted users.
#[tokio::test]
async fn defect_27_a_deleted_person_is_on_no_board() {
    let bundle = Bundle::shared();
    let leaver = person(&bundle, "leaver").await;
    let watcher = person(&bundle, "watcher").await;
    let body = json!({ "nickname": nickname(&leaver) });
    code(&leaver, PANADOL).await;
    let joined = send(&leaver.client, Method::PUT, "leaderboard/me", &body).await;
    joined.expect_status(200);
    let taken = send(&watcher.client, Method::PUT, "leaderboard/me", &body).await;
    taken.expect_problem(409, "nickname-taken");

    let request = leaver.client.request(Method::DELETE, "/api/v1/users/me");
    let deleted = leaver.client.send(request).await.unwrap();
    assert!(deleted.status.is_success(), "{deleted:?}");
    // The work is done by a queue: until then the nickname is taken.
    let mut free = false;
    for _ in 0..600 {
        let tried = send(&watcher.client, Method::PUT, "leaderboard/me", &body).await;
        free = tried.status == 200;
        if free {
            break;
        }
        // Far from the limit of requests.
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert!(free, "the nickname is still taken");
    // The watcher has the name now, and no points of the one who left.
    let board = read(&watcher.client, "leaderboard?period=all_time&limit=100").await;
    assert!(!board.to_string().contains(&nickname(&leaver)), "{board}");
    let own = format!("{BASE}/leaderboard/me");
    let own = watcher.client.get(&own).await.unwrap();
    own.expect_status(200);
}
