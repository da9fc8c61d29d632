//! Tests of intrinsics.

use serde_json::json;

use super::*;

const TEMPLATE: &str = r#"
Parameters:
  Stage: {Type: String, Default: dev}
Mappings:
  Sizes: {dev: {memory: 256}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
  Both: !And [!Condition IsDev, !Condition IsProd]
  Either: !Or [!Condition IsDev, !Condition IsProd]
  Loop: !Not [!Condition Loop]
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "jobs-${Stage}"}}
  Plain: {Type: AWS::SQS::Queue}
  Media: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "m-${AWS::AccountId}"}}
  Only: {Type: AWS::SQS::Queue, Condition: IsProd}
  Self: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "x-${Self.QueueName}"}}
"#;

fn resolve(yaml: &str) -> Result<Option<Value>, String> {
    let document = Document::parse(&format!(
        "{TEMPLATE}\n  Probe:\n    Type: Probe\n    Value: {yaml}\n"
    ))
    .unwrap();
    let scope = Scope::new(document, &IndexMap::new(), "http://127.0.0.1:1").unwrap();
    let value = scope.document.entry("Resources", "Probe").unwrap()["Value"].clone();
    scope.resolve(&value)
}

#[test]
fn every_intrinsic_has_its_value() {
    let cases = [
        ("!Ref Stage", json!("dev")),
        (
            "!Ref Jobs",
            json!("http://127.0.0.1:1/000000000000/jobs-dev"),
        ),
        ("!Ref Media", json!("m-000000000000")),
        (
            "!GetAtt Jobs.Arn",
            json!("arn:aws:sqs:eu-central-1:000000000000:jobs-dev"),
        ),
        ("!GetAtt Plain.QueueName", json!("Plain")),
        (
            "!Sub '${Stage}/${Media.Arn}/${!kept}'",
            json!("dev/arn:aws:s3:::m-000000000000/${kept}"),
        ),
        (
            "!Sub ['${a}-${Stage}', {a: !Ref AWS::Region}]",
            json!("eu-central-1-dev"),
        ),
        ("!If [IsProd, 1, [!Ref AWS::NoValue, 2]]", json!([2])),
        (
            "{a: !If [IsProd, 1, !Ref AWS::NoValue], b: !If [Either, 2, 3]}",
            json!({"b": 2}),
        ),
        ("!If [Both, 1, 2]", json!(2)),
        ("!FindInMap [Sizes, !Ref Stage, memory]", json!(256)),
        ("!Join ['-', [a, !Ref Stage]]", json!("a-dev")),
        ("!Select [1, !Split [',', 'a,b,c']]", json!("b")),
        ("{Fn::Sub: '${Stage}'}", json!("dev")),
    ];
    for (yaml, expected) in cases {
        assert_eq!(resolve(yaml), Ok(Some(expected)), "{yaml}");
    }
    assert_eq!(resolve("!Ref AWS::NoValue"), Ok(None));
}

#[test]
fn what_cannot_be_resolved_says_why() {
    let cases = [
        ("!Ref Nothing", "there is nothing called Nothing"),
        (
            "!GetAtt Jobs.Colour",
            "AWS::SQS::Queue Jobs has no attribute Colour here",
        ),
        ("!Ref Only", "its condition IsProd is false"),
        ("!If [Missing, 1, 2]", "there is no condition Missing"),
        ("!If [Loop, 1, 2]", "refers to itself"),
        ("!Ref Self", "refers to itself"),
        ("!Select [9, [a]]", "item 9 of 1"),
        ("!FindInMap [Sizes, prod, memory]", "no Sizes.prod.memory"),
        ("!Sub '${Stage'", "without a }"),
        ("!ImportValue x", "Fn::ImportValue is not understood here"),
    ];
    for (yaml, expected) in cases {
        let problem = resolve(yaml).unwrap_err();
        assert!(problem.contains(expected), "{yaml}: {problem}");
    }
}
