//! Where a pharmacy is, or one that has a medicine.

use jiff::Timestamp;
use nazar::catalogue::PharmacyId;
use nazar::checks::Held;
use nazar::http::Problem;
use nazar::pharmacies::{Directory, Pharmacy, Place};
use nazar::store::inventory::Offer;
use serde_json::{Value, json};

use super::prices::meant;
use super::{Act, ask, listed, say};
use crate::Context;
use crate::turn::Turn;

/// Pharmacies that an answer shows.
const SHOWN: usize = 5;
/// Metres around a person.
const AROUND_A_PERSON: f64 = 10_000.0;
/// Metres around the middle of a town or a district, whose pharmacies are those around it.
const AROUND_A_PLACE: f64 = 15_000.0;

pub(super) async fn find(context: &Context, held: &Held, turn: &Turn) -> Result<Act, Problem> {
    let having = having(context, held, turn).await?;
    let directory = context.directory().await;
    let Some((point, radius)) = around(turn) else {
        return Ok(anywhere(&directory.data, turn, having.as_deref()));
    };
    let passes = |pharmacy: &Pharmacy| {
        having
            .as_ref()
            .is_none_or(|having| having.contains(&pharmacy.id))
    };
    let is_open = |pharmacy: &Pharmacy| {
        let hours = pharmacy.hours.as_ref();
        hours.is_some_and(|hours| hours.at(Timestamp::now()).is_open())
    };
    let wanted =
        |pharmacy: &Pharmacy| passes(pharmacy) && (!turn.is_about_now || is_open(pharmacy));
    let mut near = directory.data.nearby_where(point, radius, SHOWN, wanted);
    if near.is_empty() {
        // When none is known to be open, those that there are, each with what is known of its hours.
        near = directory.data.nearby_where(point, radius, SHOWN, passes);
    }
    // From the middle of a district no distance is told: nobody said that they stand there.
    let items: Vec<Value> = near
        .iter()
        .map(|near| {
            let metres = turn.here.map(|_| near.metres.round());
            view(near.pharmacy, metres)
        })
        .collect();
    let pharmacies: Vec<&Pharmacy> = near.iter().map(|near| near.pharmacy).collect();
    Ok(told(turn, &pharmacies, &items, having.is_some()))
}

/// The pharmacies that have the medicines in stock; `None` when no medicine was named.
async fn having(
    context: &Context,
    held: &Held,
    turn: &Turn,
) -> Result<Option<Vec<PharmacyId>>, Problem> {
    let Some(subject) = turn.subjects.iter().find(|subject| subject.is_known()) else {
        return Ok(None);
    };
    let mut having = Vec::new();
    for id in meant(&held.data.catalogue, subject) {
        let offers = context.inventory.offers_of(&id).await?;
        let in_stock = offers.into_iter().filter(Offer::is_in_stock);
        having.extend(in_stock.map(|offer| offer.pharmacy));
    }
    Ok(Some(having))
}

fn around(turn: &Turn) -> Option<(Place, f64)> {
    if let Some(here) = turn.here
        && turn.place.is_none()
    {
        return Some((here, AROUND_A_PERSON));
    }
    let place = turn.place?;
    let point = Place::new(place.latitude, place.longitude).ok()?;
    Some((point, AROUND_A_PLACE))
}

/// Without a place: where the medicine is, cheapest first, or the question where.
fn anywhere(directory: &Directory, turn: &Turn, having: Option<&[PharmacyId]>) -> Act {
    let Some(having) = having else {
        return ask(say(turn.locale, "assistant-where", &[]), "place", &[]);
    };
    let mut pharmacies: Vec<&Pharmacy> = Vec::new();
    for id in having {
        let found = directory.pharmacy(id);
        pharmacies
            .extend(found.filter(|found| !pharmacies.iter().any(|known| known.id == found.id)));
    }
    pharmacies.truncate(SHOWN);
    let items: Vec<Value> = pharmacies
        .iter()
        .map(|pharmacy| view(pharmacy, None))
        .collect();
    told(turn, &pharmacies, &items, true)
}

fn told(turn: &Turn, pharmacies: &[&Pharmacy], items: &[Value], has_medicine: bool) -> Act {
    let result = json!({"kind": "pharmacies", "items": items});
    let named: Vec<String> = pharmacies
        .iter()
        .take(3)
        .map(|pharmacy| format!("{} ({})", pharmacy.name, pharmacy.address))
        .collect();
    let (id, none) = if has_medicine {
        (
            "assistant-pharmacies-with",
            "assistant-pharmacies-with-none",
        )
    } else {
        ("assistant-pharmacies", "assistant-pharmacies-none")
    };
    let arguments = [
        ("pharmacies", named.join("; ")),
        (
            "names",
            listed(turn.subjects.iter().filter(|subject| subject.is_known())),
        ),
    ];
    if pharmacies.is_empty() {
        return Act::new(say(turn.locale, none, &arguments), result);
    }
    let act = Act::new(say(turn.locale, id, &arguments), result);
    if pharmacies
        .iter()
        .any(|pharmacy| pharmacy.is_demonstration())
    {
        return act.and(&say(turn.locale, "assistant-demonstration", &[]));
    }
    act
}

fn view(pharmacy: &Pharmacy, metres: Option<f64>) -> Value {
    let hours = pharmacy.hours.as_ref();
    json!({
        "pharmacy_id": pharmacy.id,
        "name": pharmacy.name,
        "address": pharmacy.address,
        "district": pharmacy.district,
        "phone": pharmacy.phone,
        "metres": metres,
        "open_now": hours.map(|hours| hours.at(Timestamp::now()).is_open()),
        "hours": pharmacy.hours_text,
        "demonstration": pharmacy.is_demonstration(),
        "href": format!("/api/v1/pharmacies/{}", pharmacy.id),
    })
}
