//! What should I mend in this drawing?

use std::sync::Arc;
use std::time::Instant;

use axum::Json;
use axum::extract::State;
use bytes::Bytes;
use garde::Validate;
use nazar::Owner;
use nazar::http::{Caller, Code, Locale, Problem, ProblemBody, ValidJson, ValidPath};
use nazar::ids::RecordId;
use nazar::objects::{ImageKey, MAX_UPLOAD_BYTES, ObjectError, SimilarityPart};
use nazar::outside::Policy;
use nazar::store::history::SimilarityRecord;
use nazar::store::{self, StoreError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::examine::{Examined, examine};
use super::pictures;
use super::record::{FeedbackProvider, FeedbackRecord, Wish};
use super::speaker::{Brief, LocalCoach, Spoken, say};
use super::view::FeedbackView;
use crate::Context;
use crate::coach::Leniency;
use crate::recogniser::RecogniserError;

/// Which feedback is wanted.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(as = FeedbackRequest)]
pub(crate) struct FeedbackRequest {
    /// One of your similarities.
    #[garde(skip)]
    similarity_id: RecordId,
    /// Who should put it into words; `local` when absent.
    #[garde(skip)]
    provider: Option<FeedbackProvider>,
    /// In which language; that of `Accept-Language` when absent.
    #[garde(skip)]
    language: Option<Locale>,
    /// How strictly the drawing is judged; `normal` when absent.
    #[garde(skip)]
    leniency: Option<Leniency>,
}

/// Ask what to mend in a drawing
///
/// The coach lays the drawing of a similarity over the reference, measures where they differ, and says in four points what to
/// mend, each tied to a place. With `provider: gemini` another provider finds the words, from the same measurements; if it does
/// not, the coach speaks and `fallback` says why. A similarity has one feedback: asking for the same again answers it as it is,
/// asking for another provider, language or leniency replaces it.
#[utoipa::path(
    post,
    path = "/api/v1/calligraphy/feedback",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated request safe.")),
    request_body(content = FeedbackRequest, content_type = "application/json", examples(
        ("The coach" = (value = json!({"similarity_id": "01BX5ZZKBKACTAV9WEVGEMMVRZ"}))),
        ("Another provider, in Nepali" = (value = json!({
            "similarity_id": "01BX5ZZKBKACTAV9WEVGEMMVRZ", "provider": "gemini", "language": "ne", "leniency": "gentle",
        }))),
    )),
    responses(
        (status = 200, description = "The feedback.", body = FeedbackView),
        (status = 404, description = "No such similarity of yours.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 410, description = "`drawing-gone`: the drawing is not kept any more.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn create(
    State(context): State<Context>,
    caller: Caller,
    locale: Locale,
    ValidJson(request): ValidJson<FeedbackRequest>,
) -> Result<Json<FeedbackView>, Problem> {
    let until = Instant::now() + Policy::default().whole;
    let (owner, id) = (caller.owner, request.similarity_id);
    let similarity = context.history.similarity(owner, id).await?;
    let similarity = similarity.ok_or(Problem::new(Code::NotFound))?;
    let wish = request.wish(locale);
    let kept = kept(&context, owner, id).await?;
    let record = match kept.filter(|feedback| feedback.grants(wish)) {
        Some(feedback) => feedback,
        None => make(&context, owner, &similarity, wish, until).await?,
    };
    FeedbackView::new(record, owner, &context.objects)
        .await
        .map(Json)
}

/// Read the feedback on a drawing
///
/// What was last asked for, as it was answered then.
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/similarities/{id}/feedback",
    tag = "calligraphy",
    security(("bearer" = [])),
    params(("id" = RecordId, Path, description = "The similarity.")),
    responses(
        (status = 200, description = "The feedback.", body = FeedbackView),
        (status = 404, description = "No such similarity of yours, or none was asked for yet.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn show(
    State(context): State<Context>,
    caller: Caller,
    ValidPath(id): ValidPath<RecordId>,
) -> Result<Json<FeedbackView>, Problem> {
    let feedback = kept(&context, caller.owner, id).await?;
    let feedback = feedback.ok_or(Problem::new(Code::NotFound))?;
    FeedbackView::new(feedback, caller.owner, &context.objects)
        .await
        .map(Json)
}

impl FeedbackRequest {
    fn wish(&self, locale: Locale) -> Wish {
        Wish {
            provider: self.provider.unwrap_or_default(),
            language: self.language.unwrap_or(locale),
            leniency: self.leniency.unwrap_or_default(),
        }
    }
}

/// The feedback that is there. One of a form that this version does not know is as good as none: it can be asked for again.
async fn kept(
    context: &Context,
    owner: Owner,
    id: RecordId,
) -> Result<Option<FeedbackRecord>, StoreError> {
    match context.history.feedback(owner, id).await {
        Err(StoreError::Malformed(error)) => {
            tracing::warn!(similarity = %id, %error, "feedback of another form");
            Ok(None)
        }
        other => other,
    }
}

/// Looks at the drawing, finds the words, and keeps both: pictures first, because the row promises that they are there.
async fn make(
    context: &Context,
    owner: Owner,
    similarity: &SimilarityRecord,
    wish: Wish,
    until: Instant,
) -> Result<FeedbackRecord, Problem> {
    let drawing = original(context, owner, similarity.id).await?;
    let examined = look(context, drawing, similarity.target_class, wish).await?;
    let brief = Brief {
        analysis: &examined.analysis,
        overlay: &examined.overlay,
        language: wish.language,
        until,
    };
    let spoken = match wish.provider {
        FeedbackProvider::Local => say(&LocalCoach, brief).await,
        FeedbackProvider::Gemini => say(&context.gemini, brief).await,
    };
    pictures::store(
        &context.objects,
        owner,
        similarity.id,
        wish.language,
        &examined,
    )
    .await?;
    let record = record(similarity.id, wish, spoken, examined);
    // Deleted meanwhile: then the pictures go too, a minute after the row, later than this request can end.
    if !context
        .history
        .put_feedback(owner, similarity, &record)
        .await?
    {
        return Err(Problem::new(Code::NotFound));
    }
    Ok(record)
}

async fn original(context: &Context, owner: Owner, id: RecordId) -> Result<Bytes, Problem> {
    let key = ImageKey::Similarity(owner, id, SimilarityPart::Original);
    match context.objects.get(&key, MAX_UPLOAD_BYTES).await {
        Err(ObjectError::NotFound) => Err(Problem::new(Code::DrawingGone)),
        other => Ok(other?),
    }
}

/// Examines where blocking is allowed.
async fn look(
    context: &Context,
    drawing: Bytes,
    target: u8,
    wish: Wish,
) -> Result<Examined, Problem> {
    let recogniser = Arc::clone(&context.recogniser);
    let looked =
        tokio::task::spawn_blocking(move || examine(&recogniser, drawing, target, wish)).await;
    match looked.map_err(Problem::internal)? {
        Ok(examined) => Ok(examined),
        Err(RecogniserError::Refused(rejection)) => Err(Problem::new(rejection.into())),
        Err(RecogniserError::Failed(error)) => Err(Problem::internal(error)),
    }
}

fn record(id: RecordId, wish: Wish, spoken: Spoken, examined: Examined) -> FeedbackRecord {
    FeedbackRecord {
        similarity_id: id,
        wish,
        provider: spoken.provider,
        fallback: spoken.fallback,
        words: spoken.words,
        analysis: examined.analysis,
        considered: examined
            .heat
            .iter()
            .map(|(considered, _)| *considered)
            .collect(),
        model: examined.model,
        created_at: store::now(),
    }
}
