//! Items of the history as their owner sees them, with addresses of their pictures that expire.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use nazar::Owner;
use nazar::http::{Problem, etag};
use nazar::ids::RecordId;
use nazar::jobs::SimilarityView;
use nazar::objects::{ImageKey, Objects, PredictionPart, READ_URL_LIFETIME, SimilarityPart};
use nazar::store::history::{PredictionRecord, SimilarityRecord};
use serde::Serialize;
use utoipa::ToSchema;

use super::item::Item;
use crate::recognised::Recognised;

/// A prediction in the history.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PredictionItem)]
pub(crate) struct PredictionItem {
    #[serde(flatten)]
    recognised: Recognised,
    /// The drawing as it was sent; works for 15 minutes.
    #[schema(
        format = "uri",
        example = "https://media.example/images/.../original?X-Amz-Expires=900&..."
    )]
    image_url: String,
    /// The 64x64 picture that the model saw, PNG; works for 15 minutes.
    #[schema(
        format = "uri",
        example = "https://media.example/images/.../processed.png?X-Amz-Expires=900&..."
    )]
    processed_image_url: String,
    /// Where to go from here.
    links: PredictionLinks,
}

/// Addresses about a prediction.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PredictionLinks {
    /// The item itself.
    #[serde(rename = "self")]
    #[schema(example = "/api/v1/calligraphy/history/predictions/01BX5ZZKBKACTAV9WEVGEMMVRZ")]
    itself: String,
}

/// A similarity in the history.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SimilarityItem)]
pub(crate) struct SimilarityItem {
    #[serde(flatten)]
    similarity: SimilarityView,
    /// The drawing as it was sent; works for 15 minutes.
    #[schema(
        format = "uri",
        example = "https://media.example/images/.../original?X-Amz-Expires=900&..."
    )]
    image_url: String,
    /// Whether there is feedback to it.
    #[schema(example = true)]
    has_feedback: bool,
    /// Where to go from here.
    links: SimilarityLinks,
}

/// Addresses about a similarity.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SimilarityLinks {
    /// The item itself.
    #[serde(rename = "self")]
    #[schema(example = "/api/v1/calligraphy/history/similarities/01BX5ZZKBKACTAV9WEVGEMMVRZ")]
    itself: String,
    /// Its feedback, when there is some.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/api/v1/calligraphy/similarities/01BX5ZZKBKACTAV9WEVGEMMVRZ/feedback")]
    feedback: Option<String>,
}

impl Item for PredictionItem {
    type Record = PredictionRecord;

    async fn of(
        record: PredictionRecord,
        owner: Owner,
        objects: &Objects,
    ) -> Result<Self, Problem> {
        let id = record.id;
        let url = async |part| {
            objects
                .read_url(&ImageKey::Prediction(owner, id, part))
                .await
        };
        Ok(Self {
            recognised: Recognised::new(record)?,
            image_url: url(PredictionPart::Original).await?,
            processed_image_url: url(PredictionPart::Processed).await?,
            links: PredictionLinks {
                itself: format!("/api/v1/calligraphy/history/predictions/{id}"),
            },
        })
    }
}

impl Item for SimilarityItem {
    type Record = SimilarityRecord;

    async fn of(
        record: SimilarityRecord,
        owner: Owner,
        objects: &Objects,
    ) -> Result<Self, Problem> {
        let id = record.id;
        let original = ImageKey::Similarity(owner, id, SimilarityPart::Original);
        let feedback = record
            .has_feedback
            .then(|| format!("/api/v1/calligraphy/similarities/{id}/feedback"));
        Ok(Self {
            similarity: SimilarityView::new(&record, owner, objects).await?,
            image_url: objects.read_url(&original).await?,
            has_feedback: record.has_feedback,
            links: SimilarityLinks {
                itself: format!("/api/v1/calligraphy/history/similarities/{id}"),
                feedback,
            },
        })
    }
}

/// The tag of an item: of its record, and of the time by halves of an address's life, so that whoever is told that nothing has
/// changed has addresses that still work for the other half. It is weak, because two answers differ in their signatures.
pub(super) struct Tag(HeaderValue);

impl Tag {
    /// # Errors
    /// `internal` when the record cannot be written as JSON.
    pub(super) fn of<T: Serialize>(
        record: &T,
        id: RecordId,
        now: Timestamp,
    ) -> Result<Self, Problem> {
        let half_life = i64::try_from(READ_URL_LIFETIME.as_secs() / 2).unwrap_or(i64::MAX);
        // Each item's halves begin at another second, so that not all of a list's tags change at once.
        let age = now.duration_since(id.created_at()).as_secs();
        let content = serde_json::to_vec(&(record, age.div_euclid(half_life)));
        Ok(Self(etag::of(&content.map_err(Problem::internal)?)))
    }

    /// `304`, when the client has what this tag is of.
    pub(super) fn unchanged(&self, asked: &HeaderMap) -> Option<Response> {
        etag::matches(asked, &self.0)
            .then(|| (StatusCode::NOT_MODIFIED, self.headers()).into_response())
    }

    /// The item with its tag.
    pub(super) fn with<T: Serialize>(&self, item: T) -> Response {
        (self.headers(), Json(item)).into_response()
    }

    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let private = HeaderValue::from_static("private, no-cache");
        headers.insert(header::CACHE_CONTROL, private);
        let weak = self
            .0
            .to_str()
            .map(|tag| HeaderValue::try_from(format!("W/{tag}")));
        if let Ok(Ok(weak)) = weak {
            headers.insert(header::ETAG, weak);
        }
        headers
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn a_tag_lasts_as_long_as_addresses_are_good_for_long_enough() {
        let id = RecordId::from(nazar::ids::JobId::generate());
        let made = id.created_at();
        let tag = |record: &str, seconds| {
            let now = made + SignedDuration::from_secs(seconds);
            Tag::of(&record, id, now).unwrap()
        };
        let given = tag("one", 10).headers();
        assert!(given[header::ETAG].to_str().unwrap().starts_with("W/\""));
        let asked = HeaderMap::from_iter([(header::IF_NONE_MATCH, given[header::ETAG].clone())]);
        let answered = tag("one", 400).unchanged(&asked).unwrap();
        assert_eq!(answered.status(), StatusCode::NOT_MODIFIED);
        assert!(tag("one", 460).unchanged(&asked).is_none());
        assert!(tag("two", 10).unchanged(&asked).is_none());
    }
}
