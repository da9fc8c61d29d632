//! `GET /api/v1/dashboard/statistics`

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use jiff::Timestamp;
use jiff::civil::Date;
use nazar::http::{Caller, Problem, ProblemBody, ValidQuery};
use nazar::ids::RecordId;
use nazar::store::adherence::{Counts, Dose, counts};
use serde::Serialize;
use utoipa::ToSchema;

use super::span::{Span, SpanQuery, after};
use crate::Context;
use crate::adherence::view::CountsView;
use crate::answer::tagged;

/// Hours at which a part of a day begins: night, morning, afternoon, evening.
const PARTS: [(i8, PartOfDay); 4] = [
    (0, PartOfDay::Night),
    (5, PartOfDay::Morning),
    (12, PartOfDay::Afternoon),
    (18, PartOfDay::Evening),
];

/// A part of a day, as clocks show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PartOfDay {
    /// From midnight to five.
    Night,
    /// From five to noon.
    Morning,
    /// From noon to six.
    Afternoon,
    /// From six to midnight.
    Evening,
}

/// How it went with one medicine.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MedicineStatistics {
    /// The entry of the list; it may be gone by now.
    medication: RecordId,
    /// The medicine's name.
    #[schema(example = "Метформин 850 мг")]
    name: String,
    /// Its doses, counted.
    doses: CountsView,
}

/// How it went in a part of the day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartStatistics {
    /// Which part.
    part: PartOfDay,
    /// Its doses, counted.
    doses: CountsView,
}

/// How it went in a span of days.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Statistics {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// The zone in which they are days.
    #[schema(example = "Asia/Tashkent")]
    zone: String,
    /// The doses, counted.
    doses: CountsView,
    /// The same number of days before, for comparison.
    before: CountsView,
    /// How much larger the rate is than before, from -1 to 1; absent while one of the two is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 0.05)]
    change: Option<f64>,
    /// Days on which something was due and nothing is open.
    #[schema(example = 6)]
    days_with_doses: u32,
    /// Of them, days on which every dose was taken.
    #[schema(example = 5)]
    full_days: u32,
    /// By medicine: what was taken least first.
    by_medicine: Vec<MedicineStatistics>,
    /// By part of the day, in its order; parts without doses are left out.
    by_part_of_day: Vec<PartStatistics>,
    /// Scans; 0 for members, who do not scan.
    #[schema(example = 3)]
    scans: u32,
    /// Of them, those that came to one medicine.
    #[schema(example = 2)]
    recognised: u32,
    /// Sets of medicines that I have ever checked against each other, each once; absent for members. Checks themselves are
    /// not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 8)]
    checks: Option<u64>,
    /// Whether all scans were counted; false beyond 2,000.
    complete: bool,
}

/// Show how it went, in numbers
///
/// Of 7, 30 or 90 days in my zone, beside as many days before. Only my own doses, or only a member's.
#[utoipa::path(
    get,
    path = "/api/v1/dashboard/statistics",
    operation_id = "statistics_of_days",
    tag = "dashboard",
    security(("bearer" = [])),
    params(SpanQuery, ("If-None-Match" = Option<String>, Header, description = "The `ETag` of an earlier answer.")),
    responses(
        (status = OK, description = "The numbers.", body = Statistics,
            headers(("ETag" = String, description = "Changes with the numbers."))),
        (status = NOT_MODIFIED, description = "As it was."),
        (status = NOT_FOUND, description = "No member of my family.", body = ProblemBody, content_type = "application/problem+json"),
        (status = BAD_REQUEST, description = "Another number of days, or no day.", body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A day to come.", body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn statistics(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
    ValidQuery(query): ValidQuery<SpanQuery>,
) -> Result<Response, Problem> {
    let earlier = query.days.unwrap_or_default().days();
    let span = Span::read(&context, &caller, &query, earlier).await?;
    let checks = match query.member {
        Some(_) => None,
        None => {
            let totals = context
                .ledger
                .totals(caller.owner, Timestamp::now())
                .await?;
            Some(totals.checks)
        }
    };
    tagged(&asked, &Statistics::new(&span, earlier, checks))
}

impl Statistics {
    fn new(span: &Span, earlier: i64, checks: Option<u64>) -> Self {
        let days: Vec<Vec<Dose>> = span.days().map(|day| span.doses(day)).collect();
        let by_day = || days.iter().map(|doses| counts(doses));
        let doses = by_day().fold(Counts::default(), Counts::and);
        let former = (1..=earlier).map(|days| span.counts(after(span.from, -days)));
        let before = former.fold(Counts::default(), Counts::and);
        let decided = by_day().filter(|day| day.scheduled > 0 && day.due + day.upcoming == 0);
        let scanned = span.scanned(span.from, span.to);
        Self {
            from: span.from,
            to: span.to,
            zone: span.zone.name().to_owned(),
            doses: doses.into(),
            before: before.into(),
            change: doses
                .rate()
                .zip(before.rate())
                .map(|(now, then)| now - then),
            days_with_doses: count(decided.clone()),
            full_days: count(decided.filter(|day| day.taken == day.scheduled)),
            by_medicine: by_medicine(days.iter().flatten()),
            by_part_of_day: by_part(days.iter().flatten()),
            scans: scanned.total,
            recognised: scanned.recognised,
            checks,
            complete: !span.scans_are_cut(),
        }
    }
}

fn count(days: impl Iterator<Item = Counts>) -> u32 {
    u32::try_from(days.count()).unwrap_or(u32::MAX)
}

fn by_medicine<'a>(doses: impl Iterator<Item = &'a Dose>) -> Vec<MedicineStatistics> {
    let mut medicines: BTreeMap<RecordId, Vec<Dose>> = BTreeMap::new();
    for dose in doses.filter(|dose| dose.due.is_some()) {
        medicines.entry(dose.entry).or_default().push(dose.clone());
    }
    let mut counted: Vec<(Counts, RecordId, String)> = medicines
        .into_iter()
        .map(|(entry, doses)| {
            // The latest name: it may have changed.
            let name = doses
                .last()
                .map(|dose| dose.name.clone())
                .unwrap_or_default();
            (counts(&doses), entry, name)
        })
        .collect();
    // What is not decided yet comes last.
    let rate = |counts: &Counts| counts.rate().unwrap_or(2.0);
    counted.sort_by(|one, other| {
        rate(&one.0)
            .total_cmp(&rate(&other.0))
            .then(one.1.cmp(&other.1))
    });
    let view = |(counts, medication, name): (Counts, RecordId, String)| MedicineStatistics {
        medication,
        name,
        doses: counts.into(),
    };
    counted.into_iter().map(view).collect()
}

fn by_part<'a>(doses: impl Iterator<Item = &'a Dose>) -> Vec<PartStatistics> {
    let mut parts: BTreeMap<PartOfDay, Vec<Dose>> = BTreeMap::new();
    for dose in doses {
        let Some(due) = dose.due else { continue };
        let hour = due.time.time().hour();
        let part = PARTS.iter().rev().find(|(begins, _)| *begins <= hour);
        let part = part.map_or(PartOfDay::Night, |(_, part)| *part);
        parts.entry(part).or_default().push(dose.clone());
    }
    let view = |(part, doses): (PartOfDay, Vec<Dose>)| PartStatistics {
        part,
        doses: counts(&doses).into(),
    };
    parts.into_iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::span::testing::span;
    use super::*;

    #[test]
    fn doses_are_counted_by_medicine_part_of_day_and_day() {
        let days = (date(2026, 3, 4), date(2026, 3, 10));
        // One of the days has no half past two there.
        let times = ["02:30", "04:59", "05:00", "12:00", "18:00", "23:59"];
        let span = span("America/New_York", days, &times, &["2026-03-08T12:00:00Z"]);
        let view = Statistics::new(&span, 7, Some(8));
        let json = serde_json::to_value(&view).unwrap();
        assert_eq!(json["doses"]["missed"], 42);
        assert_eq!(json["change"], 0.0);
        assert_eq!(json["doses"]["rate"], 0.0);
        assert_eq!((view.days_with_doses, view.full_days), (7, 0));
        assert_eq!(view.by_medicine.len(), 1);
        let parts: Vec<(PartOfDay, u64)> = json["by_part_of_day"]
            .as_array()
            .unwrap()
            .iter()
            .zip(&view.by_part_of_day)
            .map(|(json, part)| (part.part, json["doses"]["scheduled"].as_u64().unwrap()))
            .collect();
        let expected = [
            (PartOfDay::Night, 14),
            (PartOfDay::Morning, 7),
            (PartOfDay::Afternoon, 7),
            (PartOfDay::Evening, 14),
        ];
        assert_eq!(parts, expected);
        assert_eq!((view.scans, view.recognised, view.checks), (1, 1, Some(8)));
    }
}
