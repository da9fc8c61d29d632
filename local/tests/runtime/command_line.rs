//! The executable itself: what it says, and what it leaves behind.

use std::net::TcpListener;

use rustix::process::Signal;
use serde_json::Value;

use super::harness::{is_gone, template};
use super::place::Place;

#[tokio::test]
async fn no_process_is_left_however_it_ends() {
    let place = Place::new(&template(&[]));
    for signal in [Signal::INT, Signal::TERM, Signal::KILL] {
        let mut serving = place.serve().await;
        let pid = serving.pid().await;
        serving.end(signal);
        is_gone(pid).await;
    }
}

#[test]
fn a_taken_port_is_said_at_once() {
    let place = Place::new(&template(&[]));
    let holder = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = holder.local_addr().unwrap().port().to_string();
    let complaint = place.complaint(&["--port", &port]);
    assert_eq!(
        complaint,
        format!(
            "error: port {port} is taken; choose another with --port, or any free one with --port 0\n"
        )
    );
}

#[test]
fn a_broken_template_names_the_line_to_look_at() {
    let place = Place::new(&template(&["MemorySize: much"]));
    let complaint = place.complaint(&["--port", "0"]);
    assert!(
        complaint.ends_with(
            "cannot be run: resource Probe, property MemorySize: much is not a whole number from 128 to 10240\n"
        ),
        "{complaint}"
    );
    let unknown = Place::new(&template(&[])).complaint(&[
        "--port",
        "0",
        "--parameter-overrides",
        "Stage=prod",
    ]);
    assert!(
        unknown.contains("parameter Stage: the template has no such parameter"),
        "{unknown}"
    );
}

#[test]
fn a_missing_template_or_binary_is_named() {
    let nowhere = Place::new("");
    std::fs::remove_file(nowhere.file("template.yaml")).unwrap();
    assert!(
        nowhere
            .complaint(&[])
            .contains("there is no template.yaml here")
    );
    let place = Place::new(&template(&[]).replace("examples/misbehave", "not-built"));
    let complaint = place.complaint(&["--port", "0", "--no-build"]);
    assert!(
        complaint.contains("not-built; build it with: cargo build --workspace --bins"),
        "{complaint}"
    );
}

#[tokio::test]
async fn a_data_folder_has_one_owner_and_can_be_reset() {
    let place = Place::new(&template(&[]));
    let serving = place.serve().await;
    let complaint = place.complaint(&["--port", "0", "--no-build"]);
    assert!(
        complaint.contains(&format!(
            "in use by another nazar-local at {};",
            serving.base_url
        )),
        "{complaint}"
    );
    assert!(place.complaint(&["reset"]).contains("in use"));
    drop(serving);
    assert!(place.output(&["reset"]).status.success());
    assert!(!place.file(".nazar").exists());
}

#[tokio::test]
async fn invoke_prints_the_answer_alone() {
    let place = Place::new(&template(&[]));
    std::fs::write(place.file("event.json"), r#"{"do":"echo"}"#).unwrap();
    std::fs::write(place.file("fail.json"), r#"{"do":"fail"}"#).unwrap();
    let invoke = |event: &str| place.output(&["invoke", "Probe", "--no-build", "--event", event]);
    let alone = invoke("event.json");
    let answer: Value = serde_json::from_slice(&alone.stdout).unwrap();
    assert_eq!(answer["event"]["do"], "echo");
    let failed = invoke("fail.json");
    assert_eq!(failed.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&failed.stderr).contains("Probe: Told: told to fail"));

    // With a `local` on the same data, that one is asked: its instance is warm.
    let serving = place.serve().await;
    let pid = serving.pid().await;
    let through: Value = serde_json::from_slice(&invoke("event.json").stdout).unwrap();
    assert_eq!(through["pid"], pid);

    let unknown = place.complaint(&["invoke", "nobody", "--no-build", "--event", "event.json"]);
    assert!(
        unknown.contains("the template has no function nobody; it has examples/misbehave"),
        "{unknown}"
    );
}
