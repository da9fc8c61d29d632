//! Recalls as clients see them.

use jiff::civil::Date;
use nazar::catalogue::{Catalogue, MedicineId};
use nazar::http::Locale;
use nazar::recalls::words::{self, RecallWords};
use nazar::recalls::{
    FoundRecall, Gap, LotMatch, Lots, MatchedBy, RecallAnswer, RecallClass, RecallSource,
    RecallStatus, RecalledLot, SourceState, Verdict,
};
use nazar::snapshots::{Loaded, Version};
use serde::Serialize;
use utoipa::ToSchema;

/// Most recalls in an answer; what is left out is less grave than what is shown.
const MAX_SHOWN: usize = 50;

/// What a check for recalls came to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecallCheckView {
    /// `recalled`, `clear` or `could_not_check`.
    verdict: Verdict,
    /// The verdict in the reader's language.
    summary: String,
    /// The medicine that was checked, where the catalogue has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    medicine: Option<CheckedMedicine>,
    /// Recalls that concern the pack, or may: open ones first, then by class. At most 50.
    recalls: Vec<RecallView>,
    /// Recalls of the same product, of other lots. At most 50.
    other_lots: Vec<RecallView>,
    /// How many concern the pack.
    total: usize,
    /// What could not be checked. A recall that was found is told all the same.
    not_checked: Vec<GapView>,
    /// How it stands with each source.
    sources: Vec<SourceState>,
    /// The language of the words.
    language: Locale,
    /// What the answer was made from, beside the recalls that are watched.
    data: RecallData,
}

/// The medicine that was checked.
#[derive(Debug, Serialize, ToSchema)]
struct CheckedMedicine {
    /// Its identifier.
    id: MedicineId,
    /// Its name.
    #[schema(example = "Lasolvan syrup")]
    name: String,
    /// Whether the entry is invented for demonstration.
    demonstration: bool,
}

/// A recall.
#[derive(Debug, Serialize, ToSchema)]
struct RecallView {
    /// Where it comes from.
    source: RecallSource,
    /// Its number there.
    #[schema(example = "D-0115-2026")]
    number: String,
    /// Its class; null while nobody has classified it.
    class: Option<RecallClass>,
    /// How far it has come.
    status: RecallStatus,
    /// Whether packs are still being taken back.
    open: bool,
    /// What its lots say of the pack; absent where other lots are recalled.
    #[serde(skip_serializing_if = "Option::is_none")]
    lot_match: Option<LotMatch>,
    /// By what it was found to be about this medicine.
    matched_by: MatchedBy,
    /// The lots.
    lots: LotsView,
    /// The product in the source's words.
    product: String,
    /// Why, in the source's words.
    reason: String,
    /// Who recalls it.
    firm: String,
    /// When it began, or else was reported.
    #[schema(value_type = Option<String>, format = Date)]
    date: Option<Date>,
    /// Where more is said of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    /// Whether it is invented for demonstration.
    demonstration: bool,
    /// What it means, and what to do.
    words: RecallWords,
}

/// Which lots.
#[derive(Debug, Serialize, ToSchema)]
struct LotsView {
    /// Whether they were read.
    kind: LotsKind,
    /// Those that were read.
    named: Vec<RecalledLot>,
    /// The source's words.
    #[schema(example = "Lot S4471B, exp. 31.01.2028")]
    text: String,
}

/// How much is known of a recall's lots.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum LotsKind {
    /// Every lot.
    All,
    /// Those that are named and no others.
    Listed,
    /// Not all that is said could be read: any lot may be meant.
    Unread,
    /// None is named: any lot may be meant.
    NotNamed,
}

/// Something that could not be checked.
#[derive(Debug, Serialize, ToSchema)]
struct GapView {
    #[serde(flatten)]
    gap: Gap,
    /// In the reader's language.
    text: String,
}

/// Versions of imported data.
#[derive(Debug, Serialize, ToSchema)]
struct RecallData {
    /// Medicines and ingredients.
    #[schema(value_type = Option<String>, pattern = "^[0-9a-f]{64}$")]
    catalogue: Option<Version>,
    /// Imported recalls.
    #[schema(value_type = Option<String>, pattern = "^[0-9a-f]{64}$")]
    recalls: Option<Version>,
}

impl RecallCheckView {
    pub(crate) fn new(
        catalogue: &Loaded<Catalogue>,
        answer: &RecallAnswer,
        locale: Locale,
    ) -> Self {
        let shown = |found: &[FoundRecall]| {
            let found = found.iter().take(MAX_SHOWN);
            found.map(|one| RecallView::new(one, locale)).collect()
        };
        let id = answer.medicine.as_ref();
        let medicine = id.and_then(|id| catalogue.data.medicine(id));
        Self {
            verdict: answer.verdict,
            summary: words::verdict(locale, answer.verdict),
            medicine: medicine.map(|medicine| CheckedMedicine {
                id: medicine.id.clone(),
                name: medicine.name.clone(),
                demonstration: medicine.is_demonstration(),
            }),
            recalls: shown(&answer.recalls),
            other_lots: shown(&answer.other_lots),
            total: answer.recalls.len(),
            not_checked: answer
                .gaps
                .iter()
                .map(|gap| GapView {
                    gap: *gap,
                    text: words::gap(locale, gap),
                })
                .collect(),
            sources: answer.sources.clone(),
            language: words::language(locale),
            data: RecallData {
                catalogue: catalogue.version,
                recalls: answer.imported,
            },
        }
    }
}

impl RecallView {
    fn new(found: &FoundRecall, locale: Locale) -> Self {
        let recall = &found.recall;
        Self {
            source: recall.source,
            number: recall.number.clone(),
            class: recall.class,
            status: recall.status,
            open: recall.status.is_open(),
            lot_match: found.lot,
            matched_by: found.matched_by,
            lots: LotsView {
                kind: match recall.lots {
                    Lots::All => LotsKind::All,
                    Lots::Listed(_) => LotsKind::Listed,
                    Lots::Unread(_) => LotsKind::Unread,
                    Lots::NotNamed => LotsKind::NotNamed,
                },
                named: recall.lots.named().to_vec(),
                text: recall.lots_text.clone(),
            },
            product: recall.product.clone(),
            reason: recall.reason.clone(),
            firm: recall.firm.clone(),
            date: recall.date,
            link: recall.link.clone(),
            demonstration: recall.demonstration,
            words: words::recall(locale, found),
        }
    }
}
