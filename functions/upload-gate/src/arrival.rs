//! What S3 says about objects that arrived.

use nazar::objects::UploadKey;
use serde::Deserialize;
use serde_json::Value;

/// The part of S3's event that the gate acts on
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>). Size and type are
/// not among it: they are read from the object, which may have been replaced since.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Arrivals {
    #[serde(rename = "Records")]
    records: Vec<Arrival>,
}

#[derive(Debug, Deserialize)]
struct Arrival {
    s3: Place,
}

#[derive(Debug, Deserialize)]
struct Place {
    object: Object,
}

#[derive(Debug, Deserialize)]
struct Object {
    key: String,
}

/// Whether an event came straight from S3, not by way of a queue.
pub(crate) fn is_direct(event: &Value) -> bool {
    event
        .pointer("/Records/0/eventSource")
        .and_then(Value::as_str)
        == Some("aws:s3")
}

/// The event in a queue's message. S3 sends a test event when a notification is set up: it has no records.
pub(crate) fn read(body: &str) -> serde_json::Result<Arrivals> {
    let event: Value = serde_json::from_str(body)?;
    if event.get("Event").and_then(Value::as_str) == Some("s3:TestEvent") {
        return Ok(Arrivals::default());
    }
    serde_json::from_value(event)
}

/// The uploads among the objects of an event. What lies elsewhere is none of the gate's business.
pub(crate) fn upload_keys(event: Arrivals) -> Vec<UploadKey> {
    event
        .records
        .into_iter()
        .filter_map(|record| upload_key(&record.s3.object.key))
        .collect()
}

fn upload_key(encoded: &str) -> Option<UploadKey> {
    let key = decode(encoded)?.parse().ok();
    if key.is_none() {
        tracing::warn!("an object arrived whose key is not an upload's");
    }
    key
}

/// Keys in events are encoded as in a form: `+` is a space, `%2B` a plus.
fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hex_digit(rest.next()?)? << 4 | hex_digit(rest.next()?)?,
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex_digit(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const KEY: &str = "uploads/similarity/01ARZ3NDEKTSV4RRFFQ69G5FAV/01BX5ZZKBKACTAV9WEVGEMMVRZ";

    fn event(keys: &[&str]) -> Value {
        let records: Vec<_> = keys
            .iter()
            .map(|key| {
                json!({
                    "eventVersion": "2.1",
                    "eventSource": "aws:s3",
                    "eventName": "ObjectCreated:Post",
                    "s3": {"bucket": {"name": "media"}, "object": {"key": key, "size": 10}},
                })
            })
            .collect();
        json!({ "Records": records })
    }

    #[test]
    fn uploads_are_found_among_what_arrived() {
        let body =
            event(&["images/cat.png", KEY, "uploads/%", &KEY.replace('/', "%2F")]).to_string();
        let keys = upload_keys(read(&body).unwrap());
        assert_eq!(
            keys.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [KEY, KEY]
        );
    }

    #[test]
    fn a_test_event_brings_nothing() {
        let body =
            json!({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "media"}).to_string();
        assert!(upload_keys(read(&body).unwrap()).is_empty());
    }

    #[test]
    fn direct_events_and_batches_are_told_apart() {
        assert!(is_direct(&event(&[KEY])));
        assert!(!is_direct(
            &json!({"Records": [{"eventSource": "aws:sqs", "body": event(&[KEY]).to_string()}]})
        ));
        assert!(!is_direct(&json!({})));
    }

    #[test]
    fn keys_are_decoded_as_forms_are() {
        assert_eq!(decode("a+b%2Bc.jpg").as_deref(), Some("a b+c.jpg"));
        assert_eq!(decode("%D9%82").as_deref(), Some("ق"));
        for broken in ["%", "%1", "%zz", "%ff"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }
}
