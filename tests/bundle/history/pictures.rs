//! Pictures that nobody will ask for again are removed by the worker, whatever died before.

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_s3::primitives::ByteStream;
use nazar_tests::{Bundle, Person, aws};
use serde_json::json;

use super::{SIMILARITIES, similarity, text};
use crate::delivery::queue_is_drained;

const RECORD: &str = "01BX5ZZKBKACTAV9WEVGEMMVRZ";

async fn send(bundle: &Bundle, message: &serde_json::Value) {
    aws::sqs(bundle)
        .await
        .send_message()
        .queue_url(aws::queue_url(bundle, "similarity").await)
        .message_body(message.to_string())
        .send()
        .await
        .unwrap();
    queue_is_drained(bundle, "similarity").await;
}

async fn store(bundle: &Bundle, key: &str) {
    aws::s3(bundle)
        .await
        .put_object()
        .bucket(aws::media_bucket())
        .key(key)
        .body(ByteStream::from_static(b"no picture"))
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn pictures_whose_rows_were_deleted_before_a_crash_go() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "crash").await.unwrap();
    let folder = format!("images/{}/predictions/{RECORD}/", person.id);
    store(&bundle, &format!("{folder}original")).await;
    store(&bundle, &format!("{folder}processed.png")).await;
    let message = json!({"owner": person.id, "removed": "prediction", "record": RECORD});
    send(&bundle, &message).await;
    assert_eq!(aws::object_keys(&bundle, &folder).await, [""; 0]);
}

#[tokio::test]
async fn pictures_whose_deletion_did_not_happen_stay() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "stay").await.unwrap();
    let id = text(&similarity(&person, "0").await["id"]);
    let message = json!({"owner": person.id, "removed": "similarity", "record": id});
    send(&bundle, &message).await;
    let folder = format!("images/{}/similarities/{id}/", person.id);
    assert_eq!(aws::object_keys(&bundle, &folder).await.len(), 4);
    let path = format!("{SIMILARITIES}/{id}");
    person.client.get(&path).await.unwrap().expect_status(200);
}

#[tokio::test]
async fn what_a_failed_similarity_was_to_be_computed_from_goes() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "failed").await.unwrap();
    let folder = format!("images/{}/similarities/{RECORD}/", person.id);
    store(&bundle, &format!("{folder}original")).await;
    let number = |value: i64| AttributeValue::N(value.to_string());
    aws::dynamodb(&bundle)
        .await
        .put_item()
        .table_name(aws::table(&bundle, "history").await)
        .item("pk", aws::text(&format!("USER#{}", person.id)))
        .item("sk", aws::text(&format!("JOB#{RECORD}")))
        .item("id", aws::text(RECORD))
        .item("owner", aws::text(&person.id))
        .item("kind", aws::text("similarity"))
        .item("status", aws::text("queued"))
        .item("target_class", number(0))
        .item("attempts", number(0))
        .item("created_at", aws::text("2026-01-31T09:30:00Z"))
        .item("updated_at", aws::text("2026-01-31T09:30:00Z"))
        .item("expires_at", number(9_999_999_999))
        .send()
        .await
        .unwrap();
    send(&bundle, &json!({"owner": person.id, "job": RECORD})).await;
    let job = person.finished(RECORD).await.unwrap();
    assert_eq!(job["status"], "failed", "{job}");
    assert!(text(&job["problem"]["code"]).starts_with("image-"), "{job}");
    queue_is_drained(&bundle, "similarity").await;
    assert_eq!(aws::object_keys(&bundle, &folder).await, [""; 0]);
}
