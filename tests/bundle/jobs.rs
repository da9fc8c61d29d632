//! `/api/v1/jobs`: one's own, a page at a time; nobody else's; announced again when its message was lost.

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_s3::primitives::ByteStream;
use nazar_tests::{Bundle, Client, Person, aws, samples};
use serde_json::Value;

async fn similarity(person: &Person) -> Value {
    let drawing = samples::drawing("ka-black-ink");
    person.compared(&drawing, "0").await.unwrap()
}

#[tokio::test]
async fn another_persons_job_is_not_there() {
    let bundle = Bundle::shared();
    let owner = Person::new(&bundle, "owner").await.unwrap();
    let stranger = Person::new(&bundle, "stranger").await.unwrap();
    let job = similarity(&owner).await;
    let path = format!("/api/v1/jobs/{}", job["id"].as_str().unwrap());

    owner.client.get(&path).await.unwrap().expect_status(200);
    let of_stranger = stranger
        .client
        .get(&path)
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    let of_nothing = stranger
        .client
        .get("/api/v1/jobs/01ARZ3NDEKTSV4RRFFQ69G5FAV")
        .await
        .unwrap()
        .expect_problem(404, "not-found");
    assert_eq!(of_stranger["detail"], of_nothing["detail"]);
    Client::new(&bundle)
        .get(&path)
        .await
        .unwrap()
        .expect_problem(401, "unauthenticated");
    let list = stranger
        .client
        .get("/api/v1/jobs")
        .await
        .unwrap()
        .expect_status(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn jobs_are_paged_newest_first_and_each_appears_once() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "pages").await.unwrap();
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(similarity(&person).await["id"].clone());
    }
    made.reverse();

    let mut listed = Vec::new();
    let mut path = "/api/v1/jobs?limit=2".to_owned();
    loop {
        let answer = person.client.get(&path).await.unwrap();
        let page = answer.expect_status(200);
        listed.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|job| job["id"].clone()),
        );
        let Some(cursor) = page["next_cursor"].as_str() else {
            assert!(!answer.header("link").contains("rel=\"next\""));
            break;
        };
        assert!(answer.header("link").contains("rel=\"next\""));
        path = format!("/api/v1/jobs?limit=2&cursor={cursor}");
    }
    assert_eq!(listed, made);

    person
        .client
        .get("/api/v1/jobs?cursor=tampered")
        .await
        .unwrap()
        .expect_problem(400, "malformed-request");
    let bad_limit = person
        .client
        .get("/api/v1/jobs?limit=100000")
        .await
        .unwrap();
    assert!(bad_limit.status.is_client_error(), "{}", bad_limit.json());
}

#[tokio::test]
async fn a_job_whose_message_was_lost_is_done_once_somebody_asks() {
    const LOST: &str = "01BX5ZZKBKACTAV9WEVGEMMVRZ";
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "lost").await.unwrap();
    let key = format!("images/{}/similarities/{LOST}/original", person.id);
    let drawing = samples::drawing("ka-black-ink");
    aws::s3(&bundle)
        .await
        .put_object()
        .bucket(aws::media_bucket())
        .key(key)
        .body(ByteStream::from(drawing.bytes))
        .send()
        .await
        .unwrap();
    let number = |value: i64| AttributeValue::N(value.to_string());
    let long_ago = "2026-01-31T09:30:00Z";
    aws::dynamodb(&bundle)
        .await
        .put_item()
        .table_name(aws::table(&bundle, "history").await)
        .item("pk", aws::text(&format!("USER#{}", person.id)))
        .item("sk", aws::text(&format!("JOB#{LOST}")))
        .item("id", aws::text(LOST))
        .item("owner", aws::text(&person.id))
        .item("kind", aws::text("similarity"))
        .item("status", aws::text("queued"))
        .item("target_class", number(0))
        .item("created_at", aws::text(long_ago))
        .item("updated_at", aws::text(long_ago))
        .item("expires_at", number(9_999_999_999))
        .send()
        .await
        .unwrap();
    let done = person.finished(LOST).await.unwrap();
    assert_eq!(done["status"], "succeeded", "{done}");
}
