//! What the handlers may use, made once at cold start.

use std::sync::Arc;

use nazar::catalogue::search::{self, SearchIndex};
use nazar::catalogue::{self, Catalogue, market};
use nazar::config::Environment;
use nazar::http::Edge;
use nazar::pharmacies::{self, Directory};
use nazar::recalls::RecallCheck;
use nazar::snapshots::{Live, Loaded, Snapshots};
use nazar::store::inventory::Inventory;
use nazar::store::{self, Table, TableName};
use nazar::terminology::{self, Terminology};

use crate::price::PriceBook;

/// The reference data, each kind exchanged by itself when a newer version comes into force.
#[derive(Debug, Clone)]
pub struct Context {
    catalogue: Arc<Live<Catalogue>>,
    index: Arc<Live<SearchIndex>>,
    prices: Arc<Live<PriceBook>>,
    directory: Arc<Live<Directory>>,
    terminology: Arc<Live<Terminology>>,
    pub(crate) recalls: Arc<RecallCheck>,
    pub(crate) inventory: Inventory,
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
        let (edge, catalogue, index, prices, directory, terminology, recalls, ()) = tokio::join!(
            Edge::load(&environment, &client),
            Live::load(
                snapshots.clone(),
                catalogue::KIND.parse()?,
                catalogue::decode
            ),
            Live::load(
                snapshots.clone(),
                search::KIND.parse()?,
                SearchIndex::decode
            ),
            Live::load(snapshots.clone(), market::KIND.parse()?, PriceBook::decode),
            Live::load(
                snapshots.clone(),
                pharmacies::KIND.parse()?,
                pharmacies::decode
            ),
            Live::load(
                snapshots.clone(),
                terminology::KIND.parse()?,
                terminology::decode
            ),
            RecallCheck::load(&environment, &client, snapshots.clone()),
            inventory.warm(),
        );
        Ok(Self {
            catalogue: Arc::new(catalogue?),
            index: Arc::new(index?),
            prices: Arc::new(prices?),
            directory: Arc::new(directory?),
            terminology: Arc::new(terminology?),
            recalls: Arc::new(recalls?),
            inventory,
            edge: edge?,
        })
    }

    /// The catalogue in force.
    pub(crate) async fn catalogue(&self) -> Arc<Loaded<Catalogue>> {
        self.catalogue.get().await
    }

    /// The search index in force.
    pub(crate) async fn index(&self) -> Arc<Loaded<SearchIndex>> {
        self.index.get().await
    }

    /// What is known of prices as a whole.
    pub(crate) async fn prices(&self) -> Arc<Loaded<PriceBook>> {
        self.prices.get().await
    }

    /// The pharmacies in force.
    pub(crate) async fn directory(&self) -> Arc<Loaded<Directory>> {
        self.directory.get().await
    }

    /// The terms in three languages.
    pub(crate) async fn terminology(&self) -> Arc<Loaded<Terminology>> {
        self.terminology.get().await
    }
}
