//! The medicine behind a barcode.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use nazar::catalogue::Gtin;
use nazar::http::{Code, Problem, ProblemBody, ValidPath};

use crate::Context;
use crate::answer::{DataVersions, cached};
use crate::detail::MedicineAnswer;
use crate::views::MedicineView;

/// Find a medicine by its barcode
///
/// GTIN-8, -12 (UPC-A), -13 (EAN-13) or -14. The check digit is verified: a number that was misread finds nothing
/// instead of another medicine.
#[utoipa::path(
    get,
    path = "/api/v1/medications/barcode/{gtin}",
    operation_id = "get_medication_by_barcode",
    tag = "medications",
    params(("gtin" = String, Path, description = "8, 12, 13 or 14 digits.", example = "2999000002313")),
    responses(
        (status = 200, description = "The medicine.", body = MedicineAnswer,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "It is the one that you have."),
        (status = 404, description = "No medicine of the catalogue has this number.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "`gtin-invalid`: it is no GTIN, or a digit is wrong.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    State(context): State<Context>,
    headers: HeaderMap,
    ValidPath(text): ValidPath<String>,
) -> Result<Response, Problem> {
    let gtin: Gtin = text.parse().map_err(|_| Problem::new(Code::GtinInvalid))?;
    let catalogue = context.catalogue().await;
    let medicine = catalogue
        .data
        .by_gtin(gtin)
        .ok_or(Problem::new(Code::NotFound))?;
    let answer = MedicineAnswer {
        medicine: MedicineView::of(&catalogue.data, medicine),
        data: DataVersions {
            catalogue: catalogue.version,
            ..DataVersions::default()
        },
    };
    cached(&headers, &answer)
}
