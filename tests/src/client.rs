//! A client of the API: one person's requests and the answers to them.

use std::time::Duration;

use anyhow::{Context, Result};
use reqwest::{Method, RequestBuilder, StatusCode, header::HeaderMap, multipart};
use serde_json::{Value, json};

use crate::Bundle;

/// The password of every person in the tests: long, and on no list of common ones.
pub const PASSWORD: &str = "seven-copper-lanterns-42";

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status code.
    pub status: StatusCode,
    /// The headers, names in lower case.
    pub headers: HeaderMap,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON, or null when it is not JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// A header's text, or the empty text when it is absent.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The problem's code, or the empty text when the answer is no problem.
    #[must_use]
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Asserts a status and hands the body on as JSON.
    ///
    /// # Panics
    /// When the status is another one.
    #[track_caller]
    pub fn expect_status(&self, status: u16) -> Value {
        assert_eq!(
            self.status.as_u16(),
            status,
            "unexpected answer: {}",
            String::from_utf8_lossy(&self.bytes)
        );
        self.json()
    }

    /// Asserts that the answer is a whole problem document with this status and code.
    ///
    /// # Panics
    /// When it is anything else.
    #[track_caller]
    pub fn expect_problem(&self, status: u16, code: &str) -> Value {
        let body = self.expect_status(status);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(body["code"], code, "{body}");
        assert_eq!(body["status"], status, "{body}");
        for member in ["type", "title", "detail", "instance"] {
            assert!(
                body[member].as_str().is_some_and(|text| !text.is_empty()),
                "the problem lacks {member}: {body}"
            );
        }
        body
    }
}

/// A client without a token.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
    token: Option<String>,
}

impl Client {
    /// A client of this bundle.
    ///
    /// # Panics
    /// When no HTTP client can be built.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "a test without its client can only fail"
    )]
    pub fn new(bundle: &Bundle) -> Self {
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(60))
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("the HTTP client should build");
        Self {
            http,
            base_url: bundle.base_url().to_owned(),
            token: None,
        }
    }

    /// The same client with another bearer token.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..self.clone()
        }
    }

    /// The same client at the address the bundle has after a restart.
    #[must_use]
    pub fn moved_to(&self, bundle: &Bundle) -> Self {
        Self {
            base_url: bundle.base_url().to_owned(),
            ..self.clone()
        }
    }

    /// A request to a path, with the token when there is one.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base_url)
        };
        let request = self.http.request(method, url);
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends a request and reads the answer to its end.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn send(&self, request: RequestBuilder) -> Result<Answer> {
        let response = request.send().await.context("no answer")?;
        Ok(Answer {
            status: response.status(),
            headers: response.headers().clone(),
            bytes: response.bytes().await?.to_vec(),
        })
    }

    /// GETs a path.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn get(&self, path: &str) -> Result<Answer> {
        self.send(self.request(Method::GET, path)).await
    }

    /// POSTs JSON to a path.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Answer> {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    /// POSTs a picture as the multipart field `image`, with further text fields.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn post_image(
        &self,
        path: &str,
        image: &[u8],
        content_type: &str,
        fields: &[(&str, &str)],
    ) -> Result<Answer> {
        let form = image_form(image, content_type, fields)?;
        self.send(self.request(Method::POST, path).multipart(form))
            .await
    }
}

/// The multipart form of a picture and some text fields.
///
/// # Errors
/// When the content type is not one.
pub fn image_form(
    image: &[u8],
    content_type: &str,
    fields: &[(&str, &str)],
) -> Result<multipart::Form> {
    let part = multipart::Part::bytes(image.to_vec())
        .file_name("drawing")
        .mime_str(content_type)?;
    let mut form = multipart::Form::new();
    for (name, value) in fields {
        form = form.text((*name).to_owned(), (*value).to_owned());
    }
    Ok(form.part("image", part))
}

/// The body that signs a username up.
#[must_use]
pub fn sign_up_body(username: &str) -> Value {
    json!({
        "username": username,
        "email": format!("{username}@example.org"),
        "password": PASSWORD,
    })
}

/// Signs a username in with the password of the tests.
///
/// # Errors
/// When no answer comes.
pub async fn sign_in(client: &Client, username: &str) -> Result<Answer> {
    client
        .post(
            "/api/v1/auth/sign-in",
            &json!({ "username": username, "password": PASSWORD }),
        )
        .await
}

/// A username that no other test has.
#[must_use]
pub fn unique(name: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!(
        "{name}_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}
