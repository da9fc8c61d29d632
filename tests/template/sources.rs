//! Queue event sources: partial failure, concurrency, and time enough to work before a message comes again.

use serde_json::json;

use crate::{
    mutation::{assert_clean, assert_reports},
    template::{Template, target},
};

/// Lambda asks for a visibility timeout of at least six function timeouts, for its own retries of a throttled batch.
const TIMEOUTS_PER_VISIBILITY: u64 = 6;

fn findings(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    for event in template.events("SQS") {
        let place = format!("{}.{}", event.function, event.name);
        // Misspelt, it is silently ignored, and one bad message sends its whole batch back.
        if event.properties["FunctionResponseTypes"] != json!(["ReportBatchItemFailures"]) {
            found.push(format!("{place}: does not report batch item failures"));
        }
        let concurrency = event.properties["ScalingConfig"]["MaximumConcurrency"].as_u64();
        if !concurrency.is_some_and(|number| (2..=1000).contains(&number)) {
            found.push(format!(
                "{place}: maximum concurrency {concurrency:?} is not 2 to 1000"
            ));
        }
        let batch = event.properties["BatchSize"].as_u64();
        if !batch.is_some_and(|size| (1..=10).contains(&size)) {
            found.push(format!("{place}: batch size {batch:?} is not 1 to 10"));
        }
        let Some(queue) = target(&event.properties["Queue"]) else {
            found.push(format!("{place}: no queue"));
            continue;
        };
        let queue = &template.resource(queue)["Properties"];
        let visibility = template
            .number(&queue["VisibilityTimeout"])
            .unwrap_or_default();
        let function = &template.resource(event.function)["Properties"];
        let timeout = template.number(&function["Timeout"]);
        if timeout.is_none_or(|seconds| visibility < TIMEOUTS_PER_VISIBILITY * seconds) {
            found.push(format!(
                "{place}: visibility {visibility} s for a timeout of {timeout:?}"
            ));
        }
    }
    found
}

#[test]
fn sources_retry_one_message_at_a_time() {
    assert_clean(findings);
}

#[test]
fn a_wrong_source_is_reported() {
    let event = "/Resources/SimilarityWorkerFunction/Properties/Events/Similarity/Properties";
    let cases = [
        (
            "FunctionResponseTypes/0",
            json!("ReportBatchItemFailure"),
            "item failures",
        ),
        ("FunctionResponseTypes", json!([]), "item failures"),
        ("ScalingConfig/MaximumConcurrency", json!(1), "concurrency"),
        ("ScalingConfig", json!({}), "concurrency"),
        ("BatchSize", json!(11), "batch size"),
        ("Queue", json!(null), "no queue"),
    ];
    for (pointer, value, part) in cases {
        assert_reports(findings, &format!("{event}/{pointer}"), value, part);
    }
}

#[test]
fn a_visibility_too_short_is_reported() {
    let cases = [
        ("/Parameters/QueueVisibilitySeconds/Default", json!(119)),
        (
            "/Resources/SimilarityQueue/Properties/VisibilityTimeout",
            json!(30),
        ),
        (
            "/Resources/SimilarityWorkerFunction/Properties/Timeout",
            json!(21),
        ),
        (
            "/Resources/SimilarityWorkerFunction/Properties/Timeout",
            json!(null),
        ),
    ];
    for (pointer, value) in cases {
        assert_reports(
            findings,
            pointer,
            value,
            "SimilarityWorkerFunction.Similarity: visibility",
        );
    }
}
