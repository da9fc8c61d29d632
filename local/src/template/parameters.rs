//! Values of the template's parameters: defaults, overrides, and the checks CloudFormation makes.

use indexmap::IndexMap;
use serde_json::Value;

use super::document::Document;
use super::error::TemplateError;

/// Parameter values by name. Numbers stay text, as CloudFormation keeps them; lists are split at commas.
pub(super) fn values(
    document: &Document,
    overrides: &IndexMap<String, String>,
) -> Result<IndexMap<String, Value>, TemplateError> {
    if let Some(unknown) = overrides
        .keys()
        .find(|name| document.entry("Parameters", name).is_none())
    {
        return Err(fault(unknown, "the template has no such parameter"));
    }
    document
        .section("Parameters")
        .map(|(name, declaration)| {
            Ok((name.clone(), value(name, declaration, overrides.get(name))?))
        })
        .collect()
}

fn value(name: &str, declaration: &Value, given: Option<&String>) -> Result<Value, TemplateError> {
    let text = match (given, declaration.get("Default")) {
        (Some(given), _) => given.clone(),
        (None, Some(default)) => {
            scalar(default).ok_or_else(|| fault(name, "its default is neither text nor number"))?
        }
        (None, None) => {
            return Err(fault(
                name,
                "it has no default: give it with --parameter-overrides",
            ));
        }
    };
    check(name, declaration, &text)?;
    let kind = declaration
        .get("Type")
        .and_then(Value::as_str)
        .unwrap_or("String");
    if kind == "CommaDelimitedList" || kind.starts_with("List<") {
        return Ok(text
            .split(',')
            .map(|item| Value::from(item.trim()))
            .collect());
    }
    if kind == "Number" && text.parse::<f64>().is_err() {
        return Err(fault(name, &format!("{text:?} is not a number")));
    }
    Ok(Value::String(text))
}

fn check(name: &str, declaration: &Value, text: &str) -> Result<(), TemplateError> {
    let Some(allowed) = declaration.get("AllowedValues").and_then(Value::as_array) else {
        return Ok(());
    };
    let allowed: Vec<String> = allowed.iter().filter_map(scalar).collect();
    if allowed.iter().any(|value| value == text) {
        return Ok(());
    }
    Err(fault(
        name,
        &format!("{text:?} is not one of {}", allowed.join(", ")),
    ))
}

/// Text of a string, number or boolean, as CloudFormation writes it.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn fault(name: &str, problem: &str) -> TemplateError {
    TemplateError::Parameter {
        name: name.to_owned(),
        problem: problem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Parameters:\n  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}\n  \
        Scale: {Type: Number, Default: 1}\n  Names: {Type: CommaDelimitedList, Default: 'a, b'}\nResources: {}\n";

    fn read(pairs: &[(&str, &str)]) -> Result<IndexMap<String, Value>, TemplateError> {
        let overrides = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        values(&Document::parse(TEXT).unwrap(), &overrides)
    }

    #[test]
    fn defaults_and_overrides() {
        let values = read(&[("Scale", "100")]).unwrap();
        assert_eq!(values["Stage"], "dev");
        assert_eq!(values["Scale"], "100");
        assert_eq!(values["Names"], serde_json::json!(["a", "b"]));
    }

    #[test]
    fn wrong_values_name_the_parameter() {
        for (name, value) in [("Stage", "test"), ("Scale", "many"), ("Stadium", "x")] {
            let message = read(&[(name, value)]).unwrap_err().to_string();
            assert!(
                message.starts_with(&format!("parameter {name}: ")),
                "{message}"
            );
        }
    }
}
