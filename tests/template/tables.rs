//! Tables: restorable, cleaned by age, paid by use, and not deleted by accident.

use serde_json::{Value, json};

use crate::{
    mutation::{assert_clean, assert_reports},
    template::Template,
};

fn findings(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    for (id, table) in template.resources("AWS::DynamoDB::Table") {
        let properties = &table["Properties"];
        let kept = json!({"Fn::If": ["IsDev", "Delete", "RetainExceptOnCreate"]});
        let rules: [(&str, &Value, Value); 7] = [
            (
                "point-in-time recovery",
                &properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"],
                json!(true),
            ),
            (
                "time to live",
                &properties["TimeToLiveSpecification"],
                json!({"AttributeName": "expires_at", "Enabled": true}),
            ),
            (
                "billing",
                &properties["BillingMode"],
                json!("PAY_PER_REQUEST"),
            ),
            (
                "encryption",
                &properties["SSESpecification"]["SSEEnabled"],
                json!(true),
            ),
            (
                "deletion protection",
                &properties["DeletionProtectionEnabled"],
                json!({"Fn::If": ["IsDev", false, true]}),
            ),
            ("deletion policy", &table["DeletionPolicy"], kept),
            (
                "keys",
                &properties["KeySchema"],
                json!([
                    {"AttributeName": "pk", "KeyType": "HASH"},
                    {"AttributeName": "sk", "KeyType": "RANGE"},
                ]),
            ),
        ];
        for (rule, value, expected) in rules {
            if *value != expected {
                found.push(format!("{id}: {rule} is {value}, not {expected}"));
            }
        }
    }
    found
}

#[test]
fn every_table_is_protected() {
    assert_clean(findings);
    assert_eq!(
        Template::read()
            .unwrap()
            .resources("AWS::DynamoDB::Table")
            .len(),
        6
    );
}

#[test]
fn an_unprotected_table_is_reported() {
    let cases = [
        (
            "Properties/PointInTimeRecoverySpecification",
            json!({}),
            "recovery",
        ),
        (
            "Properties/TimeToLiveSpecification/Enabled",
            json!(false),
            "time to live",
        ),
        (
            "Properties/TimeToLiveSpecification/AttributeName",
            json!("ttl"),
            "time to live",
        ),
        ("Properties/BillingMode", json!("PROVISIONED"), "billing"),
        ("Properties/SSESpecification", json!({}), "encryption"),
        (
            "Properties/DeletionProtectionEnabled",
            json!(false),
            "deletion protection",
        ),
        ("DeletionPolicy", json!("Delete"), "deletion policy"),
        (
            "Properties/KeySchema/1/AttributeName",
            json!("sort"),
            "keys",
        ),
    ];
    for (pointer, value, part) in cases {
        assert_reports(
            findings,
            &format!("/Resources/HistoryTable/{pointer}"),
            value,
            part,
        );
    }
}
