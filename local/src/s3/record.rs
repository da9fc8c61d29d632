//! The JSON that S3 sends (S3 user guide, "Event message structure", version 2.1).

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use serde_json::{Value, json};
use ulid::Ulid;

use super::notification::Creation;
use crate::template::names::{ACCOUNT, REGION, bucket_arn};

/// What a record tells.
#[derive(Debug, Clone)]
pub(super) struct Created<'a> {
    pub(super) bucket: &'a str,
    pub(super) key: &'a str,
    /// Bytes.
    pub(super) size: u64,
    /// Without quotes.
    pub(super) etag: &'a str,
    pub(super) creation: Creation,
    /// Address of the client.
    pub(super) source_ip: &'a str,
    /// Milliseconds since the epoch.
    pub(super) at_ms: u64,
}

/// The event for one created object.
pub(super) fn event(created: &Created<'_>, sequencer: &str) -> Value {
    json!({ "Records": [{
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "awsRegion": REGION,
        "eventTime": rfc3339(created.at_ms),
        "eventName": created.creation.event_name(),
        "userIdentity": { "principalId": format!("AWS:{ACCOUNT}") },
        "requestParameters": { "sourceIPAddress": created.source_ip },
        "responseElements": request_ids(),
        "s3": {
            "s3SchemaVersion": "1.0",
            "configurationId": "nazar",
            "bucket": {
                "name": created.bucket,
                "ownerIdentity": { "principalId": ACCOUNT },
                "arn": bucket_arn(created.bucket),
            },
            "object": {
                "key": encode_key(created.key),
                "size": created.size,
                "eTag": created.etag,
                "sequencer": sequencer,
            },
        },
    }]})
}

/// What S3 sends to a queue once, when a notification is set up.
pub(super) fn test_event(bucket: &str, at_ms: u64) -> Value {
    json!({
        "Service": "Amazon S3",
        "Event": "s3:TestEvent",
        "Time": rfc3339(at_ms),
        "Bucket": bucket,
        "RequestId": Ulid::generate().to_string(),
        "HostId": Ulid::generate().to_string(),
    })
}

/// Numbers that only grow, also over a restart, in the hexadecimal form of AWS. They order the events of one key.
#[derive(Debug, Default)]
pub(super) struct Sequencer(AtomicU64);

impl Sequencer {
    pub(super) fn next(&self, at_ms: u64) -> String {
        // A thousand numbers a millisecond; a burst runs ahead of the clock and stays ordered.
        let from_clock = at_ms.saturating_mul(1_000);
        let next = |last: u64| Some(from_clock.max(last.saturating_add(1)));
        let last = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, next)
            .unwrap_or_else(|last| last);
        format!("{:018X}", from_clock.max(last.saturating_add(1)))
    }
}

/// A key as events carry it: form encoding (`a+b%2Bc.jpg`) with slashes left as they are.
fn encode_key(key: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(key.as_bytes()).collect();
    encoded.replace("%2F", "/")
}

fn request_ids() -> Value {
    json!({
        "x-amz-request-id": Ulid::generate().to_string(),
        "x-amz-id-2": Ulid::generate().to_string(),
    })
}

fn rfc3339(at_ms: u64) -> String {
    let moment = i64::try_from(at_ms)
        .ok()
        .and_then(|ms| Timestamp::from_millisecond(ms).ok())
        .unwrap_or_default();
    format!("{moment:.3}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_are_encoded_as_aws_does() {
        assert_eq!(encode_key("uploads/a b+c.jpg"), "uploads/a+b%2Bc.jpg");
        assert_eq!(encode_key("uploads/ў.png"), "uploads/%D1%9E.png");
    }

    #[test]
    fn times_have_milliseconds_and_a_z() {
        assert_eq!(rfc3339(1_800_000_000_007), "2027-01-15T08:00:00.007Z");
        assert_eq!(rfc3339(1_800_000_000_000), "2027-01-15T08:00:00.000Z");
    }

    proptest! {
        #[test]
        fn an_encoded_key_reads_back(key in "[ -~ўқғҳ/]{1,40}") {
            let encoded = format!("k={}", encode_key(&key));
            let (_, decoded) = url::form_urlencoded::parse(encoded.as_bytes()).next().unwrap();
            prop_assert_eq!(decoded, key);
        }

        #[test]
        fn sequencers_grow_even_when_the_clock_does_not(times in prop::collection::vec(0_u64..5, 2..50)) {
            let sequencer = Sequencer::default();
            let numbers: Vec<_> = times.iter().map(|at| sequencer.next(*at)).collect();
            prop_assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
