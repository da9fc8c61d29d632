//! Functions that do not start, and what a function finds when it does.

use serde_json::json;

use super::harness::Running;

async fn problem(start: &str) -> String {
    let local = Running::start(&[&format!("Environment: {{Variables: {{START: {start}}}}}")]).await;
    let error = local.invoke(&json!({})).await.unwrap_err().to_string();
    let url = format!("{}/x", local.cloud.base_url());
    let response = local.client.get(url).send().await.unwrap();
    assert_eq!(response.status(), 500);
    assert_eq!(
        response.text().await.unwrap(),
        r#"{"message":"Internal Server Error"}"#
    );
    local.shows(&format!("| {error}\n")).await;
    error
}

#[tokio::test]
async fn a_function_that_exits_at_start() {
    assert_eq!(
        problem("exit").await,
        "the function does not start: its process ended at start (exit status: 3)"
    );
}

#[tokio::test]
async fn a_function_that_reports_why_it_cannot_start() {
    assert_eq!(
        problem("fail").await,
        "the function does not start: Init: no model"
    );
}

#[tokio::test]
async fn a_function_that_never_asks_for_work() {
    assert_eq!(
        problem("silent").await,
        "the function does not start: it did not ask for work within 1 s"
    );
}

#[tokio::test]
async fn the_environment_is_that_of_lambda_and_of_the_template() {
    let extra = [
        "FunctionName: the-probe",
        "MemorySize: 256",
        "Environment: {Variables: {API: !Ref Api, OPT: /opt/x}}",
    ];
    let local = Running::start(&extra).await;
    let environment = local.answer("environment").await;
    let base_url = local.cloud.base_url();
    let expected = [
        ("API", "Api"),
        ("OPT", "/opt/x"),
        ("AWS_LAMBDA_FUNCTION_NAME", "the-probe"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ENDPOINT_URL_SQS", base_url),
    ];
    for (name, value) in expected {
        assert_eq!(environment[name], value, "{name}");
    }
    // Cargo set some for this very process; a function must not see its caller's environment.
    let names = environment.as_object().unwrap().keys();
    assert_eq!(names.filter(|name| name.starts_with("CARGO")).count(), 0);
}
