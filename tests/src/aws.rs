//! The stores behind the API, asked over the wire with the AWS SDK as the functions ask them.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_sdk_dynamodb::types::AttributeValue;

use crate::Bundle;

/// The account that the embedded cloud gives every resource.
pub const ACCOUNT: &str = "000000000000";

/// The media bucket's name in the dev stage.
#[must_use]
pub fn media_bucket() -> String {
    format!("nazar-dev-media-{ACCOUNT}")
}

/// SDK configuration that points at the bundle.
pub async fn config(bundle: &Bundle) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .endpoint_url(bundle.base_url())
        .credentials_provider(Credentials::new(
            "nazar-local",
            "nazar-local-secret",
            None,
            None,
            "tests",
        ))
        .load()
        .await
}

/// A client of the bundle's tables.
pub async fn dynamodb(bundle: &Bundle) -> aws_sdk_dynamodb::Client {
    aws_sdk_dynamodb::Client::new(&config(bundle).await)
}

/// A client of the bundle's buckets.
pub async fn s3(bundle: &Bundle) -> aws_sdk_s3::Client {
    let settings = aws_sdk_s3::config::Builder::from(&config(bundle).await)
        .force_path_style(true)
        .build();
    aws_sdk_s3::Client::from_conf(settings)
}

/// A client of the bundle's queues.
pub async fn sqs(bundle: &Bundle) -> aws_sdk_sqs::Client {
    aws_sdk_sqs::Client::new(&config(bundle).await)
}

/// The name of a table of the dev stage, from its short name (`accounts`, `history`, `control`, `keys`).
///
/// # Panics
/// When the bundle has no such table.
#[expect(clippy::expect_used, reason = "a test without its table can only fail")]
pub async fn table(bundle: &Bundle, short_name: &str) -> String {
    let tables = dynamodb(bundle)
        .await
        .list_tables()
        .send()
        .await
        .expect("the bundle lists its tables");
    tables
        .table_names()
        .iter()
        .find(|name| name.to_lowercase().contains(short_name))
        .cloned()
        .expect("the table exists")
}

/// A text attribute.
#[must_use]
pub fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

/// The keys of all objects of the media bucket under a prefix.
///
/// # Panics
/// When the bucket cannot be listed.
#[expect(
    clippy::expect_used,
    reason = "a test without its bucket can only fail"
)]
pub async fn object_keys(bundle: &Bundle, prefix: &str) -> Vec<String> {
    let client = s3(bundle).await;
    let mut objects = client
        .list_objects_v2()
        .bucket(media_bucket())
        .prefix(prefix)
        .into_paginator()
        .send();
    let mut keys = Vec::new();
    while let Some(page) = objects.next().await {
        let page = page.expect("the bundle lists its bucket");
        let found = page.contents().iter().filter_map(|object| object.key());
        keys.extend(found.map(str::to_owned));
    }
    keys
}

/// The URL of a queue of the dev stage whose name contains this.
///
/// # Panics
/// When the bundle has no such queue.
#[expect(clippy::expect_used, reason = "a test without its queue can only fail")]
pub async fn queue_url(bundle: &Bundle, part: &str) -> String {
    let queues = sqs(bundle)
        .await
        .list_queues()
        .send()
        .await
        .expect("the bundle lists its queues");
    queues
        .queue_urls()
        .iter()
        .find(|url| url.ends_with(part))
        .cloned()
        .expect("the queue exists")
}
