//! The executable, run in a folder of its own.

use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use super::harness::wait_for_file;

/// A folder with a template, and `nazar-local` run in it.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    /// A folder with this template.
    pub(crate) fn new(template: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("template.yaml"), template).unwrap();
        Self(folder)
    }

    /// A file of the folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nazar-local"));
        command
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("CARGO_MANIFEST_DIR")
            .stdin(Stdio::null());
        command
    }

    /// What a run that ends by itself said.
    pub(crate) fn output(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Standard error of a run that fails.
    pub(crate) fn complaint(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    /// Starts serving and gives the process and its base URL.
    pub(crate) async fn serve(&self) -> Serving {
        let ready = self.file("ready");
        std::fs::remove_file(&ready).ok();
        let child = self
            .command(&["--port", "0", "--no-build", "--ready-file", "ready"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Serving {
            child,
            base_url: wait_for_file(&ready).await,
        }
    }
}

/// A `nazar-local` that serves; it is killed when dropped.
pub(crate) struct Serving {
    child: Child,
    pub(crate) base_url: String,
}

impl Serving {
    /// Process id of the function's idle instance.
    pub(crate) async fn pid(&self) -> u64 {
        let response = reqwest::get(format!("{}/x", self.base_url)).await.unwrap();
        response.json::<Value>().await.unwrap()["pid"]
            .as_u64()
            .unwrap()
    }

    /// Sends a signal and waits for the end.
    pub(crate) fn end(&mut self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
