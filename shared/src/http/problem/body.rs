//! A problem as it is written: `application/problem+json`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{FieldError, Problem};
use crate::{
    code::Code,
    i18n::{self, Locale},
};

/// Why a request, or a job, was not done (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Where the problem is described: a reference to our documentation.
    #[serde(rename = "type")]
    #[schema(format = "uri-reference", example = "/docs/problems#validation-failed")]
    pub problem_type: String,
    /// What happened, in a few words, in the reader's language.
    #[schema(example = "Some fields are not valid")]
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, example = 422)]
    pub status: u16,
    /// What happened, in the reader's language.
    pub detail: String,
    /// The stable code to branch on.
    #[schema(value_type = String, example = "validation-failed")]
    pub code: Code,
    /// What can be done about it, in the reader's language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
    /// What is wrong with single fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The request's id: quote it when you report the problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "JKJaXmPLvHcESHA=")]
    pub instance: Option<String>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldProblem {
    /// Which field, as a JSON pointer (RFC 6901) into the request's body.
    #[schema(example = "/email")]
    pub pointer: String,
    /// The stable code of the rule.
    #[schema(example = "invalid-email")]
    pub code: String,
    /// The rule, in the reader's language.
    pub detail: String,
}

impl ProblemBody {
    /// The words for a problem. `instance` is the request's id, if there is one.
    pub fn new(problem: &Problem, locale: Locale, instance: Option<&str>) -> Self {
        let code = problem.code();
        let id = code.as_str();
        Self {
            problem_type: format!("/docs/problems#{id}"),
            title: i18n::text(locale, id, Some("title"), &problem.arguments),
            status: code.status(),
            detail: i18n::text(locale, id, Some("detail"), &problem.arguments),
            code,
            suggestions: i18n::texts(locale, id, "suggestion", &problem.arguments),
            errors: problem
                .errors
                .iter()
                .map(|error| FieldProblem::new(error, locale))
                .collect(),
            instance: instance.map(str::to_owned),
        }
    }

    /// The words for a code alone, as a failed job has it.
    pub fn of_code(code: Code, locale: Locale) -> Self {
        Self::new(&Problem::new(code), locale, None)
    }
}

impl FieldProblem {
    fn new(error: &FieldError, locale: Locale) -> Self {
        let id = format!("field-{}", error.code.as_str());
        Self {
            pointer: error.pointer.clone(),
            code: error.code.as_str().to_owned(),
            detail: i18n::text(locale, &id, None, &error.arguments),
        }
    }
}
