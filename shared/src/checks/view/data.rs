//! What an answer was made from.

use crate::interactions::Source;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::checks::data::Held;

/// What an answer was made from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DataView {
    /// Version of the interaction rules.
    #[schema(example = "3f2a90c1d4e5")]
    interactions_version: String,
    /// Version of the catalogue.
    #[schema(example = "9b1c22e07a41")]
    catalogue_version: String,
    /// When these rules came into force.
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
    /// Rules that were asked.
    #[schema(example = 40231)]
    rules: usize,
    /// Whether they are too old to rely on.
    stale: bool,
    /// Where the rules come from.
    sources: Vec<EditionView>,
}

/// A source that was asked.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct EditionView {
    /// Which.
    source: Source,
    /// Its name.
    #[schema(example = "ANSM thesaurus of interactions, 2016")]
    title: &'static str,
    /// Terms of its use.
    terms: &'static str,
    /// The day of its edition, where it names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    edition: Option<Date>,
}

impl DataView {
    /// As the data are held.
    pub fn new(held: &Held) -> Self {
        let data = &held.data;
        let sources = data.knowledge.sources().map(|source| EditionView {
            source,
            title: source.title(),
            terms: source.terms(),
            edition: data.knowledge.edition(source),
        });
        Self {
            interactions_version: data.versions.interactions.short(),
            catalogue_version: data.versions.catalogue.short(),
            since: data.since,
            rules: data.knowledge.rules(),
            stale: held.is_stale,
            sources: sources.collect(),
        }
    }
}
