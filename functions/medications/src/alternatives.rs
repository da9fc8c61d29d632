//! What may be taken instead.

use std::cmp::Ordering;

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, TryStreamExt, stream};
use nazar::catalogue::market::Tiyin;
use nazar::catalogue::{Catalogue, Medicine, MedicineId};
use nazar::http::{
    Code, PageQuery, Problem, ProblemBody, ValidPath, ValidQuery, cursor, next_link,
};
use nazar::store::StoreError;
use nazar::store::inventory::Inventory;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Context;
use crate::answer::DataVersions;
use crate::price::{UnitPrice, unit_price};
use crate::views::MedicineSummary;

/// The list's name in its cursors.
const LIST: &str = "medications-alternatives";

/// Medicines whose cheapest offer is read at the same time.
const AT_ONCE: usize = 16;

/// Medicines whose cheapest offer is read for one answer, each by a query of its own; the largest groups of the register
/// have some hundreds.
const MOST: usize = 200;

/// How near an alternative is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Nearness {
    /// The same substances in the same strength, given the same way: another maker's.
    SameSubstance,
    /// Other substances of the same chemical group (ATC level 4), given the same way. Only a doctor changes to one.
    SameGroup,
}

/// Why a medicine is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Why {
    /// It holds the same substances.
    SameIngredients,
    /// It comes in the same strength.
    SameStrength,
    /// It has the same dose form.
    SameForm,
    /// It is given the same way, in another dose form.
    SameRoute,
    /// It stands in the same group of the ATC classification.
    SameAtcGroup,
    /// A unit of it costs less.
    Cheaper,
    /// No prescription is needed, while the medicine asked about needs one.
    NoPrescription,
    /// It is another substance: ask a doctor first.
    AskDoctor,
}

/// A medicine that may be taken instead.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Alternative {
    #[serde(flatten)]
    medicine: MedicineSummary,
    /// How near it is.
    nearness: Nearness,
    /// Why it is named.
    why: Vec<Why>,
    /// The lowest price of a pack that is in stock, in tiyin.
    #[schema(value_type = Option<u64>, example = 800_000)]
    cheapest: Option<Tiyin>,
    /// The same for one piece or millilitre.
    unit_price: Option<UnitPrice>,
}

/// A page of alternatives: nearest first, then cheapest.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Alternatives {
    /// The page's medicines.
    items: Vec<Alternative>,
    /// How many there are on all pages, at most 200.
    total: usize,
    /// How many more there would be, none of them nearer than those that are told.
    left_out: usize,
    /// Asks for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// What the answer was made from.
    data: DataVersions,
}

/// List what may be taken instead
///
/// First what holds the same substances in the same strength and is given the same way, then what stands in the same
/// ATC group; within each the cheapest unit first, and what has no known price last. Of more than 200 the nearest are
/// told; `left_out` says how many are not.
#[utoipa::path(
    get,
    path = "/api/v1/medications/{id}/alternatives",
    operation_id = "list_medication_alternatives",
    tag = "medications",
    params(("id" = MedicineId, Path, description = "The medicine."), PageQuery),
    responses(
        (status = 200, description = "A page of alternatives.", body = Alternatives,
            headers(("Link" = String, description = "The next page, `rel=next`."))),
        (status = 404, description = "No such medicine.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(context): State<Context>,
    OriginalUri(uri): OriginalUri,
    ValidPath(id): ValidPath<MedicineId>,
    ValidQuery(query): ValidQuery<PageQuery>,
) -> Result<Response, Problem> {
    let catalogue = context.catalogue().await;
    let medicine = catalogue
        .data
        .medicine(&id)
        .ok_or(Problem::new(Code::NotFound))?;
    let offset = query.position::<usize>(LIST)?.unwrap_or_default();
    let limit = usize::from(query.limit());

    let (near, left_out) = nearest(&catalogue.data, medicine, MOST);
    let ranked = ranked(near, &context.inventory, medicine).await?;
    let next = offset.saturating_add(limit);
    let next_cursor = (next < ranked.len())
        .then(|| cursor::encode(LIST, &next))
        .transpose()?;
    let body = Alternatives {
        total: ranked.len(),
        left_out,
        items: ranked
            .iter()
            .skip(offset)
            .take(limit)
            .map(|candidate| candidate.view(&catalogue.data, medicine))
            .collect(),
        next_cursor,
        data: DataVersions {
            catalogue: catalogue.version,
            ..DataVersions::default()
        },
    };
    let headers = next_link(body.next_cursor.as_deref(), &uri);
    Ok((headers, Json(body)).into_response())
}

/// A medicine that was looked at.
struct Candidate<'a> {
    medicine: &'a Medicine,
    nearness: Nearness,
    cheapest: Option<Tiyin>,
    unit: Option<UnitPrice>,
    is_cheaper: bool,
}

/// The medicines that are near, nearest first and no more than `most`, and how many others are left out.
fn nearest<'a>(
    catalogue: &'a Catalogue,
    asked: &Medicine,
    most: usize,
) -> (Vec<(&'a Medicine, Nearness)>, usize) {
    // What holds the same holds the first ingredient too.
    let first = asked.ingredients.first().into_iter();
    let holders = first.flat_map(|id| catalogue.holding(id));
    let group = asked.atc.into_iter();
    let others = holders.chain(group.flat_map(|code| catalogue.in_group_of(code)));
    let near = others
        .filter(|other| other.id != asked.id)
        .filter_map(|other| Some((other, nearness(asked, other)?)));
    let mut near: Vec<_> = near.collect();
    near.sort_by(|(one, near), (other, far)| near.cmp(far).then_with(|| one.id.cmp(&other.id)));
    near.dedup_by(|(one, _), (other, _)| one.id == other.id);
    let left_out = near.len().saturating_sub(most);
    near.truncate(most);
    (near, left_out)
}

async fn ranked<'a>(
    near: Vec<(&'a Medicine, Nearness)>,
    inventory: &Inventory,
    asked: &Medicine,
) -> Result<Vec<Candidate<'a>>, StoreError> {
    let own = inventory.cheapest_of(&asked.id).await?;
    let own = own.and_then(|offer| unit_price(asked, offer.price));
    let reading: Vec<_> = near
        .into_iter()
        .map(|(medicine, nearness)| async move {
            let cheapest = inventory.cheapest_of(&medicine.id).await?;
            Ok::<_, StoreError>((medicine, nearness, cheapest.map(|offer| offer.price)))
        })
        .collect();
    let mut read = stream::iter(reading).buffered(AT_ONCE);
    let mut candidates: Vec<Candidate<'a>> = Vec::new();
    while let Some((medicine, nearness, cheapest)) = read.try_next().await? {
        let unit = cheapest.and_then(|price| unit_price(medicine, price));
        let is_cheaper = matches!((own, unit), (Some(own), Some(unit))
            if own.of == unit.of && unit.tiyin < own.tiyin);
        candidates.push(Candidate {
            medicine,
            nearness,
            cheapest,
            unit,
            is_cheaper,
        });
    }
    candidates.sort_by(|one, other| {
        one.nearness
            .cmp(&other.nearness)
            .then_with(|| by_price(one, other))
            .then_with(|| one.medicine.id.cmp(&other.medicine.id))
    });
    Ok(candidates)
}

fn by_price(one: &Candidate<'_>, other: &Candidate<'_>) -> Ordering {
    match (one.unit, other.unit) {
        (Some(one), Some(other)) => one.tiyin.total_cmp(&other.tiyin),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn nearness(asked: &Medicine, other: &Medicine) -> Option<Nearness> {
    if asked.form.route() != other.form.route() {
        return None;
    }
    if asked.holds_the_same_as(other) {
        return shares_a_strength(asked, other).then_some(Nearness::SameSubstance);
    }
    let group = |medicine: &Medicine| medicine.atc.and_then(|code| code.at_level(4));
    (group(asked)? == group(other)?).then_some(Nearness::SameGroup)
}

fn shares_a_strength(one: &Medicine, other: &Medicine) -> bool {
    one.strengths
        .iter()
        .any(|dose| other.strengths.contains(dose))
}

impl Candidate<'_> {
    fn view(&self, catalogue: &Catalogue, asked: &Medicine) -> Alternative {
        let mut why = match self.nearness {
            Nearness::SameSubstance => vec![Why::SameIngredients, Why::SameStrength],
            Nearness::SameGroup => vec![Why::SameAtcGroup, Why::AskDoctor],
        };
        why.push(if self.medicine.form == asked.form {
            Why::SameForm
        } else {
            Why::SameRoute
        });
        if self.is_cheaper {
            why.push(Why::Cheaper);
        }
        let needs_none = nazar::catalogue::Prescription::NotRequired;
        if self.medicine.prescription == needs_none && asked.prescription != needs_none {
            why.push(Why::NoPrescription);
        }
        Alternative {
            medicine: MedicineSummary::of(catalogue, self.medicine),
            nearness: self.nearness,
            why,
            cheapest: self.cheapest,
            unit_price: self.unit,
        }
    }
}

#[cfg(test)]
mod tests {
    use nazar_importer::{Files, build, demonstration};

    use super::*;

    #[test]
    fn of_many_the_nearest_are_told_and_the_others_counted() {
        let files = demonstration().into_iter();
        let files: Files = files.map(|file| (file.source, file.bytes)).collect();
        let catalogue = build(&files).unwrap().catalogue;
        let mut was_cut = false;
        for asked in catalogue.medicines() {
            let (all, none) = nearest(&catalogue, asked, usize::MAX);
            assert_eq!(none, 0);
            let others = catalogue.medicines().iter();
            let wanted =
                others.filter(|other| other.id != asked.id && nearness(asked, other).is_some());
            assert_eq!(wanted.count(), all.len(), "{}", asked.id);
            let (told, left_out) = nearest(&catalogue, asked, 2);
            assert_eq!(told, all[..told.len()]);
            assert_eq!(told.len() + left_out, all.len());
            let farthest = told.iter().map(|(_, nearness)| *nearness).max();
            let nearest_left = all[told.len()..]
                .iter()
                .map(|(_, nearness)| *nearness)
                .min();
            assert!(left_out == 0 || nearest_left >= farthest, "{}", asked.id);
            was_cut |= left_out > 0;
        }
        assert!(was_cut, "some medicine has more than two alternatives");
    }
}
