//! `GET /docs/problems`: what a problem's `type` points to, in the reader's language.

use axum::response::Response;
use nazar::http::{Code, Locale, ProblemBody};

use super::html::{escape, page};

/// Every code with its words.
pub(crate) async fn problems(locale: Locale) -> Response {
    let rows: String = Code::ALL.iter().map(|code| row(*code, locale)).collect();
    let body = format!(
        "<main>\n<h1>Nazar: problems</h1>\n<table>\n<thead><tr><th>code</th><th>status</th><th></th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</main>\n"
    );
    page(locale, "Nazar: problems", "", &body)
}

fn row(code: Code, locale: Locale) -> String {
    let words = ProblemBody::of_code(code, locale);
    let suggestions: String = words
        .suggestions
        .iter()
        .map(|suggestion| format!("<br>{}", escape(suggestion)))
        .collect();
    format!(
        "<tr id=\"{code}\"><td><code>{code}</code></td><td>{}</td><td><strong>{}</strong><br>{}{suggestions}</td></tr>\n",
        words.status,
        escape(&words.title),
        escape(&words.detail),
    )
}
