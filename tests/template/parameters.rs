//! Parameters: each has a default, so that `cargo run` needs none, and none is a list.

use serde_json::json;

use crate::{
    mutation::{assert_clean, assert_reports},
    template::Template,
};

fn findings(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    for (name, parameter) in template.root["Parameters"]
        .as_object()
        .into_iter()
        .flatten()
    {
        if parameter["Default"].is_null() {
            found.push(format!("{name}: no default"));
        }
        // SAM's transform gives its own resources the text "a,b", and the API would allow one strange origin.
        if parameter["Type"] != "String" && parameter["Type"] != "Number" {
            found.push(format!(
                "{name}: a list reaches SAM's resources as one text; split it"
            ));
        }
    }
    let origins = json!({"Fn::Split": [",", {"Ref": "AllowedOrigins"}]});
    let cors = &template.resource("Api")["Properties"]["CorsConfiguration"];
    let rule = &template.resource("MediaBucket")["Properties"]["CorsConfiguration"]["CorsRules"][0];
    if cors["AllowOrigins"] != origins || rule["AllowedOrigins"] != origins {
        found.push("AllowedOrigins: not what the API and the bucket allow".to_owned());
    }
    if cors["AllowCredentials"] == true {
        found.push("Api: sends cookies to other origins".to_owned());
    }
    found
}

#[test]
fn parameters_arrive_as_they_are_meant() {
    assert_clean(findings);
}

#[test]
fn a_wrong_parameter_is_reported() {
    let cors = "/Resources/Api/Properties/CorsConfiguration";
    let cases = [
        (
            "/Parameters/AllowedOrigins/Type".to_owned(),
            json!("CommaDelimitedList"),
            "one text",
        ),
        (
            "/Parameters/Stage/Default".to_owned(),
            json!(null),
            "Stage: no default",
        ),
        (
            format!("{cors}/AllowOrigins"),
            json!(["*"]),
            "not what the API",
        ),
        (
            cors.to_owned(),
            json!({"AllowCredentials": true}),
            "sends cookies",
        ),
    ];
    for (pointer, value, part) in cases {
        assert_reports(findings, &pointer, value, part);
    }
}
