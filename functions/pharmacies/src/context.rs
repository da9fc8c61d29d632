//! What the handlers may use, made once at cold start.

use std::sync::Arc;

use nazar::catalogue::{self, Catalogue};
use nazar::config::Environment;
use nazar::engagement::Ledger;
use nazar::http::Edge;
use nazar::pharmacies::{self, Directory};
use nazar::snapshots::{Live, Loaded, Snapshots};
use nazar::store::inventory::Inventory;
use nazar::store::{self, Table, TableName};

use crate::directions::Router;

/// The function's data and stores.
#[derive(Debug, Clone)]
pub struct Context {
    catalogue: Arc<Live<Catalogue>>,
    directory: Arc<Live<Directory>>,
    pub(crate) inventory: Inventory,
    pub(crate) ledger: Ledger,
    pub(crate) router: Router,
    pub(crate) edge: Edge,
}

impl Context {
    /// Reads the environment, loads the data and opens the connections, at the same time.
    ///
    /// # Errors
    /// When a variable is missing, or data or public keys cannot be read.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let aws = nazar::aws::load().await;
        let client = store::client(&aws);
        let snapshots = Snapshots::new(&aws, environment.required("DATA_BUCKET")?);
        let table = TableName::read(&environment, "INVENTORY_TABLE")?;
        let inventory = Inventory::new(Table::new(client.clone(), table));
        let history = TableName::read(&environment, "HISTORY_TABLE")?;
        let ledger = Ledger::new(Table::new(client.clone(), history));
        let (edge, catalogue, directory, ()) = tokio::join!(
            Edge::load(&environment, &client),
            Live::load(
                snapshots.clone(),
                catalogue::KIND.parse()?,
                catalogue::decode
            ),
            Live::load(
                snapshots.clone(),
                pharmacies::KIND.parse()?,
                pharmacies::decode
            ),
            inventory.warm(),
        );
        Ok(Self {
            catalogue: Arc::new(catalogue?),
            directory: Arc::new(directory?),
            inventory,
            ledger,
            router: Router::read(&environment)?,
            edge: edge?,
        })
    }

    /// The catalogue in force.
    pub(crate) async fn catalogue(&self) -> Arc<Loaded<Catalogue>> {
        self.catalogue.get().await
    }

    /// The directory in force.
    pub(crate) async fn directory(&self) -> Arc<Loaded<Directory>> {
        self.directory.get().await
    }
}
