//! Alarms: each failure that nobody would see otherwise raises one, and each one is told to somebody.

use serde_json::{Value, json};

use crate::{
    mutation::{assert_clean, assert_reports},
    template::{Template, list, target},
};

/// The ids of the resources that have an alarm on `metric`.
fn watched<'a>(template: &'a Template, metric: &str, dimension: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    for (_, alarm) in template.resources("AWS::CloudWatch::Alarm") {
        let properties = &alarm["Properties"];
        if properties["MetricName"] == metric {
            let named = list(&properties["Dimensions"]).iter();
            let named = named.filter(|entry| entry["Name"] == dimension);
            found.extend(named.filter_map(|entry| target(&entry["Value"])));
        }
    }
    found
}

/// Whether an alarm watches the metric of all functions of the account together.
fn throttles_watched(template: &Template) -> bool {
    template
        .resources("AWS::CloudWatch::Alarm")
        .iter()
        .any(|(_, alarm)| {
            let properties = &alarm["Properties"];
            properties["Namespace"] == "AWS/Lambda"
                && properties["MetricName"] == "Throttles"
                && properties["Dimensions"].is_null()
        })
}

fn findings(template: &Template) -> Vec<String> {
    let mut wanted: Vec<(&str, &str, &str)> = vec![("Api", "5xx", "ApiId")];
    for (id, queue) in template.resources("AWS::SQS::Queue") {
        wanted.push((id, "ApproximateAgeOfOldestMessage", "QueueName"));
        if queue["Properties"]["RedrivePolicy"].is_null() {
            // Not the count of visible messages: the consumer empties the queue between two looks.
            wanted.push((id, "NumberOfMessagesReceived", "QueueName"));
        }
    }
    for (id, _) in template.functions() {
        wanted.push((id, "Errors", "FunctionName"));
    }

    let mut found = Vec::new();
    if !throttles_watched(template) {
        found.push("no alarm on Throttles".to_owned());
    }
    for (id, metric, dimension) in wanted {
        if !watched(template, metric, dimension).contains(&id) {
            found.push(format!("{id}: no alarm on {metric}"));
        }
    }
    for (id, alarm) in template.resources("AWS::CloudWatch::Alarm") {
        let properties = &alarm["Properties"];
        if properties["AlarmActions"] != json!([{"Ref": "AlarmTopic"}]) {
            found.push(format!("{id}: told to nobody"));
        }
        // Without traffic there is no data, and that is no reason to wake somebody.
        if properties["TreatMissingData"] != "notBreaching" {
            found.push(format!("{id}: silence counts as failure"));
        }
        if properties["AlarmDescription"]
            .as_str()
            .is_none_or(str::is_empty)
        {
            found.push(format!("{id}: does not say what is wrong"));
        }
    }
    found
}

#[test]
fn what_fails_is_told() {
    assert_clean(findings);
}

#[test]
fn a_missing_alarm_is_reported() {
    let cases: [(&str, Value, &str); 8] = [
        (
            "UploadDeadLettersAlarm",
            json!({}),
            "UploadDeadLetters: no alarm on NumberOf",
        ),
        (
            "UploadDeadLettersAgeAlarm",
            json!({}),
            "UploadDeadLetters: no alarm on Approx",
        ),
        (
            "SimilarityQueueAgeAlarm/Properties/MetricName",
            json!("Age"),
            "SimilarityQueue: no",
        ),
        (
            "PlatformErrorsAlarm/Properties/Dimensions",
            json!([]),
            "PlatformFunction: no alarm",
        ),
        (
            "ThrottlesAlarm/Properties/MetricName",
            json!("Errors"),
            "no alarm on Throttles",
        ),
        (
            "ServerErrorsAlarm/Properties/AlarmActions",
            json!([]),
            "told to nobody",
        ),
        (
            "ServerErrorsAlarm/Properties/TreatMissingData",
            json!("missing"),
            "silence",
        ),
        (
            "ServerErrorsAlarm/Properties/AlarmDescription",
            json!(""),
            "what is wrong",
        ),
    ];
    for (pointer, value, part) in cases {
        assert_reports(findings, &format!("/Resources/{pointer}"), value, part);
    }
}
