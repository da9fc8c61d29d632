//! Cards in a real engine: which drawings move the schedule, and what two workers at once do to it.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

use super::*;
use crate::Owner;
use crate::ids::UserId;
use crate::store::history::Score;
use crate::store::{StoreError, testing, transact};

const KA: u8 = 0;
const KHA: u8 = 1;

fn attempt(wanted: u8, score: f32, at: &str, zone: &str) -> Attempt {
    let at: Timestamp = at.parse().unwrap();
    Attempt {
        wanted,
        recognised: None,
        score: Score::nearest(score),
        is_same_character: score >= 50.0,
        at,
        day: at.to_zoned(TimeZone::get(zone).unwrap()).date(),
    }
}

fn in_kathmandu(score: f32, at: &str) -> Attempt {
    attempt(KA, score, at, "Asia/Kathmandu")
}

fn person() -> Owner {
    Owner::proven(UserId::generate())
}

async fn write(practice: &Practice, owner: Owner, attempt: &Attempt) -> Result<(), StoreError> {
    let actions = practice.changes(owner, attempt).await?;
    transact(practice.table.client(), actions).await
}

#[test]
fn the_first_drawing_of_a_day_decides() {
    let first = Card::first(&in_kathmandu(80.0, "2026-03-01T04:00:00Z"));
    assert_eq!((first.reviews, first.drawings), (1, 1));
    assert_eq!(first.due_on, date(2026, 3, 3));

    let mut card = first.clone();
    for minute in 1..30 {
        card = card.after(&in_kathmandu(
            99.0,
            &format!("2026-03-01T04:{minute:02}:00Z"),
        ));
    }
    assert_eq!((card.reviews, card.drawings), (1, 30));
    assert_eq!((card.memory, card.due_on), (first.memory, first.due_on));
    assert_eq!(card.last_score, Score::nearest(99.0));
    assert!(card.mean_score > 98.0);

    let next = card.after(&in_kathmandu(80.0, "2026-03-03T04:00:00Z"));
    assert_eq!(next.reviews, 2);
    assert!(next.memory.stability > card.memory.stability);
}

#[test]
fn minutes_around_midnight_are_one_day() {
    // Midnight in Kathmandu is 18:15 UTC.
    let before = Card::first(&in_kathmandu(80.0, "2026-03-01T18:10:00Z"));
    assert_eq!(before.reviewed_on, date(2026, 3, 1));
    let after = before.after(&in_kathmandu(80.0, "2026-03-01T18:20:00Z"));
    assert_eq!(after.practised_on, date(2026, 3, 2));
    assert_eq!((after.reviews, after.due_on), (1, before.due_on));
    let morning = after.after(&in_kathmandu(80.0, "2026-03-02T02:00:00Z"));
    assert_eq!(
        (morning.reviews, morning.reviewed_on),
        (2, date(2026, 3, 2))
    );
}

#[test]
fn days_are_those_of_the_calendar_when_the_clock_changes() {
    // In New York 2026-03-08 has 23 hours and 2026-11-01 has 25; each case begins half an hour into the day.
    for (first, second, reviews) in [
        ("2026-03-08T05:30:00Z", "2026-03-09T03:30:00Z", 1),
        ("2026-03-08T05:30:00Z", "2026-03-09T04:30:00Z", 2),
        ("2026-11-01T04:30:00Z", "2026-11-02T04:30:00Z", 1),
        ("2026-11-01T04:30:00Z", "2026-11-02T05:30:00Z", 2),
    ] {
        let zone = "America/New_York";
        let card = Card::first(&attempt(KA, 80.0, first, zone));
        let next = card.after(&attempt(KA, 80.0, second, zone));
        assert_eq!(next.reviews, reviews, "{second}");
    }
}

#[test]
fn a_failure_counts_once_and_brings_the_character_back_tomorrow() {
    let learnt = Card::first(&in_kathmandu(95.0, "2026-03-01T04:00:00Z"));
    let failed = learnt.after(&in_kathmandu(20.0, "2026-03-05T04:00:00Z"));
    assert_eq!((failed.grade, failed.lapses), (Grade::Again, 1));
    assert!(failed.due_on <= date(2026, 3, 7), "{}", failed.due_on);
    let again = failed.after(&in_kathmandu(20.0, "2026-03-06T04:00:00Z"));
    assert_eq!((again.lapses, again.reviews), (1, 3));
}

#[tokio::test]
async fn what_is_written_reads_back_and_is_one_persons() {
    let practice = Practice::new(testing::table().await);
    let (one, other) = (person(), person());
    let mut drawing = in_kathmandu(40.0, "2026-03-01T04:00:00Z");
    drawing.recognised = Some(KHA);
    write(&practice, one, &drawing).await.unwrap();
    drawing.at = "2026-03-02T04:00:00Z".parse().unwrap();
    drawing.day = date(2026, 3, 2);
    write(&practice, one, &drawing).await.unwrap();
    drawing.wanted = KHA;
    write(&practice, one, &drawing).await.unwrap();

    let read = practice.of(one).await.unwrap();
    let classes: Vec<u8> = read.cards.iter().map(|card| card.class_id).collect();
    assert_eq!(classes, [KA, KHA]);
    assert_eq!((read.cards[0].version, read.cards[0].reviews), (2, 2));
    let confusion = Confusion {
        wanted: KA,
        recognised: KHA,
        count: 2,
        last_day: date(2026, 3, 2),
    };
    assert_eq!(read.confusions, [confusion]);
    let streak = read.streak.unwrap();
    assert_eq!((streak.length, streak.days), (2, 2));
    assert_eq!(practice.of(other).await.unwrap(), Practised::default());
}

#[tokio::test]
async fn whoever_was_overtaken_writes_nothing() {
    let practice = Practice::new(testing::table().await);
    let owner = person();
    let drawing = in_kathmandu(80.0, "2026-03-01T04:00:00Z");
    let slow = practice.changes(owner, &drawing).await.unwrap();
    write(&practice, owner, &drawing).await.unwrap();

    let refused = transact(practice.table.client(), slow).await.unwrap_err();
    assert!(refused.condition_failed_at(0), "{refused:?}");
    assert_eq!(practice.of(owner).await.unwrap().cards[0].drawings, 1);

    write(&practice, owner, &drawing).await.unwrap();
    assert_eq!(practice.of(owner).await.unwrap().cards[0].drawings, 2);
}

#[tokio::test]
async fn a_confusion_that_is_taken_back_as_often_as_it_was_counted_is_gone() {
    let practice = Practice::new(testing::table().await);
    let owner = person();
    let (table, day) = (&practice.table, date(2026, 3, 1));
    for _ in 0..2 {
        let count = count_confusion(table, owner, KA, KHA, day).unwrap();
        transact(table.client(), count.into_iter().collect())
            .await
            .unwrap();
    }
    for left in [1, 0] {
        let less = take_back_confusion(table, owner, KA, KHA).await.unwrap();
        transact(table.client(), less.into_iter().collect())
            .await
            .unwrap();
        let counts: Vec<u32> = practice
            .of(owner)
            .await
            .unwrap()
            .confusions
            .iter()
            .map(|confusion| confusion.count)
            .collect();
        assert_eq!(counts, if left == 0 { vec![] } else { vec![left] });
    }
    assert!(
        count_confusion(table, owner, KA, KA, day)
            .unwrap()
            .is_none()
    );
    assert!(
        take_back_confusion(table, owner, KA, KA)
            .await
            .unwrap()
            .is_none()
    );
}

proptest! {
    /// Any drawings at any times: the schedule is a function of the first one of each day that counts.
    #[test]
    fn only_reviews_move_the_schedule(minutes in proptest::collection::vec((1_i64..3_000, 0.0_f32..100.0), 1..60)) {
        let mut at: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let attempts: Vec<Attempt> = minutes.into_iter().map(|(minutes, score)| {
            at += minutes.minutes();
            in_kathmandu(score, &at.to_string())
        }).collect();

        let mut card = Card::first(&attempts[0]);
        let mut days: Vec<Date> = vec![attempts[0].day];
        for attempt in &attempts[1..] {
            let next = card.after(attempt);
            prop_assert_eq!(next.drawings, card.drawings + 1);
            prop_assert_eq!(next.version, card.version + 1);
            prop_assert!((0.0..=100.0).contains(&next.mean_score));
            if next.reviews == card.reviews {
                prop_assert_eq!((next.memory, next.due_on, next.lapses), (card.memory, card.due_on, card.lapses));
            } else {
                prop_assert!(attempt.day > card.reviewed_on);
                prop_assert!(next.due_on > attempt.day);
                days.push(attempt.day);
            }
            card = next;
        }
        prop_assert!(days.is_sorted_by(|one, next| one < next));
        prop_assert_eq!(days.len(), card.reviews as usize);
    }
}
