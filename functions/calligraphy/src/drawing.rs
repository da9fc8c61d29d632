//! The drawing that a request brings: a file of a form, base64 in JSON, or an upload that came before.

use axum::extract::{FromRequest, Request};
use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;
use garde::Validate;
use nazar::Owner;
use nazar::glyphs;
use nazar::http::multipart::{Form, is_multipart};
use nazar::http::{Code, FieldCode, Problem, ValidJson};
use nazar::ids::JobId;
use nazar::jobs::{Kind, Status};
use nazar::objects::{MAX_UPLOAD_BYTES, ObjectError, Purpose, UploadKey};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Context, Picture};

/// Padding is often left out by clients, and says nothing.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A drawing, and the character that it should be.
#[derive(Debug)]
pub struct Drawing {
    source: Source,
    target_class: Option<i64>,
}

#[derive(Debug, PartialEq, Eq)]
enum Source {
    Inline(Picture),
    Upload(JobId),
}

/// A drawing in JSON: exactly one of `image_base64` and `upload_id`.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(as = DrawingJson)]
pub(crate) struct DrawingJson {
    /// The picture (PNG, JPEG or WebP), up to 4 MB, in base64, or as a data URL.
    #[garde(skip)]
    image_base64: Option<String>,
    /// An upload of purpose `prediction` whose job has succeeded.
    #[garde(skip)]
    upload_id: Option<JobId>,
    /// The character that is meant, 0-61: needed for a similarity.
    #[garde(skip)]
    #[schema(minimum = 0, maximum = 61)]
    target_class: Option<i64>,
}

/// A drawing in a form.
#[derive(Debug, ToSchema)]
#[schema(as = DrawingForm)]
#[expect(
    dead_code,
    reason = "describes the form in the OpenAPI document; the extractor reads it part by part"
)]
pub(crate) struct DrawingForm {
    /// The picture (PNG, JPEG or WebP), up to 4 MB.
    #[schema(value_type = String, format = Binary)]
    image: Vec<u8>,
    /// The character that is meant, 0-61: needed for a similarity.
    #[schema(minimum = 0, maximum = 61)]
    target_class: Option<i64>,
}

impl<S: Send + Sync> FromRequest<S> for Drawing {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if is_multipart(request.headers()) {
            return Self::of_form(&Form::from_request(request, state).await?);
        }
        let ValidJson(json) = ValidJson::<DrawingJson>::from_request(request, state).await?;
        Self::of_json(json)
    }
}

impl Drawing {
    fn of_form(form: &Form) -> Result<Self, Problem> {
        let image = form.part("image")?;
        let picture = Picture {
            bytes: image.bytes.clone(),
            declared: image.content_type.clone(),
        };
        let target_class = match form.text("target_class")? {
            Some(text) => Some(
                text.trim()
                    .parse()
                    .map_err(|_| Problem::field("/target_class", FieldCode::WrongType))?,
            ),
            None => None,
        };
        Ok(Self {
            source: Source::Inline(picture),
            target_class,
        })
    }

    fn of_json(json: DrawingJson) -> Result<Self, Problem> {
        let source = match (json.image_base64, json.upload_id) {
            (Some(text), None) => Source::Inline(decode(&text)?),
            (None, Some(id)) => Source::Upload(id),
            (None, None) => return Err(Problem::field("/image_base64", FieldCode::Required)),
            (Some(_), Some(_)) => return Err(Problem::field("/upload_id", FieldCode::NotOneOf)),
        };
        Ok(Self {
            source,
            target_class: json.target_class,
        })
    }

    /// The character to compare with.
    ///
    /// # Errors
    /// `validation-failed` when it is missing, `unknown-character` when there is none of this id.
    pub(crate) fn target(&self) -> Result<u8, Problem> {
        self.wanted()?
            .ok_or_else(|| Problem::field("/target_class", FieldCode::Required))
    }

    /// The character that is meant, if the request says so.
    ///
    /// # Errors
    /// `unknown-character` when there is none of this id.
    pub(crate) fn wanted(&self) -> Result<Option<u8>, Problem> {
        let Some(wanted) = self.target_class else {
            return Ok(None);
        };
        let known = u8::try_from(wanted).ok().and_then(glyphs::character);
        let known = known.ok_or(Problem::new(Code::UnknownCharacter))?;
        Ok(Some(known.class_id))
    }

    /// The picture, if the request itself brought it.
    pub fn inline(self) -> Option<Picture> {
        match self.source {
            Source::Inline(picture) => Some(picture),
            Source::Upload(_) => None,
        }
    }

    /// The picture, from wherever it is.
    ///
    /// # Errors
    /// `upload-not-found`, `upload-not-ready`, `upload-expired`, or why the upload was refused.
    pub(crate) async fn picture(self, context: &Context, owner: Owner) -> Result<Picture, Problem> {
        match self.source {
            Source::Inline(picture) => Ok(picture),
            Source::Upload(id) => uploaded(context, owner, id).await.map(Picture::from),
        }
    }
}

/// Reads base64, or a data URL (RFC 2397) with its media type.
fn decode(text: &str) -> Result<Picture, Problem> {
    let (declared, encoded) = match text
        .strip_prefix("data:")
        .map(|url| url.split_once(";base64,"))
    {
        None => (None, text),
        Some(Some((media_type, data))) => (Some(media_type.to_owned()), data),
        Some(None) => return Err(Problem::field("/image_base64", FieldCode::InvalidFormat)),
    };
    let bytes = BASE64.decode(encoded.trim());
    let bytes = bytes.map_err(|_| Problem::field("/image_base64", FieldCode::InvalidFormat))?;
    Ok(Picture {
        bytes: Bytes::from(bytes),
        declared,
    })
}

async fn uploaded(context: &Context, owner: Owner, id: JobId) -> Result<Bytes, Problem> {
    let found = context.jobs.get(owner, id).await?;
    // A similarity's upload was used up by its own job.
    let job = found
        .filter(|job| job.kind == Kind::Prediction)
        .ok_or(Problem::new(Code::UploadNotFound))?;
    match job.status {
        Status::Succeeded => {}
        Status::Failed => return Err(Problem::new(job.failure.unwrap_or(Code::UploadNotFound))),
        Status::AwaitingUpload | Status::Queued | Status::Running => {
            return Err(Problem::new(Code::UploadNotReady));
        }
    }
    let key = UploadKey {
        purpose: Purpose::Prediction,
        owner,
        job: id,
    };
    match context.objects.get(&key, MAX_UPLOAD_BYTES).await {
        Err(ObjectError::NotFound) => Err(Problem::new(Code::UploadExpired)),
        other => Ok(other?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_json(body: serde_json::Value) -> Result<Drawing, Code> {
        let json = serde_json::from_value(body).unwrap();
        Drawing::of_json(json).map_err(|problem| problem.code())
    }

    #[test]
    fn base64_is_read_plain_unpadded_or_as_a_data_url() {
        for text in ["aGk=", "aGk", " aGk=\n", "data:image/png;base64,aGk="] {
            assert_eq!(decode(text).unwrap().bytes, "hi", "{text}");
        }
        let typed = decode("data:image/png;base64,aGk=").unwrap();
        assert_eq!(typed.declared.as_deref(), Some("image/png"));
        for text in ["a", "ä", "aGk=aGk=", "data:image/png,hi"] {
            assert!(decode(text).is_err(), "{text}");
        }
    }

    #[test]
    fn exactly_one_source_is_taken() {
        let id = "01BX5ZZKBKACTAV9WEVGEMMVRZ";
        let upload = of_json(serde_json::json!({"upload_id": id})).unwrap();
        assert_eq!(upload.source, Source::Upload(id.parse().unwrap()));
        let inline = of_json(serde_json::json!({"image_base64": "aGk="})).unwrap();
        assert_eq!(
            inline.source,
            Source::Inline(Bytes::from_static(b"hi").into())
        );
        for body in [
            serde_json::json!({}),
            serde_json::json!({"image_base64": "aGk=", "upload_id": id}),
        ] {
            assert_eq!(of_json(body).unwrap_err(), Code::ValidationFailed);
        }
    }

    #[test]
    fn targets_are_characters() {
        let target = |class: Option<i64>| {
            let drawing = Drawing {
                source: Source::Inline(Bytes::new().into()),
                target_class: class,
            };
            drawing.target().map_err(|problem| problem.code())
        };
        assert_eq!(target(Some(61)), Ok(61));
        assert_eq!(target(Some(62)), Err(Code::UnknownCharacter));
        assert_eq!(target(Some(-1)), Err(Code::UnknownCharacter));
        assert_eq!(target(Some(256)), Err(Code::UnknownCharacter));
        assert_eq!(target(None), Err(Code::ValidationFailed));
    }
}
