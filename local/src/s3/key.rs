//! Which object keys can be files.
//!
//! S3 keys are any text up to 1024 bytes. `s3s-fs` keeps the object at a path made of the key and its metadata in one
//! file named by the whole key in base64, so a few keys that AWS takes cannot be kept here. They are refused with a
//! reason, never stored elsewhere.

use s3s::{S3Error, S3Result, s3_error};

/// Longest file name of the usual file systems, in bytes.
const NAME_BYTES: usize = 255;
/// `.bucket-` + `.object-` + `.upload-<uuid>` + `.metadata.json`, around bucket and key in base64.
const METADATA_NAME_BYTES: usize = 8 + 8 + 44 + 14;

/// Refuses a key that cannot be kept.
pub(super) fn check(bucket: &str, key: &str) -> S3Result<()> {
    let unusable = |part: &str| part.is_empty() || part == "." || part == "..";
    if key.contains('\0') || key.split('/').any(unusable) {
        return Err(s3_error!(
            InvalidArgument,
            "Keys with empty, '.' or '..' parts are not supported by the local object store."
        ));
    }
    let metadata_name = METADATA_NAME_BYTES + base64_bytes(bucket) + base64_bytes(key);
    if metadata_name > NAME_BYTES || key.split('/').any(|part| part.len() > NAME_BYTES) {
        return Err(too_long());
    }
    Ok(())
}

fn too_long() -> S3Error {
    s3_error!(
        KeyTooLongError,
        "The key is too long for a file name of the local object store."
    )
}

/// Length of `text` in base64 without padding.
const fn base64_bytes(text: &str) -> usize {
    (text.len() * 4).div_ceil(3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_admitted_key_stays_inside_its_bucket(key in "[a./%]{1,12}") {
            if check("bucket", &key).is_ok() {
                let path = std::path::Path::new(&key);
                let plain = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
                prop_assert!(plain, "{key}");
            }
        }
    }

    #[test]
    fn the_keys_that_the_bundle_uses_fit() {
        let ulid = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        let key = format!("images/{ulid}/similarities/{ulid}/reference.png");
        check("nazar-staging-media-000000000000", &key).unwrap();
    }

    #[test]
    fn ways_out_and_overlong_keys_are_refused() {
        for key in ["../other/x", "a/../../x", "a//b", "/a", "a/", "./a"] {
            assert!(check("bucket", key).is_err(), "{key}");
        }
        assert!(check("bucket", &"k".repeat(200)).is_err());
    }
}
