//! The passports of the packs whose codes a scan read: what each code says beside what is known of the medicine, of the
//! household and of who else scanned the same serial number.
//!
//! Like what follows from a medicine, they are made anew whenever a scan is read: days pass, lists change, recalls come, and others
//! may scan the same number later.

mod notes;

use nazar::codes::gs1::Elements;
use nazar::http::{Caller, Locale, Problem};
use nazar::i18n::text;
use nazar::passport::{Passport, Seen};
use nazar::recalls::{Question, Verdict};
use nazar::scans::{Reference, packs};
use nazar::store::scans::ScanRecord;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;
use crate::follow::recalls::{RecallsView, recalls};
use notes::{NoteView, notes};

/// Most names of medicines in a sentence.
const MAX_NAMES: usize = 10;

/// What one pack's code says, and what is known of that pack.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PackPassport)]
pub(crate) struct PassportView {
    /// What the code says.
    #[serde(flatten)]
    passport: Passport,
    /// Who else scanned the same serial number; absent for a code without one, and where that could not be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    copies: Option<Seen>,
    /// Whether the product, or this lot of it, is recalled; absent where the code names no product.
    #[serde(skip_serializing_if = "Option::is_none")]
    recalls: Option<RecallsView>,
    /// What that means, in words, the gravest first.
    notes: Vec<NoteView>,
    /// What could not be asked, in words.
    not_checked: Vec<String>,
}

/// The passports of a scan's packs, in the order in which their codes were read.
///
/// # Errors
/// `service-unavailable` when the household's list cannot be read.
pub(crate) async fn passports(
    context: &Context,
    caller: &Caller,
    record: &ScanRecord,
    locale: Locale,
) -> Result<Vec<PassportView>, Problem> {
    let packs = packs(&record.codes);
    if packs.is_empty() {
        return Ok(Vec::new());
    }
    let reference = context.references.get().await;
    let list = context.lists.household(caller.owner).await?;
    let today = context.today()?;
    let mut views = Vec::with_capacity(packs.len());
    for pack in &packs {
        let passport = Passport::of(pack, &reference.catalogue.data, &list, today);
        views.push(view(context, caller, (pack, passport), &reference, locale).await);
    }
    Ok(views)
}

async fn view(
    context: &Context,
    caller: &Caller,
    (pack, passport): (&Elements, Passport),
    reference: &Reference,
    locale: Locale,
) -> PassportView {
    let mut not_checked: Vec<String> = uncompared(&passport, locale).into_iter().collect();
    // Counting again changes nothing, and makes good what a scan could not note.
    let copies = match context.watch.scanned(caller.owner, pack).await {
        Ok(copies) => copies,
        Err(error) => {
            tracing::warn!(%error, "a pack could not be compared with those of others");
            not_checked.push(text(locale, "scan-follow-copies", None, &[]));
            None
        }
    };
    let recalls = match passport.gtin {
        None => None,
        Some(gtin) => {
            let product = passport.product.as_ref();
            let question = Question {
                medicine: product.map(|product| product.medication_id.clone()),
                gtin: Some(gtin),
                lot: passport.lot.as_deref().and_then(|lot| lot.parse().ok()),
            };
            Some(recalls(context, &question, reference, locale).await)
        }
    };
    if recalls
        .as_ref()
        .is_some_and(|recalls| recalls.verdict == Verdict::CouldNotCheck)
    {
        not_checked.push(text(locale, "scan-follow-recalls", None, &[]));
    }
    PassportView {
        notes: notes(&passport, copies, recalls.as_ref(), locale),
        passport,
        copies,
        recalls,
        not_checked,
    }
}

/// That what else is taken was not compared with the pack, with the first names.
fn uncompared(passport: &Passport, locale: Locale) -> Option<String> {
    let names = &passport.not_compared;
    let (first, rest) = names.split_at(names.len().min(MAX_NAMES));
    let more = if rest.is_empty() { "" } else { ", …" };
    let names = format!("{}{more}", first.join(", "));
    (!first.is_empty()).then(|| text(locale, "scan-follow-duplicates", None, &[("names", names)]))
}
