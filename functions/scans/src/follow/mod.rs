//! What follows from a medicine that was recognised, or that the person named: as of now, with what could not be asked said.

mod market;
mod medicine;
mod question;
pub(crate) mod recalls;

use nazar::Owner;
use nazar::checks::{About, CheckView, Found, answer, find, warnings};
use nazar::http::{Locale, Problem};
use nazar::i18n::text;
use nazar::interactions::{Outcome, Taken};
use nazar::pharmacies::Place;
use nazar::recalls::Verdict;
use nazar::scans::ScanView;
use nazar::store::scans::{CandidateRecord, ScanRecord, ScanStatus};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;
use crate::passport::PassportView;
use market::{NearView, PriceView, market};
use medicine::MedicineView;
use question::question;
use recalls::{RecallsView, recalls};

/// A scan, with what follows from it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScanAnswer {
    /// The scan.
    #[serde(flatten)]
    pub(crate) scan: ScanView,
    /// The picture as it was sent; works for 15 minutes. Absent for a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        format = "uri",
        example = "https://media.example/images/.../original?X-Amz-Expires=900&..."
    )]
    pub(crate) image_url: Option<String>,
    /// The packs whose codes were read.
    pub(crate) passports: Vec<PassportView>,
    /// What follows from it; absent where no medicine was recognised and none was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) follow_up: Option<FollowUp>,
}

/// What follows from a medicine.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScanFollowUp)]
pub(crate) struct FollowUp {
    /// The medicine, as the catalogue has it; absent for one that only a table of pills has.
    #[serde(skip_serializing_if = "Option::is_none")]
    medicine: Option<MedicineView>,
    /// How it goes with what I take; absent where that could not be checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    interactions: Option<CheckView>,
    /// Whether it is recalled.
    recalls: RecallsView,
    /// What it costs; absent where nobody offers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<PriceView>,
    /// Pharmacies near that have it, the nearest first; empty without a place.
    pharmacies: Vec<NearView>,
    /// What could not be asked, in words.
    not_checked: Vec<String>,
    /// Whether something severe is known of it beside what I take.
    #[serde(skip)]
    pub(crate) is_severe: bool,
}

/// A medicine that something follows from.
struct Named {
    name: String,
    medication_id: Option<String>,
    ingredients: Vec<String>,
}

impl FollowUp {
    /// What follows from a scan; `None` where it names no medicine.
    ///
    /// # Errors
    /// `service-unavailable` when the person's list cannot be read.
    pub(crate) async fn of(
        context: &Context,
        owner: Owner,
        record: &ScanRecord,
        place: Option<Place>,
        locale: Locale,
    ) -> Result<Option<Self>, Problem> {
        let Some(named) = named(record) else {
            return Ok(None);
        };
        let say = |what: &str| text(locale, &format!("scan-follow-{what}"), None, &[]);
        let mut not_checked = Vec::new();
        let checked = interactions(context, owner, &named, locale).await?;
        let (interactions, is_severe) = checked.unzip();
        if interactions.is_none() {
            not_checked.push(say("interactions"));
        }
        let reference = context.references.get().await;
        let known = named
            .medication_id
            .as_deref()
            .and_then(|id| id.parse().ok());
        let known = known.and_then(|id| reference.catalogue.data.medicine(&id));
        let question = question(known, &record.codes, &reference.catalogue.data);
        let recalls = recalls(context, &question, &reference, locale).await;
        if recalls.verdict == Verdict::CouldNotCheck {
            not_checked.push(say("recalls"));
        }
        let (mut price, mut pharmacies) = (None, Vec::new());
        if let Some(medicine) = known {
            match market(context, &medicine.id, place).await {
                Ok(found) => (price, pharmacies) = found,
                Err(error) => {
                    tracing::warn!(%error, "prices cannot be read");
                    not_checked.push(say("prices"));
                }
            }
        }
        Ok(Some(Self {
            medicine: known
                .map(|known| MedicineView::new(known, &reference.catalogue.data, locale)),
            interactions,
            recalls,
            price,
            pharmacies,
            not_checked,
            is_severe: is_severe.unwrap_or_default(),
        }))
    }

    /// As JSON, for a job's result.
    ///
    /// # Errors
    /// `internal` when it cannot be written, which no value of ours is.
    pub(crate) fn json(&self) -> Result<serde_json::Value, Problem> {
        serde_json::to_value(self).map_err(Problem::internal)
    }
}

/// The medicine that a scan names: what the person said goes before what was recognised.
fn named(record: &ScanRecord) -> Option<Named> {
    if let Some(said) = &record.confirmation {
        let name = said.name.clone()?;
        let is_it = |candidate: &&CandidateRecord| candidate.name == name;
        let candidate = record.candidates.iter().find(is_it);
        return Some(Named {
            medication_id: said.medication_id.clone(),
            ingredients: candidate
                .map(|candidate| candidate.ingredients.clone())
                .unwrap_or_default(),
            name,
        });
    }
    let first = record.candidates.first()?;
    (record.status == ScanStatus::Recognised).then(|| Named {
        name: first.name.clone(),
        medication_id: first.medication_id.clone(),
        ingredients: first.ingredients.clone(),
    })
}

/// How it goes with what the person takes, and whether something severe is known of it; `None` while there are no data to
/// check against.
async fn interactions(
    context: &Context,
    owner: Owner,
    named: &Named,
    locale: Locale,
) -> Result<Option<(CheckView, bool)>, Problem> {
    let entries = context.taken(owner).await?;
    let Ok(held) = context.checks.get().await else {
        return Ok(None);
    };
    let catalogue = &held.data.catalogue;
    let scanned = match &named.medication_id {
        Some(id) => find(catalogue, id),
        None => of_ingredients(named),
    };
    let own = entries.iter().map(|entry| {
        let medication = &entry.medication;
        find(
            catalogue,
            medication.medicine.as_deref().unwrap_or(&medication.name),
        )
    });
    // The scanned medicine is often on the list itself: with itself it is not checked.
    let others = own.filter(|other| other.id.is_none() || other.id != scanned.id);
    let found: Vec<Found> = std::iter::once(scanned.clone()).chain(others).collect();
    // What is severe between others that the person takes was not found by this scan.
    let about_it = warnings(&held, &found, &About::default(), locale);
    let is_severe = about_it.verdict.outcome == Outcome::Danger;
    let view = answer(&held, &found, &About::default(), locale);
    Ok(Some((view, is_severe)))
}

fn of_ingredients(named: &Named) -> Found {
    let ingredients: Vec<_> = named
        .ingredients
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    let complete = !ingredients.is_empty() && ingredients.len() == named.ingredients.len();
    Found {
        name: named.name.clone(),
        taken: Taken {
            ingredients,
            complete,
        },
        problem: (!complete).then_some(nazar::checks::NotChecked::IngredientsUnknown),
        ..Found::default()
    }
}
