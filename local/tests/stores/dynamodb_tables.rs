//! Tables from the template: kept over a restart, guarded against a changed key, swept by their TTL.

use aws_sdk_dynamodb::types::TableStatus;
use nazar_local::dynamodb::{DynamoDb, DynamoDbError, Storage};

use crate::dynamodb_support::{TABLE, Tables, number, template, text};

const LONG_AGO: i64 = 1_000_000_000;
const FAR_AHEAD: i64 = 4_000_000_000;

#[tokio::test]
async fn the_table_is_there_as_the_template_says() {
    let tables = Tables::start().await;
    let described = tables
        .client
        .describe_table()
        .table_name(TABLE)
        .send()
        .await
        .unwrap()
        .table
        .unwrap();
    assert_eq!(described.table_status(), Some(&TableStatus::Active));
    assert_eq!(described.key_schema()[0].attribute_name(), "pk");
    assert_eq!(
        described.global_secondary_indexes()[0].index_name(),
        Some("by-kind")
    );
    let ttl = tables
        .client
        .describe_time_to_live()
        .table_name(TABLE)
        .send()
        .await
        .unwrap();
    assert_eq!(
        ttl.time_to_live_description().unwrap().attribute_name(),
        Some("expires_at")
    );
}

#[tokio::test]
async fn items_survive_a_kill_and_a_second_start() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::File(folder.path().join("tables.sqlite"));
    let before = Tables::over(&storage).await;
    let put = before
        .client
        .put_item()
        .table_name(TABLE)
        .item("pk", text("USER#a"))
        .item("sk", text("PROFILE"));
    put.send().await.unwrap();
    // A killed process closes nothing.
    std::mem::forget(before);
    let after = Tables::over(&storage).await;
    assert!(after.get("USER#a", "PROFILE").await.is_some());
}

#[test]
fn a_changed_key_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::File(folder.path().join("tables.sqlite"));
    drop(DynamoDb::open(&storage, &template("sk")).unwrap());
    let error = DynamoDb::open(&storage, &template("sort")).err().unwrap();
    assert!(
        matches!(&error, DynamoDbError::Changed { table } if table == TABLE),
        "{error}"
    );
    assert!(DynamoDb::open(&storage, &template("sk")).is_ok());
}

#[test]
fn a_table_that_dynamodb_would_refuse_is_named() {
    let mut tables = template("sk");
    tables[0].attributes.truncate(1);
    let error = DynamoDb::open(&Storage::Memory, &tables).err().unwrap();
    assert!(
        error.to_string().starts_with("table nazar-dev-history: "),
        "{error}"
    );
}

#[tokio::test]
async fn the_sweep_deletes_what_has_expired_and_nothing_else() {
    let tables = Tables::start().await;
    for (sk, expiry) in [
        ("old", Some(LONG_AGO)),
        ("young", Some(FAR_AHEAD)),
        ("eternal", None),
    ] {
        let put = tables
            .client
            .put_item()
            .table_name(TABLE)
            .item("pk", text("K"))
            .item("sk", text(sk));
        let put = expiry
            .into_iter()
            .fold(put, |put, at| put.item("expires_at", number(at)));
        put.send().await.unwrap();
    }
    assert_eq!(tables.server.sweep().await.unwrap(), 1);
    assert!(tables.get("K", "old").await.is_none());
    assert!(tables.get("K", "young").await.is_some());
    assert!(tables.get("K", "eternal").await.is_some());
}
