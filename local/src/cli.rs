//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use nazar::catalogue::PharmacyId;
use nazar_importer::Source;

use crate::runtime::guard;

/// Runs the whole bundle on this machine, as template.yaml describes it.
#[derive(Debug, Parser)]
#[command(name = "nazar-local", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do; `run` when left out.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options of `run`, also without the word.
    #[command(flatten)]
    pub run: RunArgs,
}

/// What `local` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the functions and serve everything on one port (the default)
    Run(RunArgs),
    /// Give one event to one function and print its answer
    Invoke(InvokeArgs),
    /// Bring a file of reference data into force: the State Register, names, pharmacies, prices
    Import(ImportArgs),
    /// Make a person an administrator, or end it
    GrantAdmin(GrantAdminArgs),
    /// Let a person change the stock and prices of one pharmacy, or end it
    GrantPharmacist(GrantPharmacistArgs),
    /// Delete everything that was stored
    Reset(ResetArgs),
    /// Wait for the end of standard input, then end the process groups it named
    #[command(name = guard::SUBCOMMAND, hide = true)]
    Guard,
}

/// Options of `run`.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// Port to listen on; 0 for any free one
    #[arg(long, default_value_t = 8700)]
    pub port: u16,
    /// File that gets the base URL once requests are answered
    #[arg(long, value_name = "FILE")]
    pub ready_file: Option<PathBuf>,
    /// Fire schedules by the clock; otherwise only POST /_local/schedules/<name> does
    #[arg(long)]
    pub clock: bool,
    /// What `run` and `invoke` share.
    #[command(flatten)]
    pub bundle: BundleArgs,
}

/// Options of `invoke`.
#[derive(Debug, Args)]
pub struct InvokeArgs {
    /// Logical id of the function, or the name of its binary
    pub function: String,
    /// File with the event, JSON; - for standard input
    #[arg(long, short, value_name = "FILE")]
    pub event: PathBuf,
    /// What `run` and `invoke` share.
    #[command(flatten)]
    pub bundle: BundleArgs,
}

/// Options of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// What the file is: ingredients, inn, atc, register, medicines, pharmacies, pharmacies-osm, stock, price-history
    pub source: Source,
    /// The file, comma- or tab-separated with a header
    pub file: PathBuf,
    /// What `run` and `import` share.
    #[command(flatten)]
    pub bundle: BundleArgs,
}

/// Options of `grant-admin`.
#[derive(Debug, Args)]
pub struct GrantAdminArgs {
    /// Username of somebody with an account
    pub username: String,
    /// Take the role away instead
    #[arg(long)]
    pub revoke: bool,
    /// What `run` and `import` share.
    #[command(flatten)]
    pub bundle: BundleArgs,
}

/// Options of `grant-pharmacist`.
#[derive(Debug, Args)]
pub struct GrantPharmacistArgs {
    /// Username of somebody with an account
    pub username: String,
    /// Identifier of the pharmacy, such as demo-chilonzor-1
    pub pharmacy: PharmacyId,
    /// Take the permission away instead
    #[arg(long)]
    pub revoke: bool,
    /// What `run` and `import` share.
    #[command(flatten)]
    pub bundle: BundleArgs,
}

/// Options of `reset`.
#[derive(Debug, Args)]
pub struct ResetArgs {
    /// Folder that holds what was stored (default: .nazar beside the template)
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
}

/// Which bundle to run, and how.
#[derive(Debug, Args)]
pub struct BundleArgs {
    /// Folder for tables, objects and messages (default: .nazar beside the template)
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// The template (default: template.yaml here or in a folder above)
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// Values of the template's parameters, as `sam` takes them
    #[arg(long, value_name = "KEY=VALUE", num_args = 1.., value_parser = parameter)]
    pub parameter_overrides: Vec<(String, String)>,
    /// Build and run optimised functions
    #[arg(long)]
    pub release: bool,
    /// Use the function binaries as they are
    #[arg(long)]
    pub no_build: bool,
    /// Most processes of one function; further requests wait their turn
    #[arg(long, default_value_t = 8, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub max_instances: u16,
}

fn parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("it has to be KEY=VALUE".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(std::iter::once("nazar-local").chain(line.split_whitespace()))
    }

    #[test]
    fn run_needs_no_word() {
        for line in [
            "--port 0 --parameter-overrides A=1 B=x=y",
            "run --port 0 --parameter-overrides A=1 B=x=y",
        ] {
            let cli = parse(line).unwrap();
            let run = match cli.command {
                Some(Command::Run(run)) => run,
                _ => cli.run,
            };
            assert_eq!(run.port, 0);
            let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
            assert_eq!(
                run.bundle.parameter_overrides,
                [pair("A", "1"), pair("B", "x=y")]
            );
        }
        assert_eq!(parse("").unwrap().run.port, 8700);
    }

    #[test]
    fn wrong_lines_are_refused() {
        for line in [
            "--parameter-overrides A",
            "invoke",
            "invoke accounts",
            "import register",
            "import nonsense file.csv",
            "grant-pharmacist anna",
            "grant-pharmacist anna Not-An-Id",
            "--max-instances 0",
            "--port 99999",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
