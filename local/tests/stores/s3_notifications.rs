//! Who is told about new objects, in what words, and that nobody is forgotten.

use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use jiff::SignedDuration;
use nazar_local::sources::outbox::{Destination, Outbox};
use nazar_local::template::model::Target;

use crate::s3_forms::{KEY, Signed};
use crate::s3_support::{BUCKET, Buckets, client, notify, serve_buckets, stack};

fn queue() -> Destination {
    Destination::Queue("uploads".to_owned())
}

fn function() -> Destination {
    Destination::Function("UploadGateFunction".to_owned())
}

fn to_function(prefix: &str) -> nazar_local::template::model::Stack {
    stack(vec![notify(
        prefix,
        Target::Function("UploadGateFunction".to_owned()),
    )])
}

#[tokio::test]
async fn a_put_is_told_as_aws_tells_it() {
    let buckets = Buckets::over(&to_function("uploads/")).await;
    buckets.put("uploads/a b+c.jpg", b"pixels").await;
    let events = buckets.promised(&function());
    assert_eq!(events.len(), 1);
    let record = &events[0]["Records"][0];
    assert_eq!(record["eventVersion"], "2.1");
    assert_eq!(record["eventSource"], "aws:s3");
    assert_eq!(record["awsRegion"], "eu-central-1");
    assert_eq!(record["eventTime"], "2027-01-15T08:00:00.000Z");
    assert_eq!(record["eventName"], "ObjectCreated:Put");
    assert_eq!(record["requestParameters"]["sourceIPAddress"], "127.0.0.1");
    assert_eq!(record["s3"]["bucket"]["name"], BUCKET);
    assert_eq!(
        record["s3"]["bucket"]["arn"],
        format!("arn:aws:s3:::{BUCKET}")
    );
    let object = &record["s3"]["object"];
    assert_eq!(object["key"], "uploads/a+b%2Bc.jpg");
    assert_eq!(object["size"], 6);
    assert_eq!(object["eTag"], "d399848208da8b80a306af0fd62bb03f");
    assert!(
        object["sequencer"]
            .as_str()
            .unwrap()
            .chars()
            .all(|digit| digit.is_ascii_hexdigit())
    );
}

#[tokio::test]
async fn copies_are_told_and_other_prefixes_are_not() {
    let buckets = Buckets::over(&to_function("uploads/")).await;
    buckets.put("images/a", b"x").await;
    assert!(buckets.promised(&function()).is_empty());
    let copy = buckets
        .client
        .copy_object()
        .bucket(BUCKET)
        .key("uploads/b")
        .copy_source(format!("{BUCKET}/images/a"));
    copy.send().await.unwrap();
    let events = buckets.promised(&function());
    assert_eq!(events[0]["Records"][0]["eventName"], "ObjectCreated:Copy");
}

#[tokio::test]
async fn forms_and_multipart_uploads_are_told_by_their_own_names() {
    let buckets = Buckets::over(&to_function("uploads/")).await;
    let form = Signed::lasting(SignedDuration::from_mins(5));
    assert_eq!(form.post(&buckets, 500).await.0, 204);

    let client = &buckets.client;
    let upload = client
        .create_multipart_upload()
        .bucket(BUCKET)
        .key("uploads/big");
    let upload_id = upload.send().await.unwrap().upload_id.unwrap();
    let part = client
        .upload_part()
        .bucket(BUCKET)
        .key("uploads/big")
        .upload_id(&upload_id);
    let part = part.part_number(1).body(ByteStream::from_static(b"whole"));
    let e_tag = part.send().await.unwrap().e_tag;
    let part = CompletedPart::builder()
        .part_number(1)
        .set_e_tag(e_tag)
        .build();
    let parts = CompletedMultipartUpload::builder().parts(part).build();
    let complete = client
        .complete_multipart_upload()
        .bucket(BUCKET)
        .key("uploads/big");
    complete
        .upload_id(upload_id)
        .multipart_upload(parts)
        .send()
        .await
        .unwrap();

    let events = buckets.promised(&function());
    let records: Vec<_> = events.iter().map(|event| &event["Records"][0]).collect();
    assert_eq!(records[0]["eventName"], "ObjectCreated:Post");
    assert_eq!(records[0]["s3"]["object"]["key"], KEY);
    assert_eq!(records[0]["s3"]["object"]["size"], 500);
    assert_eq!(
        records[1]["eventName"],
        "ObjectCreated:CompleteMultipartUpload"
    );
    assert_eq!(records[1]["s3"]["object"]["size"], 5);
    assert!(
        records[1]["s3"]["object"]["eTag"]
            .as_str()
            .unwrap()
            .ends_with("-1")
    );
}

#[tokio::test]
async fn a_refused_put_is_not_told() {
    let buckets = Buckets::over(&to_function("")).await;
    let request = buckets
        .client
        .put_object()
        .bucket(BUCKET)
        .key("a")
        .body(ByteStream::from_static(b"x"));
    request
        .content_md5("AAAAAAAAAAAAAAAAAAAAAA==")
        .send()
        .await
        .unwrap_err();
    assert!(buckets.promised(&function()).is_empty());
}

#[tokio::test]
async fn a_queue_gets_the_test_event_once_and_a_function_never() {
    let rules = vec![
        notify("uploads/", Target::Queue("UploadQueue".to_owned())),
        notify("images/", Target::Function("UploadGateFunction".to_owned())),
    ];
    let stack = stack(rules);
    let buckets = Buckets::over(&stack).await;
    serve_buckets(&buckets.folder, &stack, &buckets.outbox).await;
    let events = buckets.promised(&queue());
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["Event"], "s3:TestEvent");
    assert_eq!(events[0]["Bucket"], BUCKET);
    assert!(buckets.promised(&function()).is_empty());
}

#[tokio::test]
async fn what_an_answered_put_promised_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("outbox.sqlite");
    let outbox = Outbox::open(&path).unwrap();
    let base = serve_buckets(&folder, &to_function(""), &outbox).await;
    let put = client(&base, "test")
        .put_object()
        .bucket(BUCKET)
        .key("a")
        .body(ByteStream::from_static(b"x"));
    put.send().await.unwrap();
    std::mem::forget(outbox);
    let due = Outbox::open(&path).unwrap().due(0, 10, &[]).unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].delivery.destination, function());
}
