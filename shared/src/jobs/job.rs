//! A job's row.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Kind, Status};
use crate::code::Code;
use crate::ids::{JobId, RecordId};
use crate::objects::Purpose;
use crate::store::history::{SimilarityRecord, partition};
use crate::store::scans::{ScanRecord, SizeReference};
use crate::store::{self, Key};
use crate::{Owner, Zone};

/// How long a job can be asked about.
pub const RETENTION: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How long an upload can arrive or be used: as long as the bucket keeps what is under `uploads/`.
pub const UPLOAD_RETENTION: SignedDuration = SignedDuration::from_hours(24);

/// How long an archive of a person's data can be asked for; the bucket keeps what is under `exports/` a little longer.
const EXPORT_RETENTION: SignedDuration = SignedDuration::from_hours(24);

/// Sort keys of jobs: `JOB#<id>`.
pub(super) const PREFIX: &str = "JOB#";

/// A job as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Its id; an upload's id too.
    pub id: JobId,
    /// Whose it is.
    pub owner: Owner,
    /// What it is for.
    pub kind: Kind,
    /// Where it stands.
    pub status: Status,
    /// Where its owner's days begin and end: the day of what it comes to is reckoned there.
    #[serde(default)]
    pub zone: Zone,
    /// The character to compare with, 0-61; only of a similarity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_class: Option<u8>,
    /// Where the person asked from, degrees north and east, for pharmacies near; only of a scan, and gone with the job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<(f64, f64)>,
    /// The scan of the same pill's other side; only of a scan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_side_of: Option<RecordId>,
    /// What lies beside the pill, so that it can be measured; only of a scan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<SizeReference>,
    /// The type that was declared for an upload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// How often a worker has claimed it.
    #[serde(default)]
    pub attempts: u32,
    /// What came of it, once succeeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<JobResult>,
    /// Why it failed, once failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Code>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its status last changed.
    pub updated_at: Timestamp,
    /// When its row may go, in seconds since 1970.
    pub expires_at: i64,
}

/// What came of a job. Pictures are not named: their keys follow from owner and id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum JobResult {
    /// The upload is a picture and can be used.
    Upload,
    /// The comparison.
    Similarity(SimilarityRecord),
    /// What was scanned.
    Scan(Box<ScanRecord>),
    /// The archive, whose key follows from owner and job.
    Export(Export),
}

/// An archive of everything that is kept of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "http", derive(utoipa::ToSchema))]
pub struct Export {
    /// Bytes of the archive.
    pub size: u64,
    /// SHA-256 of the archive, in hex.
    #[cfg_attr(
        feature = "http",
        schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    )]
    pub sha256: String,
    /// Files in the archive, its manifest included.
    pub files: u64,
}

impl Job {
    /// A job whose picture is still to be uploaded.
    pub fn awaiting_upload(
        owner: Owner,
        kind: Purpose,
        content_type: &str,
        target_class: Option<u8>,
        zone: Zone,
    ) -> Self {
        let mut job = Self::new(
            owner,
            kind.into(),
            Status::AwaitingUpload,
            target_class,
            UPLOAD_RETENTION,
        );
        job.content_type = Some(content_type.to_owned());
        job.zone = zone;
        job
    }

    /// A similarity whose picture is already stored at its record's key.
    pub fn queued_similarity(owner: Owner, target_class: u8, zone: Zone) -> Self {
        let mut job = Self::new(
            owner,
            Kind::Similarity,
            Status::Queued,
            Some(target_class),
            RETENTION,
        );
        job.zone = zone;
        job
    }

    /// A scan whose picture is already stored at its record's key.
    pub fn queued_scan(owner: Owner, place: Option<(f64, f64)>, zone: Zone) -> Self {
        let mut job = Self::new(owner, Kind::Scan, Status::Queued, None, RETENTION);
        job.place = place;
        job.zone = zone;
        job
    }

    /// An archive to be made of everything that is kept of a person.
    pub fn queued_export(owner: Owner) -> Self {
        Self::new(owner, Kind::Export, Status::Queued, None, EXPORT_RETENTION)
    }

    /// An account to be erased. Its row is the last thing that goes.
    pub fn queued_erasure(owner: Owner) -> Self {
        Self::new(owner, Kind::Erasure, Status::Queued, None, RETENTION)
    }

    fn new(
        owner: Owner,
        kind: Kind,
        status: Status,
        target_class: Option<u8>,
        retention: SignedDuration,
    ) -> Self {
        let now = store::now();
        Self {
            id: JobId::generate(),
            owner,
            kind,
            status,
            zone: Zone::default(),
            target_class,
            place: None,
            other_side_of: None,
            reference: None,
            content_type: None,
            attempts: 0,
            result: None,
            failure: None,
            created_at: now,
            updated_at: now,
            expires_at: expiry(now, retention),
        }
    }

    /// The scan that it came to, if it is one and has ended well.
    pub fn scanned(&self) -> Option<&ScanRecord> {
        match &self.result {
            Some(JobResult::Scan(record)) => Some(record),
            _ => None,
        }
    }

    /// The id of the record that the job writes.
    pub fn record_id(&self) -> RecordId {
        RecordId::from(self.id)
    }

    /// The day of its owner on which it was made.
    pub fn day(&self) -> Date {
        self.zone.day(self.id.created_at())
    }
}

/// The value of [`EXPIRES_AT`](crate::store::EXPIRES_AT) for a row that is kept this long from now.
pub(super) fn expiry(now: Timestamp, retention: SignedDuration) -> i64 {
    now.as_second().saturating_add(retention.as_secs())
}

/// Where a job stands in the table.
pub(crate) fn job_key(owner: Owner, id: JobId) -> Key {
    Key::new(partition(owner), format!("{PREFIX}{id}"))
}
