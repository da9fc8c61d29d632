//! `events/`: each sample event runs through `nazar-local invoke`, as a newcomer would run it.

use std::process::Command;

use nazar_tests::bundle;
use serde_json::Value;

const FUNCTIONS: [&str; 18] = [
    "accounts",
    "assistant",
    "calligraphy",
    "engagement",
    "importer",
    "interactions",
    "medications",
    "pharmacies",
    "pill-worker",
    "platform",
    "profile",
    "recall-watch",
    "records-worker",
    "reminders",
    "scans",
    "similarity-worker",
    "upload-gate",
    "uploads",
];

/// Those that take messages.
const WORKERS: [&str; 5] = [
    "importer",
    "pill-worker",
    "records-worker",
    "similarity-worker",
    "upload-gate",
];

fn invoke(function: &str, event: &std::path::Path, data: &std::path::Path) -> Value {
    let output = Command::new(bundle::programs().unwrap().join("nazar-local"))
        .current_dir(bundle::workspace())
        .args(["invoke", function, "--no-build", "--event"])
        .arg(event)
        .arg("--data-dir")
        .arg(data)
        // A sample asks nobody outside: nothing listens there.
        .args(["--parameter-overrides", "OpenFdaBaseUrl=http://127.0.0.1:9"])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}: {}",
        event.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{}: {error}: {}",
            event.display(),
            String::from_utf8_lossy(&output.stdout)
        )
    })
}

/// What each sample is there to show: the status of an HTTP answer, or how many messages of a batch failed.
fn check(name: &str, answer: &Value) {
    let failures = || answer["batchItemFailures"].as_array().unwrap().len();
    match name {
        "accounts-sign-up" => assert_eq!(answer["statusCode"], 201, "{answer}"),
        "engagement-points-without-token"
        | "profile-read-without-token"
        | "scans-code-without-token"
        | "uploads-create-without-token" => {
            assert_eq!(answer["statusCode"], 401, "{answer}");
        }
        "reminders-schedule" => assert_eq!(answer["finished"], true, "{answer}"),
        "recall-watch-schedule" => assert_eq!(answer["failure"], "unreachable", "{answer}"),
        name if WORKERS.iter().any(|worker| name.starts_with(worker)) => {
            assert_eq!(failures(), 0, "{name}: {answer}");
        }
        name => assert_eq!(answer["statusCode"], 200, "{name}: {answer}"),
    }
}

#[test]
fn every_sample_event_gets_the_answer_that_it_is_there_to_show() {
    let data = tempfile::tempdir().unwrap();
    let mut seen = Vec::new();
    for entry in std::fs::read_dir(bundle::workspace().join("events")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let function = FUNCTIONS
            .iter()
            .filter(|function| name.starts_with(**function))
            .max_by_key(|function| function.len())
            .unwrap_or_else(|| panic!("no function is named in {name}"));
        let answer = invoke(function, &path, data.path());
        check(&name, &answer);
        seen.push(*function);
    }
    for function in FUNCTIONS {
        assert!(seen.contains(&function), "{function} has no sample event");
    }
}
