//! What a check came to, as one answer.

use http::{HeaderMap, HeaderValue, header};
use serde::Serialize;
use utoipa::ToSchema;

use super::{About, DataView, FindingView, Found, Held, VerdictView};
use crate::http::Locale;
use crate::interactions::{Between, Finding, Report, Taken, check, words};

/// What a check came to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CheckView {
    /// What it comes to, and what was and was not checked. Read this first.
    pub verdict: VerdictView,
    /// What was found, most severe first.
    pub findings: Vec<FindingView>,
    /// What matters if it applies: food and alcohol, and what the person did not tell. Most severe first.
    pub precautions: Vec<FindingView>,
    /// The language of the words.
    pub language: Locale,
    /// What the answer was made from.
    pub data: DataView,
}

/// Checks what was found against each other and against the person.
pub fn answer(held: &Held, found: &[Found], about: &About, locale: Locale) -> CheckView {
    show(held, found, &ask(held, found, about), about, locale)
}

/// As [`answer`], but only what the first of the medicines has part in: it is new beside the others.
pub fn warnings(held: &Held, found: &[Found], about: &About, locale: Locale) -> CheckView {
    let mut report = ask(held, found, about);
    let is_about_first = |finding: &Finding| match &finding.between {
        Between::Ingredients(one, other)
        | Between::SameIngredient(one, other)
        | Between::SameClass(_, one, other) => one.medicine == 0 || other.medicine == 0,
        Between::Circumstance(one, _) => one.medicine == 0,
    };
    report.findings.retain(is_about_first);
    report.precautions.retain(is_about_first);
    show(held, found, &report, about, locale)
}

fn ask(held: &Held, found: &[Found], about: &About) -> Report {
    let taken: Vec<Taken> = found.iter().map(|one| one.taken.clone()).collect();
    check(&held.data.knowledge, &taken, &about.person())
}

fn show(held: &Held, found: &[Found], report: &Report, about: &About, locale: Locale) -> CheckView {
    let shown = |findings: &[Finding]| {
        let findings = findings.iter();
        findings
            .map(|finding| FindingView::new(held, found, finding, locale))
            .collect()
    };
    CheckView {
        verdict: VerdictView::new(held, found, report, about, locale),
        findings: shown(&report.findings),
        precautions: shown(&report.precautions),
        language: words::language(locale),
        data: DataView::new(held),
    }
}

/// The header of an answer that tells what a person takes: nobody is to keep it.
pub fn private() -> HeaderMap {
    HeaderMap::from_iter([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))])
}
