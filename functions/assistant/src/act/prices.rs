//! What a medicine costs: the offers of pharmacies, from the table that their own prices stand in.

use nazar::catalogue::{Catalogue, Medicine, MedicineId};
use nazar::checks::Held;
use nazar::http::Problem;
use nazar::store::inventory::Offer;
use serde_json::{Value, json};

use super::{Act, ask, listed, say, soum};
use crate::Context;
use crate::subject::{Subject, shown};
use crate::turn::Turn;

/// Medicines of one substance that are looked at.
const LOOKED_AT: usize = 6;
/// Offers that an answer shows.
const SHOWN: usize = 5;

pub(super) async fn compare(context: &Context, held: &Held, turn: &Turn) -> Result<Act, Problem> {
    let Some(subject) = turn.subjects.first() else {
        return Ok(ask(
            say(turn.locale, "assistant-which", &[]),
            "medicine",
            &[],
        ));
    };
    let catalogue = &held.data.catalogue;
    let offers = offers(context, catalogue, subject).await?;
    let directory = context.directory().await;
    let shown_offers: Vec<Value> = offers
        .iter()
        .take(SHOWN)
        .map(|offer| {
            let pharmacy = directory.data.pharmacy(&offer.pharmacy);
            let medicine = catalogue.medicine(&offer.medicine);
            json!({
                "medication_id": offer.medicine,
                "name": medicine.map(|medicine| shown(medicine, turn.locale)),
                "pharmacy_id": offer.pharmacy,
                "pharmacy": pharmacy.map(|pharmacy| &pharmacy.name),
                "price_tiyin": offer.price,
                "updated": offer.updated,
            })
        })
        .collect();
    let result = json!({
        "kind": "prices",
        "medication_id": subject.medication_id,
        "offers": shown_offers,
        "total": offers.len(),
        "lowest_tiyin": offers.first().map(|offer| offer.price),
        "highest_tiyin": offers.last().map(|offer| offer.price),
    });
    let (Some(lowest), Some(highest)) = (offers.first(), offers.last()) else {
        let id = if subject.is_known() {
            "assistant-price-none"
        } else {
            "assistant-find-none"
        };
        let arguments = [("names", listed([subject]))];
        return Ok(Act::new(say(turn.locale, id, &arguments), result));
    };
    let cheapest = catalogue.medicine(&lowest.medicine);
    let pharmacy = directory.data.pharmacy(&lowest.pharmacy);
    let arguments = [
        ("name", subject.shown()),
        ("low", soum(lowest.price)),
        ("high", soum(highest.price)),
        ("offers", offers.len().to_string()),
        (
            "cheapest",
            cheapest.map_or_else(|| subject.shown(), |found| shown(found, turn.locale)),
        ),
        (
            "pharmacy",
            pharmacy.map_or_else(String::new, |found| found.name.clone()),
        ),
    ];
    let act = Act::new(say(turn.locale, "assistant-price", &arguments), result);
    let is_demonstration = pharmacy.is_some_and(nazar::pharmacies::Pharmacy::is_demonstration);
    Ok(if is_demonstration {
        act.and(&say(turn.locale, "assistant-demonstration", &[]))
    } else {
        act
    })
}

/// What is in stock of a medicine, or of all medicines that are this substance alone, cheapest first.
async fn offers(
    context: &Context,
    catalogue: &Catalogue,
    subject: &Subject,
) -> Result<Vec<Offer>, Problem> {
    let mut offers: Vec<Offer> = Vec::new();
    for id in meant(catalogue, subject) {
        let found = context.inventory.offers_of(&id).await?;
        offers.extend(found.into_iter().filter(Offer::is_in_stock));
    }
    offers.sort_by(|one, other| {
        one.price
            .cmp(&other.price)
            .then_with(|| one.pharmacy.cmp(&other.pharmacy))
    });
    Ok(offers)
}

/// The medicines that a name stands for. Under a brand's name that brand's are meant, however many hold its substance.
pub(super) fn meant(catalogue: &Catalogue, subject: &Subject) -> Vec<MedicineId> {
    let Some(substance) = &subject.ingredient_id else {
        return subject.medication_id.iter().cloned().collect();
    };
    let alone = |medicine: &&Medicine| medicine.ingredients.iter().all(|held| held == substance);
    let own = subject
        .medication_id
        .as_ref()
        .and_then(|id| catalogue.medicine(id));
    let is_brand = own.is_some_and(|medicine| {
        subject.name.as_deref().is_some_and(|name| {
            nazar::catalogue::fold::compact(name)
                == nazar::catalogue::fold::compact(&medicine.brand)
                || medicine
                    .name_cyrillic
                    .as_deref()
                    .is_some_and(|cyrillic| cyrillic.starts_with(name))
        })
    });
    catalogue
        .holding(substance)
        .filter(alone)
        .filter(|medicine| !is_brand || own.is_some_and(|own| own.brand == medicine.brand))
        .take(LOOKED_AT)
        .map(|medicine| medicine.id.clone())
        .collect()
}
