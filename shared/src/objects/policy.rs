//! Signature of a browser upload: AWS Signature Version 4 over a POST policy.
//!
//! The SDK signs requests but not POST policies, so this is ours, after
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html> and
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html>.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use sha2::Sha256;

/// The one algorithm that is offered.
const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// Who signs, and for which region.
pub(super) struct Signer<'a> {
    pub(super) access_key: &'a str,
    pub(super) secret_key: &'a str,
    /// Present with the temporary credentials of a Lambda role.
    pub(super) session_token: Option<&'a str>,
    pub(super) region: &'a str,
}

/// What the form may carry: every field is fixed, only the length has room.
pub(super) struct Policy<'a> {
    pub(super) bucket: &'a str,
    pub(super) key: &'a str,
    pub(super) content_type: &'a str,
    /// Fewest and most bytes of the file.
    pub(super) length: (u64, u64),
    pub(super) expires_at: Timestamp,
}

impl Signer<'_> {
    /// The form's fields in the order in which they have to be sent, before the `file` field.
    pub(super) fn sign(&self, policy: &Policy<'_>, now: Timestamp) -> Vec<(String, String)> {
        let day = now.strftime("%Y%m%d").to_string();
        let fields = self.fixed_fields(policy, now, &day);
        let document = STANDARD.encode(document(policy, &fields).to_string());
        let signature = self.signature(&document, &day);
        let mut signed = fields;
        signed.push(("policy".to_owned(), document));
        signed.push(("x-amz-signature".to_owned(), signature));
        signed
    }

    fn fixed_fields(
        &self,
        policy: &Policy<'_>,
        now: Timestamp,
        day: &str,
    ) -> Vec<(String, String)> {
        let scope = format!("{}/{day}/{}/s3/aws4_request", self.access_key, self.region);
        let mut fields = vec![
            ("key", policy.key.to_owned()),
            ("Content-Type", policy.content_type.to_owned()),
            // 204 is the default; 201 carries a document, which some clients need to tell success.
            ("success_action_status", "201".to_owned()),
            ("x-amz-algorithm", ALGORITHM.to_owned()),
            ("x-amz-credential", scope),
            ("x-amz-date", now.strftime("%Y%m%dT%H%M%SZ").to_string()),
        ];
        if let Some(token) = self.session_token {
            fields.push(("x-amz-security-token", token.to_owned()));
        }
        fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    /// Derives the day's key and signs the encoded policy.
    fn signature(&self, document: &str, day: &str) -> String {
        let secret = format!("AWS4{}", self.secret_key);
        let of_day = hmac(secret.as_bytes(), day);
        let of_region = hmac(&of_day, self.region);
        let of_service = hmac(&of_region, "s3");
        let key = hmac(&of_service, "aws4_request");
        hex::encode(hmac(&key, document))
    }
}

/// The policy document: each field that is sent has to be matched by a condition.
fn document(policy: &Policy<'_>, fields: &[(String, String)]) -> Value {
    let mut conditions = vec![json!({ "bucket": policy.bucket })];
    for (name, value) in fields {
        let mut exact = Map::new();
        exact.insert(name.clone(), Value::String(value.clone()));
        conditions.push(Value::Object(exact));
    }
    let (fewest, most) = policy.length;
    conditions.push(json!(["content-length-range", fewest, most]));
    json!({
        "expiration": policy.expires_at.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string(),
        "conditions": conditions,
    })
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any key length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// AWS's own worked example.
    const DOCUMENTED_POLICY: &str = concat!(
        "eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7",
        "ImJ1Y2tldCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91",
        "c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3Qi",
        "OiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwi",
        "fSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRh",
        "LXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVT",
        "MjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNy",
        "ZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9",
        "LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdGUiOiAi",
        "MjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9",
    );

    const SIGNER: Signer<'_> = Signer {
        access_key: "AKIAIOSFODNN7EXAMPLE",
        secret_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        session_token: Some("temporary"),
        region: "us-east-1",
    };

    #[test]
    fn the_documented_example_signs_as_documented() {
        assert_eq!(
            SIGNER.signature(DOCUMENTED_POLICY, "20151229"),
            "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e"
        );
    }

    #[test]
    fn every_field_is_fixed_by_a_condition() {
        let now: Timestamp = "2026-01-02T03:04:05Z".parse().unwrap();
        let policy = Policy {
            bucket: "media",
            key: "uploads/prediction/a/b",
            content_type: "image/png",
            length: (1, 10),
            expires_at: "2026-01-02T03:14:05Z".parse().unwrap(),
        };
        let fields = SIGNER.sign(&policy, now);
        let encoded = &fields.iter().find(|(name, _)| name == "policy").unwrap().1;
        let document: Value = serde_json::from_slice(&STANDARD.decode(encoded).unwrap()).unwrap();
        assert_eq!(document["expiration"], "2026-01-02T03:14:05.000Z");
        let conditions = document["conditions"].as_array().unwrap();
        for (name, value) in fields
            .iter()
            .filter(|(name, _)| name != "policy" && name != "x-amz-signature")
        {
            let fixed = conditions
                .iter()
                .any(|condition| condition[name] == **value);
            assert!(fixed, "{name} is not fixed");
        }
        assert!(conditions.contains(&json!({"bucket": "media"})));
        assert!(conditions.contains(&json!(["content-length-range", 1, 10])));
        assert!(conditions.contains(&json!({"x-amz-security-token": "temporary"})));
    }
}
