//! CORS as an HTTP API applies it: the gateway answers preflights itself and replaces what the function says.

use axum::body::Body;
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};

use crate::template::model::ApiCors;

const CORS_HEADERS: [HeaderName; 6] = [
    ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_HEADERS,
    ACCESS_CONTROL_ALLOW_CREDENTIALS,
    ACCESS_CONTROL_EXPOSE_HEADERS,
    ACCESS_CONTROL_MAX_AGE,
];

/// The CORS configuration of an API.
#[derive(Debug)]
pub(super) struct Cors(ApiCors);

impl Cors {
    pub(super) fn new(configuration: ApiCors) -> Self {
        Self(configuration)
    }

    /// The answer to a preflight request; `None` for any other request.
    pub(super) fn preflight(&self, head: &Parts) -> Option<Response<Body>> {
        let is_preflight = head.method == Method::OPTIONS
            && head.headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
        if !is_preflight || !head.headers.contains_key(ORIGIN) {
            return None;
        }
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        let headers = response.headers_mut();
        if self.allow_origin(&head.headers, headers) {
            set(
                headers,
                ACCESS_CONTROL_ALLOW_METHODS,
                &self.0.allow_methods.join(","),
            );
            set(
                headers,
                ACCESS_CONTROL_ALLOW_HEADERS,
                &self.0.allow_headers.join(","),
            );
            set(
                headers,
                ACCESS_CONTROL_MAX_AGE,
                &self
                    .0
                    .max_age
                    .map(|age| age.to_string())
                    .unwrap_or_default(),
            );
        }
        Some(response)
    }

    /// Puts the configured headers on an answer, in place of any that the function set.
    pub(super) fn apply(&self, request: &HeaderMap, response: &mut HeaderMap) {
        for name in CORS_HEADERS {
            response.remove(name);
        }
        if self.allow_origin(request, response) {
            set(
                response,
                ACCESS_CONTROL_EXPOSE_HEADERS,
                &self.0.expose_headers.join(","),
            );
        }
    }

    /// Names the origin of the request when it is allowed.
    fn allow_origin(&self, request: &HeaderMap, response: &mut HeaderMap) -> bool {
        let Some(origin) = request.get(ORIGIN).and_then(|origin| origin.to_str().ok()) else {
            return false;
        };
        let any = self.0.allow_origins.iter().any(|allowed| allowed == "*");
        if !any
            && !self
                .0
                .allow_origins
                .iter()
                .any(|allowed| matches(allowed, origin))
        {
            return false;
        }
        set(
            response,
            ACCESS_CONTROL_ALLOW_ORIGIN,
            if any { "*" } else { origin },
        );
        if !any {
            response.append(VARY, HeaderValue::from_static("origin"));
        }
        if self.0.allow_credentials {
            set(response, ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
        true
    }
}

/// Origins may be given with a scheme and any host: `https://*`.
fn matches(allowed: &str, origin: &str) -> bool {
    match allowed.strip_suffix('*') {
        Some(start) => origin.starts_with(start),
        None => allowed.eq_ignore_ascii_case(origin),
    }
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if value.is_empty() {
        return;
    }
    if let Ok(value) = HeaderValue::try_from(value) {
        headers.insert(name, value);
    }
}
