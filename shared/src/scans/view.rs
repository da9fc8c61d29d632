//! A scan as its owner sees it, in their language.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::Locale;
use crate::i18n::{text, texts};
use crate::ids::RecordId;
use crate::store::history::ModelStamp;
use crate::store::scans::{
    CandidateRecord, CodeRecord, ComparedWith, Confirmation, MineAnswer, MineRecord, Outcome,
    PillRecord, QualityRecord, ScanRecord, ScanSource, ScanStatus, Verified,
};

/// From this score on there is nothing to improve.
const GOOD: u8 = 80;
/// From this score on a reading is not to be doubted for the picture's sake.
const FAIR: u8 = 60;

/// How good a picture is, in words.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ScanQuality)]
pub struct QualityView {
    /// 0 to 100.
    #[schema(minimum = 0, maximum = 100, example = 84)]
    pub score: u8,
    /// What that means.
    #[schema(example = "The picture is good.")]
    pub summary: String,
    /// What would make the next one better, the most important first.
    pub advice: Vec<String>,
}

/// What is said about a scan, in the reader's language.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScanTexts {
    /// What it came to.
    #[schema(example = "The code on the pack names this medicine.")]
    pub summary: String,
    /// What to do next.
    pub advice: Vec<String>,
    /// What to mind.
    pub warnings: Vec<String>,
    /// Questions whose answers would tell more.
    pub questions: Vec<String>,
    /// Whether it is one of the person's own medicines.
    pub mine: String,
    /// For every candidate, in what it differs from what was seen.
    pub differences: Vec<Vec<String>>,
    /// The language of these words.
    pub language: Locale,
}

/// What was scanned and what it came to.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Scan)]
pub struct ScanView {
    /// Its id; also its job's, where it came from a picture.
    pub id: RecordId,
    /// What it was made from.
    pub source: ScanSource,
    /// What it came to: only `recognised` names a medicine.
    pub status: ScanStatus,
    /// Why.
    pub outcome: Outcome,
    /// In words.
    pub texts: ScanTexts,
    /// How good the picture is; absent for a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<QualityView>,
    /// Codes that were read.
    pub codes: Vec<CodeRecord>,
    /// Pills that were seen.
    pub pills: Vec<PillRecord>,
    /// What it is or may be, the likeliest first.
    pub candidates: Vec<CandidateRecord>,
    /// The checks of the first candidate.
    pub evidence: Verified,
    /// Whether it is one of the person's own medicines.
    pub mine: MineRecord,
    /// What it was compared with.
    pub compared_with: ComparedWith,
    /// Which models looked.
    pub models: Vec<ModelStamp>,
    /// The scan whose pill the person turned over for this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_side_of: Option<RecordId>,
    /// What the person says it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmation: Option<Confirmation>,
    /// When.
    #[schema(value_type = String, format = DateTime, example = "2026-01-31T09:30:00.123Z")]
    pub created_at: Timestamp,
    /// Where it is read with what follows from it: interactions, recalls, prices, pharmacies.
    #[schema(example = "/api/v1/scans/01BX5ZZKBKACTAV9WEVGEMMVRZ")]
    pub link: String,
    /// What follows from it, where the answer is the scans function's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = follow_up)]
    pub follow_up: Option<serde_json::Value>,
    /// The packs whose codes were read, where the answer is the scans function's own: see `PackPassport`. Empty where there are
    /// none, whoever answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<Object>>)]
    pub passports: Option<serde_json::Value>,
}

impl ScanView {
    /// A scan in the words of a language.
    pub fn new(record: ScanRecord, locale: Locale) -> Self {
        Self {
            texts: ScanTexts::new(&record, locale),
            id: record.id,
            source: record.source,
            status: record.status,
            outcome: record.outcome,
            passports: bears_no_pack(&record.codes).then(|| serde_json::Value::Array(Vec::new())),
            quality: record
                .quality
                .map(|quality| QualityView::new(&quality, locale)),
            codes: record.codes,
            pills: record.pills,
            candidates: record.candidates,
            evidence: record.evidence,
            mine: record.mine,
            compared_with: record.compared_with,
            models: record.models,
            other_side_of: record.other_side_of,
            confirmation: record.confirmation,
            created_at: record.created_at,
            link: format!("/api/v1/scans/{}", record.id),
            follow_up: None,
        }
    }
}

/// Whether no code was read that could be a pack's: then there are no passports to ask the scans function for.
fn bears_no_pack(codes: &[CodeRecord]) -> bool {
    let mut codes = codes.iter();
    codes.all(|code| code.fault.is_some() || code.gs1.is_empty())
}

impl ScanTexts {
    fn new(record: &ScanRecord, locale: Locale) -> Self {
        let say =
            |group: &str, name: &str| text(locale, &format!("scan-{group}-{name}"), None, &[]);
        let all = |group: &str, names: &[String]| -> Vec<String> {
            names.iter().map(|name| say(group, name)).collect()
        };
        let outcome = format!("scan-outcome-{}", record.outcome.as_str());
        let mut advice = texts(locale, &outcome, "advice", &[]);
        if advice.is_empty() {
            advice = texts(Locale::English, &outcome, "advice", &[]);
        }
        let differences = record.candidates.iter().map(|candidate| {
            let words = candidate.differs.iter().filter_map(word);
            words.map(|word| say("differs", &word)).collect()
        });
        Self {
            summary: text(locale, &outcome, None, &[]),
            advice,
            warnings: all("warning", &record.warnings),
            questions: all("question", &record.questions),
            mine: mine(&record.mine, locale),
            differences: differences.collect(),
            language: match locale {
                Locale::Nepali => Locale::English,
                other => other,
            },
        }
    }
}

impl QualityView {
    fn new(quality: &QualityRecord, locale: Locale) -> Self {
        let say = |name: &str| text(locale, &format!("scan-quality-{name}"), None, &[]);
        let level = match quality.score {
            GOOD.. => "good",
            FAIR.. => "fair",
            _ => "poor",
        };
        Self {
            score: quality.score,
            summary: say(level),
            advice: quality.advice.iter().map(|name| say(name)).collect(),
        }
    }
}

fn mine(mine: &MineRecord, locale: Locale) -> String {
    let name = match mine.answer {
        MineAnswer::Yes => "yes",
        MineAnswer::No => "no",
        MineAnswer::Unclear => "unclear",
        MineAnswer::NothingToCompare => "nothing_to_compare",
    };
    let names = [("names", mine.fits.join(", "))];
    text(locale, &format!("scan-mine-{name}"), None, &names)
}

/// The word of a value that is written as one.
fn word<T: Serialize>(value: &T) -> Option<String> {
    let written = serde_json::to_value(value).ok()?;
    written.as_str().map(str::to_owned)
}

/// The schema of what follows from a scan, by its name: only the scans function knows its parts.
fn follow_up() -> utoipa::openapi::Ref {
    utoipa::openapi::Ref::from_schema_name("ScanFollowUp")
}
