//! The template as a JSON tree.
//!
//! `!Ref X` becomes `{"Ref": "X"}` and `!GetAtt X.Arn` becomes `{"Fn::GetAtt": ["X", "Arn"]}`, the long forms that
//! CloudFormation itself knows, so that checks and mutations can use JSON pointers.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::{Map, Value};
use serde_yaml_ng::Value as Yaml;

/// template.yaml, read whole.
#[derive(Clone)]
pub(crate) struct Template {
    /// Parameters, Conditions, Globals, Resources and Outputs, as in the file.
    pub(crate) root: Value,
}

/// An event of a function: where it is declared and its properties.
pub(crate) struct Event<'a> {
    pub(crate) function: &'a str,
    pub(crate) name: &'a str,
    pub(crate) properties: &'a Value,
}

impl Template {
    /// Reads template.yaml from the repository's root.
    pub(crate) fn read() -> anyhow::Result<Self> {
        let path = repository().join("template.yaml");
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Ok(Self {
            root: plain(serde_yaml_ng::from_str(&text)?)?,
        })
    }

    /// Every resource of one type, with its logical id.
    pub(crate) fn resources<'a>(&'a self, kind: &str) -> Vec<(&'a str, &'a Value)> {
        let all = self.root["Resources"].as_object().into_iter().flatten();
        all.filter(|(_, resource)| resource["Type"] == kind)
            .map(|(id, resource)| (id.as_str(), resource))
            .collect()
    }

    /// Every function, with its logical id.
    pub(crate) fn functions(&self) -> Vec<(&str, &Value)> {
        self.resources("AWS::Serverless::Function")
    }

    /// The resource with this logical id; null when there is none.
    pub(crate) fn resource(&self, id: &str) -> &Value {
        &self.root["Resources"][id]
    }

    /// Every event of one type ("HttpApi", "SQS"), of all functions.
    pub(crate) fn events(&self, kind: &str) -> Vec<Event<'_>> {
        let mut found = Vec::new();
        for (function, resource) in self.functions() {
            let declared = resource["Properties"]["Events"]
                .as_object()
                .into_iter()
                .flatten();
            for (name, event) in declared {
                if event["Type"] == kind {
                    found.push(Event {
                        function,
                        name,
                        properties: &event["Properties"],
                    });
                }
            }
        }
        found
    }

    /// A number, or the default of the parameter that stands in its place.
    pub(crate) fn number(&self, value: &Value) -> Option<u64> {
        match value["Ref"].as_str() {
            Some(parameter) => self.root["Parameters"][parameter]["Default"].as_u64(),
            None => value.as_u64(),
        }
    }
}

/// The logical id that a `Ref`, a `GetAtt` or the first variable of a `Sub` points to.
pub(crate) fn target(value: &Value) -> Option<&str> {
    if let Some(id) = value["Ref"].as_str() {
        return Some(id);
    }
    if let Some(id) = value["Fn::GetAtt"][0].as_str() {
        return Some(id);
    }
    let (_, variable) = value["Fn::Sub"].as_str()?.split_once("${")?;
    variable.split(['.', '}']).next()
}

/// A value as a list: itself when it is one, alone when it is not, empty when there is none.
pub(crate) fn list(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(items) => items,
        single => std::slice::from_ref(single),
    }
}

/// The repository's root.
pub(crate) fn repository() -> PathBuf {
    let crate_root = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_root.parent().unwrap_or(crate_root).to_owned()
}

fn plain(yaml: Yaml) -> anyhow::Result<Value> {
    Ok(match yaml {
        Yaml::Tagged(tagged) => {
            let name = tagged.tag.to_string();
            function(name.trim_start_matches('!'), plain(tagged.value)?)
        }
        Yaml::Sequence(items) => {
            Value::Array(items.into_iter().map(plain).collect::<Result<_, _>>()?)
        }
        Yaml::Mapping(entries) => {
            let mut object = Map::new();
            for (key, value) in entries {
                let Yaml::String(name) = key else {
                    bail!("the key {key:?} is not a string")
                };
                object.insert(name, plain(value)?);
            }
            Value::Object(object)
        }
        scalar => serde_json::to_value(scalar)?,
    })
}

fn function(name: &str, argument: Value) -> Value {
    let (name, argument) = match (name, argument) {
        ("Ref" | "Condition", argument) => (name.to_owned(), argument),
        ("GetAtt", Value::String(path)) => ("Fn::GetAtt".to_owned(), path.splitn(2, '.').collect()),
        (_, argument) => (format!("Fn::{name}"), argument),
    };
    Value::Object(Map::from_iter([(name, argument)]))
}

#[test]
fn short_forms_become_long_forms() {
    let yaml = "{a: !Ref X, b: !GetAtt X.Arn, c: !Sub '${X.Arn}/*', d: !If [C, 1, !Ref Y]}";
    let read = plain(serde_yaml_ng::from_str(yaml).unwrap()).unwrap();
    let expected = serde_json::json!({
        "a": {"Ref": "X"},
        "b": {"Fn::GetAtt": ["X", "Arn"]},
        "c": {"Fn::Sub": "${X.Arn}/*"},
        "d": {"Fn::If": ["C", 1, {"Ref": "Y"}]},
    });
    assert_eq!(read, expected);
    for name in ["a", "b", "c"] {
        assert_eq!(target(&read[name]), Some("X"));
    }
    assert_eq!(target(&read["d"]), None);
}
