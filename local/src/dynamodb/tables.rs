//! The template's tables: made when missing, compared when there.

use dynoxide::actions::create_table::CreateTableRequest;
use dynoxide::actions::describe_table::DescribeTableRequest;
use dynoxide::actions::update_time_to_live::{TimeToLiveSpecification, UpdateTimeToLiveRequest};
use dynoxide::{Database, DynoxideError};
use serde_json::{Value, json};

use super::error::DynamoDbError;
use crate::template::model::{Index, Table, TableKey};

/// Makes the table, or checks that the one that is there is the same.
pub(super) fn provision(database: &Database, table: &Table) -> Result<(), DynamoDbError> {
    let fault = |error: &DynoxideError| DynamoDbError::table(&table.name, error);
    let definition = definition(table);
    match database.describe_table(DescribeTableRequest {
        table_name: table.name.clone(),
    }) {
        Ok(found) => {
            let found = serde_json::to_value(&found.table).unwrap_or_default();
            if shape(&found) != shape(&definition) {
                return Err(DynamoDbError::Changed {
                    table: table.name.clone(),
                });
            }
        }
        Err(DynoxideError::ResourceNotFoundException(_)) => {
            let request: CreateTableRequest =
                serde_json::from_value(definition).map_err(|error| {
                    let reason = error
                        .to_string()
                        .trim_start_matches("VALIDATION:")
                        .to_owned();
                    DynamoDbError::Table {
                        table: table.name.clone(),
                        reason,
                    }
                })?;
            database
                .create_table(request)
                .map_err(|error| fault(&error))?;
        }
        Err(error) => return Err(fault(&error)),
    }
    set_time_to_live(database, table).map_err(|error| fault(&error))
}

fn set_time_to_live(database: &Database, table: &Table) -> Result<(), DynoxideError> {
    let Some(attribute) = &table.ttl_attribute else {
        return Ok(());
    };
    database.update_time_to_live(UpdateTimeToLiveRequest {
        table_name: table.name.clone(),
        time_to_live_specification: TimeToLiveSpecification {
            attribute_name: attribute.clone(),
            enabled: true,
        },
    })?;
    Ok(())
}

/// The body of `CreateTable`.
fn definition(table: &Table) -> Value {
    let attributes: Vec<Value> = table
        .attributes
        .iter()
        .map(
            |attribute| json!({ "AttributeName": attribute.name, "AttributeType": attribute.kind }),
        )
        .collect();
    let mut body = json!({
        "TableName": table.name,
        "AttributeDefinitions": attributes,
        "KeySchema": key_schema(&table.key),
        "BillingMode": "PAY_PER_REQUEST",
    });
    for (name, indexes) in [
        ("GlobalSecondaryIndexes", &table.global_indexes),
        ("LocalSecondaryIndexes", &table.local_indexes),
    ] {
        if !indexes.is_empty() {
            body[name] = indexes.iter().map(index).collect();
        }
    }
    if let Some(view) = &table.stream_view {
        body["StreamSpecification"] = json!({ "StreamEnabled": true, "StreamViewType": view });
    }
    body
}

fn index(index: &Index) -> Value {
    let mut projection = json!({ "ProjectionType": index.projection });
    if !index.include.is_empty() {
        projection["NonKeyAttributes"] = json!(index.include);
    }
    json!({ "IndexName": index.name, "KeySchema": key_schema(&index.key), "Projection": projection })
}

fn key_schema(key: &TableKey) -> Value {
    let partition = json!({ "AttributeName": key.partition, "KeyType": "HASH" });
    let sort = key
        .sort
        .as_ref()
        .map(|name| json!({ "AttributeName": name, "KeyType": "RANGE" }));
    std::iter::once(partition).chain(sort).collect()
}

/// What cannot change without making the table anew: its keys, and the names and keys of its indexes.
fn shape(definition: &Value) -> (Value, Vec<(String, String)>) {
    let lists =
        ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"].map(|name| definition[name].as_array());
    let mut indexes: Vec<_> = lists
        .into_iter()
        .flatten()
        .flatten()
        .map(|index| {
            (
                index["IndexName"].to_string(),
                index["KeySchema"].to_string(),
            )
        })
        .collect();
    indexes.sort();
    (definition["KeySchema"].clone(), indexes)
}
