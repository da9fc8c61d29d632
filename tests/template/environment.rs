//! Environment: what the template gives is read, and what the code reads is given.

use std::{collections::BTreeSet, path::Path};

use serde_json::{Value, json};

use crate::{
    mutation::{assert_clean, assert_reports},
    template::{Template, repository},
};

/// How the names of variables that point to a resource end; the rest have defaults or are the runtime's own.
const RESOURCE_SUFFIXES: &[&str] = &[
    "_TABLE",
    "_BUCKET",
    "_QUEUE_URL",
    "_DYLIB_PATH",
    "MODELS_DIR",
];

fn findings(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    let shared = quoted(&repository().join("shared/src"));
    let globals = &template.root["Globals"]["Function"]["Environment"]["Variables"];
    for (id, function) in template.functions() {
        let binary = function["Metadata"]["BuildProperties"]["Binary"]
            .as_str()
            .unwrap_or_default();
        let own = quoted(&repository().join("functions").join(binary).join("src"));
        let given = names(&function["Properties"]["Environment"]["Variables"]);
        for name in given.union(&names(globals)) {
            if !own.contains(name) && !shared.contains(name) {
                found.push(format!("{id}: nothing reads {name}"));
            }
        }
        let read = own.iter().filter(|name| {
            RESOURCE_SUFFIXES
                .iter()
                .any(|suffix| name.ends_with(suffix))
        });
        for name in read.filter(|name| !given.contains(*name)) {
            found.push(format!("{id}: reads {name} but is not given it"));
        }
    }
    found
}

fn names(variables: &Value) -> BTreeSet<String> {
    variables
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect()
}

/// Every string literal of the Rust files under a folder that looks like a variable's name.
fn quoted(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(quoted(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            let literals = text
                .split('"')
                .filter(|literal| looks_like_a_variable(literal));
            found.extend(literals.map(str::to_owned));
        }
    }
    found
}

fn looks_like_a_variable(literal: &str) -> bool {
    !literal.is_empty()
        && literal
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

#[test]
fn variables_are_given_and_read() {
    assert_clean(findings);
}

#[test]
fn a_variable_too_many_or_too_few_is_reported() {
    let variables = "/Resources/UploadsFunction/Properties/Environment/Variables";
    assert_reports(
        findings,
        variables,
        json!({}),
        "reads MEDIA_BUCKET but is not given",
    );
    assert_reports(
        findings,
        variables,
        json!({"MEDIA_BUKET": "x"}),
        "nothing reads MEDIA_BUKET",
    );
    assert_reports(
        findings,
        "/Globals/Function/Environment/Variables",
        json!({"STAGES": "dev"}),
        "nothing reads STAGES",
    );
}
