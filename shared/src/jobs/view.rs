//! A job as its owner sees it, with addresses of its pictures that expire.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Export, Job, JobResult, Kind, Status};
use crate::Owner;
use crate::http::{Locale, PREFERENCE_APPLIED, PreferWait, Problem, ProblemBody};
use crate::ids::{JobId, RecordId};
use crate::objects::{ExportKey, ImageKey, Objects, SimilarityPart};
use crate::scans::ScanView;
use crate::store::history::{ModelStamp, SimilarityRecord};
use crate::store::scans::ScanRecord;

/// Seconds after which it is worth asking again.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("1");

/// Work that is done in the background.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Job)]
pub struct JobView {
    /// Its id.
    pub id: JobId,
    /// What it is for.
    pub kind: Kind,
    /// Where it stands.
    pub status: Status,
    /// The character to compare with; only of a similarity.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 61, example = 0)]
    pub target_class: Option<u8>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime, example = "2026-01-31T09:30:00.123Z")]
    pub created_at: Timestamp,
    /// When its status last changed.
    #[schema(value_type = String, format = DateTime, example = "2026-01-31T09:30:00.123Z")]
    pub updated_at: Timestamp,
    /// What came of it, once `succeeded`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<JobResultView>,
    /// Why it failed, once `failed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<ProblemBody>,
    /// Where to go from here.
    pub links: JobLinks,
}

/// Addresses about a job.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobLinks {
    /// The job itself.
    #[serde(rename = "self")]
    #[schema(example = "/api/v1/jobs/01BX5ZZKBKACTAV9WEVGEMMVRZ")]
    pub itself: String,
}

/// What came of a job: an upload of purpose `prediction` becomes usable; a similarity, a scan and an export have results of their own.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum JobResultView {
    /// Of a similarity.
    Similarity(Box<SimilarityView>),
    /// Of a scan.
    Scan(Box<ScanView>),
    /// Of an export.
    Export(ExportView),
    /// Of an upload.
    Upload(UploadView),
}

/// The archive of everything that is kept of me: a ZIP file whose `manifest.json` lists the others.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportView {
    /// The archive; works for 15 minutes.
    #[schema(
        format = "uri",
        example = "https://media.example/exports/.../nazar.zip?X-Amz-Expires=900&..."
    )]
    pub url: String,
    /// What is known of it.
    #[serde(flatten)]
    pub export: Export,
}

/// An upload that has been checked.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadView {
    /// Names the upload in a later request.
    pub upload_id: JobId,
    /// Whether it can be used: always `true` here.
    #[schema(example = true)]
    pub ready: bool,
}

/// A drawing beside the reference.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Similarity)]
pub struct SimilarityView {
    /// Its id in the history.
    pub id: RecordId,
    /// The character that was wanted.
    #[schema(minimum = 0, maximum = 61, example = 0)]
    pub target_class: u8,
    /// The character in Devanagari.
    #[schema(example = "क")]
    pub letter: String,
    /// 0-100 in steps of a tenth; 100 is equal.
    #[schema(minimum = 0.0, maximum = 100.0, example = 81.5)]
    pub score: f32,
    /// Distance of both embeddings, from 0, calibrated so that the threshold divides best.
    #[schema(minimum = 0.0, example = 0.17)]
    pub distance: f32,
    /// Distance below which both count as the same character.
    #[schema(example = 0.45)]
    pub threshold: f32,
    /// Whether the distance is below the threshold.
    #[schema(example = true)]
    pub is_same_character: bool,
    /// The character that it looks most like: the wanted one when it is that character, else the one whose reference is
    /// nearest.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 61, example = 0)]
    pub recognised_class: Option<u8>,
    /// The reference, 256x256 PNG; works for 15 minutes.
    #[schema(
        format = "uri",
        example = "https://media.example/images/.../reference.png?X-Amz-Expires=900&..."
    )]
    pub reference_image_url: String,
    /// The drawing as it was compared, 256x256 PNG; works for 15 minutes.
    #[schema(
        format = "uri",
        example = "https://media.example/images/.../user.png?X-Amz-Expires=900&..."
    )]
    pub user_image_url: String,
    /// One over the other, 256x256 PNG; works for 15 minutes.
    #[schema(
        format = "uri",
        example = "https://media.example/images/.../overlay.png?X-Amz-Expires=900&..."
    )]
    pub overlay_image_url: String,
    /// Which model compared.
    pub model: ModelStamp,
    /// When.
    #[schema(value_type = String, format = DateTime, example = "2026-01-31T09:30:00.123Z")]
    pub created_at: Timestamp,
}

impl JobView {
    /// The job in words and addresses.
    ///
    /// # Errors
    /// `service-unavailable` when addresses cannot be signed.
    pub async fn new(job: Job, objects: &Objects, locale: Locale) -> Result<Self, Problem> {
        let result = match &job.result {
            None => None,
            Some(JobResult::Upload) => Some(JobResultView::Upload(UploadView {
                upload_id: job.id,
                ready: true,
            })),
            Some(JobResult::Similarity(record)) => {
                let view = SimilarityView::new(record, job.owner, objects).await?;
                Some(JobResultView::Similarity(Box::new(view)))
            }
            Some(JobResult::Scan(record)) => Some(JobResultView::Scan(Box::new(ScanView::new(
                ScanRecord::clone(record),
                locale,
            )))),
            Some(JobResult::Export(export)) => Some(JobResultView::Export(ExportView {
                url: objects.read_url(&ExportKey(job.owner, job.id)).await?,
                export: export.clone(),
            })),
        };
        Ok(Self {
            id: job.id,
            kind: job.kind,
            status: job.status,
            target_class: job.target_class,
            created_at: job.created_at,
            updated_at: job.updated_at,
            result,
            problem: job.failure.map(|code| ProblemBody::of_code(code, locale)),
            links: JobLinks {
                itself: location(job.id),
            },
        })
    }

    /// Adds to a scan what follows from it, where whoever answers knows it.
    pub fn set_follow_up(&mut self, follow_up: Option<serde_json::Value>) {
        if let Some(JobResultView::Scan(scan)) = &mut self.result {
            scan.follow_up = follow_up;
        }
    }

    /// Adds to a scan the passports of the packs whose codes were read.
    pub fn set_passports(&mut self, passports: serde_json::Value) {
        if let Some(JobResultView::Scan(scan)) = &mut self.result {
            scan.passports = Some(passports);
        }
    }

    /// The job as an answer to whoever asked for it: `200` when it has ended, else `202` with `Location`.
    pub fn accepted(self) -> Response {
        let status = if self.status.is_final() {
            StatusCode::OK
        } else {
            StatusCode::ACCEPTED
        };
        let mut headers = self.headers();
        if let Ok(location) = HeaderValue::from_str(&self.links.itself) {
            headers.insert(header::LOCATION, location);
        }
        (status, headers, Json(self)).into_response()
    }

    /// The job as an answer to whoever asked how it goes.
    pub fn shown(self) -> Response {
        (self.headers(), Json(self)).into_response()
    }

    /// Until it has ended, it is worth asking again.
    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if !self.status.is_final() {
            headers.insert(header::RETRY_AFTER, ASK_AGAIN);
        }
        headers
    }
}

impl SimilarityView {
    /// A record with addresses of its pictures.
    ///
    /// # Errors
    /// `service-unavailable` when addresses cannot be signed.
    pub async fn new(
        record: &SimilarityRecord,
        owner: Owner,
        objects: &Objects,
    ) -> Result<Self, Problem> {
        let url = async |part| {
            objects
                .read_url(&ImageKey::Similarity(owner, record.id, part))
                .await
        };
        Ok(Self {
            id: record.id,
            target_class: record.target_class,
            letter: record.letter.clone(),
            score: record.score.value(),
            distance: record.distance,
            threshold: record.threshold,
            is_same_character: record.is_same_character,
            recognised_class: record.recognised,
            reference_image_url: url(SimilarityPart::Reference).await?,
            user_image_url: url(SimilarityPart::User).await?,
            overlay_image_url: url(SimilarityPart::Overlay).await?,
            model: record.model.clone(),
            created_at: record.created_at,
        })
    }
}

/// Says that the client's `Prefer: wait=N` was kept.
pub fn preference_applied(response: &mut Response, wait: PreferWait) {
    let Some(time) = wait.0 else { return };
    if let Ok(value) = HeaderValue::from_str(&format!("wait={}", time.as_secs())) {
        response.headers_mut().insert(PREFERENCE_APPLIED, value);
    }
}

/// Where a job is read.
pub fn location(id: JobId) -> String {
    format!("/api/v1/jobs/{id}")
}
