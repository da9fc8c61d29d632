//! Looking for somebody everywhere: in every row of every table, and in the names and contents of every object.

use aws_sdk_dynamodb::types::AttributeValue;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};

use crate::{Bundle, aws};

/// Where any of these texts occurs, plain or inside of something that is kept in base64, such as an answer under an
/// idempotency key.
///
/// # Panics
/// When a store cannot be read.
#[expect(
    clippy::expect_used,
    reason = "a test that cannot look everywhere can only fail"
)]
pub async fn traces(bundle: &Bundle, texts: &[&str]) -> Vec<String> {
    let needles: Vec<String> = texts.iter().flat_map(|text| forms(text)).collect();
    let dynamodb = aws::dynamodb(bundle).await;
    let tables = dynamodb
        .list_tables()
        .send()
        .await
        .expect("the bundle lists its tables");
    let mut found = Vec::new();
    for table in tables.table_names() {
        let mut items = dynamodb
            .scan()
            .table_name(table)
            .consistent_read(true)
            .into_paginator()
            .items()
            .send();
        while let Some(item) = items.next().await {
            let item = item.expect("the bundle reads its tables");
            if contains(format!("{item:?}").as_bytes(), &needles) {
                let key = ["pk", "sk"].map(|name| item.get(name).map(text_of));
                found.push(format!("{table}: {key:?}"));
            }
        }
    }
    let s3 = aws::s3(bundle).await;
    for key in aws::object_keys(bundle, "").await {
        let object = s3.get_object().bucket(aws::media_bucket()).key(&key);
        // Gone since it was listed: not a trace.
        let Ok(object) = object.send().await else {
            continue;
        };
        let read = object.body.collect().await;
        let body = read.expect("the bundle reads its bucket").to_vec();
        if contains(key.as_bytes(), &needles) || contains(&body, &needles) {
            found.push(key);
        }
    }
    found
}

/// The text as it is, in lower case, and as it stands in base64 at each of the three places that a byte can have.
fn forms(text: &str) -> Vec<String> {
    let mut forms = vec![text.to_owned(), text.to_lowercase()];
    for before in 0..3 {
        let padded = [vec![0; before], text.as_bytes().to_vec()].concat();
        let encoded = STANDARD_NO_PAD.encode(padded);
        // The first and the last character may hold bits of what stands around.
        let first = (before * 8).div_ceil(6);
        let last = (before + text.len()) * 8 / 6;
        forms.push(encoded[first..last].to_owned());
    }
    forms
}

fn contains(haystack: &[u8], needles: &[String]) -> bool {
    needles.iter().any(|needle| {
        haystack
            .windows(needle.len())
            .any(|window| window == needle.as_bytes())
    })
}

fn text_of(value: &AttributeValue) -> String {
    value.as_s().cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    #[test]
    fn a_text_is_found_wherever_it_stands_in_base64() {
        for before in ["", "a", "ab", "abc"] {
            let encoded = STANDARD.encode(format!("{before}sunita@example.org and more"));
            assert!(contains(encoded.as_bytes(), &forms("sunita@example.org")));
            assert!(!contains(encoded.as_bytes(), &forms("anora@example.org")));
        }
    }
}
