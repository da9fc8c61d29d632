//! The OpenAPI document says what each answer holds: almost nothing is "an object" without more, least of all what jobs
//! come to.

use nazar_tests::bundle;
use serde_json::Value;

/// What is another thing each time: the assistant's result has the form of the endpoint that answered, and the document
/// describes itself.
const ANYTHING: [&str; 2] = [
    "Answer.result",
    "get /api/v1/openapi.json 200 application/json",
];

fn document() -> Value {
    let path = bundle::workspace().join("functions/platform/openapi.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The schemas that one names, directly or as one of several.
fn named(schema: &Value) -> Vec<&str> {
    let several = schema["oneOf"].as_array().into_iter().flatten();
    let all = several.chain([schema]);
    all.filter_map(|one| one["$ref"].as_str()?.rsplit('/').next())
        .collect()
}

#[test]
fn what_a_job_comes_to_is_typed_for_each_kind() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    let result = &schemas["Job"]["properties"]["result"];
    assert_eq!(named(result), ["JobResultView"]);
    let kinds = named(&schemas["JobResultView"]);
    assert_eq!(kinds, ["Similarity", "Scan", "ExportView", "UploadView"]);
    for kind in kinds {
        let schema = &schemas[kind];
        let parts = schema["allOf"].as_array().into_iter().flatten();
        let has = |schema: &Value| {
            schema["properties"]
                .as_object()
                .is_some_and(|all| !all.is_empty())
        };
        assert!(has(schema) || parts.clone().any(has), "{kind}: {schema}");
    }
    assert_eq!(
        named(&schemas["Scan"]["properties"]["follow_up"]),
        ["ScanFollowUp"]
    );
}

#[test]
fn no_property_and_no_answer_is_without_a_type() {
    let document = document();
    let mut untyped = Vec::new();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (property, schema) in schema["properties"].as_object().into_iter().flatten() {
            if is_untyped(schema) {
                untyped.push(format!("{name}.{property}"));
            }
        }
    }
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            for (status, answer) in operation["responses"].as_object().into_iter().flatten() {
                let contents = answer["content"].as_object().into_iter().flatten();
                for (kind, content) in contents.filter(|(kind, _)| kind.contains("json")) {
                    if is_untyped(&content["schema"]) {
                        untyped.push(format!("{method} {path} {status} {kind}"));
                    }
                }
            }
        }
    }
    untyped.retain(|place| !ANYTHING.contains(&place.as_str()));
    assert_eq!(untyped, Vec::<String>::new());
}

/// Whether a schema says nothing of what it is, or that it is any object.
fn is_untyped(schema: &Value) -> bool {
    let says = ["type", "$ref", "oneOf", "allOf", "anyOf", "enum", "const"];
    let Some(object) = schema.as_object() else {
        return true;
    };
    if !says.iter().any(|word| object.contains_key(*word)) {
        return true;
    }
    let is_object = schema["type"] == "object"
        || schema["type"]
            .as_array()
            .is_some_and(|types| types.contains(&"object".into()));
    let parts = ["properties", "additionalProperties", "allOf", "oneOf"];
    is_object && !parts.iter().any(|part| object.contains_key(*part))
}
