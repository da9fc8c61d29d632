//! The server: CORS around the S3 service.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use s3s::service::{S3Service, S3ServiceBuilder};

use super::access::Gate;
use super::auth::AccessKey;
use super::cors::Question;
use super::notification;
use super::record;
use super::refusal;
use super::store::Objects;
use crate::clock::Clock;
use crate::sources::outbox::{Delivery, Destination, Outbox, OutboxError};
use crate::template::model::{CorsRule, Stack};

/// The template's buckets. Clones share them.
#[derive(Clone)]
pub struct S3Server {
    service: S3Service,
    cors: Arc<HashMap<String, Vec<CorsRule>>>,
}

/// The object store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum S3Error {
    /// The folder cannot be made or read.
    #[error("the object store cannot use its folder: {0}")]
    Folder(String),
    /// A bucket name that S3 does not take.
    #[error("{0} is not a bucket name that S3 takes")]
    BucketName(String),
    /// A notification rule of the template leads nowhere.
    #[error("{0}")]
    Notification(String),
    /// The outbox could not be written.
    #[error(transparent)]
    Outbox(#[from] OutboxError),
}

impl S3Server {
    /// Opens the buckets of the template under `root`, making what is missing; what they hold stays.
    ///
    /// Notifications are promised in `outbox` before a put is answered. A queue that a new bucket notifies gets the
    /// test event that AWS sends when a notification is set up.
    ///
    /// # Errors
    /// When the folder cannot be used, or a rule of the template is wrong.
    pub fn open(
        root: &Path,
        key: AccessKey,
        stack: &Stack,
        outbox: Outbox,
        clock: Clock,
    ) -> Result<Self, S3Error> {
        let rules = notification::rules(stack).map_err(S3Error::Notification)?;
        for bucket in stack.buckets.values() {
            if !s3s::path::check_bucket_name(&bucket.name) {
                return Err(S3Error::BucketName(bucket.name.clone()));
            }
            let folder = root.join(&bucket.name);
            let is_new = !folder.is_dir();
            std::fs::create_dir_all(&folder).map_err(|error| S3Error::Folder(error.to_string()))?;
            if is_new {
                announce(&bucket.name, &rules, &outbox, clock.now_ms())?;
            }
        }
        std::fs::create_dir_all(root).map_err(|error| S3Error::Folder(error.to_string()))?;
        let objects = Objects::new(root, rules, outbox, clock).map_err(S3Error::Folder)?;
        let mut builder = S3ServiceBuilder::new(objects);
        builder.set_auth(key);
        builder.set_access(Gate {
            buckets: stack
                .buckets
                .values()
                .map(|bucket| bucket.name.clone())
                .collect(),
        });
        let cors = stack
            .buckets
            .values()
            .map(|bucket| (bucket.name.clone(), bucket.cors.clone()))
            .collect();
        Ok(Self {
            service: builder.build(),
            cors: Arc::new(cors),
        })
    }

    /// Answers one S3 request, path style.
    pub async fn handle(&self, request: Request<Body>) -> Response<Body> {
        let bucket = request
            .uri()
            .path()
            .trim_start_matches('/')
            .split('/')
            .next()
            .unwrap_or_default();
        let rules = self.cors.get(bucket).map(Vec::as_slice).unwrap_or_default();
        let question = Question::of(request.method(), request.headers());
        let permission = question
            .as_ref()
            .and_then(|question| question.answer(rules));
        if question.is_some_and(|question| question.is_preflight()) {
            return answer_preflight(permission);
        }
        let is_form = is_form(&request);
        let mut response = self.call(request).await;
        if is_form {
            response = refusal::of_form(response).await;
        }
        response
            .headers_mut()
            .extend(permission.unwrap_or_default());
        response
    }

    async fn call(&self, request: Request<Body>) -> Response<Body> {
        match self
            .service
            .call(request.map(s3s::Body::http_body_unsync))
            .await
        {
            Ok(response) => response.map(Body::new),
            Err(error) => {
                tracing::error!(?error, "the object store failed");
                status_only(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }
}

fn announce(
    bucket: &str,
    rules: &[notification::Rule],
    outbox: &Outbox,
    now_ms: u64,
) -> Result<(), OutboxError> {
    let told = rules.iter().filter(|rule| rule.bucket == bucket);
    let queues = told.filter(|rule| matches!(rule.destination, Destination::Queue(_)));
    let deliveries: Vec<_> = queues
        .map(|rule| Delivery {
            destination: rule.destination.clone(),
            payload: record::test_event(bucket, now_ms).to_string(),
        })
        .collect();
    outbox.promise(&deliveries)
}

fn is_form(request: &Request<Body>) -> bool {
    let content_type = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    request.method() == Method::POST
        && content_type.is_some_and(|text| text.starts_with("multipart/form-data"))
}

fn answer_preflight(permission: Option<HeaderMap>) -> Response<Body> {
    let Some(headers) = permission else {
        return status_only(StatusCode::FORBIDDEN);
    };
    let mut response = status_only(StatusCode::OK);
    response.headers_mut().extend(headers);
    response
}

fn status_only(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
