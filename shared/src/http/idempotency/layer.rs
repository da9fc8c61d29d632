//! The layer that does a keyed POST once.

use std::pin::Pin;

use axum::{
    RequestExt,
    body::{Body, Bytes, to_bytes},
    extract::Request,
    middleware::{FromFnLayer, Next, from_fn},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use super::{
    fingerprint::fingerprint,
    record::Answer,
    store::{Attempt, Idempotency, Outcome},
};
use crate::{
    http::{ClientAddress, Code, Edge, Problem, Subject, layers::Identity},
    ids::UserId,
    store::StoreError,
};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Characters in a key.
const MAX_KEY: usize = 255;

/// A response's extension: the answer to an unknown caller is about this person, who must be able to have it erased.
#[derive(Debug, Clone, Copy)]
pub struct AnswerAbout(pub UserId);

type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// See [`idempotent`].
pub type IdempotencyLayer = FromFnLayer<fn(Request, Next) -> Answering, (), (Request,)>;

/// Honours `Idempotency-Key` on every POST of the routes under it. Inside of [`super::super::limit`] and of
/// [`super::super::body_limit`], around the handler.
pub fn idempotent() -> IdempotencyLayer {
    from_fn(|request, next| {
        Box::pin(async {
            once(request, next)
                .await
                .unwrap_or_else(IntoResponse::into_response)
        })
    })
}

async fn once(request: Request, next: Next) -> Result<Response, Problem> {
    let notes = request
        .extensions()
        .get::<Edge>()
        .and_then(|edge| edge.idempotency.clone());
    let (Some(notes), Some(key)) = (notes, key(request.headers())?) else {
        return Ok(next.run(request).await);
    };
    if request.method() != Method::POST {
        return Ok(next.run(request).await);
    }

    let who = subject(&request);
    let name = format!("{}#{key}", request.uri().path());
    let (parts, body) = request.with_limited_body().into_parts();
    let body = to_bytes(body, usize::MAX)
        .await
        .map_err(|_| Problem::new(Code::PayloadTooLarge))?;
    let fingerprint = fingerprint(&parts.headers, &body);
    match notes.begin(&who, &name, fingerprint).await? {
        Outcome::Begun(attempt) => {
            let response = next.run(Request::from_parts(parts, Body::from(body))).await;
            Ok(settle(&notes, &attempt, response).await)
        }
        Outcome::Done(answer) => answer.replay().ok_or_else(|| Problem::new(Code::Internal)),
        Outcome::InProgress => Err(Problem::new(Code::IdempotencyInProgress)
            .with_header(header::RETRY_AFTER, HeaderValue::from_static("1"))),
        Outcome::Reused => Err(Problem::new(Code::IdempotencyKeyReused)),
    }
}

/// Keeps a success and frees the key after anything else. The work is done by now, so a note that cannot be written
/// is logged and does not spoil the answer.
async fn settle(notes: &Idempotency, attempt: &Attempt, response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Problem::new(Code::Internal).into_response();
    };
    let answer = answer(parts.status, &parts.headers, &bytes);
    let noted = match &answer {
        Some(answer) => keep(notes, attempt, parts.extensions.get(), answer).await,
        None => notes.release(attempt).await,
    };
    if let Err(error) = noted {
        tracing::warn!(error = ?error, "idempotency note could not be written");
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Notes an answer; first, where it is, if it is about somebody whose notes these are not.
async fn keep(
    notes: &Idempotency,
    attempt: &Attempt,
    about: Option<&AnswerAbout>,
    answer: &Answer,
) -> Result<(), StoreError> {
    if let Some(AnswerAbout(user)) = about {
        notes.point(&Subject::person(*user), attempt).await?;
    }
    notes.finish(attempt, answer).await
}

fn answer(status: StatusCode, headers: &HeaderMap, body: &Bytes) -> Option<Answer> {
    if !status.is_success() {
        return None;
    }
    let answer = Answer::of(status, headers, body);
    if answer.is_none() {
        tracing::error!(
            bytes = body.len(),
            "answer is too large to be kept for its idempotency key"
        );
    }
    answer
}

/// The key: visible ASCII, with or without the quotes of a structured string.
fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(IDEMPOTENCY_KEY) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default().trim();
    let key = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(text);
    if key.is_empty() || key.len() > MAX_KEY || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Problem::new(Code::MalformedRequest));
    }
    Ok(Some(key.to_owned()))
}

/// Whose keys these are.
fn subject(request: &Request) -> Subject {
    match request.extensions().get::<Identity>() {
        Some(Identity::Known(caller)) => Subject::caller(caller.owner),
        _ => Subject::address(&ClientAddress::of(request.extensions())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Result<Option<String>, Code> {
        let headers = HeaderMap::from_iter([(IDEMPOTENCY_KEY, value.parse().unwrap())]);
        key(&headers).map_err(|problem| problem.code())
    }

    #[test]
    fn keys_are_visible_ascii_quoted_or_not() {
        assert_eq!(read("8e03978e-40d5"), Ok(Some("8e03978e-40d5".to_owned())));
        assert_eq!(
            read("\"8e03978e-40d5\""),
            Ok(Some("8e03978e-40d5".to_owned()))
        );
        assert_eq!(read("two words"), Err(Code::MalformedRequest));
        assert_eq!(read(""), Err(Code::MalformedRequest));
        assert_eq!(read(&"k".repeat(MAX_KEY + 1)), Err(Code::MalformedRequest));
        assert_eq!(key(&HeaderMap::new()).unwrap(), None);
    }
}
