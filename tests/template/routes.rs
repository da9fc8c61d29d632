//! Routes: each is there once, with a method that exists, and no other is.

use std::collections::BTreeMap;

use crate::{
    mutation::{assert_clean, assert_reports},
    template::Template,
};

/// Every path of the API and the function behind it. A new route belongs here, in the template and in docs/.
const ROUTES: &[(&str, &str)] = &[
    (DEFAULT, "PlatformFunction"),
    ("/", "PlatformFunction"),
    ("/.well-known/jwks.json", "AccountsFunction"),
    ("/api/v1/admin/{proxy+}", "ProfileFunction"),
    ("/api/v1/assistant/{proxy+}", "AssistantFunction"),
    ("/api/v1/auth/{proxy+}", "AccountsFunction"),
    ("/api/v1/calligraphy/{proxy+}", "CalligraphyFunction"),
    ("/api/v1/dashboard/{proxy+}", "ProfileFunction"),
    ("/api/v1/gamification/{proxy+}", "EngagementFunction"),
    ("/api/v1/health", "PlatformFunction"),
    ("/api/v1/interactions/{proxy+}", "InteractionsFunction"),
    ("/api/v1/jobs", "UploadsFunction"),
    ("/api/v1/jobs/{proxy+}", "UploadsFunction"),
    ("/api/v1/medications/{proxy+}", "MedicationsFunction"),
    ("/api/v1/notifications", "EngagementFunction"),
    ("/api/v1/notifications/{proxy+}", "EngagementFunction"),
    ("/api/v1/openapi.json", "PlatformFunction"),
    ("/api/v1/pharmacies", "PharmaciesFunction"),
    ("/api/v1/pharmacies/{proxy+}", "PharmaciesFunction"),
    ("/api/v1/push/{proxy+}", "EngagementFunction"),
    ("/api/v1/recalls/{proxy+}", "MedicationsFunction"),
    ("/api/v1/reminders", "EngagementFunction"),
    ("/api/v1/reminders/{proxy+}", "EngagementFunction"),
    ("/api/v1/scans", "ScansFunction"),
    ("/api/v1/scans/{proxy+}", "ScansFunction"),
    ("/api/v1/uploads", "UploadsFunction"),
    ("/api/v1/uploads/{proxy+}", "UploadsFunction"),
    ("/api/v1/users/{proxy+}", "ProfileFunction"),
    ("/docs", "PlatformFunction"),
    ("/docs/{proxy+}", "PlatformFunction"),
    ("/health", "PlatformFunction"),
];

/// Takes what no other route does. SAM makes it of an event without method and path.
const DEFAULT: &str = "$default";

const METHODS: &[&str] = &[
    "ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT",
];

fn findings(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    let mut served: BTreeMap<&str, &str> = BTreeMap::new();
    for event in template.events("HttpApi") {
        let place = format!("{}.{}", event.function, event.name);
        let [method, path] = ["Method", "Path"].map(|name| event.properties[name].as_str());
        let (method, path) = match (method, path) {
            (None, None) => ("ANY", DEFAULT),
            (method, path) => (method.unwrap_or_default(), path.unwrap_or_default()),
        };
        if !METHODS.contains(&method) {
            found.push(format!("{place}: no method is called {method:?}"));
        }
        if event.properties["ApiId"]["Ref"] != "Api" {
            found.push(format!("{place}: not a route of Api"));
        }
        if served.insert(path, event.function).is_some() {
            found.push(format!("{place}: {path:?} is routed twice"));
        }
        if !ROUTES.contains(&(path, event.function)) {
            found.push(format!("{place}: {path:?} is not a route of this function"));
        }
    }
    for (path, function) in ROUTES {
        if served.get(path) != Some(function) {
            found.push(format!("{path} does not lead to {function}"));
        }
    }
    found
}

#[test]
fn every_route_is_there_once() {
    assert_clean(findings);
}

#[test]
fn a_wrong_route_is_reported() {
    let events = "/Resources/UploadsFunction/Properties/Events";
    let cases = [
        ("Jobs/Properties/Method", "PSOT", "no method"),
        ("Jobs/Properties/Path", "/api/v1/job", "not a route"),
        ("Jobs/Properties/Path", "/api/v1/uploads", "routed twice"),
        (
            "Jobs/Properties/Path",
            "/api/v1/health",
            "not a route of this function",
        ),
        (
            "Jobs/Properties/ApiId/Ref",
            "OtherApi",
            "not a route of Api",
        ),
        ("Jobs/Type", "Api", "/api/v1/jobs does not lead to"),
    ];
    for (pointer, value, part) in cases {
        assert_reports(findings, &format!("{events}/{pointer}"), value.into(), part);
    }
    assert_reports(
        findings,
        &format!("{events}/Jobs/Properties/Path"),
        serde_json::Value::Null,
        "\"\" is not a route",
    );
    assert_reports(
        findings,
        "/Resources/PlatformFunction/Properties/Events/Unknown",
        serde_json::json!({}),
        "$default does not lead to",
    );
}
