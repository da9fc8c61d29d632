//! Somebody of the household at a glance.

use jiff::Timestamp;
use jiff::civil::Date;
use nazar::Zone;
use nazar::checks::Held;
use nazar::household::PersonToday;
use nazar::http::Locale;
use nazar::ids::MemberId;
use nazar::store::adherence;
use serde::Serialize;
use utoipa::ToSchema;

use super::checks::{CheckShort, check, is_current};
use super::packs::{ExpiringPack, LowStock, expiring, low_stock};
use super::recalls::{Asked, RecallsShort};
use super::today::TodayView;

/// Somebody of the household at a glance.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DashboardPerson)]
pub(crate) struct PersonView {
    /// The member; absent for me.
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<MemberId>,
    /// The member's name; absent for me.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Азиз")]
    name: Option<String>,
    /// What they are to me; absent for me.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "son")]
    relation: Option<String>,
    /// Medicines on the list that are taken now or later.
    #[schema(example = 4)]
    medicines: usize,
    /// The day: what is due, taken, missed, and what comes next.
    today: TodayView,
    /// What the medicines mean for each other and for the person; absent while there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    interactions: Option<CheckShort>,
    /// Packs that have expired or will within 30 days, also of what is not taken any more.
    expiring: Vec<ExpiringPack>,
    /// Medicines of which a dose will be missing within a week.
    low_stock: Vec<LowStock>,
    /// Recalls of the medicines; absent while there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    recalls: Option<RecallsShort>,
}

/// What everybody's view is made with.
#[derive(Debug)]
pub(super) struct Moment<'a> {
    pub(super) held: &'a Held,
    pub(super) asked: &'a Asked<'a>,
    pub(super) today: Date,
    pub(super) zone: &'a Zone,
    pub(super) now: Timestamp,
    pub(super) locale: Locale,
}

impl PersonView {
    pub(super) fn new(person: &PersonToday, moment: &Moment<'_>) -> Self {
        let (today, zone) = (moment.today, moment.zone);
        let (entries, logs) = (&person.entries, &person.logs);
        let doses = adherence::day(entries, logs, today, zone, moment.now);
        let current = || entries.iter().filter(|entry| is_current(entry, today));
        let member = person.member.as_ref();
        Self {
            member: person.taker(),
            name: member.map(|member| member.name.clone()),
            relation: member.map(|member| member.relation.clone()),
            medicines: current().count(),
            today: TodayView::new(entries, &doses, (today, zone), moment.now),
            interactions: check(moment.held, entries, &person.health, today, moment.locale),
            expiring: expiring(entries, today),
            low_stock: low_stock(entries, logs, today, zone),
            recalls: moment.asked.of(current(), moment.locale),
        }
    }
}
