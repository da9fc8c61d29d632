//! The bucket: private, encrypted, cleaned up, reached by TLS alone, and heard by the gate.

use serde_json::{Value, json};

use crate::{
    mutation::{assert_clean, assert_reports},
    template::{Template, list, target},
};

/// Where things from outside arrive in a bucket, who hears of them, and how long they stay.
struct Door {
    bucket: &'static str,
    prefix: &'static str,
    queue: &'static str,
    days: u64,
}

const DOORS: [Door; 2] = [
    Door {
        bucket: "MediaBucket",
        prefix: "uploads/",
        queue: "UploadQueue",
        days: 1,
    },
    Door {
        bucket: "DataBucket",
        prefix: "imports/",
        queue: "ImportQueue",
        days: 30,
    },
];

fn findings(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    for (id, bucket) in template.resources("AWS::S3::Bucket") {
        let properties = &bucket["Properties"];
        found.extend(privacy(id, properties));
        let Some(door) = DOORS.iter().find(|door| door.bucket == id) else {
            found.push(format!("{id}: no one knows what arrives there"));
            continue;
        };
        found.extend(clean_up(door, properties));
        if !tls_only(template, id) {
            found.push(format!("{id}: can be reached without TLS"));
        }
        found.extend(notification(template, door, bucket));
    }
    found
}

fn privacy(id: &str, properties: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for block in [
        "BlockPublicAcls",
        "BlockPublicPolicy",
        "IgnorePublicAcls",
        "RestrictPublicBuckets",
    ] {
        if properties["PublicAccessBlockConfiguration"][block] != true {
            found.push(format!("{id}: {block} is off"));
        }
    }
    let encryption = &properties["BucketEncryption"]["ServerSideEncryptionConfiguration"][0];
    if encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"].is_null() {
        found.push(format!("{id}: not encrypted"));
    }
    found
}

fn clean_up(door: &Door, properties: &Value) -> Vec<String> {
    let rules = list(&properties["LifecycleConfiguration"]["Rules"]);
    let enabled = |wanted: &dyn Fn(&Value) -> bool| {
        rules
            .iter()
            .any(|rule| rule["Status"] == "Enabled" && wanted(rule))
    };
    let mut found = Vec::new();
    let id = door.bucket;
    if !enabled(&|rule| rule["Prefix"] == door.prefix && rule["ExpirationInDays"] == door.days) {
        found.push(format!(
            "{id}: {} stay longer than they should",
            door.prefix
        ));
    }
    if !enabled(&|rule| {
        rule["AbortIncompleteMultipartUpload"].is_object() && rule["Prefix"].is_null()
    }) {
        found.push(format!("{id}: unfinished parts stay"));
    }
    if !enabled(&|rule| rule["NoncurrentVersionExpiration"].is_object() && rule["Prefix"].is_null())
    {
        found.push(format!("{id}: old versions stay"));
    }
    found
}

fn tls_only(template: &Template, bucket: &str) -> bool {
    let policies = template.resources("AWS::S3::BucketPolicy");
    policies.iter().any(|(_, policy)| {
        let properties = &policy["Properties"];
        let statements = list(&properties["PolicyDocument"]["Statement"]);
        target(&properties["Bucket"]) == Some(bucket)
            && statements.iter().any(|statement| {
                statement["Effect"] == "Deny"
                    && statement["Principal"] == "*"
                    && statement["Action"] == "s3:*"
                    && list(&statement["Resource"]).len() == 2
                    && statement["Condition"] == json!({"Bool": {"aws:SecureTransport": "false"}})
            })
    })
}

/// S3 tries the queue when the notification is set up, so the queue's policy must be there before the bucket, and
/// must let in this bucket alone.
fn notification(template: &Template, door: &Door, bucket: &Value) -> Vec<String> {
    let (id, prefix, queue) = (door.bucket, door.prefix, door.queue);
    let rule = &bucket["Properties"]["NotificationConfiguration"]["QueueConfigurations"][0];
    let mut found = Vec::new();
    if rule["Event"] != "s3:ObjectCreated:*"
        || target(&rule["Queue"]) != Some(queue)
        || rule["Filter"]["S3Key"]["Rules"] != json!([{"Name": "prefix", "Value": prefix}])
    {
        found.push(format!(
            "{id}: arrivals under {prefix} do not reach {queue}"
        ));
    }
    let Some(policy) = bucket["DependsOn"].as_str() else {
        found.push(format!("{id}: made before the queue lets it in"));
        return found;
    };
    let properties = &template.resource(policy)["Properties"];
    let statement = &properties["PolicyDocument"]["Statement"][0];
    let Some(name) = bucket["Properties"]["BucketName"]["Fn::Sub"].as_str() else {
        found.push(format!("{id}: its name is not known before it is made"));
        return found;
    };
    let condition = json!({
        "ArnEquals": {"aws:SourceArn": {"Fn::Sub": format!("arn:${{AWS::Partition}}:s3:::{name}")}},
        "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
    });
    if list(&properties["Queues"])
        .iter()
        .all(|named| target(named) != Some(queue))
        || statement["Principal"] != json!({"Service": "s3.amazonaws.com"})
        || statement["Action"] != "sqs:SendMessage"
        || statement["Condition"] != condition
    {
        found.push(format!("{policy}: does not let in {id} alone"));
    }
    found
}

#[test]
fn pictures_are_kept_private_and_heard_of() {
    assert_clean(findings);
}

#[test]
fn an_open_or_deaf_bucket_is_reported() {
    let bucket = "MediaBucket/Properties";
    let rules = format!("{bucket}/LifecycleConfiguration/Rules");
    let queue = format!("{bucket}/NotificationConfiguration/QueueConfigurations/0");
    let policy = "UploadQueuePolicy/Properties/PolicyDocument/Statement/0";
    let tls = "MediaBucketPolicy/Properties/PolicyDocument/Statement/0";
    let cases: [(String, Value, &str); 12] = [
        (
            format!("{bucket}/PublicAccessBlockConfiguration/BlockPublicPolicy"),
            json!(false),
            "is off",
        ),
        (
            format!("{bucket}/BucketEncryption"),
            json!({}),
            "not encrypted",
        ),
        (
            format!("{rules}/0/ExpirationInDays"),
            json!(30),
            "longer than they should",
        ),
        (
            format!("{rules}/5/Status"),
            json!("Disabled"),
            "unfinished parts",
        ),
        (
            format!("{rules}/3/NoncurrentVersionExpiration"),
            json!(null),
            "old versions",
        ),
        (format!("{tls}/Effect"), json!("Allow"), "without TLS"),
        (
            format!("{tls}/Condition/Bool/aws:SecureTransport"),
            json!("true"),
            "without TLS",
        ),
        (
            format!("{queue}/Filter/S3Key/Rules/0/Value"),
            json!("upload/"),
            "do not reach",
        ),
        (
            format!("{queue}/Event"),
            json!("s3:ObjectCreated:Put"),
            "do not reach",
        ),
        (
            "MediaBucket/DependsOn".to_owned(),
            json!(null),
            "before the queue",
        ),
        (
            format!("{policy}/Condition/ArnEquals"),
            json!({}),
            "does not let in",
        ),
        (format!("{bucket}/BucketName"), json!("media"), "not known"),
    ];
    for (pointer, value, part) in cases {
        assert_reports(findings, &format!("/Resources/{pointer}"), value, part);
    }
}
