//! `import`: files of reference data, brought into force by the code that the importer function runs.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use nazar::snapshots::Snapshots;
use nazar::store::inventory::Inventory;
use nazar::store::{self, Table, TableName};
use nazar_importer::{Destination, Renewal, Report, SourceFile};

use super::Bundle;
use crate::cli::ImportArgs;
use crate::logs::Console;

/// The template's name of the bucket that reference data are kept in.
const DATA_BUCKET: &str = "DataBucket";
/// The template's name of the table of stock and prices.
const INVENTORY_TABLE: &str = "InventoryTable";

/// Imports a file, into the `local` that runs on this data folder or into the folder itself.
pub(super) async fn import(arguments: ImportArgs) -> anyhow::Result<ExitCode> {
    let bundle = Bundle::read(&arguments.bundle)?;
    let console = Arc::new(Console::new(std::io::stdout()));
    let file = read(&arguments)?;
    let (base_url, _cloud) = bundle.stores(&arguments.bundle, &console).await?;
    let Some(destination) = destination(&bundle, &base_url).await else {
        bail!("the template has no {DATA_BUCKET} or no {INVENTORY_TABLE}");
    };
    let progress = |step: &str| console.line("import", step);
    for report in nazar_importer::import(&destination, &[file], &progress).await? {
        tell(&report, &console);
    }
    Ok(ExitCode::SUCCESS)
}

/// Brings the demonstration data into force where nothing is yet, and makes anew what another release made.
pub(super) async fn seed(bundle: &Bundle, base_url: &str, console: &Console) -> anyhow::Result<()> {
    let Some(destination) = destination(bundle, base_url).await else {
        return Ok(());
    };
    let renewal = nazar_importer::renew(&destination, &|_| {}).await;
    let renewal = renewal.context(
        "the data in this folder are another release's and cannot be made anew; `reset` begins afresh",
    )?;
    match renewal {
        Renewal::Nothing => {}
        Renewal::Seeded => console.line(
            "local",
            "demonstration data of medicines and pharmacies are in force",
        ),
        Renewal::Completed => console.line(
            "local",
            "a list of stock and prices was written to its end",
        ),
        Renewal::Renewed => console.line(
            "local",
            "the data in this folder were another release's: made anew from the files that they came from",
        ),
    }
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

/// Where imports go at this address, if the template has bucket and table.
async fn destination(bundle: &Bundle, base_url: &str) -> Option<Destination> {
    let bucket = bundle.stack.buckets.get(DATA_BUCKET)?;
    let table = bundle.stack.tables.get(INVENTORY_TABLE)?;
    let config = super::sdk(base_url).await;
    let name = TableName::from(table.name.as_str());
    Some(Destination {
        snapshots: Snapshots::new(&config, bucket.name.clone()),
        inventory: Inventory::new(Table::new(store::client(&config), name)),
    })
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
