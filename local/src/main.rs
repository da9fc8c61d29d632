//! `cargo run` starts this: the whole bundle on one machine.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use nazar_local::cli::{Cli, Command};
use nazar_local::{commands, runtime};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let cli = Cli::parse();
    if let Some(Command::Guard) = cli.command {
        runtime::guard::watch(std::io::stdin().lock());
        return ExitCode::SUCCESS;
    }
    tracing_subscriber::fmt()
        .with_env_filter(log_filter())
        .with_writer(std::io::stderr)
        .init();
    match work(cli) {
        Ok(code) => code,
        Err(error) => {
            // A closed terminal cannot be told.
            writeln!(std::io::stderr(), "error: {error:#}").ok();
            ExitCode::FAILURE
        }
    }
}

/// `RUST_LOG`, or warnings. The object and table stores call every refused request an error or a warning, which in a
/// cloud is everyday business: a condition that fails, an object that is not there.
fn log_filter() -> EnvFilter {
    EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,s3s=off,dynoxide=error"))
}

fn work(cli: Cli) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    // Whichever comes first; what the command had started ends as it is dropped.
    let outcome = runtime.block_on(async {
        tokio::select! {
            outcome = commands::execute(cli) => outcome,
            stopped = stopped() => stopped.map(|()| ExitCode::SUCCESS).map_err(Into::into),
        }
    });
    // A download may still be blocking a thread; it is of no more use.
    runtime.shutdown_timeout(Duration::from_secs(2));
    outcome
}

/// Waits for Ctrl-C, or for the signals that end a process or its terminal.
async fn stopped() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
        _ = hang_up.recv() => Ok(()),
    }
}
