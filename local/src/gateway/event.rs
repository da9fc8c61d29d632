//! The event that a function gets: payload version 2.0.
//!
//! Shape: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>.
//! What the documentation leaves open was measured by others on AWS: `rawPath` and path parameters come decoded
//! although one is called raw, and a body is text only under the few content types listed below.

use std::borrow::Cow;
use std::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, COOKIE, HOST, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, Version};
use indexmap::IndexMap;
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Map, Value, json};

use super::routes::Match;
use crate::ids::uuid;
use crate::template::names::ACCOUNT;

/// Content types whose bodies are handed over as text; all others, none at all and forms included, as base64.
const TEXT_TYPES: [&str; 3] = [
    "application/json",
    "application/xml",
    "application/javascript",
];

/// What the event says beyond the request itself.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) api_id: &'a str,
    pub(super) request_id: &'a str,
    /// Address that the connection came from.
    pub(super) source: IpAddr,
}

/// Builds the event. `path` is the decoded path.
pub(super) fn payload(
    head: &Parts,
    path: &str,
    body: &Bytes,
    matched: &Match<'_>,
    context: &Context<'_>,
) -> Value {
    let query = head.uri.query().unwrap_or_default();
    let mut event = Map::new();
    event.insert("version".into(), "2.0".into());
    event.insert("routeKey".into(), matched.key().into());
    event.insert("rawPath".into(), path.into());
    event.insert("rawQueryString".into(), query.into());
    let cookies = cookies(&head.headers);
    if !cookies.is_empty() {
        event.insert("cookies".into(), cookies.into());
    }
    event.insert("headers".into(), headers(head, context));
    let parameters = joined(url::form_urlencoded::parse(query.as_bytes()));
    if !parameters.is_empty() {
        event.insert("queryStringParameters".into(), json!(parameters));
    }
    if !matched.parameters.is_empty() {
        let parameters: Map<_, _> = matched
            .parameters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.as_str().into()))
            .collect();
        event.insert("pathParameters".into(), parameters.into());
    }
    event.insert(
        "requestContext".into(),
        request_context(head, path, matched, context),
    );
    let as_text = std::str::from_utf8(body)
        .ok()
        .filter(|_| is_text(&head.headers));
    if !body.is_empty() {
        let encoded = as_text.map_or_else(|| STANDARD.encode(body), str::to_owned);
        event.insert("body".into(), encoded.into());
    }
    event.insert(
        "isBase64Encoded".into(),
        (!body.is_empty() && as_text.is_none()).into(),
    );
    event.into()
}

fn request_context(head: &Parts, path: &str, matched: &Match<'_>, context: &Context<'_>) -> Value {
    let now = Timestamp::now();
    let host = text(&head.headers, &HOST);
    let domain = host
        .rsplit_once(':')
        .map_or(host.as_ref(), |(domain, _)| domain);
    json!({
        "accountId": ACCOUNT,
        "apiId": context.api_id,
        "domainName": domain,
        "domainPrefix": domain.split('.').next(),
        "http": {
            "method": head.method.as_str(),
            "path": path,
            "protocol": protocol(head.version),
            "sourceIp": context.source.to_string(),
            "userAgent": text(&head.headers, &USER_AGENT),
        },
        "requestId": context.request_id,
        "routeKey": matched.key(),
        "stage": "$default",
        "time": now.to_zoned(TimeZone::UTC).strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
        "timeEpoch": now.as_millisecond(),
    })
}

/// Lower-case names, duplicates joined by a comma, cookies apart, and what API Gateway adds.
fn headers(head: &Parts, context: &Context<'_>) -> Value {
    let pairs = head
        .headers
        .iter()
        .filter(|(name, _)| *name != COOKIE)
        .map(|(name, value)| {
            (
                Cow::Borrowed(name.as_str()),
                Cow::Owned(String::from_utf8_lossy(value.as_bytes()).into_owned()),
            )
        });
    let mut headers = joined(pairs);
    let source = context.source.to_string();
    let forwarded = match headers.get("x-forwarded-for") {
        Some(earlier) => format!("{earlier}, {source}"),
        None => source,
    };
    headers.insert("x-forwarded-for".into(), forwarded);
    let host = text(&head.headers, &HOST);
    let port = host.rsplit_once(':').map_or("80", |(_, port)| port);
    headers.insert("x-forwarded-port".into(), port.to_owned());
    headers.insert("x-forwarded-proto".into(), "http".into());
    headers.entry("x-amzn-trace-id".into()).or_insert_with(|| {
        let digits = uuid().replace('-', "");
        format!(
            "Root=1-{:08x}-{}",
            Timestamp::now().as_second(),
            &digits[8..]
        )
    });
    json!(headers)
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let lines = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .map(|cookie| cookie.trim().to_owned())
        .filter(|c| !c.is_empty())
        .collect()
}

/// Values by name in order of appearance, those of one name joined by a comma.
fn joined<'a>(
    pairs: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
) -> IndexMap<String, String> {
    let mut values: IndexMap<String, String> = IndexMap::new();
    for (name, value) in pairs {
        values
            .entry(name.into_owned())
            .and_modify(|joined| {
                joined.push(',');
                joined.push_str(&value);
            })
            .or_insert_with(|| value.clone().into_owned());
    }
    values
}

fn is_text(headers: &HeaderMap) -> bool {
    let encoding = text(headers, &CONTENT_ENCODING);
    let kind = text(headers, &CONTENT_TYPE).to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    (encoding.is_empty() || encoding == "identity")
        && (kind.starts_with("text/") || TEXT_TYPES.contains(&kind))
}

fn text<'a>(headers: &'a HeaderMap, name: &http::HeaderName) -> Cow<'a, str> {
    headers.get(name).map_or(Cow::Borrowed(""), |value| {
        String::from_utf8_lossy(value.as_bytes())
    })
}

fn protocol(version: Version) -> &'static str {
    if version == Version::HTTP_10 {
        "HTTP/1.0"
    } else {
        "HTTP/1.1"
    }
}

/// A path without its percent-encoding. What is no UTF-8 is replaced; a `%` without two digits stays.
pub(super) fn decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn decoding_undoes_encoding(path in "\\PC*") {
            let encoded: String = path.bytes().map(|byte| format!("%{byte:02X}")).collect();
            prop_assert_eq!(decode(&encoded), path);
        }

        #[test]
        fn decoding_never_fails(path in "[%0-9a-fA-F+/-]*") {
            prop_assert!(decode(&path).len() <= path.len() * 3);
        }
    }

    #[test]
    fn a_plus_is_no_space_and_a_lone_percent_stays() {
        assert_eq!(decode("/a+b/%zz/%4"), "/a+b/%zz/%4");
    }
}
