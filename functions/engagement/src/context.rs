//! What the handlers may use, made once at cold start.

use nazar::config::Environment;
use nazar::engagement::Ledger;
use nazar::engagement::rewards::Rewards;
use nazar::engagement::streak::Streaks;
use nazar::household::Households;
use nazar::http::Edge;
use nazar::notices::Notices;
use nazar::push::{Hosts, Subscriptions, VapidKeys};
use nazar::store::adherence::Adherence;
use nazar::store::inventory::Inventory;
use nazar::store::medicine_list::MedicineLists;
use nazar::store::reminders::Reminders;
use nazar::store::{self, Table, TableName};

/// The function's stores.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) accounts: Table,
    pub(crate) doses: Adherence,
    pub(crate) households: Households,
    pub(crate) inventory: Inventory,
    pub(crate) ledger: Ledger,
    pub(crate) lists: MedicineLists,
    pub(crate) rewards: Rewards,
    pub(crate) streaks: Streaks,
    pub(crate) hosts: Hosts,
    pub(crate) notices: Notices,
    pub(crate) reminders: Reminders,
    pub(crate) subscriptions: Subscriptions,
    pub(crate) vapid: VapidKeys,
    pub(crate) edge: Edge,
}

impl Context {
    /// Reads the environment and opens the connections, at the same time.
    ///
    /// # Errors
    /// When a variable is missing, or the public keys cannot be read.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let aws = nazar::aws::load().await;
        let client = store::client(&aws);
        let table = |variable| {
            TableName::read(&environment, variable).map(|name| Table::new(client.clone(), name))
        };
        let history = table("HISTORY_TABLE")?;
        let (edge, ()) = tokio::join!(Edge::load(&environment, &client), history.warm());
        Ok(Self {
            accounts: table("ACCOUNTS_TABLE")?,
            doses: Adherence::new(history.clone()),
            households: Households::new(history.clone()),
            inventory: Inventory::new(table("INVENTORY_TABLE")?),
            ledger: Ledger::new(history.clone()),
            lists: MedicineLists::new(history.clone()),
            rewards: Rewards::new(history.clone()),
            streaks: Streaks::new(history.clone()),
            hosts: Hosts::read(&environment)?,
            notices: Notices::new(history.clone()),
            reminders: Reminders::new(history.clone()),
            subscriptions: Subscriptions::new(history.clone()),
            vapid: VapidKeys::new(table("KEYS_TABLE")?),
            edge: edge?,
        })
    }
}
