//! The order in which offers are told, and why.
//!
//! A pharmacy that has the medicine goes before one that has sold it out. Among them, each offer gets up to one point for
//! each of four things, weighed: the price beside the cheapest (0.4), the way (0.3, when it is known where somebody is), an
//! open door (0.2) and the rating (0.1). What is not known gets half a point, so that silence neither helps nor harms.

use std::cmp::Ordering;

use jiff::{SignedDuration, Timestamp};
use nazar::catalogue::market::Tiyin;
use nazar::pharmacies::Pharmacy;
use nazar::store::inventory::{Offer, Rating};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::list::is_open;

/// Metres after which a way has lost half of its point: some twenty minutes on foot.
const HALF_WAY: f64 = 1_500.0;
/// Packs up to which a stock may be gone before somebody arrives.
const FEW: u32 = 3;
/// Days after which what a pharmacy said may no longer hold.
const OLD_DAYS: i64 = 7;
/// Offers that are told in all: ratings are read a hundred at a time, and nobody turns to the twenty-fifth page.
pub(crate) const MOST: usize = 500;
/// From this mean on, people are pleased.
const WELL_RATED: f64 = 4.5;

/// What comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Sort {
    /// The best of price, way, open door and rating together.
    #[default]
    Best,
    /// The cheapest.
    Price,
    /// The nearest.
    Distance,
}

/// Why an offer stands where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Why {
    /// No offer that is in stock is cheaper.
    Cheapest,
    /// No other pharmacy that has it is nearer.
    Nearest,
    /// It is open.
    OpenNow,
    /// It is closed.
    ClosedNow,
    /// Its hours are not known.
    HoursUnknown,
    /// People rate it 4.5 or better.
    WellRated,
    /// It has three packs or fewer.
    FewLeft,
    /// It has sold it out.
    SoldOut,
    /// It said so more than a week ago.
    OldInformation,
}

/// How an offer came to its place: points from 0 to 1, before weighing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub(crate) struct Points {
    /// The cheapest price over this one.
    #[schema(example = 0.93)]
    price: f64,
    /// One at the door, half at 1.5 km; absent when it is not known where you are.
    #[schema(example = 0.61)]
    distance: Option<f64>,
    /// One for open, half for unknown hours.
    #[schema(example = 1.0)]
    open: f64,
    /// The rating from 0 for one star to 1 for five; half without a review.
    #[schema(example = 0.5)]
    rating: f64,
    /// The four, weighed 0.4, 0.3, 0.2 and 0.1.
    #[schema(example = 0.81)]
    pub(crate) total: f64,
}

/// An offer with what is known of the pharmacy.
#[derive(Debug, Clone)]
pub(crate) struct Candidate<'a> {
    pub(crate) pharmacy: &'a Pharmacy,
    pub(crate) metres: Option<f64>,
    pub(crate) offer: Offer,
    pub(crate) rating: Rating,
}

/// An offer at its place.
#[derive(Debug, Clone)]
pub(crate) struct Placed<'a> {
    pub(crate) candidate: Candidate<'a>,
    pub(crate) points: Points,
    pub(crate) why: Vec<Why>,
}

/// Puts offers in their order.
pub(crate) fn ranked(
    candidates: Vec<Candidate<'_>>,
    sort: Sort,
    now: Timestamp,
) -> Vec<Placed<'_>> {
    let stocked = || {
        candidates
            .iter()
            .filter(|candidate| candidate.offer.is_in_stock())
    };
    let best = Best {
        price: stocked().map(|candidate| candidate.offer.price).min(),
        metres: stocked()
            .filter_map(|candidate| candidate.metres)
            .min_by(f64::total_cmp),
    };
    let mut placed: Vec<Placed<'_>> = candidates
        .into_iter()
        .map(|candidate| Placed {
            points: points(&candidate, best, now),
            why: why(&candidate, best, now),
            candidate,
        })
        .collect();
    placed.sort_by(|one, other| {
        by_stock(one, other)
            .then_with(|| match sort {
                Sort::Best => other.points.total.total_cmp(&one.points.total),
                Sort::Price => Ordering::Equal,
                Sort::Distance => by_distance(one, other),
            })
            .then_with(|| one.candidate.offer.price.cmp(&other.candidate.offer.price))
            .then_with(|| by_distance(one, other))
            .then_with(|| one.candidate.pharmacy.id.cmp(&other.candidate.pharmacy.id))
    });
    placed
}

/// Of very many offers the first by all that is known of them without their ratings.
pub(crate) fn foremost(
    candidates: Vec<Candidate<'_>>,
    most: usize,
    sort: Sort,
    now: Timestamp,
) -> Vec<Candidate<'_>> {
    if candidates.len() <= most {
        return candidates;
    }
    let placed = ranked(candidates, sort, now).into_iter().take(most);
    placed.map(|placed| placed.candidate).collect()
}

/// The best among the offers that are in stock.
#[derive(Debug, Clone, Copy)]
struct Best {
    price: Option<Tiyin>,
    metres: Option<f64>,
}

fn by_stock(one: &Placed<'_>, other: &Placed<'_>) -> Ordering {
    let stocked = |placed: &Placed<'_>| placed.candidate.offer.is_in_stock();
    stocked(other).cmp(&stocked(one))
}

fn by_distance(one: &Placed<'_>, other: &Placed<'_>) -> Ordering {
    let metres = |placed: &Placed<'_>| placed.candidate.metres.unwrap_or(f64::INFINITY);
    metres(one).total_cmp(&metres(other))
}

fn points(candidate: &Candidate<'_>, best: Best, now: Timestamp) -> Points {
    let cheapest = best.price.unwrap_or(candidate.offer.price);
    // Prices are far below what a float holds exactly. A sold out offer may be cheaper than the best one.
    let price = (cheapest as f64 / candidate.offer.price as f64).min(1.0);
    let distance = candidate
        .metres
        .map(|metres| HALF_WAY / (HALF_WAY + metres));
    let open = match (&candidate.pharmacy.hours, is_open(candidate.pharmacy, now)) {
        (None, _) => 0.5,
        (Some(_), true) => 1.0,
        (Some(_), false) => 0.0,
    };
    let rating = candidate
        .rating
        .mean()
        .map_or(0.5, |mean| (mean - 1.0) / 4.0);
    let weighed = [
        (0.4, Some(price)),
        (0.3, distance),
        (0.2, Some(open)),
        (0.1, Some(rating)),
    ];
    let known = || {
        weighed
            .iter()
            .filter_map(|(weight, point)| Some((*weight, (*point)?)))
    };
    let weights: f64 = known().map(|(weight, _)| weight).sum();
    let total: f64 = known().map(|(weight, point)| weight * point).sum();
    Points {
        price: rounded(price),
        distance: distance.map(rounded),
        open,
        rating: rounded(rating),
        total: rounded(total / weights),
    }
}

fn why(candidate: &Candidate<'_>, best: Best, now: Timestamp) -> Vec<Why> {
    let offer = &candidate.offer;
    let is_stocked = offer.is_in_stock();
    let is_known_open = candidate
        .pharmacy
        .hours
        .as_ref()
        .map(|_| is_open(candidate.pharmacy, now));
    let is_near = candidate.metres.is_some() && candidate.metres == best.metres;
    let is_old = now.duration_since(offer.updated) > SignedDuration::from_hours(24 * OLD_DAYS);
    let is_well_rated = candidate
        .rating
        .mean()
        .is_some_and(|mean| mean >= WELL_RATED);
    let reasons = [
        (Why::Cheapest, is_stocked && best.price == Some(offer.price)),
        (Why::Nearest, is_stocked && is_near),
        (Why::OpenNow, is_known_open == Some(true)),
        (Why::ClosedNow, is_known_open == Some(false)),
        (Why::HoursUnknown, is_known_open.is_none()),
        (Why::WellRated, is_well_rated),
        (Why::FewLeft, (1..=FEW).contains(&offer.quantity)),
        (Why::SoldOut, !is_stocked),
        (Why::OldInformation, is_old),
    ];
    let held = reasons.into_iter().filter(|(_, holds)| *holds);
    held.map(|(reason, _)| reason).collect()
}

/// To two decimals: more would pretend to more knowledge.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests;
