//! Where recalls come from, and whether each source can be relied on now.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A source of recalls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum RecallSource {
    /// The US authority's enforcement reports, asked on a schedule (<https://open.fda.gov/apis/drug/enforcement/>).
    Openfda,
    /// The operator's own list: recalls of this country, by a file.
    Local,
    /// The US authority's recalls of 2012 to 2025, by a file. It adds to what is found and clears nothing by itself.
    FdaArchive,
}

/// The name is that of no source of recalls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a source of recalls")]
pub struct UnknownSource;

impl RecallSource {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Openfda, Self::Local, Self::FdaArchive];

    /// The word on the wire, in settings and in keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Openfda => "openfda",
            Self::Local => "local",
            Self::FdaArchive => "fda-archive",
        }
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Openfda => "openFDA drug enforcement reports",
            Self::Local => "recall list of the operator",
            Self::FdaArchive => "FDA drug recalls, 2012 to 2025",
        }
    }
}

impl fmt::Display for RecallSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for RecallSource {
    type Err = UnknownSource;

    fn from_str(text: &str) -> Result<Self, UnknownSource> {
        Self::ALL
            .into_iter()
            .find(|source| source.as_str() == text)
            .ok_or(UnknownSource)
    }
}

/// Why a source cannot be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub enum Trouble {
    /// It has never been read whole.
    NeverWorked,
    /// It worked last too long ago.
    TooOld,
    /// It holds invented entries alone: they say nothing of a real medicine.
    DemonstrationOnly,
    /// What is kept of it cannot be read now.
    Unreadable,
}

/// How it stands with a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct SourceState {
    /// Which.
    pub source: RecallSource,
    /// Why it cannot be relied on; absent when it can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<Trouble>,
    /// When it was last read whole; absent when never.
    #[cfg_attr(feature = "http", schema(value_type = Option<String>, format = DateTime))]
    pub last_worked: Option<Timestamp>,
    /// When it was last tried, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "http", schema(value_type = Option<String>, format = DateTime))]
    pub last_tried: Option<Timestamp>,
    /// What went wrong at the last try, where it failed: a word for operators.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "http", schema(example = "timed_out"))]
    pub last_failure: Option<String>,
    /// Recalls that are held of it.
    pub recalls: u64,
}
