//! Tests of whole templates.

use std::time::Duration;

use indexmap::IndexMap;

use super::super::model::{Notification, Redrive, Target};
use super::*;

const TEMPLATE: &str = r"
Parameters:
  Stage: {Type: String, Default: dev}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Globals:
  Function:
    Timeout: 5
    Environment: {Variables: {STAGE: !Ref Stage}}
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      CorsConfiguration: {AllowOrigins: ['*'], AllowMethods: [GET, POST], MaxAge: 600}
  Work:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
  Dead: {Type: AWS::SQS::Queue}
  OnlyProd: {Type: AWS::SQS::Queue, Condition: IsProd}
  Media:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub 'media-${Stage}'
      NotificationConfiguration:
        QueueConfigurations:
          - Event: s3:ObjectCreated:*
            Queue: !GetAtt Work.Arn
            Filter: {S3Key: {Rules: [{Name: prefix, Value: uploads/}]}}
  Items:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: pk, AttributeType: S}, {AttributeName: sk, AttributeType: S}]
      KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: sk, KeyType: RANGE}]
      TimeToLiveSpecification: {AttributeName: expires_at, Enabled: true}
      GlobalSecondaryIndexes:
        - IndexName: by_sk
          KeySchema: [{AttributeName: sk, KeyType: HASH}]
          Projection: {ProjectionType: ALL}
  Layer: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: target/assets/opt}}
  Worker:
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: rust-cargolambda, BuildProperties: {Binary: worker}}
    Properties:
      MemorySize: 512
      Layers: [!Ref Layer]
      Environment: {Variables: {QUEUE: !Ref Work, TABLE: !Ref Items}}
      Policies: [{Statement: [{Resource: !ImportValue elsewhere}]}]
      Events:
        All: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: any, Path: '/x/{proxy+}'}}
        Jobs:
          Type: SQS
          Properties:
            Queue: !GetAtt Work.Arn
            BatchSize: 5
            FunctionResponseTypes: [ReportBatchItemFailures]
            ScalingConfig: {MaximumConcurrency: 2}
        Arrival: {Type: S3, Properties: {Bucket: !Ref Media, Events: s3:ObjectCreated:Put}}
        Daily: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day), Input: '{}'}}
";

fn parse(text: &str) -> Result<Stack, TemplateError> {
    Stack::parse(text, &IndexMap::new(), "http://127.0.0.1:8700")
}

#[test]
fn functions_have_environment_events_and_layers() {
    let stack = parse(TEMPLATE).unwrap();
    let worker = &stack.functions["Worker"];
    assert_eq!((worker.binary.as_str(), worker.memory_mb), ("worker", 512));
    assert_eq!(worker.timeout, Duration::from_secs(5));
    assert_eq!(worker.environment["STAGE"], "dev");
    assert_eq!(
        worker.environment["QUEUE"],
        "http://127.0.0.1:8700/000000000000/Work"
    );
    assert_eq!(worker.environment["TABLE"], "Items");
    assert_eq!(worker.layers[0].content.to_str(), Some("target/assets/opt"));

    let source = &stack.queue_sources[0];
    assert_eq!(
        (
            source.queue.as_str(),
            source.batch_size,
            source.max_concurrency
        ),
        ("Work", 5, Some(2))
    );
    assert!(source.partial_failures && source.enabled);
    assert_eq!(stack.schedules[0].name, "WorkerDaily");
    assert_eq!(stack.apis["Api"].routes[0].method, "ANY");
    assert_eq!(stack.apis.len(), 1);
}

#[test]
fn storage_has_its_rules() {
    let stack = parse(TEMPLATE).unwrap();
    assert_eq!(
        stack.queues["Work"].redrive,
        Some(Redrive {
            dead_letters: "Dead".into(),
            max_receive_count: 3
        })
    );
    assert!(!stack.queues.contains_key("OnlyProd"));
    assert_eq!(stack.buckets["Media"].name, "media-dev");
    let rule = |events: &str, prefix: &str, target: Target| Notification {
        bucket: "Media".into(),
        events: vec![events.into()],
        prefix: prefix.into(),
        suffix: String::new(),
        target,
    };
    let expected = [
        rule(
            "s3:ObjectCreated:*",
            "uploads/",
            Target::Queue("Work".into()),
        ),
        rule(
            "s3:ObjectCreated:Put",
            "",
            Target::Function("Worker".into()),
        ),
    ];
    assert_eq!(stack.notifications, expected);
    let table = &stack.tables["Items"];
    assert_eq!(
        (table.key.partition.as_str(), table.key.sort.as_deref()),
        ("pk", Some("sk"))
    );
    assert_eq!(table.ttl_attribute.as_deref(), Some("expires_at"));
    assert_eq!(table.global_indexes[0].key.partition, "sk");
}

#[test]
fn a_broken_template_names_resource_and_property() {
    let cases = [
        (
            "MemorySize: 512",
            "MemorySize: many",
            "resource Worker, property MemorySize: many",
        ),
        (
            "Queue: !GetAtt Work.Arn\n            BatchSize",
            "Queue: !GetAtt Worc.Arn\n            BatchSize",
            "resource Worker, property Events: there is nothing called Worc",
        ),
        (
            "Method: any",
            "Method: PSOT",
            "resource Worker, property Events.All.Properties.Method: PSOT",
        ),
        (
            "[ReportBatchItemFailures]",
            "[ReportBatchFailures]",
            "Events.Jobs.Properties.FunctionResponseTypes",
        ),
        (
            "MaximumConcurrency: 2",
            "MaximumConcurrency: 1",
            "ScalingConfig.MaximumConcurrency: 1 is not",
        ),
        (
            "Binary: worker",
            "Binari: worker",
            "resource Worker, property BuildProperties.Binary: it is missing",
        ),
        (
            "!Ref Items",
            "!Ref Itens",
            "resource Worker, property Environment: there is nothing called Itens",
        ),
        (
            "{AttributeName: sk, KeyType: RANGE}]",
            "{AttributeName: ss, KeyType: RANGE}]",
            "resource Items, property KeySchema[1]",
        ),
        (
            "Type: S3,",
            "Type: S4,",
            "events of type S4 do not run here",
        ),
        ("/x/{proxy+}", "/x/{proxy+}/y", "a greedy part comes last"),
        (
            "rate(1 day)",
            "daily",
            "ScheduleExpression: daily is neither",
        ),
    ];
    for (right, wrong, expected) in cases {
        assert!(TEMPLATE.contains(right), "{right}");
        let message = parse(&TEMPLATE.replace(right, wrong))
            .unwrap_err()
            .to_string();
        assert!(message.contains(expected), "{wrong}: {message}");
    }
}
