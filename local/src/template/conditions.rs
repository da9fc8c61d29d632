//! The Conditions section: which resources and values there are.

use serde_json::Value;

use super::scope::{MAX_DEPTH, Scope};

impl Scope {
    /// Whether a named condition holds.
    pub(super) fn condition(&self, name: &str) -> Result<bool, String> {
        self.named_condition(name, 0)
    }

    /// As [`Scope::condition`], from within another expression.
    pub(super) fn named_condition(&self, name: &str, depth: usize) -> Result<bool, String> {
        match self.document.entry("Conditions", name) {
            Some(expression) => self.holds(expression, depth + 1),
            None => Err(format!("there is no condition {name}")),
        }
    }

    fn holds(&self, expression: &Value, depth: usize) -> Result<bool, String> {
        if depth > MAX_DEPTH {
            return Err("a condition refers to itself".into());
        }
        let entries = expression
            .as_object()
            .ok_or("a condition is a function of other values")?;
        let mut entries = entries.iter();
        let (Some((function, argument)), None) = (entries.next(), entries.next()) else {
            return Err("a condition is one function".into());
        };
        match (function.as_str(), argument) {
            ("Condition", Value::String(name)) => self.named_condition(name, depth),
            ("Fn::Equals", Value::Array(sides)) => match sides.as_slice() {
                [left, right] => Ok(self.text(left, depth)? == self.text(right, depth)?),
                _ => Err("Equals takes two values".into()),
            },
            ("Fn::Not", Value::Array(inner)) => match inner.as_slice() {
                [inner] => Ok(!self.holds(inner, depth + 1)?),
                _ => Err("Not takes one condition".into()),
            },
            ("Fn::And", Value::Array(all)) => all.iter().try_fold(true, |so_far, inner| {
                Ok(self.holds(inner, depth + 1)? && so_far)
            }),
            ("Fn::Or", Value::Array(any)) => any.iter().try_fold(false, |so_far, inner| {
                Ok(self.holds(inner, depth + 1)? || so_far)
            }),
            _ => Err(format!("{function} is not a condition function")),
        }
    }
}
