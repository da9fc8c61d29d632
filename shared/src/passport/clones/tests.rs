//! Counting against a real DynamoDB engine.

use futures::future::join_all;
use nazar_tests::tables;

use super::*;
use crate::ids::UserId;
use crate::store::{Client, TableName};

const SERIAL: &str = "A1b2C3d4E5f6g";

struct Tables {
    history: Table,
    keys: Table,
}

async fn both() -> Tables {
    let config = tables::serve(&["history", "keys"]).await;
    let table = |name| Table::new(Client::new(&config), TableName::from(name));
    Tables {
        history: table("history"),
        keys: table("keys"),
    }
}

impl Tables {
    /// As another instance of the function would have it, with nothing in memory.
    fn clones(&self) -> Clones {
        Clones::new(self.history.clone(), self.keys.clone())
    }
}

fn item() -> Gtin {
    "4780012345677".parse().unwrap()
}

fn somebody() -> Owner {
    Owner::proven(UserId::generate())
}

#[tokio::test]
async fn a_person_counts_once_and_others_raise_the_alarm() {
    let tables = both().await;
    let clones = tables.clones();
    let first = somebody();
    for _ in 0..3 {
        let seen = clones.saw(first, item(), SERIAL).await.unwrap();
        assert_eq!((seen.others, seen.suspicion), (0, Suspicion::None));
    }
    for (others, suspicion) in [(1, Suspicion::Notice), (2, Suspicion::Alarm)] {
        // Another instance has the same secret, so a pack has the same name there.
        let seen = tables
            .clones()
            .saw(somebody(), item(), SERIAL)
            .await
            .unwrap();
        assert_eq!((seen.others, seen.suspicion), (others, suspicion));
    }
    let again = clones.saw(first, item(), SERIAL).await.unwrap();
    assert_eq!(again.others, 2);
}

#[tokio::test]
async fn another_pack_and_another_item_are_counted_apart() {
    let clones = both().await.clones();
    clones.saw(somebody(), item(), SERIAL).await.unwrap();
    let other_item = "4600051000057".parse().unwrap();
    for (item, serial) in [(item(), "A1b2C3d4E5f6h"), (other_item, SERIAL)] {
        let seen = clones.saw(somebody(), item, serial).await.unwrap();
        assert_eq!(seen.others, 0);
    }
}

#[tokio::test]
async fn people_who_scan_at_once_are_all_counted() {
    let tables = both().await;
    let clones = tables.clones();
    let owners: Vec<Owner> = (0..6).map(|_| somebody()).collect();
    // Each twice at once, from instances that all want to make the secret.
    let scans = owners.iter().chain(&owners).map(|owner| {
        let clones = tables.clones();
        async move { clones.saw(*owner, item(), SERIAL).await }
    });
    for seen in join_all(scans).await {
        seen.unwrap();
    }
    assert_eq!(clones.look(item(), SERIAL).await.unwrap().others, 6);
}

#[tokio::test]
async fn looking_counts_nobody() {
    let clones = both().await.clones();
    for _ in 0..2 {
        assert_eq!(clones.look(item(), SERIAL).await.unwrap().others, 0);
    }
    clones.saw(somebody(), item(), SERIAL).await.unwrap();
    assert_eq!(
        clones.look(item(), SERIAL).await.unwrap().suspicion,
        Suspicion::Notice
    );
}

/// Erasure deletes all of a person's partition: the alarm must go on, and nothing may say who they were.
#[tokio::test]
async fn erasing_a_person_keeps_the_count_and_nothing_of_them() {
    let tables = both().await;
    let clones = tables.clones();
    let erased = somebody();
    clones.saw(erased, item(), SERIAL).await.unwrap();
    let rows = keys(&tables.history, &format!("USER#{erased}")).await;
    assert_eq!(rows.len(), 1);
    for row in &rows {
        tables.history.delete(row).await.unwrap();
    }

    let seen = clones.saw(somebody(), item(), SERIAL).await.unwrap();
    assert_eq!(seen.others, 1);
    let all = tables.history.client().scan().table_name("history").send();
    let left = format!("{:?}", all.await.unwrap().items());
    assert!(!left.contains(&erased.to_string()));
    assert!(!left.contains(SERIAL) && !left.contains(&item().number().to_string()));
}

#[tokio::test]
async fn rows_end_and_the_persons_after_the_packs() {
    let tables = both().await;
    let owner = somebody();
    tables.clones().saw(owner, item(), SERIAL).await.unwrap();
    let expiry = |items: &[crate::store::Item]| {
        let AttributeValue::N(seconds) = &items[0]["expires_at"] else {
            panic!("a row without an end");
        };
        seconds.parse::<i64>().unwrap()
    };
    let scan = tables.history.client().scan().table_name("history").send();
    let (people, packs): (Vec<_>, Vec<_>) =
        scan.await.unwrap().items().to_vec().into_iter().partition(
            |item| matches!(&item["pk"], AttributeValue::S(pk) if pk.starts_with("USER#")),
        );
    assert!(expiry(&people) - expiry(&packs) >= YEAR_SECONDS);
}

#[tokio::test]
async fn a_secret_that_is_none_is_refused() {
    let tables = both().await;
    let row = secret_row("");
    tables
        .keys
        .put_new(&Key::new("PACKS", "KEY"), &row)
        .await
        .unwrap();
    assert!(
        tables
            .clones()
            .saw(somebody(), item(), SERIAL)
            .await
            .is_err()
    );
}

fn secret_row(value: &str) -> serde_json::Value {
    serde_json::json!({ "value": value })
}

async fn keys(table: &Table, pk: &str) -> Vec<Key> {
    let found = table
        .client()
        .query()
        .table_name(table.name())
        .key_condition_expression("pk = :pk")
        .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
        .send()
        .await
        .unwrap();
    let text = |value: &AttributeValue| value.as_s().unwrap().clone();
    let keys = found.items().iter();
    keys.map(|item| Key::new(text(&item["pk"]), text(&item["sk"])))
        .collect()
}
