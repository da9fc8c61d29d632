//! The checksums that SDKs verify.
//!
//! Attributes are hashed in name order, each as length-prefixed name, length-prefixed data type, one byte for the
//! kind of value (1 text, 2 binary) and the length-prefixed value (SQS developer guide, "Calculating the MD5 message
//! digest for message attributes").

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use s3s::crypto::{Checksum as _, Md5};

use super::message::AttributeValue;

const TEXT: u8 = 1;
const BINARY: u8 = 2;

/// MD5 of a body, in hex.
pub(super) fn of_body(body: &str) -> String {
    hex::encode(Md5::checksum(body.as_bytes()))
}

/// MD5 of attributes, in hex; nothing when there are none.
pub(super) fn of_attributes(attributes: &BTreeMap<String, AttributeValue>) -> Option<String> {
    if attributes.is_empty() {
        return None;
    }
    let mut hash = Md5::new();
    for (name, value) in attributes {
        add_part(&mut hash, name.as_bytes());
        add_part(&mut hash, value.data_type.as_bytes());
        match (&value.string_value, &value.binary_value) {
            (Some(text), _) => {
                hash.update(&[TEXT]);
                add_part(&mut hash, text.as_bytes());
            }
            (None, binary) => {
                hash.update(&[BINARY]);
                // Admission has decoded it once already; what cannot be decoded never gets here.
                let bytes = binary
                    .as_ref()
                    .and_then(|text| STANDARD.decode(text).ok())
                    .unwrap_or_default();
                add_part(&mut hash, &bytes);
            }
        }
    }
    Some(hex::encode(hash.finalize()))
}

/// MD5 of the one system attribute there is, in hex.
pub(super) fn of_trace_header(header: Option<&str>) -> Option<String> {
    let value = AttributeValue {
        data_type: "String".to_owned(),
        string_value: Some(header?.to_owned()),
        binary_value: None,
    };
    of_attributes(&BTreeMap::from([("AWSTraceHeader".to_owned(), value)]))
}

fn add_part(hash: &mut Md5, part: &[u8]) {
    let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
    hash.update(&length.to_be_bytes());
    hash.update(part);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(data_type: &str, value: &str) -> AttributeValue {
        AttributeValue {
            data_type: data_type.to_owned(),
            string_value: Some(value.to_owned()),
            binary_value: None,
        }
    }

    #[test]
    fn the_body_is_hashed_as_it_stands() {
        assert_eq!(of_body("hello world"), "5eb63bbbe01eeed093cb22bb8f5acdc3");
    }

    #[test]
    fn no_attributes_have_no_digest() {
        assert_eq!(of_attributes(&BTreeMap::new()), None);
    }

    #[test]
    fn the_digest_depends_on_type_and_kind_of_value() {
        let string = BTreeMap::from([("a".to_owned(), text("String", "1"))]);
        let number = BTreeMap::from([("a".to_owned(), text("Number", "1"))]);
        let binary = BTreeMap::from([(
            "a".to_owned(),
            AttributeValue {
                data_type: "String".to_owned(),
                string_value: None,
                binary_value: Some("MQ==".to_owned()),
            },
        )]);
        assert_ne!(of_attributes(&string), of_attributes(&number));
        assert_ne!(of_attributes(&string), of_attributes(&binary));
    }
}
