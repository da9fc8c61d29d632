//! `GET /` and `GET /docs`

use axum::response::Response;
use nazar::http::Locale;

use super::html::page;

const INDEX: &str = r#"<main>
<h1>Nazar</h1>
<p>Look at a picture, and tell a person something they can trust.</p>
<ul>
<li><a href="/docs">The API, to read and to try</a></li>
<li><a href="/docs/problems">Problems, and what to do about them</a></li>
<li><a href="/api/v1/openapi.json">The OpenAPI document</a></li>
<li><a href="/health">Health</a></li>
</ul>
</main>
"#;

const DOCS_HEAD: &str = "<link rel=\"stylesheet\" href=\"/docs/swagger-ui.css\">\n";

const DOCS: &str = r#"<div id="api"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
"#;

/// Where everything is.
pub(crate) async fn index() -> Response {
    page(Locale::English, "Nazar", "", INDEX)
}

/// The API in Swagger UI.
pub(crate) async fn docs() -> Response {
    page(Locale::English, "Nazar API", DOCS_HEAD, DOCS)
}
