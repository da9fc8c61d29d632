//! The part of SES that sends letters: each one becomes a file, in the order in which they came, for people and tests
//! to read.

use std::path::PathBuf;

use axum::body::Body;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Request, Response, StatusCode};
use serde_json::{Value, json};
use ulid::Ulid;

/// SES takes letters of 40 MB; ours are a page of text.
const LETTER_BYTES: usize = 256 * 1024;

/// Takes letters, and keeps them in a folder.
#[derive(Debug, Clone)]
pub(crate) struct Mail {
    folder: PathBuf,
}

impl Mail {
    /// Letters go into this folder, which is made when the first one comes.
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Whether a request is one to SES: its signature says so.
    pub(crate) fn is_for(headers: &HeaderMap) -> bool {
        let header = headers.get(AUTHORIZATION);
        let text = header.and_then(|value| value.to_str().ok());
        text.is_some_and(|text| {
            text.starts_with("AWS4-HMAC-SHA256") && text.contains("/ses/aws4_request")
        })
    }

    /// Answers one request.
    pub(crate) async fn handle(&self, request: Request<Body>) -> Response<Body> {
        if request.uri().path() != "/v2/email/outbound-emails" {
            return answer(
                StatusCode::NOT_FOUND,
                &json!({"message": "only SendEmail is here"}),
            );
        }
        let Ok(bytes) = axum::body::to_bytes(request.into_body(), LETTER_BYTES).await else {
            return answer(StatusCode::BAD_REQUEST, &json!({"message": "too long"}));
        };
        let Some(letter) = letter(&bytes) else {
            let text = "a letter has a sender, a reader, a subject and a text";
            return answer(StatusCode::BAD_REQUEST, &json!({ "message": text }));
        };
        let id = Ulid::generate().to_string();
        match self.keep(&id, &letter).await {
            Ok(()) => answer(StatusCode::OK, &json!({ "MessageId": id })),
            Err(error) => {
                tracing::error!(%error, "a letter could not be kept");
                answer(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    &json!({"message": "not kept"}),
                )
            }
        }
    }

    /// A letter is whole when its file is there.
    async fn keep(&self, id: &str, letter: &Value) -> std::io::Result<()> {
        tokio::fs::create_dir_all(&self.folder).await?;
        let draft = self.folder.join(format!(".{id}"));
        tokio::fs::write(&draft, format!("{letter:#}\n")).await?;
        tokio::fs::rename(&draft, self.folder.join(format!("{id}.json"))).await
    }
}

/// What matters of a letter; `None` when a part of it is missing.
fn letter(bytes: &[u8]) -> Option<Value> {
    let request: Value = serde_json::from_slice(bytes).ok()?;
    let text = |pointer: &str| request.pointer(pointer)?.as_str();
    Some(json!({
        "from": text("/FromEmailAddress")?,
        "to": text("/Destination/ToAddresses/0")?,
        "subject": text("/Content/Simple/Subject/Data")?,
        "text": text("/Content/Simple/Body/Text/Data")?,
    }))
}

fn answer(status: StatusCode, body: &Value) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(body: &Value) -> Request<Body> {
        let request = Request::post("/v2/email/outbound-emails");
        request.body(Body::from(body.to_string())).unwrap()
    }

    #[tokio::test]
    async fn a_letter_becomes_a_file_and_half_a_one_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let mail = Mail::new(folder.path().join("mail"));
        let data = |text: &str| json!({ "Data": text });
        let content = json!({"Simple": {"Subject": data("s"), "Body": {"Text": data("b")}}});
        let letter = json!({"FromEmailAddress": "n@example.org", "Content": content,
            "Destination": {"ToAddresses": ["a@example.org"]}});
        assert_eq!(mail.handle(sent(&letter)).await.status(), StatusCode::OK);
        let half = json!({"FromEmailAddress": "n@example.org", "Content": content});
        let refused = mail.handle(sent(&half)).await;
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
        let files: Vec<_> = std::fs::read_dir(folder.path().join("mail"))
            .unwrap()
            .collect();
        assert_eq!(files.len(), 1);
        let kept = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
        let kept: Value = serde_json::from_str(&kept).unwrap();
        let expected =
            json!({"from": "n@example.org", "to": "a@example.org", "subject": "s", "text": "b"});
        assert_eq!(kept, expected);
    }
}
