//! What each subcommand does.

mod administrator;
mod import;
mod invoke;
mod pharmacist;
mod run;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use indexmap::IndexMap;

use crate::assets;
use crate::build::{self, Output};
use crate::cli::{BundleArgs, Cli, Command};
use crate::cloud::{Cloud, Options};
use crate::data_dir::{DataDir, Opened};
use crate::logs::Console;
use crate::template::model::Stack;
use crate::template::names::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY};
use crate::{data_dir, server, workspace};

/// Lambda allows 10 s; debug binaries on a busy machine deserve more.
const START_LIMIT: Duration = Duration::from_secs(30);

/// Runs a command to its end.
///
/// # Errors
/// What went wrong, in words for a person.
pub async fn execute(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command.unwrap_or(Command::Run(cli.run)) {
        Command::Run(arguments) => run::run(arguments).await,
        Command::Invoke(arguments) => invoke::invoke(arguments).await,
        Command::Import(arguments) => import::import(arguments).await,
        Command::GrantAdmin(arguments) => administrator::grant(arguments).await,
        Command::GrantPharmacist(arguments) => pharmacist::grant(arguments).await,
        Command::Reset(arguments) => {
            let template = workspace::template(None).ok();
            let folder = data_folder(arguments.data_dir.as_deref(), template.as_deref());
            data_dir::reset(&folder)?;
            Ok(ExitCode::SUCCESS)
        }
        // Needs no runtime and is taken care of before there is one.
        Command::Guard => Ok(ExitCode::SUCCESS),
    }
}

/// A template that has been read once, so that its faults are known before anything is built.
struct Bundle {
    template: PathBuf,
    parameters: IndexMap<String, String>,
    stack: Stack,
    output: Output,
    data_dir: PathBuf,
}

impl Bundle {
    fn read(arguments: &BundleArgs) -> anyhow::Result<Self> {
        let template = workspace::template(arguments.template.as_deref())?;
        let parameters: IndexMap<_, _> = arguments.parameter_overrides.iter().cloned().collect();
        // No port is known yet; nothing that is read here depends on it.
        let stack = Stack::read(&template, &parameters, "http://127.0.0.1")
            .with_context(|| format!("{} cannot be run", template.display()))?;
        let output = Output::find(workspace::root(&template), arguments.release);
        let data_dir = data_folder(arguments.data_dir.as_deref(), Some(&template));
        Ok(Self {
            template,
            parameters,
            stack,
            output,
            data_dir,
        })
    }

    /// Builds the binaries and puts the layers together.
    async fn prepare(&self, arguments: &BundleArgs, console: &Arc<Console>) -> anyhow::Result<()> {
        let root = workspace::root(&self.template).to_owned();
        let binaries = build::binaries(&self.stack);
        if !arguments.no_build {
            console.line("build", &format!("{} functions", binaries.len()));
            build::build(&root, &self.output, &binaries).await?;
        }
        build::check(&self.output, &binaries)?;
        let (layers, console) = (assets::layers(&self.stack), Arc::clone(console));
        tokio::task::spawn_blocking(move || {
            layers
                .iter()
                .try_for_each(|layer| assets::assemble(&root, layer, &console))
        })
        .await?
    }

    /// The address of the stores: of the `local` that runs on this data folder, or of one that runs for as long as it is
    /// held. No function is built or run.
    async fn stores(
        &self,
        arguments: &BundleArgs,
        console: &Arc<Console>,
    ) -> anyhow::Result<(String, Option<Cloud>)> {
        match DataDir::open(&self.data_dir)? {
            Opened::InUse(owner) if owner.is_empty() => {
                bail!(
                    "another nazar-local is just starting on this data folder; try again when it is ready"
                )
            }
            Opened::InUse(owner) => Ok((owner, None)),
            Opened::Free(data) => {
                let options = Options {
                    sources: false,
                    ..self.options(arguments, console)?
                };
                let cloud = Cloud::start(options, server::listen(0).await?, data).await?;
                Ok((cloud.base_url().to_owned(), Some(cloud)))
            }
        }
    }

    fn options(&self, arguments: &BundleArgs, console: &Arc<Console>) -> anyhow::Result<Options> {
        Ok(Options {
            template: self.template.clone(),
            parameters: self.parameters.clone(),
            binaries: self.output.folder(),
            max_instances: arguments.max_instances.into(),
            start_limit: START_LIMIT,
            guard: Some(std::env::current_exe().context("cannot find this executable")?),
            sources: true,
            schedules: false,
            console: Arc::clone(console),
        })
    }
}

/// SDK configuration whose calls go to the stores at this address.
async fn sdk(base_url: &str) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .credentials_provider(Credentials::from_keys(
            ACCESS_KEY_ID,
            SECRET_ACCESS_KEY,
            None,
        ))
        .endpoint_url(base_url)
        .load()
        .await
}

fn data_folder(asked: Option<&Path>, template: Option<&Path>) -> PathBuf {
    match (asked, template) {
        (Some(folder), _) => folder.to_owned(),
        (None, Some(template)) => workspace::root(template).join(".nazar"),
        (None, None) => PathBuf::from(".nazar"),
    }
}
