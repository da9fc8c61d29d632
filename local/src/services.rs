//! Who answers a request: everything shares one port, as different hosts would in AWS.

mod admin;

use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Request, Response, StatusCode, Uri};

pub(crate) use self::admin::Admin;
use crate::gateway::Gateway;
use crate::mail::Mail;
use crate::runtime::Functions;
use crate::stores::Stores;

/// Everything that answers requests.
pub(crate) struct Services {
    pub(crate) functions: Arc<Functions>,
    pub(crate) gateway: Option<Gateway>,
    pub(crate) stores: Stores,
    pub(crate) admin: Admin,
    /// Names of the template's buckets: a path that begins with one is an object's.
    pub(crate) buckets: HashSet<String>,
}

/// Whom a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Destination {
    DynamoDb,
    Sqs,
    Mail,
    S3,
    Runtime,
    Admin,
    Gateway,
}

impl Services {
    /// Answers one request that came from `source`.
    pub(crate) async fn answer(&self, request: Request<Body>, source: IpAddr) -> Response<Body> {
        match destination(request.uri(), request.headers(), &self.buckets) {
            Destination::Sqs => self.stores.sqs.handle(request).await,
            Destination::Mail => self.stores.mail.handle(request).await,
            Destination::Runtime => self.functions.handle(request).await,
            Destination::Admin => self.admin.handle(request).await,
            Destination::DynamoDb => self.stores.dynamodb.handle(request).await,
            Destination::S3 => self.stores.s3.handle(request).await,
            Destination::Gateway => match &self.gateway {
                Some(gateway) => gateway.handle(request, source).await,
                None => message(StatusCode::NOT_FOUND, "Not Found"),
            },
        }
    }
}

fn destination(uri: &Uri, headers: &HeaderMap, buckets: &HashSet<String>) -> Destination {
    let target = headers
        .get("x-amz-target")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if target.starts_with("DynamoDB") {
        return Destination::DynamoDb;
    }
    if target.starts_with("AmazonSQS.") {
        return Destination::Sqs;
    }
    if Mail::is_for(headers) {
        return Destination::Mail;
    }
    let path = uri.path();
    if path.starts_with("/_runtime/") {
        return Destination::Runtime;
    }
    if path.starts_with("/_local/") {
        return Destination::Admin;
    }
    let first = path
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    if is_signed_for_s3(uri, headers) || buckets.contains(first) {
        return Destination::S3;
    }
    Destination::Gateway
}

/// Whether the signature, in the header or in a presigned query, is for S3.
fn is_signed_for_s3(uri: &Uri, headers: &HeaderMap) -> bool {
    let header = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if header.starts_with("AWS4-HMAC-SHA256") && header.contains("/s3/aws4_request") {
        return true;
    }
    let query = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    query
        .into_iter()
        .any(|(name, value)| name == "X-Amz-Credential" && value.contains("/s3/"))
}

/// A short JSON answer of `local` itself.
fn message(status: StatusCode, text: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(serde_json::json!({"message": text}).to_string()));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent_to(uri: &str, headers: &[(&'static str, &str)]) -> Destination {
        let map = headers.iter().map(|(name, value)| {
            (
                http::HeaderName::from_static(name),
                HeaderValue::try_from(*value).unwrap(),
            )
        });
        destination(
            &uri.parse().unwrap(),
            &map.collect(),
            &HashSet::from(["media".to_owned()]),
        )
    }

    #[test]
    fn each_request_finds_its_service() {
        let signed = |service: &str| {
            format!(
                "AWS4-HMAC-SHA256 Credential=k/20260101/eu-central-1/{service}/aws4_request, Signature=0"
            )
        };
        assert_eq!(
            sent_to("/", &[("x-amz-target", "DynamoDB_20120810.GetItem")]),
            Destination::DynamoDb
        );
        assert_eq!(
            sent_to("/", &[("x-amz-target", "AmazonSQS.SendMessage")]),
            Destination::Sqs
        );
        assert_eq!(
            sent_to("/_runtime/x/2018-06-01/runtime/invocation/next", &[]),
            Destination::Runtime
        );
        assert_eq!(sent_to("/_local/invoke/F", &[]), Destination::Admin);
        assert_eq!(
            sent_to("/", &[("authorization", &signed("s3"))]),
            Destination::S3
        );
        assert_eq!(sent_to("/media/key", &[]), Destination::S3);
        assert_eq!(
            sent_to(
                "/other/key?X-Amz-Credential=k%2F20260101%2Feu%2Fs3%2Faws4_request",
                &[]
            ),
            Destination::S3
        );
        assert_eq!(
            sent_to(
                "/api/v1/health",
                &[("authorization", "Bearer s3/aws4_request")]
            ),
            Destination::Gateway
        );
        assert_eq!(sent_to("/mediator", &[]), Destination::Gateway);
        assert_eq!(sent_to("/", &[]), Destination::Gateway);
    }
}
