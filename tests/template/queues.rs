//! Queues: nothing fails for ever and nothing fails unseen.

use std::collections::BTreeSet;

use serde_json::json;

use crate::{
    mutation::{assert_clean, assert_reports},
    template::{Template, target},
};

fn findings(template: &Template) -> Vec<String> {
    let queues = template.resources("AWS::SQS::Queue");
    let dead_letter_queues: BTreeSet<&str> = queues
        .iter()
        .filter_map(|(_, queue)| {
            target(&queue["Properties"]["RedrivePolicy"]["deadLetterTargetArn"])
        })
        .collect();
    let events = template.events("SQS");
    let consumed: BTreeSet<&str> = events
        .iter()
        .filter_map(|event| target(&event.properties["Queue"]))
        .collect();

    let mut found = Vec::new();
    for (id, queue) in queues {
        let properties = &queue["Properties"];
        if properties["SqsManagedSseEnabled"] != true {
            found.push(format!("{id}: not encrypted"));
        }
        if !consumed.contains(id) {
            found.push(format!("{id}: no function takes its messages"));
        }
        if dead_letter_queues.contains(id) {
            continue;
        }
        let redrive = &properties["RedrivePolicy"];
        if !redrive["maxReceiveCount"]
            .as_u64()
            .is_some_and(|tries| (2..=10).contains(&tries))
        {
            found.push(format!("{id}: maxReceiveCount is not 2 to 10"));
        }
        let Some(dead) = target(&redrive["deadLetterTargetArn"]) else {
            found.push(format!("{id}: no dead-letter queue"));
            continue;
        };
        let retention = template.number(&properties["MessageRetentionPeriod"]);
        let kept =
            template.number(&template.resource(dead)["Properties"]["MessageRetentionPeriod"]);
        // A dead letter keeps its first time stamp, so with the same retention it could vanish on arrival.
        if retention.is_none() || kept <= retention {
            found.push(format!("{dead}: keeps messages no longer than {id}"));
        }
    }
    found
}

#[test]
fn every_queue_has_an_end() {
    assert_clean(findings);
    assert_eq!(
        Template::read().unwrap().resources("AWS::SQS::Queue").len(),
        10
    );
}

#[test]
fn a_queue_without_an_end_is_reported() {
    let cases = [
        (
            "UploadQueue/Properties/RedrivePolicy",
            json!(null),
            "UploadQueue: no dead-letter",
        ),
        (
            "UploadQueue/Properties/RedrivePolicy/maxReceiveCount",
            json!(0),
            "maxReceiveCount",
        ),
        (
            "UploadDeadLetters/Properties/MessageRetentionPeriod",
            json!(345_600),
            "no longer",
        ),
        (
            "UploadQueue/Properties/MessageRetentionPeriod",
            json!(null),
            "no longer",
        ),
        (
            "SimilarityQueue/Properties/SqsManagedSseEnabled",
            json!(false),
            "not encrypted",
        ),
        (
            "UploadGateFunction/Properties/Events/UploadDead",
            json!({}),
            "UploadDeadLetters: no function",
        ),
    ];
    for (pointer, value, part) in cases {
        assert_reports(findings, &format!("/Resources/{pointer}"), value, part);
    }
}
