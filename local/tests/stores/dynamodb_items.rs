//! What the functions rely on: conditions under a race, transactions with reasons, indexes.

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};

use crate::dynamodb_support::{TABLE, Tables, number, text};

/// Fifty writers want to be first; one is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conditional_put_has_one_winner() {
    let tables = Tables::start().await;
    let writers = (0..50).map(|writer| {
        let put = tables
            .client
            .put_item()
            .table_name(TABLE)
            .item("pk", text("NAME#ali"))
            .item("sk", text("MARKER"));
        let put = put
            .item("writer", number(writer))
            .condition_expression("attribute_not_exists(pk)");
        tokio::spawn(put.send())
    });
    let mut winners = 0;
    for writer in writers.collect::<Vec<_>>() {
        match writer.await.unwrap() {
            Ok(_) => winners += 1,
            Err(error) => assert!(
                error
                    .into_service_error()
                    .is_conditional_check_failed_exception()
            ),
        }
    }
    assert_eq!(winners, 1);
}

/// A counter counts every one of fifty concurrent updates.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_updates_are_all_counted() {
    let tables = Tables::start().await;
    let updates = (0..50).map(|_| {
        let update = tables
            .client
            .update_item()
            .table_name(TABLE)
            .key("pk", text("LIMIT#a"))
            .key("sk", text("1"));
        let update = update
            .update_expression("ADD hits :one")
            .expression_attribute_values(":one", number(1));
        tokio::spawn(update.send())
    });
    for update in updates.collect::<Vec<_>>() {
        update.await.unwrap().unwrap();
    }
    assert_eq!(
        tables.get("LIMIT#a", "1").await.unwrap()["hits"],
        number(50)
    );
}

#[tokio::test]
async fn a_cancelled_transaction_says_which_part_failed_and_changes_nothing() {
    let tables = Tables::start().await;
    let put = |pk: &str| {
        let put = Put::builder()
            .table_name(TABLE)
            .item("pk", text(pk))
            .item("sk", text("MARKER"));
        let put = put
            .condition_expression("attribute_not_exists(pk)")
            .build()
            .unwrap();
        TransactWriteItem::builder().put(put).build()
    };
    tables
        .client
        .transact_write_items()
        .transact_items(put("EMAIL#taken"))
        .send()
        .await
        .unwrap();
    let request = tables.client.transact_write_items();
    let request = request
        .transact_items(put("NAME#new"))
        .transact_items(put("EMAIL#taken"));
    let error = request.send().await.unwrap_err().into_service_error();
    let TransactWriteItemsError::TransactionCanceledException(cancelled) = error else {
        panic!("not cancelled: {error}");
    };
    let codes: Vec<_> = cancelled
        .cancellation_reasons()
        .iter()
        .filter_map(|reason| reason.code())
        .collect();
    assert_eq!(codes, ["None", "ConditionalCheckFailed"]);
    assert!(tables.get("NAME#new", "MARKER").await.is_none());
}

#[tokio::test]
async fn queries_page_in_key_order_and_by_index() {
    let tables = Tables::start().await;
    for sk in ["JOB#3", "JOB#1", "JOB#2"] {
        let put = tables
            .client
            .put_item()
            .table_name(TABLE)
            .item("pk", text("USER#a"))
            .item("sk", text(sk));
        put.item("kind", text("similarity")).send().await.unwrap();
    }
    let query = tables
        .client
        .query()
        .table_name(TABLE)
        .key_condition_expression("pk = :pk");
    let page = query
        .expression_attribute_values(":pk", text("USER#a"))
        .limit(2)
        .send()
        .await
        .unwrap();
    let keys: Vec<_> = page
        .items()
        .iter()
        .map(|item| item["sk"].as_s().unwrap().as_str())
        .collect();
    assert_eq!(keys, ["JOB#1", "JOB#2"]);
    assert!(page.last_evaluated_key.is_some());
    let query = tables
        .client
        .query()
        .table_name(TABLE)
        .index_name("by-kind")
        .key_condition_expression("kind = :k");
    let found = query
        .expression_attribute_values(":k", text("similarity"))
        .send()
        .await
        .unwrap();
    assert_eq!(found.count(), 3);
}
