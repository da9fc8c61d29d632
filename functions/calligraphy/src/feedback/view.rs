//! A feedback as its owner sees it, with addresses of its pictures that expire.

use jiff::Timestamp;
use nazar::Owner;
use nazar::glyphs;
use nazar::http::{Code, Locale, Problem};
use nazar::ids::RecordId;
use nazar::objects::Objects;
use nazar::store::history::ModelStamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::pictures::{FeedbackKey, FeedbackPicture};
use super::record::{Considered, Fallback, FeedbackProvider, FeedbackRecord};
use crate::coach::{AspectScore, Facts, Leniency, Point, Region};

/// What to mend in a drawing, and where.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Feedback)]
pub(crate) struct FeedbackView {
    /// The similarity that it is about.
    similarity_id: RecordId,
    /// The character that was wanted.
    #[schema(minimum = 0, maximum = 61, example = 0)]
    target_class: u8,
    /// The same in Devanagari.
    #[schema(example = "क")]
    letter: &'static str,
    /// Its sound in the Latin alphabet (IAST).
    #[schema(example = "ka")]
    iast: &'static str,
    /// Who put it into words.
    provider: FeedbackProvider,
    /// Why that is not the provider that was asked; absent when it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    fallback: Option<Fallback>,
    /// The language of the words.
    language: Locale,
    /// How strictly the drawing was judged.
    leniency: Leniency,
    /// All aspects together, 0-100.
    #[schema(maximum = 100, example = 78)]
    score: u8,
    /// One sentence about the whole.
    #[schema(example = "Your क (ka) is close to the reference: 78 of 100.")]
    assessment: String,
    /// Four points, the most useful first.
    #[schema(min_items = 4, max_items = 4)]
    focus_points: Vec<Point>,
    /// Each aspect by itself.
    aspects: Vec<AspectScore>,
    /// What was measured.
    facts: Facts,
    /// Where something is, the worst first; focus points name them by their place in this list, from 0.
    regions: Vec<Region>,
    /// Reference and drawing over each other, aligned, PNG: nearly black is ink of both, orange is missing, blue is too much.
    /// Works for 15 minutes.
    #[schema(
        format = "uri",
        example = "https://media.example/images/.../overlay.png?X-Amz-Expires=900&..."
    )]
    overlay_image_url: String,
    /// The regions as polygons, SVG; works for 15 minutes.
    #[schema(
        format = "uri",
        example = "https://media.example/images/.../en.svg?X-Amz-Expires=900&..."
    )]
    regions_image_url: String,
    /// Where the classifier sees the character that was wanted and, when it recognises another one, that one: two at most.
    #[schema(min_items = 1, max_items = 2)]
    heat_maps: Vec<HeatMapView>,
    /// Which classifier the heat maps are of.
    model: ModelStamp,
    /// When it was made.
    #[schema(value_type = String, format = DateTime, example = "2026-01-31T09:30:00.123Z")]
    created_at: Timestamp,
}

/// What in a drawing speaks for a character, in the classifier's eyes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HeatMap)]
struct HeatMapView {
    /// The character.
    #[schema(minimum = 0, maximum = 61, example = 0)]
    class_id: u8,
    /// The same in Devanagari.
    #[schema(example = "क")]
    letter: &'static str,
    /// Its sound in the Latin alphabet (IAST).
    #[schema(example = "ka")]
    iast: &'static str,
    /// How probable the classifier finds it, 0-1; absent when it is not among the five most probable.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0.0, maximum = 1.0, example = 0.97)]
    confidence: Option<f32>,
    /// The drawing, coloured from dark blue (nothing) to yellow (most), PNG; the maps of one feedback share their scale. Works
    /// for 15 minutes.
    #[schema(
        format = "uri",
        example = "https://media.example/images/.../heat-00.png?X-Amz-Expires=900&..."
    )]
    image_url: String,
}

impl FeedbackView {
    /// The answer for a record.
    ///
    /// # Errors
    /// `service-unavailable` when addresses cannot be signed, `internal` when the record names a character that there is none of.
    pub(crate) async fn new(
        record: FeedbackRecord,
        owner: Owner,
        objects: &Objects,
    ) -> Result<Self, Problem> {
        let addresses = Addresses {
            objects,
            owner,
            similarity: record.similarity_id,
        };
        let analysis = record.analysis;
        let language = record.wish.language;
        let character = glyphs::character(analysis.target).ok_or(Problem::new(Code::Internal))?;
        let mut heat_maps = Vec::new();
        for considered in &record.considered {
            heat_maps.push(addresses.heat_map(considered).await?);
        }
        Ok(Self {
            similarity_id: record.similarity_id,
            target_class: analysis.target,
            letter: character.letter,
            iast: character.iast,
            provider: record.provider,
            fallback: record.fallback,
            language,
            leniency: analysis.leniency,
            score: analysis.score,
            assessment: record.words.assessment,
            focus_points: record.words.points,
            aspects: analysis.aspects,
            facts: analysis.facts,
            regions: analysis.regions,
            overlay_image_url: addresses
                .of(FeedbackPicture::Overlay(analysis.leniency))
                .await?,
            regions_image_url: addresses
                .of(FeedbackPicture::Regions(analysis.leniency, language))
                .await?,
            heat_maps,
            model: record.model,
            created_at: record.created_at,
        })
    }
}

struct Addresses<'a> {
    objects: &'a Objects,
    owner: Owner,
    similarity: RecordId,
}

impl Addresses<'_> {
    async fn of(&self, picture: FeedbackPicture) -> Result<String, Problem> {
        let key = FeedbackKey {
            owner: self.owner,
            similarity: self.similarity,
            picture,
        };
        Ok(self.objects.read_url(&key).await?)
    }

    async fn heat_map(&self, considered: &Considered) -> Result<HeatMapView, Problem> {
        let character =
            glyphs::character(considered.class_id).ok_or(Problem::new(Code::Internal))?;
        Ok(HeatMapView {
            class_id: considered.class_id,
            letter: character.letter,
            iast: character.iast,
            confidence: considered.confidence,
            image_url: self.of(FeedbackPicture::Heat(considered.class_id)).await?,
        })
    }
}
