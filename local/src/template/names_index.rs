//! From the names and ARNs that intrinsics come to, back to logical ids.

use indexmap::IndexMap;

use super::attributes::physical_name;
use super::error::TemplateError;
use super::names::{function_arn, layer_arn, queue_arn};
use super::scope::Scope;

/// Logical ids by what refers to them.
#[derive(Debug, Default)]
pub(super) struct NamesIndex {
    names: IndexMap<String, String>,
    queues: IndexMap<String, String>,
    functions: IndexMap<String, String>,
    layers: IndexMap<String, String>,
    buckets: IndexMap<String, String>,
}

impl NamesIndex {
    /// Works out the physical name of each resource in `ids`.
    pub(super) fn new<'a>(
        scope: &Scope,
        ids: impl Iterator<Item = &'a str>,
    ) -> Result<Self, TemplateError> {
        let mut index = Self::default();
        for id in ids {
            let name = physical_name(scope, id, 0).map_err(|problem| TemplateError::Property {
                resource: id.to_owned(),
                property: "name".into(),
                problem,
            })?;
            let group = match scope.document.resource_type(id) {
                Some("AWS::SQS::Queue") => Some((&mut index.queues, queue_arn(&name))),
                Some("AWS::Serverless::Function") => {
                    Some((&mut index.functions, function_arn(&name)))
                }
                Some("AWS::Serverless::LayerVersion") => {
                    Some((&mut index.layers, layer_arn(&name)))
                }
                Some("AWS::S3::Bucket") => Some((&mut index.buckets, name.clone())),
                _ => None,
            };
            if let Some((group, reference)) = group {
                group.insert(reference, id.to_owned());
            }
            index.names.insert(id.to_owned(), name);
        }
        Ok(index)
    }

    /// Physical name of a resource that was indexed, else the id itself.
    pub(super) fn name(&self, id: &str) -> String {
        self.names.get(id).map_or(id, String::as_str).to_owned()
    }

    /// Queue with an ARN.
    pub(super) fn queue(&self, arn: &str) -> Option<String> {
        self.queues.get(arn).cloned()
    }

    /// Function with an ARN.
    pub(super) fn function(&self, arn: &str) -> Option<String> {
        self.functions.get(arn).cloned()
    }

    /// Layer with an ARN.
    pub(super) fn layer(&self, arn: &str) -> Option<String> {
        self.layers.get(arn).cloned()
    }

    /// Bucket with a name.
    pub(super) fn bucket(&self, name: &str) -> Option<String> {
        self.buckets.get(name).cloned()
    }
}
