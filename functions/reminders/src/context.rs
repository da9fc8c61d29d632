//! What a run may use, made once at cold start.

use std::sync::Arc;

use nazar::catalogue::{self, Catalogue};
use nazar::config::Environment;
use nazar::household::Households;
use nazar::mail::{Mailer, mailer};
use nazar::notices::{Checkups, Deliveries, Notices};
use nazar::push::{Hosts, Sender, Subscriptions, VapidKeys};
use nazar::recalls::RecallCheck;
use nazar::snapshots::{Live, Snapshots};
use nazar::store::adherence::Adherence;
use nazar::store::inventory::Inventory;
use nazar::store::medicine_list::MedicineLists;
use nazar::store::reminders::Reminders;
use nazar::store::wake::Wakes;
use nazar::store::{self, Table, TableName};

/// The function's stores, data and ways out.
#[derive(Debug)]
pub struct Context {
    pub(crate) accounts: Table,
    pub(crate) catalogue: Live<Catalogue>,
    pub(crate) checkups: Checkups,
    pub(crate) deliveries: Deliveries,
    pub(crate) doses: Adherence,
    pub(crate) households: Households,
    pub(crate) inventory: Inventory,
    pub(crate) lists: MedicineLists,
    pub(crate) mailer: Arc<dyn Mailer>,
    pub(crate) notices: Notices,
    pub(crate) recalls: RecallCheck,
    pub(crate) reminders: Reminders,
    pub(crate) sender: Sender,
    pub(crate) subscriptions: Subscriptions,
    pub(crate) wakes: Wakes,
}

impl Context {
    /// Reads the environment, loads the catalogue and the key that signs push messages, which is made if there is none,
    /// and opens the connections.
    ///
    /// # Errors
    /// When a variable is missing or malformed, or the catalogue or the key cannot be read.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let aws = nazar::aws::load().await;
        let client = store::client(&aws);
        let table = |variable| {
            TableName::read(&environment, variable).map(|name| Table::new(client.clone(), name))
        };
        let accounts = table("ACCOUNTS_TABLE")?;
        let history = table("HISTORY_TABLE")?;
        let inventory = table("INVENTORY_TABLE")?;
        let vapid = VapidKeys::new(table("KEYS_TABLE")?);
        let snapshots = Snapshots::new(&aws, environment.required("DATA_BUCKET")?);

        let kind = catalogue::KIND.parse()?;
        let catalogue = Live::load(snapshots.clone(), kind, catalogue::decode);
        let (catalogue, recalls, key, (), ()) = tokio::join!(
            catalogue,
            RecallCheck::load(&environment, &client, snapshots),
            vapid.load_or_make(),
            accounts.warm(),
            history.warm()
        );
        let contact = environment.optional("PUSH_CONTACT");
        Ok(Self {
            accounts,
            catalogue: catalogue?,
            checkups: Checkups::new(history.clone()),
            deliveries: Deliveries::new(history.clone()),
            doses: Adherence::new(history.clone()),
            households: Households::new(history.clone()),
            inventory: Inventory::new(inventory),
            lists: MedicineLists::new(history.clone()),
            mailer: mailer(&environment, &aws),
            notices: Notices::new(history.clone()),
            recalls: recalls?,
            reminders: Reminders::new(history.clone()),
            sender: Sender::new(Hosts::read(&environment)?, key?, contact)?,
            subscriptions: Subscriptions::new(history.clone()),
            wakes: Wakes::new(history),
        })
    }
}
