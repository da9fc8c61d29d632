//! Why the tables cannot be opened.

use dynoxide::DynoxideError;

/// The database or a table of the template could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum DynamoDbError {
    /// The database itself.
    #[error("the table store cannot be opened: {0}")]
    Open(String),
    /// The table of the template is not one that DynamoDB takes.
    #[error("table {table}: {reason}")]
    Table {
        /// Name of the table.
        table: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The table is there with other keys than the template says.
    #[error("table {table} was made with other keys or indexes; reset the data to make it anew")]
    Changed {
        /// Name of the table.
        table: String,
    },
}

impl DynamoDbError {
    pub(super) fn table(table: &str, error: &DynoxideError) -> Self {
        Self::Table {
            table: table.to_owned(),
            reason: error.to_string(),
        }
    }
}
