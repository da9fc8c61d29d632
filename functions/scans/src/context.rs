//! What the handlers may use, made once at cold start.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use nazar::Owner;
use nazar::checks::Source;
use nazar::config::Environment;
use nazar::engagement::Ledger;
use nazar::http::{Edge, Problem};
use nazar::jobs::{Jobs, ScanMessage};
use nazar::objects::Objects;
use nazar::passport::PackWatch;
use nazar::pharmacies::{self, Directory};
use nazar::queue::Queue;
use nazar::recalls::RecallCheck;
use nazar::scans::{OwnList, Reference, References};
use nazar::snapshots::{Live, Snapshots};
use nazar::store::inventory::Inventory;
use nazar::store::medicine_list::{Entry, MedicineLists};
use nazar::store::scans::Scans;
use nazar::store::{self, Table, TableName};

/// Where Dori's people live: the day on which a medicine begins or ends is theirs.
const ZONE: &str = "Asia/Tashkent";

/// The function's data and stores.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) references: References,
    pub(crate) checks: Arc<Source>,
    pub(crate) directory: Arc<Live<Directory>>,
    pub(crate) inventory: Inventory,
    pub(crate) recalls: Arc<RecallCheck>,
    pub(crate) ledger: Ledger,
    pub(crate) lists: MedicineLists,
    pub(crate) scans: Scans,
    pub(crate) jobs: Jobs,
    pub(crate) objects: Objects,
    pub(crate) queue: Queue<ScanMessage>,
    pub(crate) watch: PackWatch,
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
        let table = |name| {
            let name = TableName::read(&environment, name)?;
            anyhow::Ok(Table::new(client.clone(), name))
        };
        let history = table("HISTORY_TABLE")?;
        let inventory = Inventory::new(table("INVENTORY_TABLE")?);
        let watch = PackWatch::new(history.clone(), table("KEYS_TABLE")?, inventory.clone());
        let snapshots = Snapshots::new(&aws, environment.required("DATA_BUCKET")?);
        let objects = Objects::new(&aws, environment.required("MEDIA_BUCKET")?);
        let queue = Queue::new(&aws, environment.required("SCAN_QUEUE_URL")?);
        let pharmacies = Live::load(
            snapshots.clone(),
            pharmacies::KIND.parse()?,
            pharmacies::decode,
        );
        let (references, checks, directory, recalls, edge, (), (), (), ()) = tokio::join!(
            References::load(&snapshots),
            Source::open(snapshots.clone()),
            pharmacies,
            RecallCheck::load(&environment, &client, snapshots.clone()),
            Edge::load(&environment, &client),
            history.warm(),
            inventory.warm(),
            objects.warm_up(),
            queue.warm_up(),
        );
        Ok(Self {
            references: references?,
            checks: Arc::new(checks),
            directory: Arc::new(directory?),
            inventory,
            recalls: Arc::new(recalls?),
            ledger: Ledger::new(history.clone()),
            lists: MedicineLists::new(history.clone()),
            scans: Scans::new(history.clone()),
            jobs: Jobs::new(history),
            objects,
            queue,
            watch,
            edge: edge?,
        })
    }

    /// The day that it is where Dori's people live.
    ///
    /// # Errors
    /// `internal` when the zone is not in the database of zones, which is compiled in.
    pub(crate) fn today(&self) -> Result<Date, Problem> {
        let zone = TimeZone::get(ZONE).map_err(Problem::internal)?;
        Ok(Timestamp::now().to_zoned(zone).date())
    }

    /// The entries of the person's list that are taken today.
    ///
    /// # Errors
    /// `service-unavailable` when the list cannot be read.
    pub(crate) async fn taken(&self, owner: Owner) -> Result<Vec<Entry>, Problem> {
        let today = self.today()?;
        let mut entries = self.lists.all(owner).await?;
        entries.retain(|entry| entry.is_taken_on(today));
        Ok(entries)
    }

    /// The person's list, as scans compare with it.
    ///
    /// # Errors
    /// `service-unavailable` when the list cannot be read.
    pub(crate) async fn own_list(
        &self,
        owner: Owner,
        reference: &Reference,
    ) -> Result<OwnList, Problem> {
        let entries = self.taken(owner).await?;
        Ok(OwnList::new(&entries, &reference.catalogue.data))
    }
}
