//! Recalls: `/api/v1/recalls/check`, `/api/v1/medications/{id}/recalls`, the watch and the operator's list.

mod demonstration;
mod lists;
mod requests;
mod watch;

use aws_sdk_s3::primitives::ByteStream;
use nazar_tests::{Answer, Bundle, Client, aws};
use serde_json::{Value, json};

/// The bucket of reference data in the dev stage.
const BUCKET: &str = "nazar-dev-data-000000000000";

/// The answer to a check.
async fn ask(bundle: &Bundle, body: Value) -> Answer {
    let client = Client::new(bundle);
    client.post("/api/v1/recalls/check", &body).await.unwrap()
}

async fn check(bundle: &Bundle, id: &str, lot: Option<&str>) -> Value {
    let body = match lot {
        Some(lot) => json!({"id": id, "lot": lot}),
        None => json!({"id": id}),
    };
    ask(bundle, body).await.expect_status(200)
}

/// What is said of one source that could not be relied on.
fn gap<'a>(answer: &'a Value, source: &str) -> &'a Value {
    let gaps = answer["not_checked"].as_array().unwrap();
    let found = gaps.iter().find(|gap| gap["source"] == source);
    found.unwrap_or(&Value::Null)
}

/// Drops a file for the importer and waits until it has been taken away.
pub(crate) async fn import(bundle: &Bundle, key: &str, text: &str) {
    let s3 = aws::s3(bundle).await;
    let body = ByteStream::from(text.as_bytes().to_vec());
    let put = s3.put_object().bucket(BUCKET).key(key).body(body);
    put.send().await.unwrap();
    for _ in 0..2400 {
        let head = s3.head_object().bucket(BUCKET).key(key).send().await;
        if head.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{key} was not imported");
}
