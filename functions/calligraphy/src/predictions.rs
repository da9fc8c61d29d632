//! What is on this drawing?

use std::sync::Arc;

use axum::{Json, extract::State};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use nazar::Owner;
use nazar::http::{Caller, Problem, ProblemBody};
use nazar::ids::RecordId;
use nazar::objects::{ImageKey, ObjectError, PredictionPart};
use nazar::store::history::PredictionRecord;
use serde::Serialize;
use utoipa::ToSchema;

use crate::drawing::{Drawing, DrawingForm, DrawingJson};
use crate::recognised::Recognised;
use crate::recogniser::{RecogniserError, Recognition};
use crate::{Context, Picture, Recogniser};

/// What the model sees in a drawing.
#[derive(Debug, Serialize, ToSchema)]
pub struct Prediction {
    #[serde(flatten)]
    recognised: Recognised,
    /// The 64x64 picture that the model saw, PNG; works for 15 minutes.
    #[schema(
        format = "uri",
        example = "https://media.example/images/.../processed.png?X-Amz-Expires=900&..."
    )]
    processed_image_url: String,
    /// The same picture as a data URL.
    #[schema(example = "data:image/png;base64,iVBORw0KGgo...")]
    processed_image: String,
}

/// Recognise a drawing
///
/// The picture comes as the file `image` of a form, as base64 in JSON, or as the id of an upload. The answer is kept
/// in the history, with the picture. `target_class` may say what was meant: then the answer tells whether that was recognised, and
/// a confusion counts for the practice plan.
#[utoipa::path(
    post,
    path = "/api/v1/calligraphy/predictions",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe.")),
    request_body(content(
        (DrawingForm = "multipart/form-data"),
        (DrawingJson = "application/json", example = json!({"upload_id": "01BX5ZZKBKACTAV9WEVGEMMVRZ"})),
    )),
    responses(
        (status = 200, description = "What the model sees.", body = Prediction),
        (status = 404, description = "`upload-not-found`.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 409, description = "`upload-not-ready`.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 410, description = "`upload-expired`.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`unknown-character`, or one of the `image-*` codes: the picture cannot be used.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create(
    State(context): State<Context>,
    caller: Caller,
    drawing: Drawing,
) -> Result<Json<Prediction>, Problem> {
    let wanted = drawing.wanted()?;
    let picture = drawing.picture(&context, caller.owner).await?;
    let recognition = recognise(&context.recogniser, picture.clone()).await?;
    let record = recognition.record(RecordId::generate(), wanted, &caller.zone);
    // Pictures first: a row promises that they are there.
    let processed = Bytes::from(recognition.processed);
    store(
        &context,
        caller.owner,
        record.id,
        (recognition.content_type, picture.bytes),
        processed.clone(),
    )
    .await?;
    context
        .history
        .record_prediction(caller.owner, &record)
        .await?;
    let key = ImageKey::Prediction(caller.owner, record.id, PredictionPart::Processed);
    let url = context.objects.read_url(&key).await?;
    Prediction::new(record, url, &processed).map(Json)
}

/// Runs the model where blocking is allowed.
async fn recognise(recogniser: &Arc<Recogniser>, picture: Picture) -> Result<Recognition, Problem> {
    let recogniser = Arc::clone(recogniser);
    let seen = tokio::task::spawn_blocking(move || recogniser.recognise(&picture)).await;
    match seen.map_err(Problem::internal)? {
        Ok(recognition) => Ok(recognition),
        Err(RecogniserError::Refused(rejection)) => Err(Problem::new(rejection.into())),
        Err(RecogniserError::Failed(error)) => Err(Problem::internal(error)),
    }
}

async fn store(
    context: &Context,
    owner: Owner,
    id: RecordId,
    (content_type, original): (&str, Bytes),
    processed: Bytes,
) -> Result<(), ObjectError> {
    let original_key = ImageKey::Prediction(owner, id, PredictionPart::Original);
    let processed_key = ImageKey::Prediction(owner, id, PredictionPart::Processed);
    tokio::try_join!(
        context.objects.put(&original_key, content_type, original),
        context.objects.put(&processed_key, "image/png", processed),
    )?;
    Ok(())
}

impl Prediction {
    /// The answer for a record. `processed` is the picture that the model saw, as PNG.
    ///
    /// # Errors
    /// `internal` when the record names a character that there is none of.
    pub fn new(
        record: PredictionRecord,
        processed_image_url: String,
        processed: &[u8],
    ) -> Result<Self, Problem> {
        Ok(Self {
            recognised: Recognised::new(record)?,
            processed_image_url,
            processed_image: format!("data:image/png;base64,{}", STANDARD.encode(processed)),
        })
    }
}
