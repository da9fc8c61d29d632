//! Writes problems in the reader's language.

use axum::{
    Json,
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::RequestId;
use crate::{
    http::{Code, Problem, ProblemBody},
    i18n::{Locale, negotiate},
};

/// Chooses the language, then gives every problem its body. An error in plain text, which only a framework's own
/// rejection can be, becomes the nearest problem, so that clients meet one shape only; an error that a handler gave a
/// JSON body, as health does, is left as it is.
pub(in crate::http) async fn render(mut request: Request, next: Next) -> Response {
    let locale = locale(request.headers());
    let request_id = request.extensions().get::<RequestId>().cloned();
    request.extensions_mut().insert(locale);

    let mut response = next.run(request).await;
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if is_bare_error(&response) => Problem::new(nearest(response.status())),
        None => return response,
    };

    let body = ProblemBody::new(&problem, locale, request_id.as_ref().map(RequestId::as_str));
    let mut rendered = (problem.status(), Json(body)).into_response();
    let kept = std::mem::take(response.headers_mut());
    let headers = rendered.headers_mut();
    for (name, value) in &kept {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            headers.append(name, value.clone());
        }
    }
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(locale.tag()),
    );
    headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    rendered
}

fn locale(headers: &HeaderMap) -> Locale {
    let lines: Vec<&str> = headers
        .get_all(header::ACCEPT_LANGUAGE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    negotiate(&lines.join(","))
}

fn is_bare_error(response: &Response) -> bool {
    let status = response.status();
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let is_json = content_type.is_some_and(|value| value.as_bytes().starts_with(b"application/"));
    (status.is_client_error() || status.is_server_error()) && !is_json
}

fn nearest(status: StatusCode) -> Code {
    match status {
        StatusCode::NOT_FOUND => Code::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Code::PayloadTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedMediaType,
        StatusCode::SERVICE_UNAVAILABLE => Code::ServiceUnavailable,
        status if status.is_client_error() => Code::MalformedRequest,
        _ => Code::Internal,
    }
}
