//! `invoke`: one event, one function, its answer on standard output.

use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use bytes::Bytes;
use http::{Method, Request};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

use super::{Bundle, import};
use crate::cli::InvokeArgs;
use crate::cloud::{Cloud, Options};
use crate::data_dir::{DataDir, Opened};
use crate::logs::Console;
use crate::server;
use crate::template::model::Stack;

pub(super) async fn invoke(arguments: InvokeArgs) -> anyhow::Result<ExitCode> {
    let bundle = Bundle::read(&arguments.bundle)?;
    let function = find(&bundle.stack, &arguments.function)?.to_owned();
    let event = read(&arguments.event)?;
    let data = match DataDir::open(&bundle.data_dir)? {
        Opened::Free(data) => data,
        Opened::InUse(owner) => return through(&owner, &function, event).await,
    };
    // Standard output is for the answer alone.
    let console = Arc::new(Console::new(std::io::stderr()));
    bundle.prepare(&arguments.bundle, &console).await?;
    // One event, one function: what waits in the queues is left to the next `run`.
    let options = Options {
        sources: false,
        ..bundle.options(&arguments.bundle, &console)?
    };
    let cloud = Cloud::start(options, server::listen(0).await?, data).await?;
    import::seed(&bundle, cloud.base_url(), &console).await?;
    match cloud.invoker().invoke(&function, event).await {
        Ok(answer) => print(&answer, true),
        Err(error) => bail!("{function}: {error}"),
    }
}

/// Asks the `local` that is already running on this data folder.
async fn through(owner: &str, function: &str, event: Bytes) -> anyhow::Result<ExitCode> {
    if owner.is_empty() {
        bail!(
            "another nazar-local is just starting on this data folder; try again when it is ready"
        );
    }
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("{owner}/_local/invoke/{function}"))
        .body(Full::new(event))?;
    let client = Client::builder(TokioExecutor::new()).build_http();
    let response = client
        .request(request)
        .await
        .with_context(|| format!("cannot reach {owner}"))?;
    let succeeded = response.status().is_success();
    let answer = response.into_body().collect().await?.to_bytes();
    print(&answer, succeeded)
}

fn print(answer: &[u8], succeeded: bool) -> anyhow::Result<ExitCode> {
    let mut output = std::io::stdout().lock();
    output.write_all(answer)?;
    output.write_all(b"\n")?;
    Ok(if succeeded {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn read(file: &Path) -> anyhow::Result<Bytes> {
    let mut event = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().read_to_end(&mut event).map(|_| ())
    } else {
        std::fs::read(file).map(|content| event = content)
    };
    read.with_context(|| format!("cannot read the event {}", file.display()))?;
    serde_json::from_slice::<serde::de::IgnoredAny>(&event)
        .with_context(|| format!("the event {} is not JSON", file.display()))?;
    Ok(event.into())
}

/// A function by its logical id or by the name of its binary.
fn find<'a>(stack: &'a Stack, name: &str) -> anyhow::Result<&'a str> {
    let found = stack
        .functions
        .values()
        .find(|function| function.id == name || function.binary == name);
    match found {
        Some(function) => Ok(&function.id),
        None => {
            let known: Vec<_> = stack
                .functions
                .values()
                .map(|function| function.binary.as_str())
                .collect();
            bail!(
                "the template has no function {name}; it has {}",
                known.join(", ")
            )
        }
    }
}
