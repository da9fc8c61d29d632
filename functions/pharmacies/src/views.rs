//! Pharmacies as clients see them.

use nazar::catalogue::PharmacyId;
use nazar::pharmacies::{Hours, Near, Pharmacy, PharmacySource, Span};
use nazar::store::inventory::Rating;
use serde::Serialize;
use utoipa::ToSchema;

use crate::opening::{Moment, OpeningView};

/// How people rate a pharmacy.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(crate) struct RatingView {
    /// The mean of the stars, 1 to 5; absent without a review.
    #[schema(example = 4.3)]
    pub(crate) mean: Option<f64>,
    /// Reviews that it is the mean of.
    #[schema(example = 18)]
    reviews: u64,
}

impl From<Rating> for RatingView {
    fn from(rating: Rating) -> Self {
        Self {
            mean: rating.mean(),
            reviews: rating.reviews(),
        }
    }
}

/// A pharmacy in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PharmacySummary {
    /// Its identifier.
    pub(crate) id: PharmacyId,
    /// Its name.
    #[schema(example = "Salomat — Chilonzor 1")]
    pub(crate) name: String,
    /// The chain that it belongs to.
    chain: Option<String>,
    /// Region; empty when it is not known.
    #[schema(example = "Toshkent shahri")]
    region: String,
    /// District in Uzbek; empty when it is not known.
    #[schema(example = "Chilonzor")]
    district: String,
    /// District in Russian.
    #[schema(example = "Чиланзар")]
    district_ru: Option<String>,
    /// Street and house.
    address: String,
    /// Degrees north, WGS 84.
    #[schema(example = 41.265098)]
    latitude: f64,
    /// Degrees east, WGS 84.
    #[schema(example = 69.200229)]
    longitude: f64,
    /// Phone number in international form.
    phone: Option<String>,
    /// Whether it delivers; absent when that is not known.
    delivery: Option<bool>,
    /// Whether it is open.
    #[serde(flatten)]
    pub(crate) opening: OpeningView,
    /// How people rate it.
    pub(crate) rating: RatingView,
    /// Whether it is invented for demonstration and must not be relied on.
    demonstration: bool,
}

impl PharmacySummary {
    pub(crate) fn of(pharmacy: &Pharmacy, rating: Rating, at: Moment) -> Self {
        Self {
            id: pharmacy.id.clone(),
            name: pharmacy.name.clone(),
            chain: pharmacy.chain.clone(),
            region: pharmacy.region.clone(),
            district: pharmacy.district.clone(),
            district_ru: pharmacy.district_ru.clone(),
            address: pharmacy.address.clone(),
            latitude: pharmacy.place.latitude(),
            longitude: pharmacy.place.longitude(),
            phone: pharmacy.phone.clone(),
            delivery: pharmacy.delivery,
            opening: OpeningView::of(pharmacy.hours.as_ref(), at),
            rating: rating.into(),
            demonstration: pharmacy.is_demonstration(),
        }
    }
}

/// A pharmacy and how far it is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct NearView {
    #[serde(flatten)]
    pub(crate) pharmacy: PharmacySummary,
    /// Metres to it in a straight line.
    #[schema(example = 1240)]
    pub(crate) distance_m: u32,
}

impl NearView {
    pub(crate) fn of(near: &Near<'_>, rating: Rating, at: Moment) -> Self {
        Self {
            pharmacy: PharmacySummary::of(near.pharmacy, rating, at),
            distance_m: whole_metres(near.metres),
        }
    }
}

/// Half the way round the earth is 20 million metres: every distance fits.
pub(crate) fn whole_metres(metres: f64) -> u32 {
    metres.round() as u32
}

/// A time without a break.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct SpanView {
    /// When it opens.
    #[schema(example = "09:00")]
    opens: String,
    /// When it closes; `24:00` is the end of the day.
    #[schema(example = "21:00")]
    closes: String,
    /// Whether `closes` is on the next day.
    next_day: bool,
}

impl From<&Span> for SpanView {
    fn from(span: &Span) -> Self {
        Self {
            opens: span.opens(),
            closes: span.closes(),
            next_day: span.ends_next_day(),
        }
    }
}

/// A day's hours.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct DayView {
    /// The day: `mon` to `sun`.
    #[schema(example = "mon")]
    day: &'static str,
    /// When it is open; empty on a day on which it is closed.
    spans: Vec<SpanView>,
}

/// All that is known of a pharmacy.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PharmacyView {
    #[serde(flatten)]
    summary: PharmacySummary,
    /// The week's hours in Asia/Tashkent, Monday first; absent when they are not known.
    hours: Option<Vec<DayView>>,
    /// The hours of a public holiday; empty when it is closed, absent when nothing is said of holidays.
    holiday_hours: Option<Vec<SpanView>>,
    /// The hours in the source's own words.
    hours_text: Option<String>,
    /// Its site.
    website: Option<String>,
    /// Where this entry comes from.
    source: PharmacySource,
}

impl PharmacyView {
    pub(crate) fn of(pharmacy: &Pharmacy, rating: Rating, at: Moment) -> Self {
        let hours = pharmacy.hours.as_ref().map(|hours| {
            let days = hours.days().map(|day| DayView {
                day: day.day,
                spans: day.spans.iter().map(SpanView::from).collect(),
            });
            days.collect()
        });
        Self {
            summary: PharmacySummary::of(pharmacy, rating, at),
            hours,
            holiday_hours: pharmacy
                .hours
                .as_ref()
                .and_then(Hours::on_holidays)
                .map(|spans| spans.iter().map(SpanView::from).collect()),
            hours_text: pharmacy.hours_text.clone(),
            website: pharmacy.website.clone(),
            source: pharmacy.source,
        }
    }
}
