//! Sample events: at least one per function, and each one could really come to that function.

use serde_json::Value;

use crate::template::{Template, repository, target};

/// The name and content of every file under events/.
fn samples() -> anyhow::Result<Vec<(String, Value)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(repository().join("events"))? {
        let path = entry?.path();
        let name = path
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned());
        found.push((
            name.unwrap_or_default(),
            serde_json::from_slice(&std::fs::read(&path)?)?,
        ));
    }
    Ok(found)
}

fn findings(template: &Template, samples: &[(String, Value)]) -> Vec<String> {
    let mut found = Vec::new();
    let mut unclaimed: Vec<&str> = samples.iter().map(|(name, _)| name.as_str()).collect();
    for (id, function) in template.functions() {
        let binary = function["Metadata"]["BuildProperties"]["Binary"]
            .as_str()
            .unwrap_or_default();
        let prefix = format!("{binary}-");
        let own: Vec<_> = samples
            .iter()
            .filter(|(name, _)| name.starts_with(&prefix))
            .collect();
        if own.is_empty() {
            found.push(format!("{id}: no events/{binary}-*.json"));
        }
        unclaimed.retain(|name| !name.starts_with(&prefix));
        for (name, event) in own {
            let comes = comes_by_route(template, id, event)
                || comes_by_queue(template, id, event)
                || comes_by_schedule(template, id, event);
            if !comes {
                found.push(format!("events/{name}.json: does not come to {id}"));
            }
        }
    }
    found.extend(
        unclaimed
            .iter()
            .map(|name| format!("events/{name}.json: for no function")),
    );
    found
}

fn comes_by_route(template: &Template, function: &str, event: &Value) -> bool {
    let routes = template.events("HttpApi");
    let mut own = routes.iter().filter(|route| route.function == function);
    event["version"] == "2.0"
        && event["rawPath"] == event["requestContext"]["http"]["path"]
        && own.any(|route| {
            let [method, path] = ["Method", "Path"].map(|name| route.properties[name].as_str());
            let key = format!(
                "{} {}",
                method.unwrap_or_default(),
                path.unwrap_or_default()
            );
            event["routeKey"] == key
        })
}

fn comes_by_queue(template: &Template, function: &str, event: &Value) -> bool {
    let Some(records) = event["Records"].as_array() else {
        return false;
    };
    let sources = template.events("SQS");
    let names: Vec<String> = sources
        .iter()
        .filter(|source| source.function == function)
        .filter_map(|source| target(&source.properties["Queue"]))
        .filter_map(|queue| template.resource(queue)["Properties"]["QueueName"]["Fn::Sub"].as_str())
        .map(|name| format!(":{}", name.replace("${Stage}", "dev")))
        .collect();
    !records.is_empty()
        && records.iter().all(|record| {
            let source = record["eventSourceARN"].as_str().unwrap_or_default();
            names.iter().any(|name| source.ends_with(name))
        })
}

fn comes_by_schedule(template: &Template, function: &str, event: &Value) -> bool {
    let rules: Vec<&str> = event["resources"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let schedules = template.events("Schedule");
    let mut names = schedules
        .iter()
        .filter(|schedule| schedule.function == function)
        .filter_map(|schedule| schedule.properties["Name"]["Fn::Sub"].as_str())
        .map(|name| format!(":rule/{}", name.replace("${Stage}", "dev")));
    event["detail-type"] == "Scheduled Event"
        && names.any(|name| rules.iter().any(|rule| rule.ends_with(&name)))
}

#[test]
fn every_function_has_a_sample_that_reaches_it() {
    let found = findings(&Template::read().unwrap(), &samples().unwrap());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_missing_or_misrouted_sample_is_reported() {
    let template = Template::read().unwrap();
    let good = samples().unwrap();
    let reports = |changed: &[(String, Value)], part: &str| {
        let found = findings(&template, changed);
        assert!(
            found.iter().any(|finding| finding.contains(part)),
            "{part}: {found:?}"
        );
    };
    let without: Vec<_> = good
        .iter()
        .filter(|(name, _)| !name.starts_with("platform-"))
        .cloned()
        .collect();
    reports(&without, "PlatformFunction: no events/platform-");

    for (name, pointer) in [
        ("accounts-sign-up", "/routeKey"),
        ("upload-gate-arrived", "/Records/0/eventSourceARN"),
        ("recall-watch-schedule", "/resources/0"),
    ] {
        let mut changed = good.clone();
        let (_, event) = changed
            .iter_mut()
            .find(|(sample, _)| sample == name)
            .unwrap();
        *event.pointer_mut(pointer).unwrap() = "elsewhere".into();
        reports(&changed, &format!("events/{name}.json: does not come to"));
    }

    let mut stray = good;
    stray.push(("weather-question".to_owned(), Value::Null));
    reports(&stray, "weather-question.json: for no function");
}
