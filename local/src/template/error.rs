//! What can be wrong with a template, said so that the line is easy to find.

use std::path::PathBuf;

/// Why a template cannot be run.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The file cannot be read.
    #[error("cannot read the template {path}: {source}")]
    Read {
        /// File asked for.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not YAML, or not the shape of a template.
    #[error("the template is not valid: {0}")]
    Syntax(String),
    /// A parameter has no value, or one that is not allowed.
    #[error("parameter {name}: {problem}")]
    Parameter {
        /// Parameter name.
        name: String,
        /// What is wrong.
        problem: String,
    },
    /// A property of a resource is missing, wrong or refers to nothing.
    #[error("resource {resource}, property {property}: {problem}")]
    Property {
        /// Logical id.
        resource: String,
        /// Dotted path from the resource.
        property: String,
        /// What is wrong.
        problem: String,
    },
}
