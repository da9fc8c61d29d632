//! The layers together, around handlers of a line or two.

use axum::{
    Json, Router,
    body::Body,
    response::Response,
    routing::{get, post},
};
use garde::Validate;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use serde::Deserialize;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{
    Caller, Edge, PageQuery, Problem, ProblemBody, ValidJson, ValidPath, ValidQuery, body_limit,
    service,
};
use crate::ids::JobId;

#[derive(Deserialize, Validate)]
struct Note {
    #[garde(length(chars, min = 1, max = 10))]
    text: String,
}

async fn note(ValidJson(note): ValidJson<Note>) -> Json<Value> {
    Json(json!({"text": note.text}))
}

async fn maybe_note(body: Option<ValidJson<Note>>) -> Json<Value> {
    Json(json!({"there": body.is_some()}))
}

async fn job(ValidPath(id): ValidPath<JobId>) -> String {
    id.to_string()
}

async fn mine(caller: Caller) -> String {
    caller.username
}

async fn broken() -> Result<String, Problem> {
    panic!("a secret that nobody may see")
}

async fn list(ValidQuery(page): ValidQuery<PageQuery>) -> Json<Value> {
    Json(json!({"limit": page.limit()}))
}

async fn told() -> (StatusCode, Json<Value>) {
    (
        StatusCode::SERVICE_UNAVAILABLE,
        Json(json!({"status": "unavailable"})),
    )
}

async fn bare() -> (StatusCode, &'static str) {
    (StatusCode::SERVICE_UNAVAILABLE, "upstream connect error")
}

fn app() -> Router {
    let router = Router::new()
        .route("/notes", post(note))
        .route("/maybe", post(maybe_note))
        .route("/small", post(note).layer(body_limit(4)))
        .route("/jobs/{id}", get(job))
        .route("/mine", get(mine))
        .route("/broken", get(broken))
        .route("/list", get(list))
        .route("/told", get(told))
        .route("/bare", get(bare));
    service(router, Edge::open())
}

async fn send(request: Request<Body>) -> Response {
    app().oneshot(request).await.unwrap()
}

async fn problem(request: Request<Body>) -> ProblemBody {
    let response = send(request).await;
    let status = response.status();
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "application/problem+json"
    );
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let body: ProblemBody = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(body.status, status.as_u16());
    body
}

fn get_from(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

fn post_to(path: &str, body: &str) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_owned()))
        .unwrap()
}

#[tokio::test]
async fn a_panic_is_a_problem_that_tells_nothing() {
    let body = problem(get_from("/broken")).await;
    assert_eq!(body.code.as_str(), "internal");
    assert!(!serde_json::to_string(&body).unwrap().contains("secret"));
}

#[tokio::test]
async fn a_bare_error_becomes_the_nearest_problem() {
    let body = problem(get_from("/bare")).await;
    assert_eq!(body.code.as_str(), "service-unavailable");
    assert!(!serde_json::to_string(&body).unwrap().contains("upstream"));
}

#[tokio::test]
async fn an_error_that_a_handler_put_into_words_keeps_them() {
    let response = send(get_from("/told")).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(&bytes[..], b"{\"status\":\"unavailable\"}");
}

#[tokio::test]
async fn every_rejection_is_a_problem_with_its_code() {
    let cases = [
        (post_to("/notes", "{"), "malformed-body"),
        (post_to("/notes", "{}"), "validation-failed"),
        (
            post_to("/notes", "{\"text\":\"far too long for it\"}"),
            "validation-failed",
        ),
        (post_to("/small", "{\"text\":\"a\"}"), "payload-too-large"),
        (
            Request::post("/notes").body(Body::from("{}")).unwrap(),
            "unsupported-media-type",
        ),
        (get_from("/jobs/not-an-id"), "not-found"),
        (get_from("/list?limit=0"), "validation-failed"),
        (get_from("/list?limit=many"), "malformed-request"),
        (get_from("/nowhere"), "not-found"),
        (get_from("/notes"), "method-not-allowed"),
        (get_from("/mine"), "unauthenticated"),
    ];
    for (request, code) in cases {
        let path = request.uri().clone();
        assert_eq!(problem(request).await.code.as_str(), code, "{path}");
    }
}

#[tokio::test]
async fn a_body_may_be_left_out_where_it_is_optional() {
    let there = async |request| {
        let bytes = send(request)
            .await
            .into_body()
            .collect()
            .await
            .unwrap()
            .to_bytes();
        serde_json::from_slice::<Value>(&bytes).unwrap()["there"].as_bool()
    };
    assert_eq!(
        there(Request::post("/maybe").body(Body::empty()).unwrap()).await,
        Some(false)
    );
    assert_eq!(there(post_to("/maybe", "")).await, Some(false));
    assert_eq!(
        there(post_to("/maybe", "{\"text\":\"a\"}")).await,
        Some(true)
    );
    assert_eq!(
        problem(post_to("/maybe", "{")).await.code.as_str(),
        "malformed-body"
    );
}

#[tokio::test]
async fn without_a_token_the_challenge_says_so() {
    let response = send(get_from("/mine")).await;
    assert_eq!(
        response.headers()[header::WWW_AUTHENTICATE],
        "Bearer realm=\"nazar\""
    );
}

#[tokio::test]
async fn every_answer_has_its_id_and_tells_browsers_to_keep_off() {
    let response = send(post_to("/notes", "{\"text\":\"a\"}")).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["x-request-id"].len(), 26);
    assert_eq!(
        response.headers()[header::X_CONTENT_TYPE_OPTIONS],
        "nosniff"
    );
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    assert!(
        response
            .headers()
            .contains_key(header::CONTENT_SECURITY_POLICY)
    );
}

#[tokio::test]
async fn problems_come_in_the_language_that_is_asked_for() {
    let mut request = get_from("/nowhere");
    request
        .headers_mut()
        .insert(header::ACCEPT_LANGUAGE, "de, ru;q=0.5".parse().unwrap());
    assert_eq!(problem(request).await.title, "Не найдено");
}
