use std::collections::BTreeMap;

use futures::future::join_all;
use http::StatusCode;
use proptest::prelude::*;
use serde_json::json;

use crate::bundle::{Answer, Bundle};

const PATH: &str = "/api/v1/auth/change-username";

async fn rename(bundle: &Bundle, token: &str, name: &str) -> Answer {
    bundle
        .post_as(token, PATH, &json!({"new_username": name}))
        .await
}

/// Everybody's name as their row has it, and every marker with whose it is.
async fn names(bundle: &Bundle) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let scan = bundle.client.scan().table_name("accounts").send();
    let (mut people, mut markers) = (BTreeMap::new(), BTreeMap::new());
    for item in scan.await.unwrap().items() {
        let text = |name: &str| item[name].as_s().unwrap().clone();
        if text("sk") == "PROFILE" {
            people.insert(text("username").to_lowercase(), text("id"));
        } else if let Some(name) = text("pk").strip_prefix("NAME#") {
            markers.insert(name.to_owned(), text("user_id"));
        }
    }
    (people, markers)
}

async fn assert_each_name_is_held_for_its_person(bundle: &Bundle) {
    let (people, markers) = names(bundle).await;
    assert_eq!(people, markers);
}

async fn token(bundle: &Bundle, name: &str) -> String {
    bundle.sign_up(name).await;
    bundle.sign_in(name).await.text("access_token")
}

#[tokio::test]
async fn the_new_name_signs_in_and_the_old_one_is_free() {
    let bundle = Bundle::new().await;
    bundle.sign_up("sunita").await;
    let pair = bundle.sign_in("sunita").await;
    let renamed = rename(&bundle, &pair.text("access_token"), "Sunita.Shakya").await;
    assert_eq!(renamed.status, StatusCode::OK, "{renamed:?}");
    assert_eq!(renamed.text("username"), "Sunita.Shakya");
    assert_eq!(renamed.text("email"), "sunita@example.org");

    assert_eq!(bundle.sign_in("sunita.shakya").await.status, StatusCode::OK);
    let gone = bundle.sign_in("sunita").await;
    assert_eq!(gone.code(), "invalid-credentials");
    let other = json!({"username": "sunita", "email": "other@example.org", "password": "lanterns-over-patan"});
    let taken_over = bundle.post("/api/v1/auth/sign-up", &other).await;
    assert_eq!(taken_over.status, StatusCode::CREATED);
    let next = bundle.refresh(&pair.text("refresh_token")).await;
    assert_eq!(next.status, StatusCode::OK, "the session goes on");
    assert_each_name_is_held_for_its_person(&bundle).await;
}

#[tokio::test]
async fn another_case_and_the_same_name_are_no_conflict() {
    let bundle = Bundle::new().await;
    let token = token(&bundle, "sunita").await;
    for name in ["SUNITA", "SUNITA", "Sunita", "sunita"] {
        let renamed = rename(&bundle, &token, name).await;
        assert_eq!(renamed.status, StatusCode::OK, "{renamed:?}");
        assert_eq!(renamed.text("username"), name);
        assert_each_name_is_held_for_its_person(&bundle).await;
    }
}

#[tokio::test]
async fn taken_reserved_and_malformed_names_are_refused() {
    let bundle = Bundle::new().await;
    bundle.sign_up("anora").await;
    let token = token(&bundle, "sunita").await;
    let taken = rename(&bundle, &token, "ANORA").await;
    assert_eq!(
        (taken.status, taken.code()),
        (StatusCode::CONFLICT, "username-taken")
    );
    for (name, code) in [
        ("Ad.min", "username-reserved"),
        ("1st", "invalid-username"),
        ("ab", "too-short"),
    ] {
        let refused = rename(&bundle, &token, name).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let error = &refused.body["errors"][0];
        assert_eq!(
            (&error["pointer"], &error["code"]),
            (&json!("/new_username"), &json!(code))
        );
    }
    let nobody = bundle.post(PATH, &json!({"new_username": "free"})).await;
    assert_eq!(nobody.code(), "unauthenticated");
    assert_each_name_is_held_for_its_person(&bundle).await;
}

#[tokio::test]
async fn of_twenty_who_want_a_name_at_once_one_gets_it_and_no_marker_is_left() {
    let bundle = Bundle::new().await;
    let people = (0..20).map(|number| {
        let bundle = &bundle;
        async move { token(bundle, &format!("person{number}")).await }
    });
    let tokens = join_all(people).await;
    let answers = join_all(tokens.iter().map(|token| rename(&bundle, token, "sunita"))).await;
    let count = |status| {
        answers
            .iter()
            .filter(|answer| answer.status == status)
            .count()
    };
    assert_eq!(
        (count(StatusCode::OK), count(StatusCode::CONFLICT)),
        (1, 19)
    );
    let (people, markers) = names(&bundle).await;
    assert_eq!(people, markers);
    assert_eq!(people.len(), 20);
    assert!(people.contains_key("sunita"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// Three people change among four names at the same time, in waves: each name is held for the person who has it, for
    /// nobody else, and nobody is without one.
    #[test]
    fn names_and_markers_agree_after_any_changes(
        waves in proptest::collection::vec(proptest::collection::vec((0_usize..3, 0_usize..4), 1..6), 1..4)
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let bundle = Bundle::new().await;
            let tokens = join_all(["anora", "bahodir", "chiran"].map(|name| token(&bundle, name))).await;
            let wanted = ["anora", "bahodir", "Dilnoza", "eshan"];
            for wave in &waves {
                let changes = wave.iter().map(|(person, name)| rename(&bundle, &tokens[*person], wanted[*name]));
                for answer in join_all(changes).await {
                    assert!(
                        matches!(answer.status, StatusCode::OK | StatusCode::CONFLICT),
                        "{answer:?}"
                    );
                }
                assert_each_name_is_held_for_its_person(&bundle).await;
            }
            assert_eq!(names(&bundle).await.0.len(), 3);
        });
    }
}
