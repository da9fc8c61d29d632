//! template.yaml as plain JSON, every intrinsic in its long form.
//!
//! CloudFormation has two spellings for one thing: `!Sub x` and `{"Fn::Sub": x}`. Turning the short form into the
//! long one while reading leaves a single spelling to resolve.

use std::path::Path;

use serde_json::{Map, Value};
use serde_yaml_ng::Value as Yaml;

use super::error::TemplateError;

/// A template as read, before any parameter or reference is looked at.
#[derive(Debug)]
pub(super) struct Document {
    root: Map<String, Value>,
}

impl Document {
    /// Reads a template file.
    pub(super) fn read(path: &Path) -> Result<Self, TemplateError> {
        let text = std::fs::read_to_string(path).map_err(|source| TemplateError::Read {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&text)
    }

    /// Parses the text of a template.
    pub(super) fn parse(text: &str) -> Result<Self, TemplateError> {
        let yaml: Yaml = serde_yaml_ng::from_str(text)
            .map_err(|error| TemplateError::Syntax(error.to_string()))?;
        match long_form(yaml).map_err(TemplateError::Syntax)? {
            Value::Object(root) if root.get("Resources").is_some_and(Value::is_object) => {
                Ok(Self { root })
            }
            _ => Err(TemplateError::Syntax(
                "there is no Resources section".into(),
            )),
        }
    }

    /// A top-level section; empty when absent.
    pub(super) fn section(&self, name: &str) -> impl Iterator<Item = (&String, &Value)> {
        self.root
            .get(name)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
    }

    /// One entry of a top-level section.
    pub(super) fn entry(&self, section: &str, name: &str) -> Option<&Value> {
        self.root.get(section)?.get(name)
    }

    /// Type of a resource, such as `AWS::SQS::Queue`.
    pub(super) fn resource_type(&self, id: &str) -> Option<&str> {
        self.entry("Resources", id)?.get("Type")?.as_str()
    }
}

fn long_form(yaml: Yaml) -> Result<Value, String> {
    Ok(match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::Bool(value),
        Yaml::Number(number) => serde_json::to_value(number).map_err(|error| error.to_string())?,
        Yaml::String(text) => Value::String(text),
        Yaml::Sequence(items) => {
            Value::Array(items.into_iter().map(long_form).collect::<Result<_, _>>()?)
        }
        Yaml::Mapping(entries) => {
            let mut object = Map::new();
            for (key, value) in entries {
                object.insert(key_text(key)?, long_form(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            intrinsic(tag.trim_start_matches('!'), long_form(tagged.value)?)
        }
    })
}

fn key_text(key: Yaml) -> Result<String, String> {
    match key {
        Yaml::String(text) => Ok(text),
        // Mappings are often keyed by account number.
        Yaml::Number(number) => Ok(number.to_string()),
        Yaml::Bool(value) => Ok(value.to_string()),
        other => Err(format!("a key is neither text nor number: {other:?}")),
    }
}

fn intrinsic(tag: &str, argument: Value) -> Value {
    let name = match tag {
        "Ref" | "Condition" => tag.to_owned(),
        _ => format!("Fn::{tag}"),
    };
    let long = match (tag, argument) {
        ("GetAtt", Value::String(path)) => match path.split_once('.') {
            Some((resource, attribute)) => Value::from(vec![resource, attribute]),
            None => Value::String(path),
        },
        (_, other) => other,
    };
    Value::Object(Map::from_iter([(name, long)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn short_intrinsics_become_long_ones() {
        let text = "Resources:\n  A:\n    Type: T\n    Properties:\n      X: !GetAtt Queue.Arn\n      Y: !Sub '${A}-b'\n      Z: !If [C, !Ref A, 1]\n";
        let document = Document::parse(text).unwrap();
        let properties = &document.entry("Resources", "A").unwrap()["Properties"];
        assert_eq!(properties["X"], json!({"Fn::GetAtt": ["Queue", "Arn"]}));
        assert_eq!(properties["Y"], json!({"Fn::Sub": "${A}-b"}));
        assert_eq!(properties["Z"], json!({"Fn::If": ["C", {"Ref": "A"}, 1]}));
    }

    #[test]
    fn a_file_that_is_no_template_is_refused() {
        for text in ["", "- 1", "Resources: []", "a: [", "Transform: x"] {
            assert!(
                matches!(Document::parse(text), Err(TemplateError::Syntax(_))),
                "{text:?}"
            );
        }
    }
}
