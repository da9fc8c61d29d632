//! A cloud with one function, `Probe`, whose binary is examples/misbehave.rs.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use indexmap::IndexMap;
use nazar_local::cloud::{Cloud, Options};
use nazar_local::data_dir::DataDir;
use nazar_local::invoke::InvokeError;
use nazar_local::logs::Console;
use nazar_local::server;
use serde_json::{Value, json};
use tokio::sync::watch;

/// Longest wait for anything that is bound to happen; only a failure takes so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// A template with the function, `extra` being more of its properties, one a line.
pub(crate) fn template(extra: &[&str]) -> String {
    let lines: String = extra.iter().map(|line| format!("      {line}\n")).collect();
    format!(
        "Resources:\n  Api: {{Type: AWS::Serverless::HttpApi}}\n  Probe:\n    Type: AWS::Serverless::Function\n    \
         Metadata: {{BuildProperties: {{Binary: examples/misbehave}}}}\n    Properties:\n{lines}      Events:\n        \
         All: {{Type: HttpApi, Properties: {{ApiId: !Ref Api, Method: ANY, Path: '/{{proxy+}}'}}}}\n"
    )
}

/// Folder of the binaries that cargo built beside this test.
pub(crate) fn binaries() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    own.parent().and_then(Path::parent).unwrap().to_owned()
}

/// A cloud in this process.
pub(crate) struct Running {
    pub(crate) cloud: Cloud,
    pub(crate) client: reqwest::Client,
    lines: watch::Receiver<String>,
    _folder: tempfile::TempDir,
}

/// Collects what the console writes.
struct Lines(watch::Sender<String>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .send_modify(|text| text.push_str(&String::from_utf8_lossy(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Running {
    /// Starts a cloud with these further properties of the function and at most four instances.
    pub(crate) async fn start(extra: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("template.yaml");
        std::fs::write(&file, template(extra)).unwrap();
        let (sender, lines) = watch::channel(String::new());
        let options = Options {
            template: file,
            parameters: IndexMap::new(),
            binaries: binaries(),
            max_instances: 4,
            start_limit: Duration::from_secs(if extra.iter().any(|line| line.contains("silent")) {
                1
            } else {
                60
            }),
            guard: Some(env!("CARGO_BIN_EXE_nazar-local").into()),
            sources: true,
            schedules: false,
            console: Arc::new(Console::new(Lines(sender))),
        };
        let data = DataDir::take(&folder.path().join("data")).unwrap();
        let cloud = Cloud::start(options, server::listen(0).await.unwrap(), data)
            .await
            .unwrap();
        Self {
            cloud,
            client: reqwest::Client::new(),
            lines,
            _folder: folder,
        }
    }

    /// Invokes the function with an event that says what to do.
    pub(crate) async fn invoke(&self, event: &Value) -> Result<Bytes, InvokeError> {
        self.cloud
            .invoker()
            .invoke("Probe", event.to_string().into())
            .await
    }

    /// Invokes the function and reads its answer.
    pub(crate) async fn answer(&self, what: &str) -> Value {
        let payload = self.invoke(&json!({"do": what})).await.unwrap();
        serde_json::from_slice(&payload).unwrap()
    }

    /// Process id of the instance that is idle now.
    pub(crate) async fn pid(&self) -> u64 {
        self.answer("echo").await["pid"].as_u64().unwrap()
    }

    /// Waits until the console shows a text.
    pub(crate) async fn shows(&self, text: &str) {
        let mut lines = self.lines.clone();
        let seen = tokio::time::timeout(PATIENCE, lines.wait_for(|all| all.contains(text))).await;
        assert!(
            seen.is_ok(),
            "{text:?} was not shown in {:?}",
            *self.lines.borrow()
        );
    }

    /// Everything the console has shown.
    pub(crate) fn shown(&self) -> String {
        self.lines.borrow().clone()
    }
}

/// Waits until a process and everything it started have ended.
pub(crate) async fn is_gone(leader: u64) {
    let start = Instant::now();
    while lives(leader) {
        assert!(
            start.elapsed() < PATIENCE,
            "the process group {leader} is still there"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Whether some process of a group is more than an entry that nobody has waited for.
fn lives(leader: u64) -> bool {
    let output = Command::new("ps")
        .args(["-A", "-o", "pgid=,stat="])
        .output()
        .unwrap();
    let listing = String::from_utf8(output.stdout).unwrap();
    listing
        .lines()
        .filter_map(|line| line.trim().split_once(' '))
        .any(|(group, state)| group == leader.to_string() && !state.trim().starts_with('Z'))
}

/// Waits until a file is there, and reads it.
pub(crate) async fn wait_for_file(file: &Path) -> String {
    let start = Instant::now();
    loop {
        if let Ok(content) = std::fs::read_to_string(file) {
            return content;
        }
        assert!(
            start.elapsed() < PATIENCE,
            "{} did not appear",
            file.display()
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
