//! From a template file to a [`Stack`].

use std::path::Path;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::document::Document;
use super::error::TemplateError;
use super::model::{HttpApi, Stack};
use super::names_index::NamesIndex;
use super::properties::Properties;
use super::scope::Scope;
use super::{apis, buckets, events, functions, queues, tables};

impl Stack {
    /// Reads a template. `base_url` is the address of `local` without a trailing slash: queue URLs begin with it.
    ///
    /// # Errors
    /// [`TemplateError`] names the parameter, or resource and property, that is wrong.
    pub fn read(
        path: &Path,
        overrides: &IndexMap<String, String>,
        base_url: &str,
    ) -> Result<Self, TemplateError> {
        Self::build(&Scope::new(Document::read(path)?, overrides, base_url)?)
    }

    /// Reads a template from its text, as [`Stack::read`] does from a file.
    ///
    /// # Errors
    /// As [`Stack::read`].
    pub fn parse(
        text: &str,
        overrides: &IndexMap<String, String>,
        base_url: &str,
    ) -> Result<Self, TemplateError> {
        Self::build(&Scope::new(Document::parse(text)?, overrides, base_url)?)
    }

    fn build(scope: &Scope) -> Result<Self, TemplateError> {
        let resources = made(scope)?;
        let index = NamesIndex::new(scope, resources.iter().map(|resource| resource.id))?;
        let mut stack = Self::default();
        for resource in &resources {
            add(&mut stack, scope, &index, resource)?;
        }
        // Events name APIs, so every API has to be there first.
        stack
            .apis
            .entry(events::IMPLICIT_API.into())
            .or_insert_with(|| HttpApi {
                id: events::IMPLICIT_API.into(),
                ..HttpApi::default()
            });
        for resource in resources
            .iter()
            .filter(|resource| resource.kind == "AWS::Serverless::Function")
        {
            events::add(&mut stack, &index, &resource.properties(scope, "Function"))?;
        }
        stack
            .apis
            .retain(|id, api| id != events::IMPLICIT_API || !api.routes.is_empty());
        Ok(stack)
    }
}

/// A resource whose condition holds.
struct Resource<'a> {
    id: &'a str,
    kind: &'a str,
    body: &'a Value,
}

impl<'a> Resource<'a> {
    /// Its properties over those of `Globals.<section>`.
    fn properties(&self, scope: &'a Scope, section: &str) -> Properties<'a> {
        let empty = Map::new();
        let own = self
            .body
            .get("Properties")
            .and_then(Value::as_object)
            .unwrap_or(&empty);
        let globals = scope
            .document
            .entry("Globals", section)
            .and_then(Value::as_object)
            .unwrap_or(&empty);
        Properties::new(scope, self.id, functions::over_globals(globals, own))
    }

    fn metadata(&self, scope: &'a Scope) -> Properties<'a> {
        let metadata = self.body.get("Metadata").and_then(Value::as_object);
        Properties::new(scope, self.id, metadata.cloned().unwrap_or_default())
    }
}

fn made(scope: &Scope) -> Result<Vec<Resource<'_>>, TemplateError> {
    let mut resources = Vec::new();
    for (id, body) in scope.document.section("Resources") {
        let fault = |property: &str, problem: String| TemplateError::Property {
            resource: id.clone(),
            property: property.to_owned(),
            problem,
        };
        let kind = scope
            .document
            .resource_type(id)
            .ok_or_else(|| fault("Type", "it is missing".to_owned()))?;
        let condition = body.get("Condition").and_then(Value::as_str);
        let holds = condition.map_or(Ok(true), |name| scope.condition(name));
        if holds.map_err(|problem| fault("Condition", problem))? {
            resources.push(Resource { id, kind, body });
        }
    }
    Ok(resources)
}

fn add(
    stack: &mut Stack,
    scope: &Scope,
    index: &NamesIndex,
    resource: &Resource<'_>,
) -> Result<(), TemplateError> {
    let (id, name) = (resource.id.to_owned(), index.name(resource.id));
    match resource.kind {
        "AWS::Serverless::Function" => {
            let properties = resource.properties(scope, "Function");
            let function =
                functions::function(scope, index, &properties, &resource.metadata(scope))?;
            stack.functions.insert(id, function);
        }
        "AWS::Serverless::HttpApi" => {
            stack
                .apis
                .insert(id, apis::api(&resource.properties(scope, "HttpApi"))?);
        }
        "AWS::DynamoDB::Table" => {
            stack
                .tables
                .insert(id, tables::table(&resource.properties(scope, ""), name)?);
        }
        "AWS::SQS::Queue" => {
            let queue = queues::queue(&resource.properties(scope, ""), name, |arn| {
                index.queue(arn)
            })?;
            stack.queues.insert(id, queue);
        }
        "AWS::S3::Bucket" => {
            let properties = resource.properties(scope, "");
            stack
                .notifications
                .extend(buckets::notifications(&properties, index)?);
            stack
                .buckets
                .insert(id, buckets::bucket(&properties, name)?);
        }
        // Roles, alarms, log groups and policies have no part in running here.
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
