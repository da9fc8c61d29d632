//! What is due, and reminders against a real store.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::Zone;
use crate::ids::UserId;
use crate::store::medicine_list::{Entry, Medication, Plan};
use crate::store::testing::table;

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn at(times: &[&str]) -> Timetable {
    let times = times.iter().map(|time| time.parse().unwrap()).collect();
    Timetable {
        plan: Plan {
            times,
            ..Plan::default()
        },
        weekdays: Vec::new(),
    }
}

fn text(times: &[&str], now: &str) -> Reminder {
    let zone = zone("Asia/Tashkent");
    Reminder::of_text("water".to_owned(), at(times), &zone, moment(now))
}

fn due(reminder: &Reminder, now: &str) -> Vec<String> {
    let given = reminder.given(None, &zone("Asia/Tashkent"), moment(now));
    given.due.iter().map(|one| one.at.to_string()).collect()
}

#[test]
fn what_is_late_comes_within_an_hour_and_then_not_at_all() {
    // Eight in the morning in Tashkent is three in the morning by UTC.
    let reminder = text(&["08:00", "08:30"], "2026-01-31T00:00:00Z");
    assert_eq!(
        reminder.wakes_at().map(|minute| minute.to_string()),
        Some("2026-01-31T03:00Z".to_owned())
    );
    assert_eq!(due(&reminder, "2026-01-31T02:59:59Z"), [""; 0]);
    assert_eq!(
        due(&reminder, "2026-01-31T03:00:20Z"),
        ["2026-01-31T03:00:00Z"]
    );
    assert_eq!(
        due(&reminder, "2026-01-31T04:00:00Z"),
        ["2026-01-31T03:00:00Z", "2026-01-31T03:30:00Z"]
    );
    assert_eq!(
        due(&reminder, "2026-01-31T04:00:01Z"),
        ["2026-01-31T03:30:00Z"]
    );
    let late = reminder.given(None, &zone("Asia/Tashkent"), moment("2026-02-03T12:00:00Z"));
    assert_eq!(late.due, []);
    assert_eq!(late.next.next_at, Some(moment("2026-02-04T03:00:00Z")));
}

#[test]
fn what_is_put_off_comes_once_more() {
    let reminder = text(&["08:00"], "2026-01-31T04:00:00Z");
    let snoozed = reminder.snoozed(moment("2026-01-31T04:10:05Z"));
    assert_eq!(due(&snoozed, "2026-01-31T04:10:30Z"), [""; 0]);
    let given = snoozed.given(None, &zone("Asia/Tashkent"), moment("2026-01-31T04:11:00Z"));
    assert_eq!(given.due.len(), 1);
    assert!(given.due[0].is_snoozed);
    assert_eq!(given.next, reminder);
}

#[test]
fn one_that_is_off_does_not_wake_and_gives_nothing() {
    let off = text(&["08:00"], "2026-01-31T00:00:00Z").switched(false);
    assert_eq!(off.wakes_at(), None);
    assert_eq!(due(&off, "2026-01-31T03:00:00Z"), [""; 0]);
    assert!(off.switched(true).wakes_at().is_some());
}

#[test]
fn whoever_travels_is_reminded_by_the_clock_on_their_wall() {
    let reminder = text(&["08:00"], "2026-01-31T00:00:00Z");
    let given = reminder.given(
        None,
        &zone("America/New_York"),
        moment("2026-01-31T03:00:00Z"),
    );
    assert_eq!(given.due, [], "it is ten in the evening there");
    assert_eq!(given.next.next_at, Some(moment("2026-01-31T13:00:00Z")));
}

proptest! {
    /// However runs fall, early, late, twice, each occurrence comes at most once, none that a run was in time for is left
    /// out, and what comes is never more than an hour late.
    #[test]
    fn runs_at_any_time_give_each_occurrence_once(gaps in prop::collection::vec(1_i64..9_000, 1..60)) {
        let zone = zone("Europe/Berlin");
        let mut now = moment("2026-03-27T00:00:00Z");
        let table = at(&["02:30", "08:00", "08:20", "23:59"]);
        let mut reminder = Reminder::of_text("a".to_owned(), table.clone(), &zone, now);
        let mut came = Vec::new();
        let mut expected = Vec::new();
        for gap in gaps {
            let before = now;
            now += jiff::SignedDuration::from_secs(gap);
            let given = reminder.given(None, &zone, now);
            prop_assert_eq!(&given, &reminder.given(None, &zone, now));
            for one in &given.due {
                prop_assert!(one.at <= now && now - CATCH_UP <= one.at);
                came.push(one.at);
            }
            let mut moment = before;
            while let Some(next) = next_after(|day| table.due_on(day), &zone, moment).filter(|next| *next <= now) {
                if now - CATCH_UP <= next {
                    expected.push(next);
                }
                moment = next;
            }
            reminder = given.next;
        }
        prop_assert_eq!(came, expected);
    }
}

#[tokio::test]
async fn a_medicine_has_one_reminder_which_follows_it() {
    let table = table().await;
    let reminders = Reminders::new(table.clone());
    let owner = Owner::proven(UserId::generate());
    let zone = zone("Asia/Tashkent");
    let now = moment("2030-01-31T00:00:00Z");
    let planned = |times: &[&str]| Medication {
        times: times.iter().map(|time| time.parse().unwrap()).collect(),
        ..Medication::default()
    };
    let entry = Entry::new(planned(&["08:00"]), "a", None);
    let reminder = Reminder::of_medicine(&entry, &zone, now);
    let tries = (0..4).map(|_| reminders.add(owner, &reminder));
    let saved = futures::future::join_all(tries).await;
    let kept = saved.iter().filter(|saved| matches!(saved, Ok(Saved::Yes)));
    assert_eq!(kept.count(), 1, "{saved:?}");

    let entry = entry.changed(planned(&["09:00"]), now);
    reminders.follow(owner, &entry, &zone, now).await.unwrap();
    let found = reminders.get(owner, entry.id).await.unwrap().unwrap();
    assert_eq!(found.next_at, Some(moment("2030-01-31T04:00:00Z")));
    assert_eq!(
        reminders.replace(owner, &reminder).await.unwrap(),
        Changed::Overtaken
    );
    assert!(reminders.remove(owner, entry.id).await.unwrap());
    assert!(!reminders.remove(owner, entry.id).await.unwrap());
    reminders.follow(owner, &entry, &zone, now).await.unwrap();
}

#[tokio::test]
async fn a_new_zone_moves_every_reminder() {
    let reminders = Reminders::new(table().await);
    let owner = Owner::proven(UserId::generate());
    let now = moment("2026-01-31T00:00:00Z");
    let reminder = text(&["08:00"], "2026-01-31T00:00:00Z");
    reminders.add(owner, &reminder).await.unwrap();
    let there = zone("America/New_York");
    reminders.moved(owner, &there, now).await.unwrap();
    let found = reminders.get(owner, reminder.id).await.unwrap().unwrap();
    assert_eq!(found.next_at, Some(moment("2026-01-31T13:00:00Z")));
    let stranger = Owner::proven(UserId::generate());
    assert_eq!(reminders.get(stranger, reminder.id).await.unwrap(), None);
}
