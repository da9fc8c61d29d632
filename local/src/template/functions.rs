//! Lambda functions, with `Globals.Function` merged in as SAM does it.

use std::path::PathBuf;
use std::time::Duration;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::error::TemplateError;
use super::model::{Function, Layer};
use super::names_index::NamesIndex;
use super::parameters::scalar;
use super::properties::Properties;
use super::scope::Scope;

/// Reads an `AWS::Serverless::Function`; `metadata` is its `Metadata`.
pub(super) fn function(
    scope: &Scope,
    index: &NamesIndex,
    properties: &Properties<'_>,
    metadata: &Properties<'_>,
) -> Result<Function, TemplateError> {
    let build = metadata
        .child("BuildProperties")?
        .ok_or_else(|| metadata.fault("BuildProperties", "it is missing"))?;
    let timeout = properties.number("Timeout", 1, 900)?.unwrap_or(3);
    Ok(Function {
        id: properties.resource().to_owned(),
        name: index.name(properties.resource()),
        binary: build.required_text("Binary")?,
        memory_mb: properties.number("MemorySize", 128, 10_240)?.unwrap_or(128),
        timeout: Duration::from_secs(timeout.into()),
        environment: environment(properties)?,
        layers: layers(scope, index, properties)?,
        reserved_concurrency: properties.number("ReservedConcurrentExecutions", 0, u32::MAX)?,
    })
}

fn environment(properties: &Properties<'_>) -> Result<IndexMap<String, String>, TemplateError> {
    let variables = match properties.child("Environment")? {
        Some(environment) => environment.child("Variables")?,
        None => None,
    };
    let Some(variables) = variables else {
        return Ok(IndexMap::new());
    };
    variables
        .names()
        .map(|name| Ok((name.to_owned(), variables.text(name)?.unwrap_or_default())))
        .collect()
}

fn layers(
    scope: &Scope,
    index: &NamesIndex,
    properties: &Properties<'_>,
) -> Result<Vec<Layer>, TemplateError> {
    let read = |arn: &String| {
        let unknown = || properties.fault("Layers", format!("no layer of the template is {arn}"));
        let id = index.layer(arn).ok_or_else(unknown)?;
        let content = scope
            .document
            .entry("Resources", &id)
            .and_then(|layer| layer.get("Properties")?.get("ContentUri"));
        let folder = content
            .and_then(scalar)
            .ok_or_else(|| TemplateError::Property {
                resource: id.clone(),
                property: "ContentUri".into(),
                problem: "it is not the path of a folder".into(),
            })?;
        Ok(Layer {
            id,
            content: PathBuf::from(folder),
        })
    };
    properties.texts("Layers")?.iter().map(read).collect()
}

/// Properties of a function over the global ones: maps are merged, lists joined (global first), the rest replaced.
pub(super) fn over_globals(
    globals: &Map<String, Value>,
    own: &Map<String, Value>,
) -> Map<String, Value> {
    let mut merged = globals.clone();
    for (key, value) in own {
        let combined = match (merged.get(key), value) {
            (Some(Value::Object(global)), Value::Object(mine)) => {
                Value::Object(over_globals(global, mine))
            }
            (Some(Value::Array(global)), Value::Array(mine)) => {
                global.iter().chain(mine).cloned().collect()
            }
            _ => value.clone(),
        };
        merged.insert(key.clone(), combined);
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn globals_are_merged_as_sam_merges_them() {
        let object = |value: Value| value.as_object().cloned().unwrap();
        let globals = object(
            json!({"Timeout": 3, "Environment": {"Variables": {"A": 1, "B": 2}}, "Layers": ["x"]}),
        );
        let own =
            object(json!({"Timeout": 9, "Environment": {"Variables": {"B": 3}}, "Layers": ["y"]}));
        let merged = json!({"Timeout": 9, "Environment": {"Variables": {"A": 1, "B": 3}}, "Layers": ["x", "y"]});
        assert_eq!(Value::Object(over_globals(&globals, &own)), merged);
    }
}
