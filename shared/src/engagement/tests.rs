//! Points against a real store.

use std::sync::LazyLock;

use futures::future::join_all;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};

use super::streak::{DayVerdict, Streaks};
use super::*;
use crate::Zone;
use crate::ids::{RecordId, UserId};
use crate::store::PageRequest;
use crate::store::adherence::{Adherence, DoseLog, DoseOutcome, Logged};
use crate::store::medicine_list::{Added, Due, Entry, Medication, MedicineLists};
use crate::store::testing::table;

fn owner() -> Owner {
    Owner::proven(UserId::generate())
}

fn scan(medicine: &str) -> Cause {
    Cause::Scan {
        medicine: medicine.to_owned(),
        day: date(2026, 1, 31),
    }
}

/// One moment for a whole test. It is of today: sums of weeks that are long over are not read any more.
fn now() -> Timestamp {
    static NOW: LazyLock<Timestamp> = LazyLock::new(crate::store::now);
    *NOW
}

/// Defect 8.3.27: points could be farmed without limit.
#[tokio::test]
async fn defect_27_a_cause_is_rewarded_once_however_many_ask_at_the_same_time() {
    let ledger = Ledger::new(table().await);
    let owner = owner();
    let cause = scan("aspirin");
    let asked = join_all((0..8).map(|_| ledger.award(owner, &cause, now()))).await;
    let given = asked.into_iter().map(Result::unwrap);
    let given = given.filter(|one| *one == Awarded::Yes(5)).count();
    assert_eq!(given, 1);
    let again = ledger.award(owner, &cause, now()).await.unwrap();
    assert_eq!(again, Awarded::Already);
    let totals = ledger.totals(owner, now()).await.unwrap();
    assert_eq!((totals.earned, totals.balance, totals.scans), (5, 5, 1));
    assert_eq!((totals.week, totals.month), (5, 5));
    let request = PageRequest {
        limit: 10,
        after: None,
    };
    let lines = ledger.lines(owner, request).await.unwrap().items;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].kind, LineKind::Earned(CauseKind::Scan));
}

/// Defect 8.2.16: points were shown and never credited.
#[tokio::test]
async fn defect_16_different_causes_of_many_at_once_all_count() {
    let ledger = Ledger::new(table().await);
    let owner = owner();
    let medicines: Vec<String> = (0..6).map(|number| format!("medicine-{number}")).collect();
    let causes: Vec<Cause> = medicines.iter().map(|medicine| scan(medicine)).collect();
    let asked = causes.iter().map(|cause| ledger.award(owner, cause, now()));
    for one in join_all(asked).await {
        assert_eq!(one.unwrap(), Awarded::Yes(5));
    }
    let totals = ledger.totals(owner, now()).await.unwrap();
    assert_eq!((totals.earned, totals.scans), (30, 6));
}

#[tokio::test]
async fn a_day_brings_no_more_than_a_day_may() {
    let ledger = Ledger::new(table().await);
    let owner = owner();
    for number in 0..10 {
        let cause = scan(&format!("medicine-{number}"));
        let one = ledger.award(owner, &cause, now()).await.unwrap();
        assert_eq!(one, Awarded::Yes(5), "{number}");
    }
    let eleventh = ledger.award(owner, &scan("one-more"), now()).await.unwrap();
    assert_eq!(eleventh, Awarded::DayIsFull);
    let tomorrow = Cause::Scan {
        medicine: "one-more".to_owned(),
        day: date(2026, 2, 1),
    };
    let later = ledger.award(owner, &tomorrow, now()).await.unwrap();
    assert_eq!(later, Awarded::Yes(5));
}

#[tokio::test]
async fn a_severe_finding_counts_only_with_its_scan() {
    let ledger = Ledger::new(table().await);
    let owner = owner();
    let severe = Cause::SevereFinding {
        medicine: "aspirin".to_owned(),
        day: date(2026, 1, 31),
    };
    let baseless = ledger.award(owner, &severe, now()).await.unwrap();
    assert_eq!(baseless, Awarded::Baseless);
    ledger.award(owner, &scan("aspirin"), now()).await.unwrap();
    let given = ledger.award(owner, &severe, now()).await.unwrap();
    assert_eq!(given, Awarded::Yes(3));
    assert_eq!(ledger.totals(owner, now()).await.unwrap().earned, 8);
}

#[tokio::test]
async fn sums_begin_anew_with_the_week_and_the_month_and_never_end() {
    let ledger = Ledger::new(table().await);
    let owner = owner();
    ledger.award(owner, &scan("aspirin"), now()).await.unwrap();
    let later = now() + SignedDuration::from_hours(24 * 40);
    let totals = ledger.totals(owner, later).await.unwrap();
    assert_eq!((totals.earned, totals.week, totals.month), (5, 0, 0));
}

#[tokio::test]
async fn badges_are_given_once_and_stay() {
    let ledger = Ledger::new(table().await);
    let owner = owner();
    let deeds = Deeds {
        members: 3,
        ..Deeds::default()
    };
    let given = ledger.badges(owner, &deeds, now()).await.unwrap();
    assert_eq!(given.len(), 1);
    // The members leave again.
    let later = now() + SignedDuration::from_hours(1);
    let kept = ledger
        .badges(owner, &Deeds::default(), later)
        .await
        .unwrap();
    assert_eq!(kept, given);
}

/// A medicine of eight in the morning, listed on the first of January, and its owner's doses.
struct Household {
    streaks: Streaks,
    lists: MedicineLists,
    doses: Adherence,
    owner: Owner,
    entry: Entry,
    zone: Zone,
}

impl Household {
    async fn new(zone: &str, listed: &str) -> Self {
        let table = table().await;
        let medication = Medication {
            name: "metformin".to_owned(),
            times: vec!["08:00".parse().unwrap()],
            ..Medication::default()
        };
        let mut entry = Entry::new(medication, "metformin", None);
        entry.created_at = listed.parse().unwrap();
        let lists = MedicineLists::new(table.clone());
        let owner = owner();
        assert_eq!(lists.add(owner, &entry, None).await.unwrap(), Added::Yes);
        Self {
            streaks: Streaks::new(table.clone()),
            doses: Adherence::new(table),
            lists,
            owner,
            entry,
            zone: zone.parse().unwrap(),
        }
    }

    /// Takes the dose of a day, on time.
    async fn takes(&self, day: Date) {
        let due: Due = format!("{day}T08:00").parse().unwrap();
        let at = due.moment(&self.zone);
        let log = DoseLog {
            id: RecordId::generate(),
            entry: self.entry.id,
            member: None,
            name: "metformin".to_owned(),
            day,
            due: Some(due),
            due_at: Some(at),
            outcome: DoseOutcome::Taken,
            reason: None,
            taken_at: Some(at),
            note: None,
            units: None,
            logged_at: at,
        };
        let logged = self.doses.log(self.owner, self.entry.id, log).await;
        assert!(matches!(logged.unwrap(), Logged::Yes(_)));
    }

    /// Days in a row, the longest row, and what today is.
    async fn row(&self, now: &str) -> (u32, u32, DayVerdict) {
        let now = now.parse().unwrap();
        let streak = self.streaks.of(self.owner, &self.zone, now).await.unwrap();
        (streak.sum.run, streak.sum.longest, streak.today)
    }
}

/// Midnight in Tashkent is seven in the evening in Greenwich.
#[tokio::test]
async fn days_of_a_row_end_at_midnight_of_the_persons_zone() {
    let home = Household::new("Asia/Tashkent", "2026-01-09T00:00:00Z").await;
    for day in 9..=12 {
        home.takes(date(2026, 1, day)).await;
    }
    // The 12th, an hour before midnight; then the 13th, its dose not due yet.
    let evening = home.row("2026-01-12T18:00:00Z").await;
    assert_eq!(evening, (4, 4, DayVerdict::Kept));
    let night = home.row("2026-01-12T19:30:00Z").await;
    assert_eq!(night, (4, 4, DayVerdict::Open));
    // Four hours after eight in the morning it is missed.
    let noon = home.row("2026-01-13T06:59:00Z").await;
    assert_eq!(noon, (4, 4, DayVerdict::Open));
    let missed = home.row("2026-01-13T07:00:00Z").await;
    assert_eq!(missed, (0, 4, DayVerdict::Broken));
    // Weeks later the row is what it was, however often somebody looks.
    let later = home.row("2026-02-20T00:00:00Z").await;
    assert_eq!(later, home.row("2026-02-20T00:00:00Z").await);
    assert_eq!((later.0, later.1), (0, 4));
}

/// Clocks go forward in Berlin on 29 March 2026: the day has 23 hours and its dose all the same.
#[tokio::test]
async fn a_row_goes_over_a_change_of_clocks() {
    let home = Household::new("Europe/Berlin", "2026-03-26T00:00:00Z").await;
    for day in 26..=31 {
        home.takes(date(2026, 3, day)).await;
    }
    let before_midnight = home.row("2026-03-31T21:59:00Z").await;
    assert_eq!(before_midnight, (6, 6, DayVerdict::Kept));
    let after_midnight = home.row("2026-03-31T22:01:00Z").await;
    assert_eq!(after_midnight, (6, 6, DayVerdict::Open));
}

/// A row is not mended by deleting the medicine that was missed.
#[tokio::test]
async fn what_was_missed_stays_missed_when_its_medicine_is_deleted() {
    let home = Household::new("Asia/Tashkent", "2026-01-09T00:00:00Z").await;
    for day in 9..=11 {
        home.takes(date(2026, 1, day)).await;
    }
    let missed = "2026-01-12T12:00:00Z";
    let now = missed.parse().unwrap();
    home.streaks
        .keep_breaks(home.owner, &home.zone, now)
        .await
        .unwrap();
    assert!(home.lists.remove(home.owner, home.entry.id).await.unwrap());
    assert_eq!(home.row(missed).await, (0, 3, DayVerdict::Broken));
    // Once it is decided, too.
    assert_eq!(home.row("2026-01-20T12:00:00Z").await.0, 0);
}
