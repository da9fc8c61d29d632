//! One cheap question to each part.

use std::{collections::BTreeMap, fmt::Debug, future::Future, time::Duration};

use aws_config::SdkConfig;
use aws_sdk_dynamodb::types::TableStatus;
use nazar::{
    config::Environment,
    snapshots::{Snapshots, Version},
    store::TableName,
};

use super::{Report, State, report::Parts};

/// The longest wait for one answer.
const DEADLINE: Duration = Duration::from_secs(2);

/// What is asked, and how it is reached.
#[derive(Debug)]
pub(crate) struct Checks {
    tables: aws_sdk_dynamodb::Client,
    objects: aws_sdk_s3::Client,
    queues: aws_sdk_sqs::Client,
    accounts: TableName,
    control: TableName,
    history: TableName,
    inventory: TableName,
    keys: TableName,
    recalls: TableName,
    bucket: String,
    data: Snapshots,
    work: Work,
}

/// The queues' addresses.
#[derive(Debug)]
struct Work {
    uploads: String,
    similarities: String,
    scans: String,
    records: String,
    imports: String,
}

impl Work {
    fn read(environment: &Environment) -> anyhow::Result<Self> {
        Ok(Self {
            uploads: environment.required("UPLOAD_QUEUE_URL")?,
            similarities: environment.required("SIMILARITY_QUEUE_URL")?,
            scans: environment.required("SCAN_QUEUE_URL")?,
            records: environment.required("RECORDS_QUEUE_URL")?,
            imports: environment.required("IMPORT_QUEUE_URL")?,
        })
    }
}

impl Checks {
    /// Reads which tables, buckets and queues there are.
    ///
    /// # Errors
    /// When a variable is missing.
    pub(crate) fn read(environment: &Environment, aws: &SdkConfig) -> anyhow::Result<Self> {
        Ok(Self {
            tables: aws_sdk_dynamodb::Client::new(aws),
            objects: aws_sdk_s3::Client::new(aws),
            queues: aws_sdk_sqs::Client::new(aws),
            accounts: TableName::read(environment, "ACCOUNTS_TABLE")?,
            control: TableName::read(environment, "CONTROL_TABLE")?,
            history: TableName::read(environment, "HISTORY_TABLE")?,
            inventory: TableName::read(environment, "INVENTORY_TABLE")?,
            keys: TableName::read(environment, "KEYS_TABLE")?,
            recalls: TableName::read(environment, "RECALLS_TABLE")?,
            bucket: environment.required("MEDIA_BUCKET")?,
            data: Snapshots::new(aws, environment.required("DATA_BUCKET")?),
            work: Work::read(environment)?,
        })
    }

    /// Asks all parts at the same time.
    pub(crate) async fn run(&self) -> Report {
        let (tables, queues, media, (data, versions)) = tokio::join!(
            self.tables(),
            self.queues(),
            within_deadline("media", self.media()),
            self.data(),
        );
        let [accounts, control, history, inventory, keys, recalls] = tables;
        let [uploads, similarities, scans, records, imports] = queues;
        let parts = Parts {
            accounts,
            control,
            history,
            inventory,
            keys,
            recalls,
            media,
            uploads,
            similarities,
            scans,
            records,
            imports,
            data,
        };
        Report::new(parts, versions)
    }

    async fn tables(&self) -> [State; 6] {
        let asked = |part, name| within_deadline(part, self.table(name));
        tokio::join!(
            asked("accounts", &self.accounts),
            asked("control", &self.control),
            asked("history", &self.history),
            asked("inventory", &self.inventory),
            asked("keys", &self.keys),
            asked("recalls", &self.recalls),
        )
        .into()
    }

    async fn queues(&self) -> [State; 5] {
        let asked = |part, address| within_deadline(part, self.queue(address));
        tokio::join!(
            asked("uploads", &self.work.uploads),
            asked("similarities", &self.work.similarities),
            asked("scans", &self.work.scans),
            asked("records", &self.work.records),
            asked("imports", &self.work.imports),
        )
        .into()
    }

    /// Whether the reference data can be read, and which versions of what are in force.
    async fn data(&self) -> (State, BTreeMap<String, Version>) {
        let mut versions = BTreeMap::new();
        let state = within_deadline("data", async {
            let (current, _) = self.data.current().await?;
            let snapshots = current.snapshots.into_iter();
            versions.extend(snapshots.map(|(kind, entry)| (kind.to_string(), entry.version)));
            Ok(())
        });
        (state.await, versions)
    }

    async fn table(&self, name: &TableName) -> anyhow::Result<()> {
        let answer = self
            .tables
            .describe_table()
            .table_name(name.as_str())
            .send()
            .await?;
        let status = answer.table().and_then(|table| table.table_status());
        // A table that is being changed still answers.
        anyhow::ensure!(
            matches!(status, Some(TableStatus::Active | TableStatus::Updating)),
            "table is {status:?}"
        );
        Ok(())
    }

    async fn media(&self) -> anyhow::Result<()> {
        self.objects
            .head_bucket()
            .bucket(&self.bucket)
            .send()
            .await?;
        Ok(())
    }

    async fn queue(&self, address: &str) -> anyhow::Result<()> {
        self.queues
            .get_queue_attributes()
            .queue_url(address)
            .send()
            .await?;
        Ok(())
    }
}

async fn within_deadline<F>(part: &'static str, question: F) -> State
where
    F: Future<Output = anyhow::Result<()>>,
{
    match tokio::time::timeout(DEADLINE, question).await {
        Ok(Ok(())) => State::Ok,
        Ok(Err(error)) => unavailable(part, &error),
        Err(elapsed) => unavailable(part, &elapsed),
    }
}

fn unavailable(part: &str, reason: &impl Debug) -> State {
    tracing::error!(part, ?reason, "part of the bundle is not available");
    State::Unavailable
}
