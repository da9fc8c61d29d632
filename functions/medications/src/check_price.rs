//! Is this price all right?

use axum::Json;
use axum::extract::State;
use garde::Validate;
use nazar::catalogue::market::Tiyin;
use nazar::catalogue::{Catalogue, Medicine, MedicineId, PharmacyId, Resolution};
use nazar::http::{Code, FieldCode, Locale, Problem, ProblemBody, ValidJson};
use nazar::pharmacies::Pharmacy;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;
use crate::answer::DataVersions;
use crate::offering::{offered, offers_of};
use crate::offers::FairRange;
use crate::price::{Group, Judgement, equivalents, judge, words};

/// A price that somebody was asked.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"medicine": "demo-no-shpa-40-mg", "price": 3_600_000}))]
pub(crate) struct PriceQuestion {
    /// The medicine: its identifier, a GTIN, or a name that one medicine alone has.
    #[garde(length(chars, min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    medicine: String,
    /// Price of a pack in tiyin; 100 tiyin are one soʻm.
    #[garde(range(min = 1, max = 100_000_000_000))]
    #[schema(value_type = u64, minimum = 1, maximum = 100_000_000_000_u64, example = 3_600_000)]
    price: Tiyin,
    /// The pharmacy that asks it, where it is known: some districts are dearer than others.
    #[garde(skip)]
    pharmacy: Option<PharmacyId>,
}

/// What is to be thought of a price.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PriceAnswer {
    /// The medicine.
    medicine: MedicineId,
    /// The price that was asked about, in tiyin.
    #[schema(value_type = u64, example = 3_600_000)]
    price: Tiyin,
    #[serde(flatten)]
    judgement: Judgement,
    /// The verdict, each reason, and whose prices were compared, in sentences.
    #[schema(example = json!(["This price is usual.", "It lies among the other prices."]))]
    explanation: Vec<String>,
    /// The language of the sentences.
    language: Locale,
    /// What is usual for this pack; absent when there is no verdict.
    fair: Option<FairRange>,
    /// How many prices it was compared with.
    prices_compared: usize,
    /// Whether prices of other makers with the same substances, strength and way of giving had to be brought in.
    compared_with_equivalents: bool,
    /// Whether the prices are invented for demonstration.
    demonstration: bool,
    /// What the answer was made from.
    data: DataVersions,
}

/// Check a price
///
/// Says whether a price is usual, high or low beside what pharmacies ask, why, and how sure that is. A price far too low
/// warns of a counterfeit. With fewer than eight prices to compare there is no verdict (`cannot-say`).
#[utoipa::path(
    post,
    path = "/api/v1/medications/check-price",
    operation_id = "check_medication_price",
    tag = "medications",
    request_body = PriceQuestion,
    responses(
        (status = 200, description = "The verdict.", body = PriceAnswer),
        (status = 404, description = "No such medicine.", body = ProblemBody,
            content_type = "application/problem+json"),
        (status = 422, description = "A field breaks its rule, or several medicines have this name.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn check(
    State(context): State<Context>,
    locale: Locale,
    ValidJson(question): ValidJson<PriceQuestion>,
) -> Result<Json<PriceAnswer>, Problem> {
    let (catalogue, prices, directory) =
        tokio::join!(context.catalogue(), context.prices(), context.directory());
    let medicine = meant(&catalogue.data, &question.medicine)?;
    let (inventory, pharmacies) = (&context.inventory, &directory.data);
    let offers = offers_of(inventory, pharmacies, &medicine.id).await?;
    let group = match Group::own(&offers) {
        Some(group) => group,
        None => {
            let same = equivalents(&catalogue.data, medicine);
            Group::wider(
                medicine,
                &offers,
                &offered(inventory, pharmacies, same).await?,
            )
        }
    };
    let pharmacy = question
        .pharmacy
        .as_ref()
        .and_then(|id| pharmacies.pharmacy(id));
    let district = pharmacy.map(|pharmacy| pharmacy.district.as_str());
    let judgement = judge(
        prices.data.seen(medicine, question.price, district),
        group.spread.as_ref(),
        prices.data.forest(&catalogue.data),
    );
    let mut asking = offers
        .iter()
        .filter_map(|offer| pharmacies.pharmacy(&offer.pharmacy));
    Ok(Json(PriceAnswer {
        price: question.price,
        explanation: words::explanation(locale, &judgement, group.prices, group.is_wider),
        language: words::language(locale),
        judgement,
        fair: group.spread.as_ref().map(FairRange::of),
        prices_compared: group.prices,
        compared_with_equivalents: group.is_wider,
        demonstration: medicine.is_demonstration() || asking.any(Pharmacy::is_demonstration),
        data: DataVersions {
            catalogue: catalogue.version,
            pharmacies: directory.version,
            market: prices.version,
        },
        medicine: medicine.id.clone(),
    }))
}

/// The one medicine of a name. A price belongs to a pack, so a substance is no answer unless one product alone has it.
fn meant<'a>(catalogue: &'a Catalogue, text: &str) -> Result<&'a Medicine, Problem> {
    let medicine = match catalogue.resolve(text) {
        Resolution::Medicine(id) => catalogue.medicine(&id),
        Resolution::Ingredient(id) => {
            let mut holding = catalogue.holding(&id);
            match (holding.next(), holding.next()) {
                (Some(medicine), None) => Some(medicine),
                (Some(_), Some(_)) => return Err(ambiguous()),
                (None, _) => None,
            }
        }
        Resolution::Several(_) => return Err(ambiguous()),
        Resolution::Unknown => None,
    };
    medicine.ok_or(Problem::new(Code::NotFound))
}

fn ambiguous() -> Problem {
    Problem::field("/medicine", FieldCode::NotOneOf)
}
