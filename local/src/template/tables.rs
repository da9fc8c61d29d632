//! DynamoDB tables.

use super::error::TemplateError;
use super::model::{Attribute, Index, Table, TableKey};
use super::properties::Properties;

/// Reads an `AWS::DynamoDB::Table`.
pub(super) fn table(properties: &Properties<'_>, name: String) -> Result<Table, TemplateError> {
    let attributes = properties
        .children("AttributeDefinitions")?
        .iter()
        .map(|item| {
            Ok(Attribute {
                name: item.required_text("AttributeName")?,
                kind: item.required_text("AttributeType")?,
            })
        })
        .collect::<Result<Vec<_>, TemplateError>>()?;
    let table = Table {
        id: properties.resource().to_owned(),
        name,
        key: key(properties, &attributes)?,
        global_indexes: indexes(properties, "GlobalSecondaryIndexes", &attributes)?,
        local_indexes: indexes(properties, "LocalSecondaryIndexes", &attributes)?,
        ttl_attribute: ttl(properties)?,
        stream_view: match properties.child("StreamSpecification")? {
            Some(stream) => Some(stream.required_text("StreamViewType")?),
            None => None,
        },
        attributes,
    };
    Ok(table)
}

fn ttl(properties: &Properties<'_>) -> Result<Option<String>, TemplateError> {
    let Some(ttl) = properties.child("TimeToLiveSpecification")? else {
        return Ok(None);
    };
    if ttl.flag("Enabled")? == Some(false) {
        return Ok(None);
    }
    ttl.required_text("AttributeName").map(Some)
}

fn indexes(
    properties: &Properties<'_>,
    property: &str,
    attributes: &[Attribute],
) -> Result<Vec<Index>, TemplateError> {
    let read = |index: &Properties<'_>| {
        let projection = index
            .child("Projection")?
            .ok_or_else(|| index.fault("Projection", "it is missing"))?;
        Ok(Index {
            name: index.required_text("IndexName")?,
            key: key(index, attributes)?,
            projection: projection.required_text("ProjectionType")?,
            include: projection.texts("NonKeyAttributes")?,
        })
    };
    properties.children(property)?.iter().map(read).collect()
}

fn key(properties: &Properties<'_>, attributes: &[Attribute]) -> Result<TableKey, TemplateError> {
    let (mut partition, mut sort) = (None, None);
    for part in properties.children("KeySchema")? {
        let name = part.required_text("AttributeName")?;
        if !attributes.iter().any(|attribute| attribute.name == name) {
            return Err(part.fault(
                "AttributeName",
                format!("{name} is not among the AttributeDefinitions"),
            ));
        }
        match part.required_text("KeyType")?.as_str() {
            "HASH" => partition = Some(name),
            "RANGE" => sort = Some(name),
            other => {
                return Err(part.fault("KeyType", format!("{other} is neither HASH nor RANGE")));
            }
        }
    }
    let partition =
        partition.ok_or_else(|| properties.fault("KeySchema", "there is no HASH key"))?;
    Ok(TableKey { partition, sort })
}
