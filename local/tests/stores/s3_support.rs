//! A bucket server in a temporary folder, and an SDK client for it.

use aws_sdk_s3::primitives::ByteStream;
use indexmap::IndexMap;
use nazar_local::clock::Clock;
use nazar_local::s3::{AccessKey, S3Server};
use nazar_local::sources::outbox::{Destination, Outbox};
use nazar_local::template::model::{Bucket, CorsRule, Notification, Queue, Stack, Target};
use nazar_local::template::names::REGION;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{START_MS, credentials, serve};

/// The bucket of the tests.
pub(crate) const BUCKET: &str = "nazar-dev-media";

/// Buckets over a folder that ends with the test.
pub(crate) struct Buckets {
    pub(crate) folder: TempDir,
    pub(crate) base: String,
    pub(crate) client: aws_sdk_s3::Client,
    pub(crate) outbox: Outbox,
}

impl Buckets {
    /// The template of [`stack`], served.
    pub(crate) async fn start() -> Self {
        Self::over(&stack(Vec::new())).await
    }

    /// The given template, served.
    pub(crate) async fn over(stack: &Stack) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let outbox = Outbox::in_memory().unwrap();
        let base = serve_buckets(&folder, stack, &outbox).await;
        Self {
            client: client(&base, "test"),
            folder,
            base,
            outbox,
        }
    }

    /// Puts an object.
    pub(crate) async fn put(&self, key: &str, content: &[u8]) {
        let body = ByteStream::from(content.to_vec());
        self.client
            .put_object()
            .bucket(BUCKET)
            .key(key)
            .body(body)
            .send()
            .await
            .unwrap();
    }

    /// Content of an object, if it is there.
    pub(crate) async fn get(&self, key: &str) -> Option<Vec<u8>> {
        let object = self
            .client
            .get_object()
            .bucket(BUCKET)
            .key(key)
            .send()
            .await
            .ok()?;
        Some(object.body.collect().await.unwrap().to_vec())
    }

    /// What was promised to a destination, oldest first.
    pub(crate) fn promised(&self, destination: &Destination) -> Vec<Value> {
        let due = self.outbox.due(u64::MAX / 2, 100, &[]).unwrap();
        let own = due
            .into_iter()
            .filter(|due| due.delivery.destination == *destination);
        own.map(|due| serde_json::from_str(&due.delivery.payload).unwrap())
            .collect()
    }
}

/// Serves a template's buckets over `folder` and gives the address.
pub(crate) async fn serve_buckets(folder: &TempDir, stack: &Stack, outbox: &Outbox) -> String {
    let key = AccessKey {
        id: "test".to_owned(),
        secret: "test".to_owned(),
    };
    let clock = Clock::manual(START_MS);
    let server =
        S3Server::open(&folder.path().join("s3"), key, stack, outbox.clone(), clock).unwrap();
    serve(move |request| {
        let server = server.clone();
        async move { server.handle(request).await }
    })
    .await
}

/// A client with the access key `id`.
pub(crate) fn client(base: &str, id: &str) -> aws_sdk_s3::Client {
    let key = aws_credential_types::Credentials::new(id, "test", None, None, "tests");
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(aws_sdk_s3::config::BehaviorVersion::latest())
        .region(aws_sdk_s3::config::Region::new(REGION))
        .credentials_provider(if id == "test" { credentials() } else { key })
        .endpoint_url(base)
        .build();
    aws_sdk_s3::Client::from_conf(config)
}

/// One bucket with a CORS rule, one queue, and the given notifications.
pub(crate) fn stack(notifications: Vec<Notification>) -> Stack {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let cors = CorsRule {
        allowed_origins: owned(&["https://app.test"]),
        allowed_methods: owned(&["GET", "POST"]),
        allowed_headers: owned(&["*"]),
        exposed_headers: owned(&["ETag"]),
        max_age: Some(600),
    };
    let bucket = Bucket {
        id: "MediaBucket".to_owned(),
        name: BUCKET.to_owned(),
        cors: vec![cors],
    };
    let queue = Queue {
        id: "UploadQueue".to_owned(),
        name: "uploads".to_owned(),
        visibility_timeout: std::time::Duration::from_secs(30),
        delay: std::time::Duration::ZERO,
        retention: std::time::Duration::from_secs(345_600),
        receive_wait: std::time::Duration::ZERO,
        max_message_bytes: 1024 * 1024,
        redrive: None,
    };
    Stack {
        buckets: IndexMap::from([("MediaBucket".to_owned(), bucket)]),
        queues: IndexMap::from([("UploadQueue".to_owned(), queue)]),
        notifications,
        ..Stack::default()
    }
}

/// A rule for new objects under `prefix`.
pub(crate) fn notify(prefix: &str, target: Target) -> Notification {
    Notification {
        bucket: "MediaBucket".to_owned(),
        events: vec!["s3:ObjectCreated:*".to_owned()],
        prefix: prefix.to_owned(),
        suffix: String::new(),
        target,
    }
}
