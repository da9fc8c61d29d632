//! Objects: what goes in comes out, and what cannot be kept is refused.

use aws_sdk_s3::error::ProvideErrorMetadata as _;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart, Delete, ObjectIdentifier};

use crate::s3_support::{BUCKET, Buckets, client};

#[tokio::test]
async fn an_object_comes_back_with_its_metadata() {
    let buckets = Buckets::start().await;
    let request = buckets
        .client
        .put_object()
        .bucket(BUCKET)
        .key("images/a b+c.png")
        .content_type("image/png");
    let body = ByteStream::from_static(b"pixels");
    let put = request
        .metadata("job", "01ARZ")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(put.e_tag(), Some("\"d399848208da8b80a306af0fd62bb03f\""));
    let got = buckets
        .client
        .get_object()
        .bucket(BUCKET)
        .key("images/a b+c.png")
        .send()
        .await
        .unwrap();
    assert_eq!(got.content_type(), Some("image/png"));
    assert_eq!(got.metadata().unwrap()["job"], "01ARZ");
    assert_eq!(got.e_tag(), put.e_tag());
    assert_eq!(got.body.collect().await.unwrap().to_vec(), b"pixels");
    let head = buckets
        .client
        .head_object()
        .bucket(BUCKET)
        .key("images/a b+c.png")
        .send()
        .await
        .unwrap();
    assert_eq!(head.content_length(), Some(6));
}

#[tokio::test]
async fn a_listing_shows_objects_and_nothing_else() {
    let buckets = Buckets::start().await;
    for key in ["images/1.png", "images/2.png", "uploads/3.png"] {
        buckets.put(key, b"x").await;
    }
    let listed = buckets
        .client
        .list_objects_v2()
        .bucket(BUCKET)
        .send()
        .await
        .unwrap();
    let keys: Vec<_> = listed
        .contents()
        .iter()
        .filter_map(|object| object.key())
        .collect();
    assert_eq!(keys, ["images/1.png", "images/2.png", "uploads/3.png"]);
    let page = buckets
        .client
        .list_objects_v2()
        .bucket(BUCKET)
        .prefix("images/")
        .max_keys(1)
        .send()
        .await
        .unwrap();
    assert_eq!(page.is_truncated(), Some(true));
    assert_eq!(page.contents()[0].key(), Some("images/1.png"));
    let folders = buckets
        .client
        .list_objects_v2()
        .bucket(BUCKET)
        .delimiter("/")
        .send()
        .await
        .unwrap();
    let prefixes: Vec<_> = folders
        .common_prefixes()
        .iter()
        .filter_map(|prefix| prefix.prefix())
        .collect();
    assert_eq!(prefixes, ["images/", "uploads/"]);
    let all = buckets.client.list_buckets().send().await.unwrap();
    assert_eq!(
        all.buckets()
            .iter()
            .filter_map(|bucket| bucket.name())
            .collect::<Vec<_>>(),
        [BUCKET]
    );
}

#[tokio::test]
async fn deleted_objects_are_gone() {
    let buckets = Buckets::start().await;
    for key in ["a", "b", "c"] {
        buckets.put(key, b"x").await;
    }
    buckets
        .client
        .delete_object()
        .bucket(BUCKET)
        .key("a")
        .send()
        .await
        .unwrap();
    let ids = ["b", "missing"].map(|key| ObjectIdentifier::builder().key(key).build().unwrap());
    let delete = Delete::builder()
        .set_objects(Some(ids.to_vec()))
        .build()
        .unwrap();
    buckets
        .client
        .delete_objects()
        .bucket(BUCKET)
        .delete(delete)
        .send()
        .await
        .unwrap();
    assert_eq!(buckets.get("a").await, None);
    assert_eq!(buckets.get("b").await, None);
    assert!(buckets.get("c").await.is_some());
}

#[tokio::test]
async fn missing_buckets_and_keys_are_said_to_be_missing() {
    let buckets = Buckets::start().await;
    let put = buckets
        .client
        .put_object()
        .bucket("other-bucket")
        .key("a")
        .body(ByteStream::from_static(b"x"));
    assert_eq!(put.send().await.unwrap_err().code(), Some("NoSuchBucket"));
    assert!(!buckets.folder.path().join("s3/other-bucket").exists());
    let made = buckets
        .client
        .create_bucket()
        .bucket("other-bucket")
        .send()
        .await
        .unwrap_err();
    assert_eq!(made.code(), Some("AccessDenied"));
    buckets.put("folder/file", b"x").await;
    for key in ["missing", "folder"] {
        let error = buckets
            .client
            .get_object()
            .bucket(BUCKET)
            .key(key)
            .send()
            .await
            .unwrap_err();
        assert!(error.into_service_error().is_no_such_key(), "{key}");
        let error = buckets
            .client
            .head_object()
            .bucket(BUCKET)
            .key(key)
            .send()
            .await
            .unwrap_err();
        assert!(error.into_service_error().is_not_found(), "{key}");
    }
}

#[tokio::test]
async fn keys_that_cannot_be_files_are_refused() {
    let buckets = Buckets::start().await;
    buckets.put("folder/file", b"x").await;
    let put = |key: &str| {
        let body = ByteStream::from_static(b"x");
        buckets
            .client
            .put_object()
            .bucket(BUCKET)
            .key(key)
            .body(body)
            .send()
    };
    for key in ["../out", "a//b", "folder", "folder/file/below"] {
        assert_eq!(
            put(key).await.unwrap_err().code(),
            Some("InvalidArgument"),
            "{key}"
        );
    }
    assert_eq!(
        put(&"k".repeat(300)).await.unwrap_err().code(),
        Some("KeyTooLongError")
    );
    let source = format!("{BUCKET}/../../secret");
    let copy = buckets
        .client
        .copy_object()
        .bucket(BUCKET)
        .key("copy")
        .copy_source(source)
        .send()
        .await;
    assert!(copy.is_err());
    assert_eq!(buckets.get("folder/file").await.unwrap(), b"x");
}

#[tokio::test]
async fn strangers_are_refused() {
    let buckets = Buckets::start().await;
    buckets.put("a", b"x").await;
    let stranger = client(&buckets.base, "stranger");
    let error = stranger
        .get_object()
        .bucket(BUCKET)
        .key("a")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("InvalidAccessKeyId"));
    let unsigned = reqwest::get(format!("{}/{BUCKET}/a", buckets.base))
        .await
        .unwrap();
    assert_eq!(unsigned.status(), 403);
}

#[tokio::test]
async fn a_wrong_checksum_leaves_no_object() {
    let buckets = Buckets::start().await;
    let request = buckets
        .client
        .put_object()
        .bucket(BUCKET)
        .key("a")
        .body(ByteStream::from_static(b"x"));
    let error = request
        .content_md5("AAAAAAAAAAAAAAAAAAAAAA==")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("BadDigest"));
    assert_eq!(buckets.get("a").await, None);
}

#[tokio::test]
async fn parts_become_one_object() {
    const PART_BYTES: usize = 5 * 1024 * 1024;
    let buckets = Buckets::start().await;
    let client = &buckets.client;
    let upload = client
        .create_multipart_upload()
        .bucket(BUCKET)
        .key("big")
        .send()
        .await
        .unwrap();
    let id = upload.upload_id().unwrap();
    let mut parts = Vec::new();
    for (number, part) in [(1, vec![b'a'; PART_BYTES]), (2, b"end".to_vec())] {
        let request = client
            .upload_part()
            .bucket(BUCKET)
            .key("big")
            .upload_id(id)
            .part_number(number);
        let sent = request.body(ByteStream::from(part)).send().await.unwrap();
        parts.push(
            CompletedPart::builder()
                .part_number(number)
                .set_e_tag(sent.e_tag)
                .build(),
        );
    }
    let finished = CompletedMultipartUpload::builder()
        .set_parts(Some(parts))
        .build();
    let request = client
        .complete_multipart_upload()
        .bucket(BUCKET)
        .key("big")
        .upload_id(id);
    let done = request.multipart_upload(finished).send().await.unwrap();
    assert!(done.e_tag().unwrap().ends_with("-2\""));
    let content = buckets.get("big").await.unwrap();
    assert_eq!(content.len(), PART_BYTES + 3);
    assert!(content.ends_with(b"aend"));
}
