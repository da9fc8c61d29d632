//! Deletion leaves nothing: no row, no picture, no count.

use aws_sdk_s3::primitives::ByteStream;
use nazar_tests::{Bundle, Person, aws};
use reqwest::Method;
use serde_json::{Value, json};

use super::{PREDICTIONS, SIMILARITIES, ids, prediction, similarity, text};

/// The sort keys of a person's rows in the history table.
pub(super) async fn rows(bundle: &Bundle, person: &Person) -> Vec<String> {
    let answer = aws::dynamodb(bundle)
        .await
        .query()
        .table_name(aws::table(bundle, "history").await)
        .key_condition_expression("pk = :owner")
        .expression_attribute_values(":owner", aws::text(&format!("USER#{}", person.id)))
        .send()
        .await
        .unwrap();
    let keys = answer
        .items()
        .iter()
        .map(|item| item["sk"].as_s().unwrap().clone());
    keys.collect()
}

async fn pictures(bundle: &Bundle, person: &Person) -> Vec<String> {
    aws::object_keys(bundle, &format!("images/{}/", person.id)).await
}

async fn delete(person: &Person, list: &str, made: &Value) -> u16 {
    let path = format!("{list}/{}", text(&made["id"]));
    let request = person.client.request(Method::DELETE, &path);
    person.client.send(request).await.unwrap().status.as_u16()
}

/// Feedback with a picture, as the coach leaves it beside a similarity.
async fn leave_feedback(bundle: &Bundle, person: &Person, id: &str) {
    aws::dynamodb(bundle)
        .await
        .put_item()
        .table_name(aws::table(bundle, "history").await)
        .item("pk", aws::text(&format!("USER#{}", person.id)))
        .item("sk", aws::text(&format!("FEEDBACK#{id}")))
        .item("assessment", aws::text("good"))
        .send()
        .await
        .unwrap();
    aws::s3(bundle)
        .await
        .put_object()
        .bucket(aws::media_bucket())
        .key(format!("images/{}/similarities/{id}/heat.png", person.id))
        .body(ByteStream::from_static(b"picture"))
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn a_deleted_prediction_leaves_nothing() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "delete").await.unwrap();
    // A confusion, so that there is a count to take back.
    let confused = prediction(&person, "ka-black-ink", Some("1")).await;
    let kept = prediction(&person, "ka-black-ink", None).await;
    assert!(
        rows(&bundle, &person)
            .await
            .contains(&"CONFUSION#01#00".to_owned())
    );

    assert_eq!(delete(&person, PREDICTIONS, &confused).await, 204);
    assert_eq!(delete(&person, PREDICTIONS, &confused).await, 404);
    assert_eq!(ids(&person, PREDICTIONS).await, [text(&kept["id"])]);
    assert_eq!(pictures(&bundle, &person).await.len(), 2);

    assert_eq!(delete(&person, PREDICTIONS, &kept).await, 204);
    assert_eq!(rows(&bundle, &person).await, [""; 0]);
    assert_eq!(pictures(&bundle, &person).await, [""; 0]);
}

#[tokio::test]
async fn a_deleted_similarity_takes_feedback_job_and_figures_along() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "delete").await.unwrap();
    let right = similarity(&person, "0").await;
    let wrong = similarity(&person, "1").await;
    leave_feedback(&bundle, &person, &text(&right["id"])).await;
    let figures = async || {
        let answer = person.client.get("/api/v1/calligraphy/statistics").await;
        let body = answer.unwrap().expect_status(200);
        json!([
            body["total_analyses"],
            body["total_matches"],
            body["best_score"]
        ])
    };
    assert_eq!(figures().await, json!([2, 1, right["score"]]));

    assert_eq!(delete(&person, SIMILARITIES, &right).await, 204);
    assert_eq!(figures().await, json!([1, 0, wrong["score"]]));
    assert_eq!(ids(&person, SIMILARITIES).await, [text(&wrong["id"])]);
    let job = format!("/api/v1/jobs/{}", text(&right["id"]));
    person
        .client
        .get(&job)
        .await
        .unwrap()
        .expect_problem(404, "not-found");

    assert_eq!(delete(&person, SIMILARITIES, &wrong).await, 204);
    assert_eq!(delete(&person, SIMILARITIES, &wrong).await, 404);
    assert_eq!(figures().await, json!([0, 0, null]));
    assert_eq!(pictures(&bundle, &person).await, [""; 0]);
    // What was learnt stays learnt; nothing else is left.
    assert_eq!(
        rows(&bundle, &person).await,
        ["CARD#00", "CARD#01", "STREAK"]
    );
}

#[tokio::test]
async fn of_two_deletions_at_once_one_is_done() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "at_once").await.unwrap();
    let made = similarity(&person, "0").await;
    let (one, other) = tokio::join!(
        delete(&person, SIMILARITIES, &made),
        delete(&person, SIMILARITIES, &made)
    );
    let mut answers = [one, other];
    answers.sort_unstable();
    assert_eq!(answers, [204, 404]);
    let statistics = person
        .client
        .get("/api/v1/calligraphy/statistics")
        .await
        .unwrap();
    assert_eq!(statistics.expect_status(200)["total_analyses"], 0);
}
