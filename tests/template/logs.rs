//! Logs: every function writes to a group of its own, which forgets after a time.

use std::collections::BTreeSet;

use serde_json::json;

use crate::{
    mutation::{assert_clean, assert_reports},
    template::{Template, target},
};

fn findings(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    let mut used = BTreeSet::new();
    for (id, function) in template.functions() {
        let Some(group) = target(&function["Properties"]["LoggingConfig"]["LogGroup"]) else {
            found.push(format!("{id}: no log group"));
            continue;
        };
        if template.resource(group)["Type"] != "AWS::Logs::LogGroup" {
            found.push(format!("{id}: {group} is not a log group"));
        }
        if !used.insert(group) {
            found.push(format!("{id}: shares {group}"));
        }
    }
    for (id, api) in template.resources("AWS::Serverless::HttpApi") {
        if target(&api["Properties"]["AccessLogSettings"]["DestinationArn"]).is_none() {
            found.push(format!("{id}: no access log"));
        }
    }
    for (id, group) in template.resources("AWS::Logs::LogGroup") {
        if template
            .number(&group["Properties"]["RetentionInDays"])
            .is_none()
        {
            found.push(format!("{id}: kept for ever"));
        }
    }
    found
}

#[test]
fn every_log_is_kept_for_a_time() {
    assert_clean(findings);
}

#[test]
fn a_lost_or_endless_log_is_reported() {
    let cases = [
        (
            "AccountsFunction/Properties/LoggingConfig",
            json!({}),
            "no log group",
        ),
        (
            "AccountsFunction/Properties/LoggingConfig/LogGroup",
            json!({"Ref": "UploadsLogs"}),
            "shares UploadsLogs",
        ),
        (
            "AccountsFunction/Properties/LoggingConfig/LogGroup",
            json!({"Ref": "AccountsTable"}),
            "not a log group",
        ),
        (
            "AccountsLogs/Properties/RetentionInDays",
            json!(null),
            "AccountsLogs: kept for ever",
        ),
        (
            "Api/Properties/AccessLogSettings",
            json!({}),
            "Api: no access log",
        ),
    ];
    for (pointer, value, part) in cases {
        assert_reports(findings, &format!("/Resources/{pointer}"), value, part);
    }
}
