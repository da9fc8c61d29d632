//! Versions of objects, as a bucket lists them that keeps none: each object is its own only version, called `null`.

use s3s::dto::{
    ListObjectVersionsInput, ListObjectVersionsOutput, ListObjectsV2Input, ListObjectsV2Output,
    Object, ObjectVersion,
};

/// The name of the version of an object that was stored without versioning.
const ONLY: &str = "null";

/// The listing of objects that shows what a listing of versions asks for.
pub(super) fn listing(input: ListObjectVersionsInput) -> ListObjectsV2Input {
    ListObjectsV2Input {
        bucket: input.bucket,
        delimiter: input.delimiter,
        encoding_type: input.encoding_type,
        max_keys: input.max_keys,
        prefix: input.prefix,
        start_after: input.key_marker,
        ..ListObjectsV2Input::default()
    }
}

/// The same as versions.
pub(super) fn versions(listed: ListObjectsV2Output) -> ListObjectVersionsOutput {
    let objects = listed.contents.unwrap_or_default();
    let last = objects.last().and_then(|object| object.key.clone());
    let more = listed.is_truncated == Some(true);
    ListObjectVersionsOutput {
        is_truncated: listed.is_truncated,
        max_keys: listed.max_keys,
        name: listed.name,
        next_key_marker: last.filter(|_| more),
        next_version_id_marker: more.then(|| ONLY.to_owned()),
        prefix: listed.prefix,
        versions: Some(objects.into_iter().map(only_version).collect()),
        ..ListObjectVersionsOutput::default()
    }
}

fn only_version(object: Object) -> ObjectVersion {
    ObjectVersion {
        e_tag: object.e_tag,
        is_latest: Some(true),
        key: object.key,
        last_modified: object.last_modified,
        size: object.size,
        version_id: Some(ONLY.to_owned()),
        ..ObjectVersion::default()
    }
}
