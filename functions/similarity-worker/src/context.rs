//! What the worker may use, made once at cold start.

use std::path::PathBuf;
use std::sync::Arc;

use nazar::config::Environment;
use nazar::inference;
use nazar::jobs::Jobs;
use nazar::objects::Objects;
use nazar::store::history::History;
use nazar::store::{self, Table, TableName};

use crate::Comparer;

/// The worker's stores and its model.
#[derive(Debug)]
pub struct Context {
    pub(crate) jobs: Jobs,
    pub(crate) history: History,
    pub(crate) objects: Objects,
    pub(crate) comparer: Arc<Comparer>,
}

impl Context {
    /// Reads the environment, loads the model and opens the connections, at the same time.
    ///
    /// # Errors
    /// When a variable is missing, or the runtime or the model cannot be loaded.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let library = PathBuf::from(environment.required("ORT_DYLIB_PATH")?);
        let models = PathBuf::from(environment.required("MODELS_DIR")?);
        let comparer = tokio::task::spawn_blocking(move || {
            inference::init_runtime(&library)?;
            Comparer::load(&models)
        });

        let aws = nazar::aws::load().await;
        let history = Table::new(
            store::client(&aws),
            TableName::read(&environment, "HISTORY_TABLE")?,
        );
        let objects = Objects::new(&aws, environment.required("MEDIA_BUCKET")?);
        let (comparer, (), ()) = tokio::join!(comparer, history.warm(), objects.warm_up());
        Ok(Self {
            jobs: Jobs::new(history.clone()),
            history: History::new(history),
            objects,
            comparer: Arc::new(comparer??),
        })
    }
}
