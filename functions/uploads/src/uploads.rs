//! Asking for an upload.
//!
//! Pictures up to 4 MB can be sent inline; an upload takes up to 10 MB, straight to the bucket. The form that is
//! given fixes key, type and length, and S3 refuses anything else; what arrives is checked by the upload gate.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use garde::Validate;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use nazar::http::{Caller, Code, FieldCode, Locale, Problem, ProblemBody, ValidJson};
use nazar::ids::{JobId, RecordId};
use nazar::jobs::{Job, JobView, location};
use nazar::objects::{MAX_UPLOAD_BYTES, Purpose, UploadForm, UploadKey, UploadRules};
use nazar::store::scans::SizeReference;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;

/// The picture types that are decoded.
const CONTENT_TYPES: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];

/// Fewer bytes are no picture: the gate would refuse them.
const MIN_BYTES: u64 = 100;

/// Classes of characters, 0-61.
const CLASSES: i64 = 62;

/// What is going to be uploaded.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"purpose": "similarity", "content_type": "image/png", "size": 48213, "target_class": 0}))]
pub(crate) struct UploadRequest {
    /// What the picture is for.
    #[garde(skip)]
    purpose: Purpose,
    /// `image/png`, `image/jpeg` or `image/webp`.
    #[garde(skip)]
    #[schema(example = "image/png")]
    content_type: String,
    /// Size of the file in bytes, from 100 to 10 MB.
    #[garde(skip)]
    #[schema(minimum = 100, maximum = 10_000_000)]
    size: u64,
    /// The character to compare with, 0-61: needed for a similarity, unused otherwise.
    #[garde(skip)]
    #[schema(minimum = 0, maximum = 61)]
    target_class: Option<i64>,
    /// Where the person is, degrees north, for pharmacies near: of a scan, and only with `lon`.
    #[garde(inner(range(min = -90.0, max = 90.0)))]
    #[schema(minimum = -90, maximum = 90)]
    lat: Option<f64>,
    /// Degrees east.
    #[garde(inner(range(min = -180.0, max = 180.0)))]
    #[schema(minimum = -180, maximum = 180)]
    lon: Option<f64>,
    /// A scan of mine of the same pill with its other side up: what was read on both is taken together. Of a scan.
    #[garde(skip)]
    other_side_of: Option<RecordId>,
    /// What lies beside the pill, whole and flat, so that it can be measured. Of a scan.
    #[garde(skip)]
    reference: Option<SizeReference>,
}

/// A form to POST as `multipart/form-data`: every field as it is, then the picture as `file`, last.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Upload {
    /// Names the upload, and its job.
    id: JobId,
    /// Where to POST.
    #[schema(format = "uri", example = "https://media.example/")]
    url: String,
    /// Fields to send before the file.
    #[schema(example = json!({"key": "uploads/similarity/...", "Content-Type": "image/png", "policy": "...", "x-amz-signature": "..."}))]
    fields: BTreeMap<String, String>,
    /// When the form stops working.
    #[schema(value_type = String, format = DateTime, example = "2026-01-31T09:40:00.123Z")]
    expires_at: Timestamp,
    /// Most bytes of the file.
    #[schema(example = 10_000_000)]
    max_bytes: u64,
    /// The job that the picture's arrival starts.
    job: JobView,
}

/// Ask for an upload
///
/// The answer is a form for S3. The picture's arrival starts the job: a similarity is computed, a scan is looked at, a picture for a
/// prediction is checked and can then be named by `upload_id`.
#[utoipa::path(
    post,
    path = "/api/v1/uploads",
    tag = "uploads",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe.")),
    request_body = UploadRequest,
    responses(
        (status = 201, description = "Upload the picture with this form.", body = Upload,
            headers(("Location" = String, description = "The upload's job."))),
        (status = 422, description = "The upload would be refused.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    ValidJson(request): ValidJson<UploadRequest>,
) -> Result<(StatusCode, HeaderMap, Json<Upload>), Problem> {
    let target_class = request.check()?;
    let mut job = Job::awaiting_upload(
        caller.owner,
        request.purpose,
        &request.content_type,
        target_class,
        caller.zone.clone(),
    );
    if request.purpose == Purpose::Scan {
        job.place = request.lat.zip(request.lon);
        job.other_side_of = own_scan(&context, &caller, request.other_side_of).await?;
        job.reference = request.reference;
    }
    let key = UploadKey {
        purpose: request.purpose,
        owner: caller.owner,
        job: job.id,
    };
    let rules = UploadRules {
        content_type: &request.content_type,
        max_bytes: MAX_UPLOAD_BYTES,
    };
    let form = context
        .objects
        .upload_form(&key, rules, Timestamp::now())
        .await?;
    // Written before the form is given away: whatever arrives finds its job.
    context.jobs.create(&job).await?;

    let id = job.id;
    let view = JobView::new(job, &context.objects, locale).await?;
    let mut headers = HeaderMap::new();
    headers.insert(
        header::LOCATION,
        HeaderValue::from_str(&location(id)).map_err(Problem::internal)?,
    );
    Ok((
        StatusCode::CREATED,
        headers,
        Json(Upload::new(id, form, view)),
    ))
}

/// The scan of the other side, which must be the caller's own.
async fn own_scan(
    context: &Context,
    caller: &Caller,
    id: Option<RecordId>,
) -> Result<Option<RecordId>, Problem> {
    let Some(id) = id else { return Ok(None) };
    match context.scanned.get(caller.owner, id).await? {
        Some(_) => Ok(Some(id)),
        None => Err(Problem::field("/other_side_of", FieldCode::NotOneOf)),
    }
}

impl UploadRequest {
    /// The rules that S3 or the gate would apply later anyway; the character, if one is needed.
    fn check(&self) -> Result<Option<u8>, Problem> {
        if !CONTENT_TYPES.contains(&self.content_type.as_str()) {
            return Err(Problem::new(Code::ImageTypeUnsupported));
        }
        if self.size < MIN_BYTES {
            return Err(Problem::new(Code::ImageTooSmall));
        }
        if self.size > MAX_UPLOAD_BYTES {
            return Err(Problem::new(Code::ImageTooLarge));
        }
        match (self.purpose, self.target_class) {
            (Purpose::Prediction | Purpose::Scan, _) => Ok(None),
            (Purpose::Similarity, None) => {
                Err(Problem::field("/target_class", FieldCode::Required))
            }
            (Purpose::Similarity, Some(class)) => match u8::try_from(class) {
                Ok(known) if class < CLASSES => Ok(Some(known)),
                _ => Err(Problem::new(Code::UnknownCharacter)),
            },
        }
    }
}

impl Upload {
    fn new(id: JobId, form: UploadForm, job: JobView) -> Self {
        Self {
            id,
            url: form.url,
            fields: form.fields.into_iter().collect(),
            expires_at: form.expires_at,
            max_bytes: MAX_UPLOAD_BYTES,
            job,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(body: serde_json::Value) -> Result<Option<u8>, Code> {
        let request: UploadRequest = serde_json::from_value(body).unwrap();
        request.check().map_err(|problem| problem.code())
    }

    #[test]
    fn what_would_be_refused_later_is_refused_now() {
        let with = |content_type: &str, size: u64| {
            check(json!({"purpose": "prediction", "content_type": content_type, "size": size}))
        };
        assert_eq!(with("image/webp", MAX_UPLOAD_BYTES), Ok(None));
        assert_eq!(
            with("image/png", MAX_UPLOAD_BYTES + 1),
            Err(Code::ImageTooLarge)
        );
        assert_eq!(with("image/png", 99), Err(Code::ImageTooSmall));
        assert_eq!(with("image/gif", 1000), Err(Code::ImageTypeUnsupported));
        assert_eq!(
            with("image/png; charset=utf-8", 1000),
            Err(Code::ImageTypeUnsupported)
        );
    }

    #[test]
    fn a_similarity_needs_a_character_that_there_is() {
        let of = |class: serde_json::Value| {
            check(
                json!({"purpose": "similarity", "content_type": "image/png", "size": 1000, "target_class": class}),
            )
        };
        assert_eq!(of(json!(0)), Ok(Some(0)));
        assert_eq!(of(json!(61)), Ok(Some(61)));
        assert_eq!(of(json!(62)), Err(Code::UnknownCharacter));
        assert_eq!(of(json!(-1)), Err(Code::UnknownCharacter));
        assert_eq!(of(json!(256)), Err(Code::UnknownCharacter));
        assert_eq!(of(json!(null)), Err(Code::ValidationFailed));
    }
}
