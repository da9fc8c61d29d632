//! Decisions on a real engine: ratings that follow, authors who cannot undo them, and nothing left of who goes.

use aws_sdk_dynamodb::types::TransactWriteItem;

use super::super::tests::{inventory, pharmacy, somebody};
use super::super::{Inventory, ReportKind, Reported, Reviewed, Stars};
use super::{ModeratedReview, ReportState, ReviewState};
use crate::Owner;
use crate::ids::RecordId;
use crate::store::{Key, PageRequest, put_new};

fn stars(number: u8) -> Stars {
    number.try_into().unwrap()
}

fn first<I>() -> PageRequest<I> {
    PageRequest {
        limit: 100,
        after: None,
    }
}

async fn written(inventory: &Inventory, owner: Owner, number: u8) -> ModeratedReview {
    let place = pharmacy(1);
    let given = inventory.review(owner, &place, stars(number), Some("Yomon".to_owned()));
    let (Reviewed::New(review) | Reviewed::Changed(review)) = given.await.unwrap();
    let found = inventory.moderated_review(&place, review.review.id).await;
    assert_eq!(found.unwrap().as_ref(), Some(&review));
    review
}

/// A row that stands for the audit's.
fn note(inventory: &Inventory) -> TransactWriteItem {
    let key = Key::new("AUDIT", RecordId::generate().to_string());
    put_new(
        &inventory.table,
        &key,
        &serde_json::json!({"act": "hid_review"}),
    )
    .unwrap()
}

async fn decide(inventory: &Inventory, seen: &ModeratedReview, state: ReviewState) -> bool {
    let reason = "names a person".to_owned();
    let decided = inventory.decide_review(seen, state, reason, note(inventory));
    decided.await.unwrap()
}

async fn counts(inventory: &Inventory) -> [u64; 5] {
    inventory.rating(&pharmacy(1)).await.unwrap().counts()
}

async fn listed(inventory: &Inventory, state: ReviewState) -> Vec<RecordId> {
    let page = inventory.reviews_in(state, first()).await.unwrap();
    page.items.iter().map(|one| one.review.id).collect()
}

async fn seen_by(inventory: &Inventory, own: Option<RecordId>) -> Vec<RecordId> {
    let page = inventory.reviews_of(&pharmacy(1), own, first()).await;
    page.unwrap()
        .items
        .iter()
        .map(|one| one.review.id)
        .collect()
}

#[tokio::test]
async fn a_hidden_review_is_in_no_rating_and_seen_by_its_author_alone() {
    let inventory = inventory().await;
    let author = somebody();
    let other = written(&inventory, somebody(), 5).await;
    let seen = written(&inventory, author, 1).await;
    let id = seen.review.id;
    assert!(decide(&inventory, &seen, ReviewState::Hidden).await);
    assert_eq!(counts(&inventory).await, [0, 0, 0, 0, 1]);
    assert_eq!(seen_by(&inventory, None).await, [other.review.id]);
    assert_eq!(seen_by(&inventory, Some(id)).await, [id, other.review.id]);
    assert_eq!(listed(&inventory, ReviewState::Hidden).await, [id]);
    assert_eq!(
        listed(&inventory, ReviewState::New).await,
        [other.review.id]
    );

    // What its author says now stays hidden, with the reason, and uncounted.
    let changed = written(&inventory, author, 4).await;
    assert!(changed.is_hidden());
    assert_eq!(changed.decision.as_ref().unwrap().reason, "names a person");
    assert_eq!(counts(&inventory).await, [0, 0, 0, 0, 1]);

    assert!(decide(&inventory, &changed, ReviewState::Kept).await);
    assert_eq!(counts(&inventory).await, [0, 0, 0, 1, 1]);
    assert_eq!(listed(&inventory, ReviewState::Kept).await, [id]);
    // A change of what was accepted has to be looked at again.
    let again = written(&inventory, author, 2).await;
    assert_eq!((again.state, &again.decision), (ReviewState::New, &None));
    assert_eq!(
        listed(&inventory, ReviewState::New).await,
        [id, other.review.id]
    );
    assert_eq!(listed(&inventory, ReviewState::Kept).await, []);
    assert_eq!(counts(&inventory).await, [0, 1, 0, 0, 1]);
}

#[tokio::test]
async fn what_was_decided_about_is_what_was_read() {
    let inventory = inventory().await;
    let author = somebody();
    let seen = written(&inventory, author, 1).await;
    written(&inventory, author, 3).await;
    assert!(!decide(&inventory, &seen, ReviewState::Hidden).await);
    assert_eq!(counts(&inventory).await, [0, 0, 1, 0, 0]);
    // Nothing of a decision that was not made is written, the audit's row neither.
    let notes: Vec<serde_json::Value> = inventory.table.partition("AUDIT").await.unwrap();
    assert_eq!(notes.len(), 0);
}

#[tokio::test]
async fn a_review_that_is_hidden_taken_back_and_changed_at_once_is_counted_rightly() {
    let inventory = inventory().await;
    for round in 0..4 {
        let author = somebody();
        let seen = written(&inventory, author, 5).await;
        let place = pharmacy(1);
        let (_, taken, _) = tokio::join!(
            decide(&inventory, &seen, ReviewState::Hidden),
            inventory.remove_review(author, &place),
            inventory.review(author, &place, stars(2), None),
        );
        // One of them may have come too often too late; then it has done nothing.
        let _ = taken;
        let left = seen_by(&inventory, None).await;
        let counted: u64 = counts(&inventory).await.iter().sum();
        assert_eq!(counted, left.len() as u64, "round {round}");
        inventory.remove_review(author, &place).await.unwrap();
        assert_eq!(counts(&inventory).await, [0; 5], "round {round}");
    }
}

#[tokio::test]
async fn a_report_is_open_until_it_is_decided_and_goes_with_its_author() {
    let inventory = inventory().await;
    let author = somebody();
    let place = pharmacy(1);
    let reported = inventory.report(author, &place, ReportKind::Closed, None);
    let Reported::New(report) = reported.await.unwrap() else {
        panic!("it is the first");
    };
    let open = inventory
        .reports_in(ReportState::Open, first())
        .await
        .unwrap();
    assert_eq!(open.items.len(), 1);
    let reason = "the owner confirmed it".to_owned();
    let decided = inventory.decide_report(
        &open.items[0],
        ReportState::Accepted,
        reason.clone(),
        note(&inventory),
    );
    assert!(decided.await.unwrap());
    let late = inventory.decide_report(
        &open.items[0],
        ReportState::Dismissed,
        reason,
        note(&inventory),
    );
    assert!(!late.await.unwrap(), "it stands otherwise by now");
    let open = inventory
        .reports_in(ReportState::Open, first())
        .await
        .unwrap();
    assert_eq!(open.items, []);
    let accepted = inventory
        .reports_in(ReportState::Accepted, first())
        .await
        .unwrap();
    assert_eq!(accepted.items[0].report.id, report.id);

    let seen = written(&inventory, author, 1).await;
    assert!(decide(&inventory, &seen, ReviewState::Hidden).await);
    while inventory.erase_some(author).await.unwrap() > 0 {}
    for partition in ["MODERATION".to_owned(), format!("PHARMACY#{place}")] {
        let rows: Vec<serde_json::Value> = inventory.table.partition(&partition).await.unwrap();
        let rows: Vec<_> = rows.iter().filter(|row| row.get("id").is_some()).collect();
        assert!(rows.is_empty(), "{partition}: {rows:?}");
    }
    assert_eq!(counts(&inventory).await, [0; 5]);
}
