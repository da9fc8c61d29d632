//! The way to the tables.
//!
//! `dynoxide` offers its protocol only as a server of its own, and answers on the thread that it runs on, disk included.
//! So it gets a thread and a listener on a free loopback port, and requests of the one port are passed on to it: the
//! rest of `local` never waits for the disk, and the protocol stays the tested one.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use dynoxide::Database;
use http::uri::{Authority, Scheme};
use http::{Request, Response, StatusCode, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use indexmap::IndexMap;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::error::DynamoDbError;
use super::tables;
use crate::template::model::Table;

/// Where tables are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Storage {
    /// A file, which survives the process.
    File(PathBuf),
    /// Memory: faster, and gone with the process. For load tests.
    Memory,
}

/// The tables. Clones share them; the last one to go stops the server.
#[derive(Clone)]
pub struct DynamoDb {
    database: Database,
    client: Client<HttpConnector, Body>,
    address: Authority,
    _stop: Arc<DropGuard>,
}

impl DynamoDb {
    /// Opens the tables of the template, making what is missing; items stay.
    ///
    /// # Errors
    /// When the file cannot be opened, a table is not valid, or one is there with other keys.
    pub fn open(
        storage: &Storage,
        tables: &IndexMap<String, Table>,
    ) -> Result<Self, DynamoDbError> {
        let database = open_database(storage)?;
        tables
            .values()
            .try_for_each(|table| tables::provision(&database, table))?;
        let stop = CancellationToken::new();
        let address = start(database.clone(), stop.clone()).map_err(DynamoDbError::Open)?;
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let client = Client::builder(TokioExecutor::new()).build(connector);
        Ok(Self {
            database,
            client,
            address,
            _stop: Arc::new(stop.drop_guard()),
        })
    }

    /// Answers one DynamoDB request. Signatures are not checked: whoever reaches the port may use the tables.
    pub async fn handle(&self, mut request: Request<Body>) -> Response<Body> {
        let mut parts = std::mem::take(request.uri_mut()).into_parts();
        parts.scheme = Some(Scheme::HTTP);
        parts.authority = Some(self.address.clone());
        let Ok(uri) = Uri::from_parts(parts) else {
            return status_only(StatusCode::BAD_REQUEST);
        };
        *request.uri_mut() = uri;
        match self.client.request(request).await {
            Ok(response) => response.map(Body::new),
            Err(error) => {
                tracing::error!(%error, "the table store does not answer");
                status_only(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    /// Deletes what has expired by its TTL attribute and says how many items that were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self) -> Result<usize, DynamoDbError> {
        let database = self.database.clone();
        let swept = tokio::task::spawn_blocking(move || database.sweep_ttl()).await;
        match swept {
            Ok(Ok(count)) => Ok(count),
            Ok(Err(error)) => Err(DynamoDbError::Open(error.to_string())),
            Err(error) => Err(DynamoDbError::Open(error.to_string())),
        }
    }

    /// Sweeps every `period` until `stop` is cancelled.
    pub async fn sweep_every(&self, period: Duration, stop: CancellationToken) {
        while stop
            .run_until_cancelled(tokio::time::sleep(period))
            .await
            .is_some()
        {
            match self.sweep().await {
                Ok(0) => {}
                Ok(count) => tracing::debug!(count, "expired items deleted"),
                Err(error) => tracing::error!(%error, "expired items could not be deleted"),
            }
        }
    }
}

fn open_database(storage: &Storage) -> Result<Database, DynamoDbError> {
    let opened = match storage {
        Storage::Memory => Database::memory(),
        Storage::File(path) => {
            let text = path.to_str().ok_or_else(|| {
                DynamoDbError::Open(format!("{} is not a path in UTF-8", path.display()))
            })?;
            // Leaving its bulk mode sets `synchronous = NORMAL`: a commit in WAL survives the process without waiting
            // for the disk each time, which is the promise of the queues too.
            Database::new(text)
                .and_then(|database| database.disable_bulk_loading().map(|()| database))
        }
    };
    opened.map_err(|error| DynamoDbError::Open(error.to_string()))
}

/// Starts the server on a thread of its own and gives its address.
fn start(database: Database, stop: CancellationToken) -> Result<Authority, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let listener =
        std::net::TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
    listener
        .set_nonblocking(true)
        .map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let serve = async move {
        let listener =
            tokio::net::TcpListener::from_std(listener).map_err(|error| error.to_string())?;
        dynoxide::server::serve_with_shutdown(listener, database, stop.cancelled_owned()).await
    };
    std::thread::Builder::new()
        .name("dynamodb".to_owned())
        .spawn(move || {
            if let Err(error) = runtime.block_on(serve) {
                tracing::error!(error, "the table store stopped");
            }
        })
        .map_err(|error| error.to_string())?;
    Authority::try_from(address.to_string()).map_err(|error| error.to_string())
}

fn status_only(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
