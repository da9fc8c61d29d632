//! Builds: every function names a crate that is there, and every crate under functions/ is deployed.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    mutation::{assert_clean, assert_reports},
    template::{Template, repository},
};

fn findings(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    let mut built = BTreeSet::new();
    for (id, function) in template.functions() {
        // SAM calls any other word an unsupported build method, but only when it builds.
        if function["Metadata"]["BuildMethod"] != "rust-cargolambda" {
            found.push(format!("{id}: not built by cargo lambda"));
        }
        let properties = &function["Properties"];
        let binary = function["Metadata"]["BuildProperties"]["Binary"]
            .as_str()
            .unwrap_or_default();
        if !has_binary(binary) {
            found.push(format!("{id}: no crate makes the binary {binary:?}"));
        }
        if properties["CodeUri"] != format!("functions/{binary}") {
            found.push(format!("{id}: built from {}", properties["CodeUri"]));
        }
        if properties["FunctionName"]["Fn::Sub"] != format!("nazar-${{Stage}}-{binary}") {
            found.push(format!("{id}: not named after its binary"));
        }
        let longest = longest_timeout(template, id);
        if !properties["Timeout"]
            .as_u64()
            .is_some_and(|seconds| (1..=longest).contains(&seconds))
        {
            found.push(format!(
                "{id}: timeout {} is not 1 to {longest} s",
                properties["Timeout"]
            ));
        }
        built.insert(binary);
    }
    for name in crates() {
        if !built.contains(name.as_str()) {
            found.push(format!("functions/{name}: not deployed"));
        }
    }
    let globals = &template.root["Globals"]["Function"];
    let expected = [
        ("Runtime", json!("provided.al2023")),
        ("Handler", json!("bootstrap")),
        ("Architectures", json!([{"Ref": "Architecture"}])),
        ("Tracing", json!("Active")),
    ];
    for (name, value) in expected {
        if globals[name] != value {
            found.push(format!("Globals: {name} is {}, not {value}", globals[name]));
        }
    }
    found
}

/// Seconds: the gateway gives up at 30, Lambda itself at 900.
fn longest_timeout(template: &Template, function: &str) -> u64 {
    let answers = template
        .events("HttpApi")
        .iter()
        .any(|event| event.function == function);
    if answers { 29 } else { 900 }
}

fn has_binary(binary: &str) -> bool {
    let manifest = repository()
        .join("functions")
        .join(binary)
        .join("Cargo.toml");
    std::fs::read_to_string(manifest)
        .is_ok_and(|text| text.contains(&format!("[[bin]]\nname = \"{binary}\"")))
}

fn crates() -> Vec<String> {
    let folders = std::fs::read_dir(repository().join("functions"))
        .into_iter()
        .flatten();
    folders
        .flatten()
        .filter(|folder| folder.path().join("Cargo.toml").exists())
        .map(|folder| folder.file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn every_function_is_built_from_its_crate() {
    assert_clean(findings);
}

#[test]
fn a_wrong_build_is_reported() {
    let function = "/Resources/PlatformFunction";
    let cases: [(String, Value, &str); 8] = [
        (
            format!("{function}/Metadata/BuildMethod"),
            json!("rust-cargo-lambda"),
            "cargo lambda",
        ),
        (
            format!("{function}/Metadata/BuildProperties/Binary"),
            json!("web"),
            "no crate",
        ),
        (
            format!("{function}/Metadata/BuildProperties/Binary"),
            json!("accounts"),
            "not deployed",
        ),
        (
            format!("{function}/Properties/CodeUri"),
            json!("functions/uploads"),
            "built from",
        ),
        (
            format!("{function}/Properties/FunctionName/Fn::Sub"),
            json!("x"),
            "not named",
        ),
        (
            format!("{function}/Properties/Timeout"),
            json!(30),
            "timeout 30",
        ),
        (
            "/Globals/Function/Runtime".to_owned(),
            json!("provided.al2"),
            "Runtime",
        ),
        (
            "/Globals/Function/Tracing".to_owned(),
            json!("PassThrough"),
            "Tracing",
        ),
    ];
    for (pointer, value, part) in cases {
        assert_reports(findings, &pointer, value, part);
    }
}
