//! Browser uploads by form: the policy is what the server keeps to.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::s3_support::{BUCKET, Buckets};

/// The key that the form allows.
pub(crate) const KEY: &str = "uploads/prediction/01ARZ3NDEK/01ARZ3NDEL";

/// A signed form as `nazar::objects` makes it: exact key and type, a range of sizes.
pub(crate) struct Signed {
    fields: BTreeMap<String, String>,
}

impl Signed {
    /// A form that ends after `lifetime`.
    pub(crate) fn lasting(lifetime: SignedDuration) -> Self {
        let now = Timestamp::now();
        let date = now.strftime("%Y%m%d").to_string();
        let credential = format!("test/{date}/eu-central-1/s3/aws4_request");
        let mut fields = BTreeMap::from([
            ("key".to_owned(), KEY.to_owned()),
            ("Content-Type".to_owned(), "image/png".to_owned()),
            ("x-amz-algorithm".to_owned(), "AWS4-HMAC-SHA256".to_owned()),
            ("x-amz-credential".to_owned(), credential),
            (
                "x-amz-date".to_owned(),
                now.strftime("%Y%m%dT%H%M%SZ").to_string(),
            ),
        ]);
        let mut conditions: Vec<Value> = fields
            .iter()
            .map(|(name, value)| json!({ name: value }))
            .collect();
        conditions.push(json!({ "bucket": BUCKET }));
        conditions.push(json!(["content-length-range", 100, 1_000]));
        let expiration = (now + lifetime)
            .strftime("%Y-%m-%dT%H:%M:%S.000Z")
            .to_string();
        let policy = STANDARD
            .encode(json!({ "expiration": expiration, "conditions": conditions }).to_string());
        fields.insert("x-amz-signature".to_owned(), sign(&date, &policy));
        fields.insert("policy".to_owned(), policy);
        Self { fields }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Sends it with a file of that many bytes; status and text of the answer.
    pub(crate) async fn post(self, buckets: &Buckets, size: usize) -> (u16, String) {
        let form = self
            .fields
            .into_iter()
            .fold(Form::new(), |form, (name, value)| form.text(name, value));
        let file = Part::bytes(vec![b'x'; size]).file_name("drawing.png");
        let request = reqwest::Client::new().post(format!("{}/{BUCKET}", buckets.base));
        let answer = request
            .multipart(form.part("file", file))
            .send()
            .await
            .unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }
}

fn sign(date: &str, policy: &str) -> String {
    let steps = [date, "eu-central-1", "s3", "aws4_request", policy];
    let signature = steps.iter().fold(b"AWS4test".to_vec(), |key, step| {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(step.as_bytes());
        mac.finalize().into_bytes().to_vec()
    });
    hex::encode(signature)
}

fn five_minutes() -> SignedDuration {
    SignedDuration::from_mins(5)
}

#[tokio::test]
async fn a_form_within_its_policy_is_taken() {
    let buckets = Buckets::start().await;
    let (status, _) = Signed::lasting(five_minutes()).post(&buckets, 500).await;
    assert_eq!(status, 204);
    assert_eq!(buckets.get(KEY).await.unwrap().len(), 500);
    let head = buckets
        .client
        .head_object()
        .bucket(BUCKET)
        .key(KEY)
        .send()
        .await
        .unwrap();
    assert_eq!(head.content_type(), Some("image/png"));
}

#[tokio::test]
async fn a_file_outside_the_range_is_refused() {
    let buckets = Buckets::start().await;
    let (status, text) = Signed::lasting(five_minutes()).post(&buckets, 1_001).await;
    assert_eq!(status, 400);
    assert!(text.contains("EntityTooLarge"), "{text}");
    let (status, text) = Signed::lasting(five_minutes()).post(&buckets, 99).await;
    assert_eq!(status, 400);
    assert!(text.contains("EntityTooSmall"), "{text}");
    assert_eq!(buckets.get(KEY).await, None);
}

#[tokio::test]
async fn changed_fields_are_denied() {
    let buckets = Buckets::start().await;
    let other_key = "uploads/prediction/somebody-else/01ARZ3NDEL";
    for (name, value) in [
        ("key", other_key),
        ("Content-Type", "text/html"),
        ("x-amz-meta-extra", "1"),
    ] {
        let (status, text) = Signed::lasting(five_minutes())
            .with(name, value)
            .post(&buckets, 500)
            .await;
        assert_eq!(status, 403, "{name}: {text}");
        assert!(text.contains("AccessDenied"), "{name}: {text}");
    }
    assert_eq!(buckets.get(other_key).await, None);
}

#[tokio::test]
async fn a_changed_policy_or_signature_does_not_match() {
    let buckets = Buckets::start().await;
    let policy = STANDARD
        .decode(&Signed::lasting(five_minutes()).fields["policy"])
        .unwrap();
    let generous = String::from_utf8(policy).unwrap().replace("1000", "9000");
    let generous = STANDARD.encode(generous);
    for (name, value) in [("policy", generous), ("x-amz-signature", "0".repeat(64))] {
        let (status, text) = Signed::lasting(five_minutes())
            .with(name, &value)
            .post(&buckets, 500)
            .await;
        assert_eq!(status, 403, "{name}: {text}");
        assert!(text.contains("SignatureDoesNotMatch"), "{name}: {text}");
    }
}

#[tokio::test]
async fn a_policy_that_cannot_be_read_is_a_bad_request() {
    let buckets = Buckets::start().await;
    let form = Signed::lasting(five_minutes()).with("policy", &STANDARD.encode("not json"));
    let (status, text) = form.post(&buckets, 500).await;
    assert_eq!(status, 400, "{text}");
    assert!(text.contains("InvalidPolicyDocument"), "{text}");
}

#[tokio::test]
async fn an_expired_form_is_denied() {
    let buckets = Buckets::start().await;
    let (status, text) = Signed::lasting(-five_minutes()).post(&buckets, 500).await;
    assert_eq!(status, 403);
    assert!(text.contains("AccessDenied"), "{text}");
}

#[tokio::test]
async fn a_form_without_a_signature_is_denied() {
    let buckets = Buckets::start().await;
    let mut form = Signed::lasting(five_minutes());
    form.fields
        .retain(|name, _| !name.starts_with("x-amz-") && name != "policy");
    let (status, _) = form.post(&buckets, 500).await;
    assert_eq!(status, 403);
    assert_eq!(buckets.get(KEY).await, None);
}
