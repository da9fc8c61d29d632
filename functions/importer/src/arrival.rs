//! Which files were dropped, as S3 tells it by way of the queue.

use nazar::snapshots::ImportKey;
use serde::Deserialize;

/// The part of S3's event that says where an object is
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html>). The test event that
/// S3 sends when a notification is set up has no records.
#[derive(Debug, Default, Deserialize)]
struct Arrivals {
    #[serde(rename = "Records", default)]
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

/// The files to import among the objects of an event; what lies elsewhere is passed over.
///
/// # Errors
/// When the text is no event of S3's.
pub(crate) fn dropped(body: &str) -> serde_json::Result<Vec<ImportKey>> {
    let arrivals: Arrivals = serde_json::from_str(body)?;
    let keys = arrivals.records.iter().filter_map(|record| {
        let key = &record.s3.object.key;
        let parsed = decoded(key)?.parse().ok();
        if parsed.is_none() {
            tracing::warn!(key, "an object arrived that is no file to import");
        }
        parsed
    });
    Ok(keys.collect())
}

/// Keys in events are encoded as in a form: `+` is a space, `%2B` a plus.
fn decoded(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let pair = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?
            }
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dropped_files_are_found() {
        let record = |key: &str| json!({"eventSource": "aws:s3", "s3": {"object": {"key": key}}});
        let keys = [
            "imports/register/a+b%2B.csv",
            "snapshots/current.json",
            "imports/%zz/a",
        ];
        let body = json!({"Records": keys.map(record)}).to_string();
        let found: Vec<String> = dropped(&body)
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, ["imports/register/a b+.csv"]);

        let test_event = json!({"Event": "s3:TestEvent", "Bucket": "data"}).to_string();
        assert_eq!(dropped(&test_event).unwrap(), []);
        assert!(dropped("nonsense").is_err());
    }
}
