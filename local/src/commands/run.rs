//! `run`: builds, starts, and serves until it is told to stop.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;

use super::{Bundle, import};
use crate::cli::RunArgs;
use crate::cloud::{Cloud, Options};
use crate::data_dir::DataDir;
use crate::logs::Console;
use crate::server;

pub(super) async fn run(arguments: RunArgs) -> anyhow::Result<ExitCode> {
    let console = Arc::new(Console::new(std::io::stdout()));
    // What can be wrong at once is looked at before a build that may take minutes.
    let bundle = Bundle::read(&arguments.bundle)?;
    let data = DataDir::take(&bundle.data_dir)?;
    let listener = server::listen(arguments.port).await?;
    bundle.prepare(&arguments.bundle, &console).await?;
    let options = Options {
        schedules: arguments.clock,
        ..bundle.options(&arguments.bundle, &console)?
    };
    let cloud = Cloud::start(options, listener, data).await?;
    import::seed(&bundle, cloud.base_url(), &console).await?;
    if let Some(file) = &arguments.ready_file {
        tell(file, cloud.base_url())?;
    }
    greet(&cloud, &console);
    std::future::pending::<()>().await;
    Ok(ExitCode::SUCCESS)
}

/// Writes the base URL to a file that appears whole or not at all.
fn tell(file: &Path, base_url: &str) -> anyhow::Result<()> {
    let partial = file.with_extension("partial");
    std::fs::write(&partial, base_url)
        .and_then(|()| std::fs::rename(&partial, file))
        .with_context(|| format!("cannot write {}", file.display()))
}

fn greet(cloud: &Cloud, console: &Console) {
    let base_url = cloud.base_url();
    console.line("local", &format!("ready at {base_url}"));
    if cloud.answers("GET", "/docs") {
        console.line("local", &format!("docs at {base_url}/docs"));
    }
    console.line("local", "stop with Ctrl-C");
}
