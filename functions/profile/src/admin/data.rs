//! `GET /api/v1/admin/data`

use axum::{Json, extract::State};
use jiff::Timestamp;
use nazar::http::{Admin, Problem, ProblemBody};
use nazar::people::audit::{self, Act};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;

/// A snapshot in force.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SnapshotInForce {
    /// What it holds.
    #[schema(example = "interactions")]
    kind: String,
    /// Which one.
    #[schema(example = "3f2a90c1d4e5")]
    version: String,
    /// When it came into force.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// Entries in it.
    entries: u64,
    /// Its size in bytes.
    bytes: u64,
}

/// A source that was imported.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceInForce {
    /// What it is.
    #[schema(example = "register")]
    source: String,
    /// Its file's version.
    #[schema(example = "9b1c22e07a41")]
    version: String,
    /// Its file's name.
    file: String,
    /// When it was imported.
    #[schema(value_type = String, format = DateTime)]
    imported_at: Timestamp,
    /// Rows that were read.
    rows: u64,
    /// Rows in which something was not understood.
    with_problems: u64,
}

/// The reference data in force.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DataInForce {
    /// What functions read.
    snapshots: Vec<SnapshotInForce>,
    /// What it was made of.
    sources: Vec<SourceInForce>,
}

/// Show which reference data are in force
///
/// That it was read is written down.
#[utoipa::path(
    get,
    path = "/api/v1/admin/data",
    operation_id = "data_in_force",
    tag = "administration",
    security(("bearer" = [])),
    responses(
        (status = OK, description = "Versions and sources.", body = DataInForce),
        (status = FORBIDDEN, description = "`forbidden`: not an administrator.", body = ProblemBody, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "The bucket does not answer.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn data(
    State(context): State<Context>,
    admin: Admin,
) -> Result<Json<DataInForce>, Problem> {
    let actor = super::still(&context, &admin).await?;
    audit::note(context.accounts.table(), actor, Act::ReadData).await?;
    let (current, _) = context.snapshots.current().await.map_err(|error| {
        tracing::error!(%error, "the data in force cannot be read");
        Problem::unavailable()
    })?;
    let snapshots = current
        .snapshots
        .iter()
        .map(|(kind, entry)| SnapshotInForce {
            kind: kind.to_string(),
            version: entry.version.short(),
            since: entry.since,
            entries: entry.entries,
            bytes: entry.bytes,
        });
    let sources = current.sources.iter().map(|(source, entry)| SourceInForce {
        source: source.to_string(),
        version: entry.version.short(),
        file: entry.file.clone(),
        imported_at: entry.imported_at,
        rows: entry.rows,
        with_problems: entry.with_problems,
    });
    Ok(Json(DataInForce {
        snapshots: snapshots.collect(),
        sources: sources.collect(),
    }))
}
