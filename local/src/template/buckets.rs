//! S3 buckets and their notifications.

use super::error::TemplateError;
use super::model::{Bucket, CorsRule, Notification, Target};
use super::names_index::NamesIndex;
use super::properties::Properties;

/// Reads an `AWS::S3::Bucket`.
pub(super) fn bucket(properties: &Properties<'_>, name: String) -> Result<Bucket, TemplateError> {
    let rules = match properties.child("CorsConfiguration")? {
        Some(cors) => cors.children("CorsRules")?,
        None => Vec::new(),
    };
    let cors = rules.iter().map(cors_rule).collect::<Result<_, _>>()?;
    Ok(Bucket {
        id: properties.resource().to_owned(),
        name,
        cors,
    })
}

fn cors_rule(rule: &Properties<'_>) -> Result<CorsRule, TemplateError> {
    Ok(CorsRule {
        allowed_origins: rule.texts("AllowedOrigins")?,
        allowed_methods: rule.texts("AllowedMethods")?,
        allowed_headers: rule.texts("AllowedHeaders")?,
        exposed_headers: rule.texts("ExposedHeaders")?,
        max_age: rule.number("MaxAge", 0, u32::MAX)?.map(u64::from),
    })
}

/// Reads the `NotificationConfiguration` of a bucket.
pub(super) fn notifications(
    properties: &Properties<'_>,
    index: &NamesIndex,
) -> Result<Vec<Notification>, TemplateError> {
    let Some(configuration) = properties.child("NotificationConfiguration")? else {
        return Ok(Vec::new());
    };
    if !configuration.children("TopicConfigurations")?.is_empty() {
        return Err(configuration.fault("TopicConfigurations", "topics do not run here"));
    }
    let mut notifications = Vec::new();
    for rule in configuration.children("QueueConfigurations")? {
        let arn = rule.required_text("Queue")?;
        let queue = index
            .queue(&arn)
            .ok_or_else(|| rule.fault("Queue", format!("no queue of the template is {arn}")))?;
        notifications.push(notification(
            properties.resource(),
            &rule,
            "Event",
            Target::Queue(queue),
        )?);
    }
    for rule in configuration.children("LambdaConfigurations")? {
        let arn = rule.required_text("Function")?;
        let function = index.function(&arn).ok_or_else(|| {
            rule.fault("Function", format!("no function of the template is {arn}"))
        })?;
        notifications.push(notification(
            properties.resource(),
            &rule,
            "Event",
            Target::Function(function),
        )?);
    }
    Ok(notifications)
}

/// Reads one rule; `events` is the property that names the events (`Event` in buckets, `Events` in functions).
pub(super) fn notification(
    bucket: &str,
    rule: &Properties<'_>,
    events: &str,
    target: Target,
) -> Result<Notification, TemplateError> {
    let names = rule.texts(events)?;
    if names.is_empty() {
        return Err(rule.fault(events, "it is missing"));
    }
    if let Some(wrong) = names.iter().find(|name| !name.starts_with("s3:")) {
        return Err(rule.fault(events, format!("{wrong} is not an S3 event")));
    }
    let mut notification = Notification {
        bucket: bucket.to_owned(),
        events: names,
        prefix: String::new(),
        suffix: String::new(),
        target,
    };
    let key = match rule.child("Filter")? {
        Some(filter) => filter.child("S3Key")?,
        None => None,
    };
    for part in key.map_or_else(|| Ok(Vec::new()), |key| key.children("Rules"))? {
        let value = part.required_text("Value")?;
        match part.required_text("Name")?.to_lowercase().as_str() {
            "prefix" => notification.prefix = value,
            "suffix" => notification.suffix = value,
            other => {
                return Err(part.fault("Name", format!("{other} is neither prefix nor suffix")));
            }
        }
    }
    Ok(notification)
}
