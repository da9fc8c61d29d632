//! What the worker may use, made once at cold start.

use std::path::PathBuf;
use std::sync::Arc;

use nazar::config::Environment;
use nazar::engagement::Ledger;
use nazar::inference;
use nazar::jobs::Jobs;
use nazar::objects::Objects;
use nazar::passport::PackWatch;
use nazar::scans::References;
use nazar::snapshots::Snapshots;
use nazar::store::inventory::Inventory;
use nazar::store::medicine_list::MedicineLists;
use nazar::store::scans::Scans;
use nazar::store::{self, Table, TableName};

use crate::Observer;

/// The worker's stores, data and models.
#[derive(Debug)]
pub struct Context {
    pub(crate) jobs: Jobs,
    pub(crate) scans: Scans,
    pub(crate) ledger: Ledger,
    pub(crate) lists: MedicineLists,
    pub(crate) objects: Objects,
    pub(crate) references: References,
    pub(crate) watch: PackWatch,
    pub(crate) observer: Arc<Observer>,
}

impl Context {
    /// Reads the environment, loads models and data and opens the connections, at the same time.
    ///
    /// # Errors
    /// When a variable is missing, or the runtime, a model or the data cannot be loaded.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let library = PathBuf::from(environment.required("ORT_DYLIB_PATH")?);
        let models = PathBuf::from(environment.required("MODELS_DIR")?);
        let observer = tokio::task::spawn_blocking(move || {
            inference::init_runtime(&library)?;
            Observer::load(&models)
        });

        let aws = nazar::aws::load().await;
        let client = store::client(&aws);
        let table = |name| {
            let name = TableName::read(&environment, name)?;
            anyhow::Ok(Table::new(client.clone(), name))
        };
        let history = table("HISTORY_TABLE")?;
        let inventory = Inventory::new(table("INVENTORY_TABLE")?);
        let watch = PackWatch::new(history.clone(), table("KEYS_TABLE")?, inventory);
        let objects = Objects::new(&aws, environment.required("MEDIA_BUCKET")?);
        let snapshots = Snapshots::new(&aws, environment.required("DATA_BUCKET")?);
        let (observer, references, (), ()) = tokio::join!(
            observer,
            References::load(&snapshots),
            history.warm(),
            objects.warm_up(),
        );
        Ok(Self {
            jobs: Jobs::new(history.clone()),
            scans: Scans::new(history.clone()),
            ledger: Ledger::new(history.clone()),
            lists: MedicineLists::new(history),
            objects,
            references: references?,
            watch,
            observer: Arc::new(observer??),
        })
    }
}
