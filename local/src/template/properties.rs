//! Reads the properties of one resource, so that every complaint names resource and property.

use serde_json::{Map, Value};

use super::error::TemplateError;
use super::parameters::scalar;
use super::scope::Scope;

/// A map of properties somewhere inside a resource.
#[derive(Debug, Clone)]
pub(super) struct Properties<'a> {
    scope: &'a Scope,
    resource: &'a str,
    path: String,
    entries: Map<String, Value>,
}

impl<'a> Properties<'a> {
    /// Properties of the resource `resource`; `entries` may still hold intrinsics.
    pub(super) fn new(scope: &'a Scope, resource: &'a str, entries: Map<String, Value>) -> Self {
        Self {
            scope,
            resource,
            path: String::new(),
            entries,
        }
    }

    /// Logical id of the resource.
    pub(super) fn resource(&self) -> &'a str {
        self.resource
    }

    /// The resolved value of a property; `None` when absent.
    pub(super) fn value(&self, name: &str) -> Result<Option<Value>, TemplateError> {
        let Some(raw) = self.entries.get(name) else {
            return Ok(None);
        };
        self.scope
            .resolve(raw)
            .map_err(|problem| self.fault(name, problem))
    }

    /// Text; numbers and booleans are written out, as CloudFormation does.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, TemplateError> {
        self.value(name)?
            .map(|value| {
                scalar(&value).ok_or_else(|| self.fault(name, format!("{value} is not text")))
            })
            .transpose()
    }

    /// Text that must be there.
    pub(super) fn required_text(&self, name: &str) -> Result<String, TemplateError> {
        self.text(name)?
            .ok_or_else(|| self.fault(name, "it is missing"))
    }

    /// A whole number between two bounds, both included.
    pub(super) fn number(
        &self,
        name: &str,
        least: u32,
        most: u32,
    ) -> Result<Option<u32>, TemplateError> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        match text.parse::<u32>() {
            Ok(number) if (least..=most).contains(&number) => Ok(Some(number)),
            _ => Err(self.fault(
                name,
                format!("{text} is not a whole number from {least} to {most}"),
            )),
        }
    }

    /// A boolean, also written as text.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, TemplateError> {
        match self.text(name)?.as_deref() {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(other) => Err(self.fault(name, format!("{other} is neither true nor false"))),
        }
    }

    /// A list of texts; one text counts as a list of one, nothing as an empty list.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<String>, TemplateError> {
        let items = match self.value(name)? {
            None => Vec::new(),
            Some(Value::Array(items)) => items,
            Some(single) => vec![single],
        };
        let text = |item: &Value| {
            scalar(item).ok_or_else(|| self.fault(name, format!("{item} is not text")))
        };
        items.iter().map(text).collect()
    }

    /// A map inside this one; `None` when absent.
    pub(super) fn child(&self, name: &str) -> Result<Option<Self>, TemplateError> {
        self.value(name)?
            .map(|value| self.inner(name, value))
            .transpose()
    }

    /// A list of maps; empty when absent.
    pub(super) fn children(&self, name: &str) -> Result<Vec<Self>, TemplateError> {
        match self.value(name)? {
            None => Ok(Vec::new()),
            Some(Value::Array(items)) => {
                let numbered = items.into_iter().enumerate();
                numbered
                    .map(|(index, item)| self.inner(&format!("{name}[{index}]"), item))
                    .collect()
            }
            Some(other) => Err(self.fault(name, format!("{other} is not a list"))),
        }
    }

    /// Names of the properties that are there, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// A complaint about one property.
    pub(super) fn fault(&self, name: &str, problem: impl Into<String>) -> TemplateError {
        let property = if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        };
        TemplateError::Property {
            resource: self.resource.to_owned(),
            property,
            problem: problem.into(),
        }
    }

    fn inner(&self, name: &str, value: Value) -> Result<Self, TemplateError> {
        let Value::Object(entries) = value else {
            return Err(self.fault(name, "it is not a map"));
        };
        let path = if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        };
        Ok(Self {
            scope: self.scope,
            resource: self.resource,
            path,
            entries,
        })
    }
}
