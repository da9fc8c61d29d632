//! `import`: files of reference data, brought into force by the code that the importer function runs.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use aws_config::{BehaviorVersion, Region};
use aws_credential_types::Credentials;
use nazar::snapshots::Snapshots;
use nazar_importer::{Report, SourceFile, demonstration};

use super::Bundle;
use crate::cli::ImportArgs;
use crate::cloud::{Cloud, Options};
use crate::data_dir::{DataDir, Opened};
use crate::logs::Console;
use crate::server;
use crate::template::names::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY};

/// The template's name of the bucket that reference data are kept in.
const DATA_BUCKET: &str = "DataBucket";

/// Imports a file, into the `local` that runs on this data folder or into the folder itself.
pub(super) async fn import(arguments: ImportArgs) -> anyhow::Result<ExitCode> {
    let bundle = Bundle::read(&arguments.bundle)?;
    let console = Arc::new(Console::new(std::io::stdout()));
    let file = read(&arguments)?;
    let (base_url, _cloud) = match DataDir::open(&bundle.data_dir)? {
        Opened::InUse(owner) if owner.is_empty() => {
            bail!(
                "another nazar-local is just starting on this data folder; try again when it is ready"
            )
        }
        Opened::InUse(owner) => (owner, None),
        Opened::Free(data) => {
            // Only the stores are needed: no function is built or run.
            let options = Options {
                sources: false,
                ..bundle.options(&arguments.bundle, &console)?
            };
            let cloud = Cloud::start(options, server::listen(0).await?, data).await?;
            (cloud.base_url().to_owned(), Some(cloud))
        }
    };
    let Some(snapshots) = bucket(&bundle, &base_url).await else {
        bail!("the template has no {DATA_BUCKET}");
    };
    let progress = |step: &str| console.line("import", step);
    for report in nazar_importer::import(&snapshots, &[file], &progress).await? {
        tell(&report, &console);
    }
    Ok(ExitCode::SUCCESS)
}

/// Brings the demonstration data into force where nothing is yet.
pub(super) async fn seed(bundle: &Bundle, base_url: &str, console: &Console) -> anyhow::Result<()> {
    let Some(snapshots) = bucket(bundle, base_url).await else {
        return Ok(());
    };
    let (current, _) = snapshots.current().await?;
    if !current.sources.is_empty() {
        return Ok(());
    }
    nazar_importer::import(&snapshots, &demonstration(), &|_| {}).await?;
    console.line(
        "local",
        "demonstration data of medicines and pharmacies are in force",
    );
    Ok(())
}

fn read(arguments: &ImportArgs) -> anyhow::Result<SourceFile> {
    let path = &arguments.file;
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.file_name().unwrap_or(path.as_os_str());
    Ok(SourceFile {
        source: arguments.source,
        name: name.to_string_lossy().into_owned(),
        bytes: bytes.into(),
    })
}

/// The data bucket at this address, if the template has one.
async fn bucket(bundle: &Bundle, base_url: &str) -> Option<Snapshots> {
    let bucket = bundle.stack.buckets.get(DATA_BUCKET)?;
    let config = aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .credentials_provider(Credentials::from_keys(
            ACCESS_KEY_ID,
            SECRET_ACCESS_KEY,
            None,
        ))
        .endpoint_url(base_url)
        .load()
        .await;
    Some(Snapshots::new(&config, bucket.name.clone()))
}

fn tell(report: &Report, console: &Console) {
    let line = |text: String| console.line("import", &text);
    let findings = &report.findings;
    line(format!(
        "{}: {} rows, {} with something that was not understood",
        report.source, findings.rows, report.rows_with_problems
    ));
    for (what, count) in &findings.repaired {
        line(format!("repaired {what}: {count}"));
    }
    for (problem, count) in &report.problems {
        // Derived names in kebab case read as words.
        let name = serde_json::to_string(problem).unwrap_or_default();
        line(format!("{}: {count}", name.trim_matches('"')));
    }
    line(format!(
        "row by row: reports/{}/{} in the data bucket",
        report.source, report.version
    ));
}
