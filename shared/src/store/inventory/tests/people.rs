//! Reviews, reports and pharmacists: one of each, counted rightly, and gone without a trace.

use super::{inventory, pharmacy, somebody};
use crate::store::PageRequest;
use crate::store::inventory::{Inventory, ReportKind, Reported, Reviewed, Stars};

fn stars(number: u8) -> Stars {
    number.try_into().unwrap()
}

async fn reviews(inventory: &Inventory) -> usize {
    let request = PageRequest {
        limit: 100,
        after: None,
    };
    let page = inventory
        .reviews_of(&pharmacy(1), None, request)
        .await
        .unwrap();
    page.items.len()
}

async fn counts(inventory: &Inventory) -> [u64; 5] {
    inventory.rating(&pharmacy(1)).await.unwrap().counts()
}

#[tokio::test]
async fn a_person_has_one_review_and_the_rating_follows_it() {
    let inventory = inventory().await;
    let (owner, place) = (somebody(), pharmacy(1));
    assert_eq!(inventory.rating(&place).await.unwrap().mean(), None);
    let first = inventory
        .review(owner, &place, stars(5), None)
        .await
        .unwrap();
    let Reviewed::New(first) = first else {
        panic!("it is the first");
    };
    inventory
        .review(somebody(), &place, stars(2), None)
        .await
        .unwrap();
    assert_eq!(counts(&inventory).await, [0, 1, 0, 0, 1]);
    assert_eq!(inventory.rating(&place).await.unwrap().mean(), Some(3.5));

    let text = Some("Navbat uzun".to_owned());
    let changed = inventory
        .review(owner, &place, stars(3), text)
        .await
        .unwrap();
    let Reviewed::Changed(changed) = changed else {
        panic!("there was one before");
    };
    assert_eq!(
        (changed.review.id, changed.review.created_at),
        (first.review.id, first.review.created_at)
    );
    assert!(changed.review.edited_at.is_some());
    assert_eq!(counts(&inventory).await, [0, 1, 1, 0, 0]);
    assert_eq!(reviews(&inventory).await, 2);

    let others: Vec<_> = (2..230).map(pharmacy).collect();
    let asked: Vec<_> = others.iter().chain([&place]).collect();
    let ratings = inventory.ratings(&asked).await.unwrap();
    assert_eq!(ratings.len(), asked.len());
    assert_eq!(ratings.last().unwrap().counts(), [0, 1, 1, 0, 0]);
    assert!(ratings[..228].iter().all(|rating| rating.reviews() == 0));

    assert!(inventory.remove_review(owner, &place).await.unwrap());
    assert!(!inventory.remove_review(owner, &place).await.unwrap());
    assert_eq!(counts(&inventory).await, [0, 1, 0, 0, 0]);
    assert_eq!(reviews(&inventory).await, 1);
}

// The replaced service had no unique key: the same review or report counted as often as it was sent.
#[tokio::test]
async fn many_reviews_at_once_of_one_person_are_one() {
    let inventory = inventory().await;
    let owner = somebody();
    let given = (1..=5_u8).map(|number| {
        let inventory = inventory.clone();
        tokio::spawn(async move {
            let place = pharmacy(1);
            let review = inventory.review(owner, &place, stars(number), None);
            review.await.is_ok()
        })
    });
    let mut accepted = 0;
    for given in given.collect::<Vec<_>>() {
        accepted += usize::from(given.await.unwrap());
    }
    assert!(accepted >= 1);
    assert_eq!(counts(&inventory).await.iter().sum::<u64>(), 1);
    assert_eq!(reviews(&inventory).await, 1);
}

#[tokio::test]
async fn the_same_report_is_kept_once() {
    let inventory = inventory().await;
    let (owner, place) = (somebody(), pharmacy(1));
    let report = async |owner, kind| inventory.report(owner, &place, kind, None).await.unwrap();
    let Reported::New(first) = report(owner, ReportKind::Closed).await else {
        panic!("it is the first");
    };
    assert_eq!(
        report(owner, ReportKind::Closed).await,
        Reported::Before(first)
    );
    assert!(matches!(
        report(owner, ReportKind::WrongHours).await,
        Reported::New(_)
    ));
    assert!(matches!(
        report(somebody(), ReportKind::Closed).await,
        Reported::New(_)
    ));
}

#[tokio::test]
async fn a_pharmacist_is_one_of_one_pharmacy() {
    let inventory = inventory().await;
    let owner = somebody();
    inventory
        .assign_pharmacist(owner.user_id(), &pharmacy(1))
        .await
        .unwrap();
    assert!(
        inventory
            .is_pharmacist_of(owner, &pharmacy(1))
            .await
            .unwrap()
    );
    assert!(
        !inventory
            .is_pharmacist_of(owner, &pharmacy(2))
            .await
            .unwrap()
    );
    assert!(
        !inventory
            .is_pharmacist_of(somebody(), &pharmacy(1))
            .await
            .unwrap()
    );
    inventory
        .withdraw_pharmacist(owner.user_id(), &pharmacy(1))
        .await
        .unwrap();
    assert!(
        !inventory
            .is_pharmacist_of(owner, &pharmacy(1))
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn nothing_is_left_of_who_is_erased() {
    let inventory = inventory().await;
    let (owner, other) = (somebody(), somebody());
    for person in [owner, other] {
        inventory
            .review(person, &pharmacy(1), stars(4), None)
            .await
            .unwrap();
        let kind = ReportKind::Suspicious;
        inventory
            .report(person, &pharmacy(1), kind, None)
            .await
            .unwrap();
        inventory
            .assign_pharmacist(person.user_id(), &pharmacy(1))
            .await
            .unwrap();
    }
    while inventory.erase_some(owner).await.unwrap() > 0 {}
    assert_eq!(counts(&inventory).await, [0, 0, 0, 1, 0]);
    assert_eq!(reviews(&inventory).await, 1);
    assert_eq!(
        inventory.own_review(owner, &pharmacy(1)).await.unwrap(),
        None
    );
    assert!(
        !inventory
            .is_pharmacist_of(owner, &pharmacy(1))
            .await
            .unwrap()
    );
    let rows: Vec<serde_json::Value> = inventory
        .table
        .partition(&format!("PHARMACY#{}", pharmacy(1)))
        .await
        .unwrap();
    // Rating, one review, one report: the other person's.
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(
        inventory
            .own_review(other, &pharmacy(1))
            .await
            .unwrap()
            .is_some()
    );
}
