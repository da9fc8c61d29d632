//! The embedded cloud as one thing: started from a template, stopped by dropping it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::bail;
use indexmap::IndexMap;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::data_dir::DataDir;
use crate::gateway::Gateway;
use crate::invoke::Invoker;
use crate::logs::Console;
use crate::runtime::{Functions, Settings};
use crate::server;
use crate::services::{Admin, Services};
use crate::stores::Stores;
use crate::template::model::Stack;
use crate::workspace;

/// What to run and how.
#[derive(Debug)]
pub struct Options {
    /// The template; layers are relative to its folder.
    pub template: PathBuf,
    /// Values of its parameters.
    pub parameters: IndexMap<String, String>,
    /// Folder of the function binaries.
    pub binaries: PathBuf,
    /// Most instances of one function.
    pub max_instances: usize,
    /// How long an instance may take until it asks for work.
    pub start_limit: Duration,
    /// Executable that ends processes left behind, `nazar-local` itself.
    pub guard: Option<PathBuf>,
    /// Whether queues and notifications call functions.
    pub sources: bool,
    /// Whether schedules fire by the clock.
    pub schedules: bool,
    /// Where lines for a person go.
    pub console: Arc<Console>,
}

/// A running cloud. Dropping it ends every process that it started.
pub struct Cloud {
    base_url: String,
    functions: Arc<Functions>,
    services: Arc<Services>,
    stop: CancellationToken,
    /// Held until the end, so that no other process uses the data.
    _data: DataDir,
}

impl std::fmt::Debug for Cloud {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Cloud")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

impl Cloud {
    /// Starts everything; requests are answered when this returns.
    ///
    /// # Errors
    /// The template is broken, or a store cannot be opened.
    pub async fn start(
        options: Options,
        listener: TcpListener,
        mut data: DataDir,
    ) -> anyhow::Result<Self> {
        let base_url = format!("http://{}", listener.local_addr()?);
        let stack = Stack::read(&options.template, &options.parameters, &base_url)?;
        let stores = Stores::open(data.path(), &stack)?;
        let functions = Arc::new(Functions::new(
            &stack,
            &settings(&options, &base_url),
            &options.console,
        )?);
        let invoker: Arc<dyn Invoker> = Arc::clone(&functions) as Arc<dyn Invoker>;
        let services = Arc::new(Services {
            functions: Arc::clone(&functions),
            gateway: gateway(&stack, &invoker)?,
            admin: Admin {
                invoker: Arc::clone(&invoker),
                scheduler: stores.scheduler(&stack)?,
            },
            buckets: stack
                .buckets
                .values()
                .map(|bucket| bucket.name.clone())
                .collect(),
            stores,
        });
        let stop = CancellationToken::new();
        tokio::spawn(server::serve(listener, Arc::clone(&services), stop.clone()));
        services.stores.sweep(stop.clone());
        if options.sources {
            services.stores.start_sources(&stack, &invoker, &stop);
        }
        if options.schedules {
            services
                .stores
                .start_clock(services.stores.scheduler(&stack)?, &stop);
        }
        data.announce(&base_url)?;
        Ok(Self {
            base_url,
            functions,
            services,
            stop,
            _data: data,
        })
    }

    /// Address of everything, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Whether the HTTP API has a route for this method and path.
    #[must_use]
    pub fn answers(&self, method: &str, path: &str) -> bool {
        self.services
            .gateway
            .as_ref()
            .is_some_and(|gateway| gateway.answers(method, path))
    }

    /// Runs the functions.
    #[must_use]
    pub fn invoker(&self) -> Arc<dyn Invoker> {
        Arc::clone(&self.functions) as Arc<dyn Invoker>
    }
}

impl Drop for Cloud {
    fn drop(&mut self) {
        self.stop.cancel();
        self.functions.stop();
    }
}

fn settings(options: &Options, base_url: &str) -> Settings {
    Settings {
        base_url: base_url.to_owned(),
        binaries: options.binaries.clone(),
        root: workspace::root(&options.template).to_owned(),
        max_instances: options.max_instances,
        start_limit: options.start_limit,
        guard: options.guard.clone(),
    }
}

fn gateway(stack: &Stack, invoker: &Arc<dyn Invoker>) -> anyhow::Result<Option<Gateway>> {
    let mut apis = stack.apis.values().filter(|api| !api.routes.is_empty());
    let gateway = apis
        .next()
        .map(|api| Gateway::new(api, Arc::clone(invoker)));
    if let Some(second) = apis.next() {
        bail!(
            "resource {}: one port has room for one HTTP API with routes",
            second.id
        );
    }
    Ok(gateway)
}
