//! Versions: the local store keeps none, and lists each object as its only one.

use aws_sdk_s3::types::{Delete, ObjectIdentifier};

use crate::s3_support::{BUCKET, Buckets};

#[tokio::test]
async fn versions_are_listed_page_by_page_and_removed_by_their_ids() {
    let buckets = Buckets::start().await;
    let keys = ["images/a/1.png", "images/a/2.png", "images/a/3.png"];
    for key in keys.iter().chain(&["images/b/1.png"]) {
        buckets.put(key, b"x").await;
    }
    let list = || {
        let call = buckets.client.list_object_versions().bucket(BUCKET);
        call.prefix("images/a/").max_keys(2)
    };
    let first = list().send().await.unwrap();
    assert_eq!(first.is_truncated(), Some(true));
    let second = list()
        .set_key_marker(first.next_key_marker.clone())
        .set_version_id_marker(first.next_version_id_marker.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(second.is_truncated(), Some(false));
    let found: Vec<_> = first.versions().iter().chain(second.versions()).collect();
    let names: Vec<_> = found.iter().filter_map(|version| version.key()).collect();
    assert_eq!(names, keys);
    assert!(
        found
            .iter()
            .all(|version| version.is_latest() == Some(true))
    );

    let identifiers = found.iter().map(|version| {
        let identifier = ObjectIdentifier::builder().set_key(version.key.clone());
        identifier
            .set_version_id(version.version_id.clone())
            .build()
            .unwrap()
    });
    let delete = Delete::builder()
        .set_objects(Some(identifiers.collect()))
        .build()
        .unwrap();
    let call = buckets.client.delete_objects().bucket(BUCKET);
    call.delete(delete).send().await.unwrap();
    assert!(list().send().await.unwrap().versions().is_empty());
    assert!(buckets.get("images/b/1.png").await.is_some());
}
