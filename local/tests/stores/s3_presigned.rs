//! Presigned URLs: they open what they name, for as long as they say, and nothing else.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::presigning::PresigningConfig;

use crate::s3_support::{BUCKET, Buckets};

fn for_minutes(minutes: u64) -> PresigningConfig {
    PresigningConfig::expires_in(Duration::from_secs(minutes * 60)).unwrap()
}

#[tokio::test]
async fn a_presigned_put_and_get_work_without_a_key() {
    let buckets = Buckets::start().await;
    let http = reqwest::Client::new();
    let put = buckets
        .client
        .put_object()
        .bucket(BUCKET)
        .key("a")
        .presigned(for_minutes(15))
        .await
        .unwrap();
    let answer = http.put(put.uri()).body("content").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let get = buckets
        .client
        .get_object()
        .bucket(BUCKET)
        .key("a")
        .presigned(for_minutes(15))
        .await
        .unwrap();
    assert_eq!(
        http.get(get.uri())
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap(),
        "content"
    );
}

#[tokio::test]
async fn a_url_for_one_object_does_not_open_another() {
    let buckets = Buckets::start().await;
    buckets.put("mine", b"1").await;
    buckets.put("other", b"2").await;
    let get = buckets
        .client
        .get_object()
        .bucket(BUCKET)
        .key("mine")
        .presigned(for_minutes(15))
        .await
        .unwrap();
    let other = get.uri().replace("/mine?", "/other?");
    assert_eq!(reqwest::get(other).await.unwrap().status(), 403);
    let as_put = reqwest::Client::new()
        .put(get.uri())
        .body("overwrite")
        .send()
        .await
        .unwrap();
    assert_eq!(as_put.status(), 403);
    assert_eq!(buckets.get("mine").await.unwrap(), b"1");
}

#[tokio::test]
async fn an_expired_url_is_refused() {
    let buckets = Buckets::start().await;
    buckets.put("a", b"1").await;
    let config = PresigningConfig::builder()
        .start_time(SystemTime::now() - Duration::from_secs(120))
        .expires_in(Duration::from_secs(60))
        .build()
        .unwrap();
    let get = buckets
        .client
        .get_object()
        .bucket(BUCKET)
        .key("a")
        .presigned(config)
        .await
        .unwrap();
    let answer = reqwest::get(get.uri()).await.unwrap();
    assert_eq!(answer.status(), 403);
    assert!(answer.text().await.unwrap().contains("AccessDenied"));
}
