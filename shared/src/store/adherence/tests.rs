//! Doses against a real store, and a day as it is told.

use jiff::Timestamp;
use jiff::civil::date;

use super::*;
use crate::ids::{MemberId, RecordId, UserId};
use crate::store::medicine_list::{Added, Entry, Medication, MedicineLists};
use crate::store::testing::table;
use crate::{Owner, Zone};

fn owner() -> Owner {
    Owner::proven(UserId::generate())
}

fn medicine(stock: Option<f64>) -> Entry {
    let medication = Medication {
        name: "metformin".to_owned(),
        times: vec!["08:00".parse().unwrap(), "20:00".parse().unwrap()],
        units_per_dose: Some(1.0),
        stock,
        ..Medication::default()
    };
    let mut entry = Entry::new(medication, "metformin", None);
    entry.created_at = "2026-01-01T00:00:00Z".parse().unwrap();
    entry
}

fn dose(entry: &Entry, due: &str, outcome: DoseOutcome) -> DoseLog {
    let due: crate::store::medicine_list::Due = due.parse().unwrap();
    let zone: Zone = "Asia/Tashkent".parse().unwrap();
    DoseLog {
        id: RecordId::generate(),
        entry: entry.id,
        member: entry.member,
        name: entry.medication.name.clone(),
        day: due.day,
        due: Some(due),
        due_at: Some(due.moment(&zone)),
        outcome,
        reason: None,
        taken_at: None,
        note: None,
        units: None,
        logged_at: crate::store::now(),
    }
}

/// Defect 8.4.38: adherence had no unique dose, and 1.10: a dose could be logged without end.
#[tokio::test]
async fn defect_38_a_dose_is_logged_once_and_counted_once_however_many_come() {
    let table = table().await;
    let (lists, doses) = (MedicineLists::new(table.clone()), Adherence::new(table));
    let (owner, entry) = (owner(), medicine(Some(30.0)));
    assert_eq!(lists.add(owner, &entry, None).await.unwrap(), Added::Yes);

    let morning = "2026-01-10T08:00";
    let tries =
        (0..6).map(|_| doses.log(owner, entry.id, dose(&entry, morning, DoseOutcome::Taken)));
    let came: Vec<Logged> = futures::future::try_join_all(tries).await.unwrap();
    let first = came.iter().filter(|one| matches!(one, Logged::Yes(_)));
    assert_eq!(first.count(), 1, "{came:?}");
    let again = doses
        .log(owner, entry.id, dose(&entry, morning, DoseOutcome::Skipped))
        .await
        .unwrap();
    let Logged::Already(kept) = again else {
        panic!("{again:?}")
    };
    assert_eq!(kept.outcome, DoseOutcome::Taken);
    let stock = async || {
        let entry = lists.get(owner, entry.id).await.unwrap().unwrap();
        entry.medication.stock
    };
    assert_eq!(stock().await, Some(29.0));

    // Different doses of one medicine at the same moment all count.
    let days = ["2026-01-11T08:00", "2026-01-11T20:00", "2026-01-12T08:00"];
    let tries = days.map(|due| doses.log(owner, entry.id, dose(&entry, due, DoseOutcome::Taken)));
    let came = futures::future::try_join_all(tries).await.unwrap();
    assert!(
        came.iter().all(|one| matches!(one, Logged::Yes(_))),
        "{came:?}"
    );
    assert_eq!(stock().await, Some(26.0));

    let key = dose(&entry, morning, DoseOutcome::Taken).key();
    assert_eq!(doses.undo(owner, None, &key).await.unwrap(), Undone::Yes);
    assert_eq!(
        doses.undo(owner, None, &key).await.unwrap(),
        Undone::Nothing
    );
    assert_eq!(stock().await, Some(27.0));
}

/// Defect 8.2.22: a person's statistics held their family's doses.
#[tokio::test]
async fn defect_22_doses_of_a_family_never_mix() {
    let table = table().await;
    let (lists, doses) = (MedicineLists::new(table.clone()), Adherence::new(table));
    let owner = owner();
    let child = MemberId::generate();
    let (own, mut hers) = (medicine(None), medicine(None));
    hers.member = Some(child);
    for entry in [&own, &hers] {
        assert_eq!(lists.add(owner, entry, None).await.unwrap(), Added::Yes);
        let log = dose(entry, "2026-01-10T08:00", DoseOutcome::Taken);
        doses.log(owner, entry.id, log).await.unwrap();
    }
    let day = date(2026, 1, 10);
    let of = async |taker| doses.between(owner, taker, day, day).await.unwrap();
    assert_eq!(of(None).await.len(), 1);
    assert_eq!(of(None).await[0].entry, own.id);
    assert_eq!(of(Some(child)).await[0].entry, hers.id);
    assert_eq!(lists.all(owner).await.unwrap().len(), 1);
    doses.forget(owner, child).await.unwrap();
    assert_eq!(of(Some(child)).await, []);
    assert_eq!(of(None).await.len(), 1);
    let gone = dose(&hers, "2026-01-11T08:00", DoseOutcome::Taken);
    assert!(lists.remove(owner, hers.id).await.unwrap());
    let log = doses.log(owner, hers.id, gone).await.unwrap();
    assert_eq!(log, Logged::Gone);
}

/// Defect 8.2.22: days were cut in UTC, and the last day was left out.
#[tokio::test]
async fn defect_22_days_are_those_of_the_person_both_ends_included() {
    let table = table().await;
    let (lists, doses) = (MedicineLists::new(table.clone()), Adherence::new(table));
    let (owner, entry) = (owner(), medicine(None));
    lists.add(owner, &entry, None).await.unwrap();
    for day in 9..=12 {
        let due = format!("2026-01-{day:02}T08:00");
        let log = dose(&entry, &due, DoseOutcome::Taken);
        doses.log(owner, entry.id, log).await.unwrap();
    }
    let logs = doses
        .between(owner, None, date(2026, 1, 10), date(2026, 1, 11))
        .await
        .unwrap();
    let days: Vec<i8> = logs.iter().map(|log| log.day.day()).collect();
    assert_eq!(days, [11, 10]);
}

fn told(now: &str, logs: &[DoseLog], entry: &Entry) -> Vec<DoseState> {
    let zone: Zone = "Asia/Tashkent".parse().unwrap();
    let now: Timestamp = now.parse().unwrap();
    let entries = std::slice::from_ref(entry);
    let doses = day(entries, logs, date(2026, 1, 10), &zone, now);
    doses.iter().map(|dose| dose.state).collect()
}

#[test]
fn a_dose_is_upcoming_then_due_then_missed() {
    use DoseState::{Due, Missed, Skipped, Taken, Upcoming};
    let entry = medicine(None);
    // Tashkent is five hours ahead: eight o'clock is 03:00 in UTC.
    assert_eq!(told("2026-01-10T02:59:59Z", &[], &entry), [Upcoming; 2]);
    assert_eq!(told("2026-01-10T03:00:00Z", &[], &entry), [Due, Upcoming]);
    assert_eq!(
        told("2026-01-10T07:00:00Z", &[], &entry),
        [Missed, Upcoming]
    );
    assert_eq!(told("2026-01-11T03:00:00Z", &[], &entry), [Missed; 2]);
    let logs = [
        dose(&entry, "2026-01-10T08:00", DoseOutcome::Taken),
        dose(&entry, "2026-01-10T20:00", DoseOutcome::Skipped),
        dose(&entry, "2026-01-11T08:00", DoseOutcome::Taken),
    ];
    assert_eq!(
        told("2026-01-11T03:00:00Z", &logs, &entry),
        [Taken, Skipped]
    );
}

#[test]
fn a_rate_is_of_what_is_decided() {
    let counts = Counts {
        scheduled: 6,
        taken: 3,
        skipped: 0,
        missed: 1,
        due: 1,
        upcoming: 1,
    };
    assert_eq!(counts.rate(), Some(0.75));
    assert_eq!(Counts::default().rate(), None);
    assert_eq!(counts.and(counts).scheduled, 12);
}
