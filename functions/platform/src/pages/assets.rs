//! Files that pages load, with a tag each, so that a browser asks for a megabyte of script once.

use axum::{
    extract::Path,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use nazar::http::{Code, Problem, etag};

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";

/// Name, type and content.
const FILES: [(&str, &str, &str); 4] = [
    (
        "swagger-ui-bundle.js",
        JAVASCRIPT,
        include_str!(concat!(env!("OUT_DIR"), "/swagger-ui-bundle.js")),
    ),
    (
        "swagger-ui.css",
        CSS,
        include_str!(concat!(env!("OUT_DIR"), "/swagger-ui.css")),
    ),
    ("start.js", JAVASCRIPT, include_str!("start.js")),
    ("nazar.css", CSS, include_str!("nazar.css")),
];

/// `GET /docs/{file}`
pub(crate) async fn asset(
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let found = FILES.iter().find(|(file, ..)| *file == name);
    let (_, content_type, content) = found.ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok(file(&headers, content_type, content))
}

/// A file, or `304` for a browser that has it. Kept for five minutes and asked about afterwards.
pub(crate) fn file(
    headers: &HeaderMap,
    content_type: &'static str,
    content: &'static str,
) -> Response {
    let tag = etag::of(content.as_bytes());
    let caching = [
        (
            header::CACHE_CONTROL,
            header::HeaderValue::from_static("public, max-age=300"),
        ),
        (header::ETAG, tag.clone()),
    ];
    if etag::matches(headers, &tag) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, [(header::CONTENT_TYPE, content_type)], content).into_response()
}
