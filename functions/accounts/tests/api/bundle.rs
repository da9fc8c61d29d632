//! The function with empty tables, and requests as API Gateway would hand them over.

use aws_sdk_dynamodb::Client;
use axum::{Router, body::Body, response::Response};
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use lambda_http::{
    aws_lambda_events::apigw::ApiGatewayV2httpRequestContext, request::RequestContext,
};
use nazar::config::Environment;
use nazar_accounts::Context;
use nazar_tests::tables;
use serde_json::{Value, json};
use tower::ServiceExt;

const TABLES: [&str; 3] = ["accounts", "control", "keys"];
/// What everybody in these tests has for a password.
pub(crate) const PASSWORD: &str = "marigolds-in-november";

/// The function, and the client that its tables are reached with.
pub(crate) struct Bundle {
    pub(crate) client: Client,
    router: Router,
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    pub(crate) fn text(&self, field: &str) -> String {
        self.body[field]
            .as_str()
            .unwrap_or_else(|| panic!("no {field} in {self:?}"))
            .to_owned()
    }
}

impl Bundle {
    /// With limits so wide that no test meets them by chance.
    pub(crate) async fn new() -> Self {
        Self::with_scale("1000").await
    }

    pub(crate) async fn with_scale(scale: &str) -> Self {
        let client = Client::new(&tables::serve(&TABLES).await);
        let router = Self::router(&client, scale).await;
        Self { client, router }
    }

    /// The function as another process would start it on the same tables.
    pub(crate) async fn router(client: &Client, scale: &str) -> Router {
        let environment = Environment::of(&[
            ("ACCOUNTS_TABLE", "accounts"),
            ("CONTROL_TABLE", "control"),
            ("KEYS_TABLE", "keys"),
            ("TOKEN_ISSUER", "nazar"),
            ("TOKEN_AUDIENCE", "nazar-api"),
            ("RATE_LIMIT_SCALE", scale),
        ]);
        nazar_accounts::router(
            Context::with(
                &environment,
                client,
                std::sync::Arc::new(nazar::mail::Nobody),
            )
            .await
            .unwrap(),
        )
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        read(self.router.clone().oneshot(request).await.unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(post(path, body)).await
    }

    /// Posts with an access token.
    pub(crate) async fn post_as(&self, token: &str, path: &str, body: &Value) -> Answer {
        let mut request = post(path, body);
        let bearer = format!("Bearer {token}").parse().unwrap();
        request.headers_mut().insert(header::AUTHORIZATION, bearer);
        self.send(request).await
    }

    pub(crate) async fn sign_up(&self, username: &str) -> Answer {
        self.post("/api/v1/auth/sign-up", &person(username)).await
    }

    pub(crate) async fn sign_in(&self, username: &str) -> Answer {
        self.post(
            "/api/v1/auth/sign-in",
            &json!({"username": username, "password": PASSWORD}),
        )
        .await
    }

    pub(crate) async fn refresh(&self, token: &str) -> Answer {
        self.post("/api/v1/auth/refresh", &json!({"refresh_token": token}))
            .await
    }
}

pub(crate) fn person(username: &str) -> Value {
    json!({"username": username, "email": format!("{username}@example.org"), "password": PASSWORD})
}

/// A request from `192.0.2.1`.
pub(crate) fn post(path: &str, body: &Value) -> Request<Body> {
    post_from("192.0.2.1", path, body)
}

pub(crate) fn post_from(address: &str, path: &str, body: &Value) -> Request<Body> {
    let mut context = ApiGatewayV2httpRequestContext::default();
    context.request_id = Some("gateway-request-id".to_owned());
    context.http.source_ip = Some(address.to_owned());
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .extension(RequestContext::ApiGatewayV2(context))
        .body(Body::from(body.to_string()))
        .unwrap()
}

async fn read(response: Response) -> Answer {
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let body = if bytes.is_empty() {
        Value::Null
    } else {
        serde_json::from_slice(&bytes).unwrap()
    };
    Answer {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}
