//! Is this pack recalled?

use axum::{Json, extract::State};
use garde::Validate;
use http::HeaderMap;
use nazar::catalogue::{Gtin, MedicineId};
use nazar::http::{FieldCode, Locale, Problem, ProblemBody, ValidJson};
use nazar::recalls::{Lot, MAX_LOT_LENGTH, Question};
use serde::Deserialize;
use utoipa::ToSchema;

use super::not_kept;
use super::view::RecallCheckView;
use crate::Context;

/// A pack, by its medicine, the number under its barcode, or both, and by its lot.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"gtin": "2999000009947", "lot": "S4471B"}))]
pub(crate) struct CheckRequest {
    /// The medicine in the catalogue.
    #[garde(inner(length(chars, min = 1, max = 96)))]
    #[schema(example = "demo-lasolvan-syrup")]
    id: Option<String>,
    /// The number under the barcode: 8, 12, 13 or 14 digits.
    #[garde(inner(length(chars, min = 8, max = 20)))]
    #[schema(example = "2999000009947")]
    gtin: Option<String>,
    /// The lot as it stands on the pack; without one, every lot that is recalled counts.
    #[garde(inner(length(chars, min = 1, max = MAX_LOT_LENGTH)))]
    #[schema(example = "S4471B")]
    lot: Option<String>,
}

impl CheckRequest {
    fn question(&self) -> Result<Question, Problem> {
        let malformed = |pointer: &str| Problem::field(pointer, FieldCode::InvalidFormat);
        if self.id.is_none() && self.gtin.is_none() {
            return Err(Problem::field("/gtin", FieldCode::Required));
        }
        let id = self.id.as_deref().map(str::parse::<MedicineId>).transpose();
        let gtin = self.gtin.as_deref().map(str::parse::<Gtin>).transpose();
        let lot = self.lot.as_deref().map(str::parse::<Lot>).transpose();
        Ok(Question {
            medicine: id.map_err(|_| malformed("/id"))?,
            gtin: gtin.map_err(|_| malformed("/gtin"))?,
            lot: lot.map_err(|_| malformed("/lot"))?,
        })
    }
}

/// Check a pack for recalls
///
/// The verdict is `recalled`, `clear` or `could_not_check`. `clear` needs a fresh answer of every source that is relied on;
/// when one is away, old or was never read, the verdict is `could_not_check` and `not_checked` says which source and when it
/// last worked. A recall that was found is told whatever else could not be checked. Nothing is ever called safe.
#[utoipa::path(
    post,
    path = "/api/v1/recalls/check",
    operation_id = "check_recalls",
    tag = "recalls",
    request_body = CheckRequest,
    responses(
        (status = 200, description = "What is known of recalls of this pack.", body = RecallCheckView),
        (status = 422, description = "Neither a medicine nor a number, or one that cannot be read.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 429, description = "More than 50 checks a minute.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn check(
    State(context): State<Context>,
    locale: Locale,
    ValidJson(request): ValidJson<CheckRequest>,
) -> Result<(HeaderMap, Json<RecallCheckView>), Problem> {
    let question = request.question()?;
    let catalogue = context.catalogue().await;
    let answer = context.recalls.check(&catalogue.data, &question).await;
    let view = RecallCheckView::new(&catalogue, &answer, locale);
    Ok((not_kept(), Json(view)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn question(body: serde_json::Value) -> Result<Question, Problem> {
        let request: CheckRequest = serde_json::from_value(body).unwrap();
        request.question()
    }

    #[test]
    fn a_pack_is_named_by_its_medicine_or_its_number() {
        let asked = question(json!({"gtin": "2999000009947", "lot": "s 44-71b"})).unwrap();
        assert_eq!(asked.gtin, "2999000009947".parse().ok());
        assert_eq!(asked.lot, "S4471B".parse().ok());
        for bad in [
            json!({}),
            json!({"lot": "A1"}),
            json!({"gtin": "2999000009948"}),
            json!({"id": "No id"}),
            json!({"id": "demo-lasolvan-syrup", "lot": "--"}),
        ] {
            assert!(question(bad.clone()).is_err(), "{bad}");
        }
    }
}
