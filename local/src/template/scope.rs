//! Resolves intrinsics against parameters, conditions, mappings and the names of other resources.
//!
//! Only what `local` reads is resolved: a policy that mentions a service unknown here is no reason to refuse to
//! run. Depth is bounded, so a template that refers to itself ends with a message instead of a full stack.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::attributes;
use super::document::Document;
use super::error::TemplateError;
use super::names::{ACCOUNT, REGION};
use super::parameters::{self, scalar};

pub(super) const MAX_DEPTH: usize = 64;

/// Everything an expression in the template may refer to.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) document: Document,
    parameters: IndexMap<String, Value>,
    /// Address of `local` without a trailing slash; queue URLs begin with it.
    pub(super) base_url: String,
}

impl Scope {
    pub(super) fn new(
        document: Document,
        overrides: &IndexMap<String, String>,
        base_url: &str,
    ) -> Result<Self, TemplateError> {
        let parameters = parameters::values(&document, overrides)?;
        Ok(Self {
            document,
            parameters,
            base_url: base_url.to_owned(),
        })
    }

    /// The value without intrinsics; `None` where it comes to `AWS::NoValue`.
    pub(super) fn resolve(&self, value: &Value) -> Result<Option<Value>, String> {
        self.at_depth(value, 0)
    }

    fn at_depth(&self, value: &Value, depth: usize) -> Result<Option<Value>, String> {
        if depth > MAX_DEPTH {
            return Err("it refers to itself".into());
        }
        match value {
            Value::Array(items) => {
                let resolved = items.iter().map(|item| self.at_depth(item, depth + 1));
                Ok(Some(Value::Array(
                    resolved
                        .filter_map(Result::transpose)
                        .collect::<Result<_, _>>()?,
                )))
            }
            Value::Object(entries) => match call(entries) {
                Some((function, argument)) => self.call(function, argument, depth + 1),
                None => self.entries(entries, depth).map(Some),
            },
            plain => Ok(Some(plain.clone())),
        }
    }

    fn entries(&self, entries: &Map<String, Value>, depth: usize) -> Result<Value, String> {
        let mut resolved = Map::new();
        for (key, value) in entries {
            if let Some(value) = self.at_depth(value, depth + 1)? {
                resolved.insert(key.clone(), value);
            }
        }
        Ok(Value::Object(resolved))
    }

    fn call(
        &self,
        function: &str,
        argument: &Value,
        depth: usize,
    ) -> Result<Option<Value>, String> {
        match (function, argument) {
            ("Ref", Value::String(name)) => self.reference(name, depth),
            ("Fn::GetAtt", Value::Array(path)) => self.attribute(path, depth).map(Some),
            ("Fn::Sub", Value::String(text)) => self.substitute(text, &Map::new(), depth).map(Some),
            ("Fn::Sub", Value::Array(parts)) => match parts.as_slice() {
                [Value::String(text), Value::Object(names)] => {
                    self.substitute(text, names, depth).map(Some)
                }
                _ => Err("Sub takes a text, or a text and a map".into()),
            },
            ("Fn::If", Value::Array(parts)) => match parts.as_slice() {
                [Value::String(condition), yes, no] => self.at_depth(
                    if self.named_condition(condition, depth)? {
                        yes
                    } else {
                        no
                    },
                    depth,
                ),
                _ => Err("If takes a condition and two values".into()),
            },
            ("Fn::FindInMap", Value::Array(keys)) => self.find_in_map(keys, depth).map(Some),
            ("Fn::Join", Value::Array(parts)) => self.join(parts, depth).map(Some),
            ("Fn::Split", Value::Array(parts)) => self.split(parts, depth).map(Some),
            ("Fn::Select", Value::Array(parts)) => self.select(parts, depth).map(Some),
            ("Fn::Equals" | "Fn::Not" | "Fn::And" | "Fn::Or", _) => {
                Err(format!("{function} stands only in Conditions"))
            }
            _ => Err(format!("{function} is not understood here")),
        }
    }

    fn reference(&self, name: &str, depth: usize) -> Result<Option<Value>, String> {
        if let Some(value) = self.parameters.get(name) {
            return Ok(Some(value.clone()));
        }
        Ok(Some(match name {
            "AWS::NoValue" => return Ok(None),
            "AWS::AccountId" => ACCOUNT.into(),
            "AWS::Region" => REGION.into(),
            "AWS::Partition" => "aws".into(),
            "AWS::StackName" => "nazar".into(),
            "AWS::StackId" => {
                format!("arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/nazar/local").into()
            }
            "AWS::URLSuffix" => "amazonaws.com".into(),
            _ => attributes::reference(self, name, depth)?.into(),
        }))
    }

    fn attribute(&self, path: &[Value], depth: usize) -> Result<Value, String> {
        match path {
            [Value::String(resource), Value::String(attribute)] => {
                attributes::attribute(self, resource, attribute, depth).map(Value::from)
            }
            _ => Err("GetAtt takes a resource and an attribute".into()),
        }
    }

    /// Text of an expression.
    pub(super) fn text(&self, value: &Value, depth: usize) -> Result<String, String> {
        let resolved = self.at_depth(value, depth)?.unwrap_or_default();
        scalar(&resolved).ok_or_else(|| format!("{resolved} is not text"))
    }

    fn list(&self, value: &Value, depth: usize) -> Result<Vec<Value>, String> {
        match self.at_depth(value, depth)? {
            Some(Value::Array(items)) => Ok(items),
            other => Err(format!("{} is not a list", other.unwrap_or_default())),
        }
    }

    fn substitute(
        &self,
        text: &str,
        names: &Map<String, Value>,
        depth: usize,
    ) -> Result<Value, String> {
        let mut result = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, remainder) = after.split_once('}').ok_or("Sub has a ${ without a }")?;
            result.push_str(before);
            result.push_str(&self.placeholder(name.trim(), names, depth)?);
            rest = remainder;
        }
        result.push_str(rest);
        Ok(result.into())
    }

    fn placeholder(
        &self,
        name: &str,
        names: &Map<String, Value>,
        depth: usize,
    ) -> Result<String, String> {
        // `${!literal}` stands for `${literal}`.
        if let Some(literal) = name.strip_prefix('!') {
            return Ok(format!("${{{literal}}}"));
        }
        if let Some(value) = names.get(name) {
            return self.text(value, depth);
        }
        if let Some((resource, attribute)) = name.split_once('.') {
            return attributes::attribute(self, resource, attribute, depth);
        }
        let value = self.reference(name, depth)?.unwrap_or_default();
        scalar(&value).ok_or_else(|| format!("{name} is not text"))
    }

    fn find_in_map(&self, keys: &[Value], depth: usize) -> Result<Value, String> {
        let keys = keys
            .iter()
            .map(|key| self.text(key, depth))
            .collect::<Result<Vec<_>, _>>()?;
        let [map, first, second] = keys.as_slice() else {
            return Err("FindInMap takes a map and two keys".into());
        };
        let found = self
            .document
            .entry("Mappings", map)
            .and_then(|table| table.get(first)?.get(second));
        found
            .cloned()
            .ok_or_else(|| format!("the mappings have no {map}.{first}.{second}"))
    }

    fn join(&self, parts: &[Value], depth: usize) -> Result<Value, String> {
        let [Value::String(separator), list] = parts else {
            return Err("Join takes a separator and a list".into());
        };
        let items = self.list(list, depth)?;
        let words = items
            .iter()
            .map(|item| self.text(item, depth))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(words.join(separator).into())
    }

    fn split(&self, parts: &[Value], depth: usize) -> Result<Value, String> {
        let [Value::String(separator), text] = parts else {
            return Err("Split takes a separator and a text".into());
        };
        Ok(self
            .text(text, depth)?
            .split(separator.as_str())
            .map(Value::from)
            .collect())
    }

    fn select(&self, parts: &[Value], depth: usize) -> Result<Value, String> {
        let [index, list] = parts else {
            return Err("Select takes an index and a list".into());
        };
        let index: usize = self
            .text(index, depth)?
            .parse()
            .map_err(|_| "Select's index is not a number")?;
        let items = self.list(list, depth)?;
        items
            .get(index)
            .cloned()
            .ok_or_else(|| format!("Select asks for item {index} of {}", items.len()))
    }
}

/// The intrinsic that an object is, if it is one.
fn call(entries: &Map<String, Value>) -> Option<(&str, &Value)> {
    let mut entries = entries.iter();
    match (entries.next(), entries.next()) {
        (Some((name, argument)), None) if name == "Ref" || name.starts_with("Fn::") => {
            Some((name, argument))
        }
        _ => None,
    }
}

#[cfg(test)]
#[path = "scope_tests.rs"]
mod tests;
