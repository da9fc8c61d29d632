//! One running bundle: the process, its address and its data directory.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, OnceLock, Weak},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// How long a start may take on a busy machine. A healthy one takes under three seconds.
const START_LIMIT: Duration = Duration::from_secs(120);

/// What a test may set about the bundle that it starts.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Template parameters, as `Key=Value`.
    pub parameters: Vec<String>,
    /// Further arguments of `nazar-local`.
    pub arguments: Vec<String>,
}

impl Options {
    /// The bundle with its real rate limits.
    #[must_use]
    pub fn with_real_limits() -> Self {
        Self::default()
    }

    /// The bundle with limits so wide that tests which are not about limits never meet them.
    #[must_use]
    pub fn with_wide_limits() -> Self {
        Self {
            parameters: vec!["RateLimitScale=1000".to_owned()],
            arguments: Vec::new(),
        }
    }
}

/// A running bundle. Dropping it ends the process and every function it started.
#[derive(Debug)]
pub struct Bundle {
    child: Child,
    base_url: String,
    options: Options,
    folder: TempDir,
}

impl Bundle {
    /// Starts a bundle of one's own with a fresh data directory.
    ///
    /// # Errors
    /// When the build fails, the process ends, or it does not get ready in time; the error carries its last log lines.
    pub fn start(options: Options) -> Result<Self> {
        let folder = TempDir::new().context("no folder for the bundle's data")?;
        let (child, base_url) = launch(folder.path(), &options)?;
        Ok(Self {
            child,
            base_url,
            options,
            folder,
        })
    }

    /// The bundle that most tests share, with wide limits. It lives as long as any test holds it.
    ///
    /// # Panics
    /// When it does not start: no test that needs it can say anything then.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "a test without its bundle can only fail"
    )]
    pub fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<Bundle>> = Mutex::new(Weak::new());
        let mut shared = SHARED
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(bundle) = shared.upgrade() {
            return bundle;
        }
        let bundle = Arc::new(
            Self::start(Options::with_wide_limits()).expect("the shared bundle should start"),
        );
        *shared = Arc::downgrade(&bundle);
        bundle
    }

    /// Where the bundle answers, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The data directory that it keeps its tables, objects and queues in.
    #[must_use]
    pub fn data_dir(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Everything that the bundle and its functions have logged so far.
    #[must_use]
    pub fn log(&self) -> String {
        read_log(self.folder.path())
    }

    /// The process id of `nazar-local`.
    #[must_use]
    pub fn process_id(&self) -> u32 {
        self.child.id()
    }

    /// Kills the bundle as a power cut would (SIGKILL: nothing is flushed, no handler runs) and starts it again on the
    /// same data, perhaps at another address.
    ///
    /// # Errors
    /// When it does not come up again.
    pub fn kill_and_restart(&mut self) -> Result<()> {
        self.child.kill().context("cannot kill the bundle")?;
        self.child.wait().context("cannot wait for the bundle")?;
        let (child, base_url) = launch(self.folder.path(), &self.options)?;
        self.child = child;
        self.base_url = base_url;
        Ok(())
    }
}

impl Drop for Bundle {
    fn drop(&mut self) {
        end(&mut self.child);
        if std::thread::panicking() {
            let log = self.log();
            let lines: Vec<&str> = log.lines().collect();
            let tail = lines[lines.len().saturating_sub(80)..].join("\n");
            #[expect(
                clippy::print_stderr,
                reason = "a failed test shows what the bundle said"
            )]
            {
                eprintln!("the bundle's last log lines:\n{tail}");
            }
        }
    }
}

/// Asks the process to end as Ctrl-C does, and insists when it has not within ten seconds.
#[expect(
    clippy::disallowed_methods,
    reason = "called from plain threads and from drop: there is no executor to hold up"
)]
fn end(child: &mut Child) {
    let asked = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .is_ok_and(|status| status.success());
    let deadline = Instant::now() + Duration::from_secs(10);
    while asked && Instant::now() < deadline {
        if matches!(child.try_wait(), Ok(Some(_))) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = child.kill();
    let _ = child.wait();
}

fn launch(folder: &Path, options: &Options) -> Result<(Child, String)> {
    let programs = programs()?;
    let ready_file = folder.join("ready");
    if ready_file.exists() {
        std::fs::remove_file(&ready_file)?;
    }
    let log = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join("log"))?;
    let mut command = Command::new(programs.join("nazar-local"));
    command
        .current_dir(workspace())
        .args(["run", "--no-build", "--port", "0"])
        .arg("--data-dir")
        .arg(folder.join("data"))
        .arg("--ready-file")
        .arg(&ready_file)
        .args(&options.arguments)
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log);
    if !options.parameters.is_empty() {
        command
            .arg("--parameter-overrides")
            .args(&options.parameters);
    }
    let mut child = command.spawn().context("cannot start nazar-local")?;
    match wait_until_ready(&mut child, &ready_file) {
        Ok(base_url) => Ok((child, base_url)),
        Err(error) => {
            end(&mut child);
            Err(error.context(read_log(folder)))
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "called from plain threads and from drop: there is no executor to hold up"
)]
fn wait_until_ready(child: &mut Child, ready_file: &Path) -> Result<String> {
    let deadline = Instant::now() + START_LIMIT;
    while Instant::now() < deadline {
        if let Ok(text) = std::fs::read_to_string(ready_file)
            && text.trim().starts_with("http")
        {
            return Ok(text.trim().trim_end_matches('/').to_owned());
        }
        if let Some(status) = child.try_wait()? {
            bail!("nazar-local ended before it was ready: {status}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("nazar-local was not ready within {START_LIMIT:?}")
}

fn read_log(folder: &Path) -> String {
    std::fs::read(folder.join("log"))
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default()
}

/// The workspace's root.
///
/// # Panics
/// Never: this crate stands directly below the root.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "this crate stands directly below the root"
)]
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests crate has a parent folder")
        .to_owned()
}

/// Builds every binary once per test process, and answers the folder they are in.
///
/// Cargo builds another package's binaries for its own integration tests only, so the tests ask it for them; when they
/// are up to date this takes a fraction of a second.
///
/// # Errors
/// When the build fails; the error carries what the compiler said.
pub fn programs() -> Result<PathBuf> {
    static PROGRAMS: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    PROGRAMS
        .get_or_init(|| build().map_err(|error| format!("{error:#}")))
        .clone()
        .map_err(anyhow::Error::msg)
}

fn build() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let profile_folder = test
        .ancestors()
        .nth(2)
        .context("a test binary stands in <target>/<profile>/deps")?;
    let target = profile_folder.parent().context("no target folder")?;
    let profile = match profile_folder.file_name().and_then(OsStr::to_str) {
        Some("debug") | None => "dev",
        Some(name) => name,
    };
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(workspace())
        .env("CARGO_TARGET_DIR", target)
        .args(["build", "--workspace", "--bins", "--profile", profile]);
    let output = command.output().context("cannot run cargo")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(profile_folder.to_owned())
}
