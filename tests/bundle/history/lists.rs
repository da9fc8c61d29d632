//! Lists, narrowed in every way.

use nazar_tests::{Bundle, Client, Person};
use serde_json::Value;

use super::{PREDICTIONS, SIMILARITIES, all, ids, prediction, similarity, text};

#[tokio::test]
async fn similarities_are_listed_newest_first_and_by_every_filter() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "lists").await.unwrap();
    let mut made: Vec<Value> = Vec::new();
    for target in ["0", "40", "0", "1"] {
        made.push(similarity(&person, target).await);
    }
    made.reverse();
    let id = |place: usize| text(&made[place]["id"]);
    let listed = all(&person, SIMILARITIES).await;
    for (item, result) in listed.iter().zip(&made) {
        for member in [
            "id",
            "score",
            "distance",
            "target_class",
            "recognised_class",
            "created_at",
        ] {
            assert_eq!(item[member], result[member], "{member}");
        }
        assert_eq!(item["has_feedback"], false);
        assert_eq!(item["links"].get("feedback"), None);
    }
    assert_eq!(listed.len(), 4);

    let found = async |query: &str| ids(&person, &format!("{SIMILARITIES}?{query}")).await;
    assert_eq!(found("limit=1").await, [id(0), id(1), id(2), id(3)]);
    assert_eq!(found("limit=3").await, [id(0), id(1), id(2), id(3)]);
    assert_eq!(found("character=0").await, [id(1), id(3)]);
    assert_eq!(found("character=0&limit=1").await, [id(1), id(3)]);
    assert_eq!(found("character=61").await, [""; 0]);
    assert_eq!(found("group=consonant").await, [id(0), id(1), id(3)]);
    assert_eq!(found("group=vowel").await, [id(2)]);
    assert_eq!(found("group=digit&limit=1").await, [""; 0]);
    assert_eq!(found("group=vowel&character=0").await, [""; 0]);
    assert_eq!(found("matched=true").await, [id(1), id(3)]);
    assert_eq!(found("matched=false&limit=1").await, [id(0), id(2)]);
    assert_eq!(found("matched=false&character=1").await, [id(0)]);
}

#[tokio::test]
async fn predictions_are_listed_by_what_was_recognised_and_what_was_meant() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "lists").await.unwrap();
    let right = prediction(&person, "ka-black-ink", Some("0")).await;
    let wrong = prediction(&person, "ka-black-ink", Some("1")).await;
    let unsaid = prediction(&person, "digit-8-pencil", None).await;
    assert_eq!(
        (&right["matched"], &wrong["matched"]),
        (&true.into(), &false.into())
    );
    assert_eq!(unsaid.get("matched"), None);
    let [right, wrong, digit] = [&right, &wrong, &unsaid].map(|made| text(&made["id"]));

    let found = async |query: &str| ids(&person, &format!("{PREDICTIONS}?{query}")).await;
    assert_eq!(
        found("").await,
        [digit.clone(), wrong.clone(), right.clone()]
    );
    assert_eq!(found("matched=true").await, std::slice::from_ref(&right));
    assert_eq!(found("matched=false").await, std::slice::from_ref(&wrong));
    assert_eq!(found("character=0").await, [wrong.clone(), right.clone()]);
    assert_eq!(
        found("group=consonant&matched=true").await,
        std::slice::from_ref(&right)
    );
    assert_eq!(
        found(&format!("character={}", unsaid["class_id"])).await,
        [digit]
    );
    let sure = found("abstained=false").await;
    let unsure = found("abstained=true").await;
    assert_eq!(sure.len() + unsure.len(), 3);
    assert!(sure.contains(&right), "{sure:?}");
}

#[tokio::test]
async fn times_are_included_and_dates_are_days_of_the_person() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "times").await.unwrap();
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(prediction(&person, "ka-black-ink", None).await);
    }
    let id = |place: usize| text(&made[place]["id"]);
    let at = |place: usize| text(&made[place]["created_at"]);
    let found = async |query: &str| ids(&person, &format!("{PREDICTIONS}?{query}")).await;
    assert_eq!(found(&format!("from={}", at(1))).await, [id(2), id(1)]);
    assert_eq!(found(&format!("to={}", at(1))).await, [id(1), id(0)]);
    assert_eq!(found(&format!("from={0}&to={0}", at(1))).await, [id(1)]);
    assert_eq!(found("to=2026-01-01").await, [""; 0]);
    assert_eq!(
        found("from=2026-01-01&limit=2").await,
        [id(2), id(1), id(0)]
    );
    assert_eq!(found("from=9000-01-01T00:00:00%2B05:45").await, [""; 0]);
    assert_eq!(found("from=1960-01-01&to=9000-01-01").await.len(), 3);
}

#[tokio::test]
async fn what_is_asked_wrongly_is_refused_by_name() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "refused").await.unwrap();
    let refused = async |query: &str, status, code| {
        for list in [PREDICTIONS, SIMILARITIES] {
            let answer = person.client.get(&format!("{list}?{query}")).await.unwrap();
            answer.expect_problem(status, code);
        }
    };
    refused("character=62", 422, "unknown-character").await;
    refused("character=-1", 422, "unknown-character").await;
    refused("character=ka", 400, "malformed-request").await;
    refused("matched=perhaps", 400, "malformed-request").await;
    refused("cursor=tampered", 400, "malformed-request").await;
    for query in [
        "group=letters",
        "from=yesterday",
        "to=2026-01-31T09:30:00",
        "from=2026-02-30",
        "from=2026-02-01&to=2026-01-31",
        "limit=0",
        "limit=101",
    ] {
        refused(query, 422, "validation-failed").await;
    }
    for list in [PREDICTIONS, SIMILARITIES] {
        let visitor = Client::new(&bundle).get(list).await.unwrap();
        visitor.expect_problem(401, "unauthenticated");
    }
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_list_only() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "cursors").await.unwrap();
    for _ in 0..2 {
        prediction(&person, "ka-black-ink", None).await;
    }
    let first = person
        .client
        .get(&format!("{PREDICTIONS}?limit=1"))
        .await
        .unwrap();
    let cursor = text(&first.expect_status(200)["next_cursor"]);
    let with = async |list: &str, query: &str| {
        let path = format!("{list}?cursor={cursor}{query}");
        person.client.get(&path).await.unwrap()
    };
    with(PREDICTIONS, "").await.expect_status(200);
    with(PREDICTIONS, "&limit=50").await.expect_status(200);
    with(PREDICTIONS, "&character=0")
        .await
        .expect_problem(400, "malformed-request");
    with(SIMILARITIES, "")
        .await
        .expect_problem(400, "malformed-request");
    let jobs = with("/api/v1/jobs", "").await;
    jobs.expect_problem(400, "malformed-request");
}
