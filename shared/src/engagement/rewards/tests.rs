//! Rewards against a real store.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use futures::future::join_all;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::Owner;
use crate::engagement::{Cause, Ledger};
use crate::ids::UserId;
use crate::store::PageRequest;
use crate::store::testing::table;

/// One moment for a whole test. It is of today: sums of weeks that are long over are not read any more.
fn now() -> Timestamp {
    static NOW: LazyLock<Timestamp> = LazyLock::new(crate::store::now);
    *NOW
}

fn offer(stock: u64, per_person: u64) -> Offer {
    Offer {
        id: "pill-box".parse().unwrap(),
        titles: BTreeMap::from([("en".to_owned(), "A pill box".to_owned())]),
        points: 10,
        stock,
        per_person,
        ends_at: now() + SignedDuration::from_hours(24),
        code_days: 30,
        version: 0,
    }
}

/// Somebody with so many times ten points.
async fn saver(ledger: &Ledger, tens: u32) -> Owner {
    let owner = Owner::proven(UserId::generate());
    for number in 0..tens * 2 {
        let cause = Cause::Scan {
            medicine: format!("medicine-{number}"),
            day: date(2026, 1, 28),
        };
        ledger.award(owner, &cause, now()).await.unwrap();
    }
    owner
}

fn is_given(redeemed: &Redeemed) -> bool {
    matches!(redeemed, Redeemed::Yes(_))
}

/// Defect 8.3.27: redemption was not atomic, gave everybody one code, and took the level down.
#[tokio::test]
async fn defect_27_of_many_at_once_as_many_are_given_as_the_points_pay_for() {
    let table = table().await;
    let (ledger, rewards) = (Ledger::new(table.clone()), Rewards::new(table));
    let offer = offer(100, 100);
    assert_eq!(rewards.put(&offer, vec![]).await.unwrap(), Written::New);
    let owner = saver(&ledger, 3).await;
    let asked = join_all((0..8).map(|_| rewards.redeem(owner, &offer.id, now()))).await;
    let asked: Vec<Redeemed> = asked.into_iter().map(Result::unwrap).collect();
    assert_eq!(
        asked.iter().filter(|one| is_given(one)).count(),
        3,
        "{asked:?}"
    );
    let totals = ledger.totals(owner, now()).await.unwrap();
    assert_eq!((totals.earned, totals.balance), (30, 0));
    assert_eq!(totals.week, 30, "what was spent is no loss on the board");
    let request = PageRequest {
        limit: 10,
        after: None,
    };
    let got = rewards.redemptions(owner, request).await.unwrap().items;
    let codes: HashSet<&str> = got.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes.len(), 3);
    assert_eq!(rewards.offer(&offer.id).await.unwrap().unwrap().stock, 97);
}

#[tokio::test]
async fn nobody_gets_more_than_is_left_or_than_one_person_may() {
    let table = table().await;
    let (ledger, rewards) = (Ledger::new(table.clone()), Rewards::new(table));
    rewards.put(&offer(2, 1), vec![]).await.unwrap();
    let id: RewardId = "pill-box".parse().unwrap();
    let first = saver(&ledger, 2).await;
    assert!(is_given(&rewards.redeem(first, &id, now()).await.unwrap()));
    let twice = rewards.redeem(first, &id, now()).await.unwrap();
    assert_eq!(twice, Redeemed::Gone);
    let poor = saver(&ledger, 0).await;
    let short = rewards.redeem(poor, &id, now()).await.unwrap();
    assert_eq!(short, Redeemed::PointsShort);
    let others = join_all((0..3).map(|_| saver(&ledger, 1))).await;
    let asked = others
        .iter()
        .map(|owner| rewards.redeem(*owner, &id, now()));
    let given = join_all(asked).await.into_iter().map(Result::unwrap);
    assert_eq!(given.filter(is_given).count(), 1);
    let late = now() + SignedDuration::from_hours(24);
    assert_eq!(
        rewards.redeem(first, &id, late).await.unwrap(),
        Redeemed::Gone
    );
    assert!(rewards.withdraw(&id, vec![]).await.unwrap());
    let gone = rewards.redeem(first, &id, now()).await.unwrap();
    assert_eq!(gone, Redeemed::Unknown);
}

#[tokio::test]
async fn a_code_is_good_once_and_for_its_time() {
    let table = table().await;
    let (ledger, rewards) = (Ledger::new(table.clone()), Rewards::new(table));
    rewards.put(&offer(5, 5), vec![]).await.unwrap();
    let id: RewardId = "pill-box".parse().unwrap();
    let owner = saver(&ledger, 2).await;
    let mut codes = Vec::new();
    for _ in 0..2 {
        let Redeemed::Yes(got) = rewards.redeem(owner, &id, now()).await.unwrap() else {
            panic!("not redeemed");
        };
        codes.push(got.code);
    }
    let typed = codes[0].to_lowercase();
    let uses = join_all((0..4).map(|_| rewards.use_code(&typed, now()))).await;
    let used = uses.into_iter().map(Result::unwrap);
    assert_eq!(used.filter(|one| matches!(one, Used::Yes(_))).count(), 1);
    let late = now() + SignedDuration::from_hours(24 * 31);
    assert_eq!(
        rewards.use_code(&codes[1], late).await.unwrap(),
        Used::Spent
    );
    let guessed = rewards.use_code("AAAAA-AAAAA-AAAAA-AAAAA", now()).await;
    assert_eq!(guessed.unwrap(), Used::Unknown);
}
