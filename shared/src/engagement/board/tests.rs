//! The leaderboard against a real store.

use std::sync::LazyLock;

use futures::future::join_all;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::Owner;
use crate::engagement::{Cause, Ledger};
use crate::ids::UserId;
use crate::store::testing::table;
use crate::store::{AttributeValue, Table};

/// One moment for a whole test. It is of today: sums of weeks that are long over are not read any more.
fn now() -> Timestamp {
    static NOW: LazyLock<Timestamp> = LazyLock::new(crate::store::now);
    *NOW
}

fn all() -> Board {
    Board::at(Period::AllTime, now())
}

/// Somebody who has scanned so many medicines, a second after the one before; five points each.
async fn scanner(ledger: &Ledger, nickname: Option<&str>, scans: u32, order: i64) -> Owner {
    let owner = Owner::proven(UserId::generate());
    let at = now() + SignedDuration::from_secs(order);
    if let Some(nickname) = nickname {
        let joined = ledger.join(owner, &nickname.parse().unwrap(), at).await;
        assert!(matches!(joined.unwrap(), Joined::Yes(_)), "{nickname}");
    }
    for number in 0..scans {
        let cause = scan(number);
        ledger.award(owner, &cause, at).await.unwrap();
    }
    owner
}

fn scan(number: u32) -> Cause {
    Cause::Scan {
        medicine: format!("medicine-{number}"),
        day: date(2026, 1, 28),
    }
}

async fn names(ledger: &Ledger, board: &Board) -> Vec<(u64, String, u64)> {
    let (page, next) = ledger.top(board, 100, None).await.unwrap();
    assert_eq!(next, None);
    let shown = |one: Ranked| (one.rank, one.place.nickname, one.place.points);
    page.into_iter().map(shown).collect()
}

fn shown(rank: u64, name: &str, points: u64) -> (u64, String, u64) {
    (rank, name.to_owned(), points)
}

/// Every row of the boards, however it is called.
async fn rows(table: &Table, owner: Option<Owner>) -> Vec<(String, String)> {
    let answer = table
        .client()
        .scan()
        .table_name(table.name())
        .send()
        .await
        .unwrap();
    let text = |value: &AttributeValue| value.as_s().unwrap().clone();
    let rows = answer.items.unwrap_or_default().into_iter();
    let person = owner.map(|owner| format!("USER#{owner}"));
    let is_asked = |pk: &str| match &person {
        Some(person) => pk == person,
        None => pk.starts_with("BOARD#") || pk.starts_with("NICKNAME#"),
    };
    rows.map(|row| (text(&row["pk"]), text(&row["sk"])))
        .filter(|(pk, _)| is_asked(pk))
        .collect()
}

/// Defect 8.3.27: the leaderboard showed everybody, by full name and id. Spec 4: ties had no order.
#[tokio::test]
async fn defect_27_only_who_joined_is_seen_by_nickname_and_ties_are_stable() {
    let ledger = Ledger::new(table().await);
    scanner(&ledger, None, 9, 0).await;
    scanner(&ledger, Some("Lola"), 2, 3).await;
    scanner(&ledger, Some("Ўктам"), 2, 2).await;
    scanner(&ledger, Some("Bek"), 3, 4).await;
    scanner(&ledger, Some("Aziz"), 0, 1).await;
    let third = scanner(&ledger, Some("Dilnoza"), 1, 5).await;
    let expected = [
        shown(1, "Bek", 15),
        shown(2, "Ўктам", 10),
        shown(2, "Lola", 10),
        shown(4, "Dilnoza", 5),
    ];
    for board in Board::current(now()) {
        assert_eq!(names(&ledger, &board).await, expected, "{board}");
        let mine = ledger.standing(third, &board, now()).await.unwrap();
        assert_eq!((mine.rank, mine.players), (Some(4), 4), "{board}");
    }
}

#[tokio::test]
async fn pages_show_what_the_whole_board_does() {
    let ledger = Ledger::new(table().await);
    let names = [
        "Aziz", "Bobur", "Dilnoza", "Erkin", "Farida", "Gulnora", "Hasan",
    ];
    for (number, name) in (0..).zip(names) {
        let scans = u32::try_from(number % 3).unwrap() + 1;
        scanner(&ledger, Some(name), scans, number).await;
    }
    let (whole, _) = ledger.top(&all(), 100, None).await.unwrap();
    let mut parts = Vec::new();
    let mut after = None;
    loop {
        let (page, next) = ledger.top(&all(), 2, after).await.unwrap();
        parts.extend(page);
        if next.is_none() {
            break;
        }
        after = next;
    }
    assert_eq!(parts, whole);
    assert_eq!(whole.len(), names.len());
}

#[tokio::test]
async fn points_of_many_at_once_leave_the_board_as_the_sums_are() {
    let ledger = Ledger::new(table().await);
    let one = scanner(&ledger, Some("Lola"), 0, 0).await;
    let other = scanner(&ledger, Some("Bek"), 0, 0).await;
    let (ones, others): (Vec<Cause>, Vec<Cause>) =
        ((0..6).map(scan).collect(), (0..4).map(scan).collect());
    let first = ones.iter().map(|cause| ledger.award(one, cause, now()));
    let second = others.iter().map(|cause| ledger.award(other, cause, now()));
    let (first, second) = tokio::join!(join_all(first), join_all(second));
    assert!(first.iter().chain(&second).all(Result::is_ok));
    // What a move that was overtaken left behind is put right by a look.
    ledger.follow(one, now()).await.unwrap();
    ledger.follow(other, now()).await.unwrap();
    assert_eq!(
        names(&ledger, &all()).await,
        [shown(1, "Lola", 30), shown(2, "Bek", 20)]
    );
    let last = ledger.standing(other, &all(), now()).await.unwrap();
    assert_eq!((last.rank, last.players), (Some(2), 2));
}

#[tokio::test]
async fn points_earned_before_joining_count_and_leaving_leaves_nothing() {
    let table = table().await;
    let ledger = Ledger::new(table.clone());
    let owner = scanner(&ledger, None, 3, 0).await;
    let joined = ledger.join(owner, &"Lola".parse().unwrap(), now()).await;
    assert!(matches!(joined.unwrap(), Joined::Yes(_)));
    assert_eq!(names(&ledger, &all()).await, [shown(1, "Lola", 15)]);
    assert!(ledger.leave(owner, now()).await.unwrap());
    assert!(!ledger.leave(owner, now()).await.unwrap());
    assert_eq!(names(&ledger, &all()).await, []);
    let left = rows(&table, None).await;
    let counts_only = left.iter().all(|(_, sk)| sk.starts_with("TREE#"));
    assert!(counts_only, "{left:?}");
    assert!(
        !rows(&table, Some(owner))
            .await
            .iter()
            .any(|(_, sk)| sk == "PLAYER")
    );
    // Points go on, the board does not show them.
    ledger.award(owner, &scan(7), now()).await.unwrap();
    assert_eq!(names(&ledger, &all()).await, []);
    let standing = ledger.standing(owner, &all(), now()).await.unwrap();
    assert_eq!(
        (standing.rank, standing.points, standing.players),
        (None, 20, 0)
    );
}

#[tokio::test]
async fn a_nickname_is_one_players_and_free_when_they_leave_or_change_it() {
    let ledger = Ledger::new(table().await);
    let one = scanner(&ledger, Some("Lola"), 1, 0).await;
    let other = Owner::proven(UserId::generate());
    for taken in ["Lola", "LOLA", "L0la", "L-ola"] {
        let joined = ledger.join(other, &taken.parse().unwrap(), now()).await;
        assert_eq!(joined.unwrap(), Joined::Taken, "{taken}");
    }
    let renamed = ledger.join(one, &"Gulnora".parse().unwrap(), now()).await;
    assert!(matches!(renamed.unwrap(), Joined::Yes(_)));
    assert_eq!(names(&ledger, &all()).await, [shown(1, "Gulnora", 5)]);
    let joined = ledger.join(other, &"Lola".parse().unwrap(), now()).await;
    assert!(matches!(joined.unwrap(), Joined::Yes(_)));
    ledger.leave(one, now()).await.unwrap();
    let joined = ledger.join(other, &"Gulnora".parse().unwrap(), now()).await;
    assert!(matches!(joined.unwrap(), Joined::Yes(_)));
}
