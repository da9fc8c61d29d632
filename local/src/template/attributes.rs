//! What `Ref` and `GetAtt` of a resource come to, by its type.

use super::names::{bucket_arn, function_arn, layer_arn, queue_arn, queue_url, table_arn};
use super::scope::Scope;

/// Value of `Ref` on a resource.
pub(super) fn reference(scope: &Scope, id: &str, depth: usize) -> Result<String, String> {
    let name = physical_name(scope, id, depth)?;
    Ok(match scope.document.resource_type(id) {
        Some("AWS::SQS::Queue") => queue_url(&scope.base_url, &name),
        Some("AWS::Serverless::LayerVersion" | "AWS::Lambda::LayerVersion") => layer_arn(&name),
        _ => name,
    })
}

/// Value of `GetAtt` on a resource.
pub(super) fn attribute(
    scope: &Scope,
    id: &str,
    attribute: &str,
    depth: usize,
) -> Result<String, String> {
    let name = physical_name(scope, id, depth)?;
    let kind = scope.document.resource_type(id).unwrap_or_default();
    Ok(match (kind, attribute) {
        ("AWS::Serverless::Function", "Arn") => function_arn(&name),
        ("AWS::SQS::Queue", "Arn") => queue_arn(&name),
        ("AWS::SQS::Queue", "QueueName") => name,
        ("AWS::SQS::Queue", "QueueUrl") => queue_url(&scope.base_url, &name),
        ("AWS::DynamoDB::Table", "Arn") => table_arn(&name),
        ("AWS::DynamoDB::Table", "StreamArn") => format!("{}/stream/local", table_arn(&name)),
        ("AWS::S3::Bucket", "Arn") => bucket_arn(&name),
        ("AWS::S3::Bucket", "DomainName") => format!("{name}.s3.amazonaws.com"),
        ("AWS::Serverless::HttpApi", "ApiEndpoint") => scope.base_url.clone(),
        _ => return Err(format!("{kind} {id} has no attribute {attribute} here")),
    })
}

/// The name a resource goes by: its name property, else its logical id.
pub(super) fn physical_name(scope: &Scope, id: &str, depth: usize) -> Result<String, String> {
    let resource = scope
        .document
        .entry("Resources", id)
        .ok_or_else(|| format!("there is nothing called {id}"))?;
    if let Some(condition) = resource
        .get("Condition")
        .and_then(serde_json::Value::as_str)
        && !scope.condition(condition)?
    {
        return Err(format!(
            "{id} is not made: its condition {condition} is false"
        ));
    }
    let kind = scope.document.resource_type(id).unwrap_or_default();
    let property = match kind {
        "AWS::Serverless::Function" => "FunctionName",
        "AWS::SQS::Queue" => "QueueName",
        "AWS::DynamoDB::Table" => "TableName",
        "AWS::S3::Bucket" => "BucketName",
        "AWS::Serverless::LayerVersion" | "AWS::Lambda::LayerVersion" => "LayerName",
        _ => return Ok(id.to_owned()),
    };
    match resource
        .get("Properties")
        .and_then(|properties| properties.get(property))
    {
        Some(name) => scope.text(name, depth + 1),
        // Bucket names have no capitals.
        None if kind == "AWS::S3::Bucket" => Ok(id.to_lowercase()),
        None => Ok(id.to_owned()),
    }
}
