//! Events of a function: routes, queues, buckets and schedules.

use std::time::Duration;

use serde_json::Value;

use super::buckets::notification;
use super::error::TemplateError;
use super::model::{QueueSource, Route, Schedule, Stack, Target};
use super::names_index::NamesIndex;
use super::properties::Properties;

/// The API that SAM makes for events that name none.
pub(super) const IMPLICIT_API: &str = "ServerlessHttpApi";
const METHODS: [&str; 8] = [
    "ANY", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
];
/// API Gateway waits no longer for an integration.
const MAX_INTEGRATION_MS: u32 = 30_000;

/// Adds what the events of one function ask for to the stack.
pub(super) fn add(
    stack: &mut Stack,
    index: &NamesIndex,
    properties: &Properties<'_>,
) -> Result<(), TemplateError> {
    let Some(events) = properties.child("Events")? else {
        return Ok(());
    };
    for name in events.names() {
        let event = events
            .child(name)?
            .ok_or_else(|| events.fault(name, "it is not a map"))?;
        let empty = || Properties::clone(&event);
        let details = event.child("Properties")?.unwrap_or_else(empty);
        let function = properties.resource();
        match event.required_text("Type")?.as_str() {
            "HttpApi" => add_route(stack, function, &details)?,
            "SQS" => stack
                .queue_sources
                .push(queue_source(index, function, &details)?),
            "S3" => add_notification(stack, index, function, &details)?,
            "Schedule" => stack
                .schedules
                .push(schedule(function, name, &details, "Schedule")?),
            "ScheduleV2" => {
                stack
                    .schedules
                    .push(schedule(function, name, &details, "ScheduleExpression")?);
            }
            other => {
                return Err(event.fault("Type", format!("events of type {other} do not run here")));
            }
        }
    }
    Ok(())
}

fn add_route(
    stack: &mut Stack,
    function: &str,
    event: &Properties<'_>,
) -> Result<(), TemplateError> {
    let api = event
        .text("ApiId")?
        .unwrap_or_else(|| IMPLICIT_API.to_owned());
    let path = event.text("Path")?.unwrap_or_else(|| "$default".to_owned());
    let method = event
        .text("Method")?
        .unwrap_or_else(|| "ANY".to_owned())
        .to_uppercase();
    if !METHODS.contains(&method.as_str()) {
        return Err(event.fault("Method", format!("{method} is not a method of an HTTP API")));
    }
    check_path(event, &path)?;
    if event
        .text("PayloadFormatVersion")?
        .is_some_and(|version| version != "2.0")
    {
        return Err(event.fault(
            "PayloadFormatVersion",
            "only payloads of version 2.0 run here",
        ));
    }
    let timeout = event
        .number("TimeoutInMillis", 50, MAX_INTEGRATION_MS)?
        .unwrap_or(MAX_INTEGRATION_MS);
    let route = Route {
        method,
        path,
        function: function.to_owned(),
        timeout: Duration::from_millis(timeout.into()),
    };
    let Some(api) = stack.apis.get_mut(&api) else {
        return Err(event.fault("ApiId", format!("no HTTP API of the template is {api}")));
    };
    if api
        .routes
        .iter()
        .any(|other| other.path == route.path && other.method == route.method)
    {
        return Err(event.fault(
            "Path",
            format!("{} {} is routed twice", route.method, route.path),
        ));
    }
    api.routes.push(route);
    Ok(())
}

fn check_path(event: &Properties<'_>, path: &str) -> Result<(), TemplateError> {
    if path == "$default" {
        return Ok(());
    }
    if !path.starts_with('/') {
        return Err(event.fault("Path", format!("{path} does not begin with a slash")));
    }
    match path.split_once("+}") {
        Some((_, rest)) if !rest.is_empty() => {
            Err(event.fault("Path", format!("{path}: a greedy part comes last")))
        }
        _ => Ok(()),
    }
}

fn queue_source(
    index: &NamesIndex,
    function: &str,
    event: &Properties<'_>,
) -> Result<QueueSource, TemplateError> {
    let arn = event.required_text("Queue")?;
    let queue = index
        .queue(&arn)
        .ok_or_else(|| event.fault("Queue", format!("no queue of the template is {arn}")))?;
    let batch_size = event.number("BatchSize", 1, 10_000)?.unwrap_or(10);
    let window = event
        .number("MaximumBatchingWindowInSeconds", 0, 300)?
        .unwrap_or(0);
    if batch_size > 10 && window == 0 {
        return Err(event.fault(
            "BatchSize",
            "more than 10 needs MaximumBatchingWindowInSeconds of at least 1",
        ));
    }
    if event.value("FilterCriteria")?.is_some() {
        return Err(event.fault("FilterCriteria", "filters do not run here"));
    }
    let response_types = event.texts("FunctionResponseTypes")?;
    if let Some(wrong) = response_types
        .iter()
        .find(|kind| *kind != "ReportBatchItemFailures")
    {
        return Err(event.fault(
            "FunctionResponseTypes",
            format!("{wrong} is not ReportBatchItemFailures"),
        ));
    }
    let max_concurrency = match event.child("ScalingConfig")? {
        Some(scaling) => scaling.number("MaximumConcurrency", 2, 1_000)?,
        None => None,
    };
    Ok(QueueSource {
        function: function.to_owned(),
        queue,
        batch_size,
        window: Duration::from_secs(window.into()),
        partial_failures: !response_types.is_empty(),
        max_concurrency,
        enabled: event.flag("Enabled")?.unwrap_or(true),
    })
}

fn add_notification(
    stack: &mut Stack,
    index: &NamesIndex,
    function: &str,
    event: &Properties<'_>,
) -> Result<(), TemplateError> {
    let name = event.required_text("Bucket")?;
    let unknown = || event.fault("Bucket", format!("no bucket of the template is {name}"));
    let bucket = index.bucket(&name).ok_or_else(unknown)?;
    stack.notifications.push(notification(
        &bucket,
        event,
        "Events",
        Target::Function(function.to_owned()),
    )?);
    Ok(())
}

fn schedule(
    function: &str,
    event_name: &str,
    event: &Properties<'_>,
    expression: &str,
) -> Result<Schedule, TemplateError> {
    let input = match event.text("Input")? {
        Some(text) => Some(
            serde_json::from_str::<Value>(&text)
                .map_err(|error| event.fault("Input", format!("it is not JSON: {error}")))?,
        ),
        None => None,
    };
    let text = event.required_text(expression)?;
    if !["rate(", "cron(", "at("]
        .iter()
        .any(|start| text.starts_with(start))
        || !text.ends_with(')')
    {
        return Err(event.fault(
            expression,
            format!("{text} is neither rate(...), cron(...) nor at(...)"),
        ));
    }
    let enabled = match event.text("State")?.as_deref() {
        Some(state) => state == "ENABLED",
        None => event.flag("Enabled")?.unwrap_or(true),
    };
    Ok(Schedule {
        name: event
            .text("Name")?
            .unwrap_or_else(|| format!("{function}{event_name}")),
        function: function.to_owned(),
        expression: text,
        timezone: event
            .text("ScheduleExpressionTimezone")?
            .unwrap_or_else(|| "UTC".to_owned()),
        input,
        enabled,
    })
}
