//! CORS as S3 applies it: the first rule that fits the origin, the method and the asked-for headers.

use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderName, ORIGIN, VARY,
};
use http::{HeaderMap, HeaderValue, Method};

use crate::template::model::CorsRule;

const VARIES_BY: HeaderValue = HeaderValue::from_static(
    "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
);

/// What a browser asks about.
#[derive(Debug, Clone)]
pub(super) struct Question {
    origin: String,
    method: String,
    headers: Vec<String>,
    /// As it was sent, which is how it is answered.
    headers_text: Option<HeaderValue>,
    preflight: bool,
}

impl Question {
    /// The question in a request, if it comes from a page of another origin.
    pub(super) fn of(method: &Method, headers: &HeaderMap) -> Option<Self> {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let origin = text(ORIGIN)?.to_owned();
        let asked_method =
            text(ACCESS_CONTROL_REQUEST_METHOD).filter(|_| method == Method::OPTIONS);
        let headers_text = headers.get(ACCESS_CONTROL_REQUEST_HEADERS).cloned();
        let asked_headers = text(ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or_default();
        Some(Self {
            origin,
            method: asked_method.unwrap_or(method.as_str()).to_owned(),
            headers: asked_headers
                .split(',')
                .map(|name| name.trim().to_ascii_lowercase())
                .filter(|name| !name.is_empty())
                .collect(),
            headers_text,
            preflight: asked_method.is_some(),
        })
    }

    /// Whether this asks for permission before the real request.
    pub(super) const fn is_preflight(&self) -> bool {
        self.preflight
    }

    /// The headers that allow it; nothing when no rule does.
    pub(super) fn answer(&self, rules: &[CorsRule]) -> Option<HeaderMap> {
        let rule = rules.iter().find(|rule| self.fits(rule))?;
        let mut headers = HeaderMap::new();
        let any_origin = rule.allowed_origins.iter().any(|origin| origin == "*");
        if any_origin {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        } else {
            headers.insert(
                ACCESS_CONTROL_ALLOW_ORIGIN,
                HeaderValue::try_from(&self.origin).ok()?,
            );
            headers.insert(
                ACCESS_CONTROL_ALLOW_CREDENTIALS,
                HeaderValue::from_static("true"),
            );
        }
        headers.insert(
            ACCESS_CONTROL_ALLOW_METHODS,
            HeaderValue::try_from(rule.allowed_methods.join(", ")).ok()?,
        );
        headers.insert(VARY, VARIES_BY);
        if !rule.exposed_headers.is_empty() {
            headers.insert(
                ACCESS_CONTROL_EXPOSE_HEADERS,
                HeaderValue::try_from(rule.exposed_headers.join(", ")).ok()?,
            );
        }
        if let Some(asked) = self.headers_text.clone().filter(|_| self.preflight) {
            headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, asked);
        }
        if let Some(seconds) = rule.max_age {
            headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from(seconds));
        }
        Some(headers)
    }

    fn fits(&self, rule: &CorsRule) -> bool {
        let origin = rule
            .allowed_origins
            .iter()
            .any(|pattern| matches(pattern, &self.origin));
        let method = rule.allowed_methods.contains(&self.method);
        let headers = !self.preflight
            || self.headers.iter().all(|header| {
                rule.allowed_headers
                    .iter()
                    .any(|pattern| matches(&pattern.to_ascii_lowercase(), header))
            });
        origin && method && headers
    }
}

/// Whether `text` is `pattern`, which may hold one `*` for anything.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, end)) => {
            text.len() >= start.len() + end.len() && text.starts_with(start) && text.ends_with(end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(origins: &[&str]) -> CorsRule {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        CorsRule {
            allowed_origins: owned(origins),
            allowed_methods: owned(&["GET", "POST"]),
            allowed_headers: owned(&["Content-*"]),
            exposed_headers: owned(&["ETag"]),
            max_age: Some(600),
        }
    }

    fn preflight(origin: &str, method: &str, headers: &str) -> Question {
        let mut map = HeaderMap::new();
        map.insert(ORIGIN, HeaderValue::try_from(origin).unwrap());
        map.insert(
            ACCESS_CONTROL_REQUEST_METHOD,
            HeaderValue::try_from(method).unwrap(),
        );
        map.insert(
            ACCESS_CONTROL_REQUEST_HEADERS,
            HeaderValue::try_from(headers).unwrap(),
        );
        Question::of(&Method::OPTIONS, &map).unwrap()
    }

    #[test]
    fn one_star_stands_for_anything() {
        assert!(matches("https://*.nazar.uz", "https://app.nazar.uz"));
        assert!(!matches("https://*.nazar.uz", "https://nazar.uz.evil.test"));
        assert!(!matches("aba*aba", "aba"));
    }

    #[test]
    fn a_preflight_needs_origin_method_and_headers() {
        let rules = [rule(&["https://app.test"])];
        let answer = preflight("https://app.test", "POST", "content-type")
            .answer(&rules)
            .unwrap();
        assert_eq!(answer[ACCESS_CONTROL_ALLOW_ORIGIN], "https://app.test");
        assert_eq!(answer[ACCESS_CONTROL_ALLOW_HEADERS], "content-type");
        assert_eq!(answer[ACCESS_CONTROL_MAX_AGE], "600");
        assert!(
            preflight("https://evil.test", "POST", "content-type")
                .answer(&rules)
                .is_none()
        );
        assert!(
            preflight("https://app.test", "DELETE", "content-type")
                .answer(&rules)
                .is_none()
        );
        assert!(
            preflight("https://app.test", "POST", "authorization")
                .answer(&rules)
                .is_none()
        );
    }

    #[test]
    fn any_origin_is_answered_with_a_star_and_without_credentials() {
        let answer = preflight("https://app.test", "GET", "")
            .answer(&[rule(&["*"])])
            .unwrap();
        assert_eq!(answer[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert!(!answer.contains_key(ACCESS_CONTROL_ALLOW_CREDENTIALS));
    }
}
