//! Lists come in pages: `{items, next_cursor}` with the next page's address in `Link`.

use axum::Json;
use garde::Validate;
use http::{HeaderMap, HeaderValue, Uri, header};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::{IntoParams, ToSchema};

use super::{Problem, cursor};

const DEFAULT_LIMIT: u16 = 20;

/// Which page of a list. Take it as [`super::ValidQuery`]`<PageQuery>`.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Items a page, 20 when absent.
    #[garde(inner(range(min = 1, max = 100)))]
    #[param(minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u16>,
    /// Where the page begins: `next_cursor` of the page before.
    #[garde(skip)]
    pub cursor: Option<String>,
}

impl PageQuery {
    /// Items a page, from 1 to 100.
    pub fn limit(&self) -> u16 {
        self.limit.unwrap_or(DEFAULT_LIMIT)
    }

    /// The position after which the page begins; `None` for the first page.
    ///
    /// # Errors
    /// `malformed-request` when the cursor is damaged or of another list.
    pub fn position<T: DeserializeOwned>(&self, list: &str) -> Result<Option<T>, Problem> {
        self.cursor
            .as_deref()
            .map(|text| cursor::decode(list, text))
            .transpose()
    }
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct List<T> {
    /// The page's items, in the list's order.
    pub items: Vec<T>,
    /// Asks for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// The answer for a page: body and `Link: <…>; rel="next"`. `uri` is the request's own.
pub fn paged<T: Serialize>(list: List<T>, uri: &Uri) -> (HeaderMap, Json<List<T>>) {
    let headers = next_link(list.next_cursor.as_deref(), uri);
    (headers, Json(list))
}

/// `Link: <…>; rel="next"` for a page that says more than a [`List`] does; no header for the last page. `uri` is the
/// request's own.
pub fn next_link(cursor: Option<&str>, uri: &Uri) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if let Some(cursor) = cursor
        && let Ok(link) = HeaderValue::from_str(&format!("<{}>; rel=\"next\"", next(uri, cursor)))
    {
        headers.insert(header::LINK, link);
    }
    headers
}

/// The same request with another cursor. A relative reference, because only the client knows by which host it came.
fn next(uri: &Uri, cursor: &str) -> String {
    let kept = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
    let cursor = format!("cursor={cursor}");
    let query: Vec<&str> = kept.chain([cursor.as_str()]).collect();
    format!("{}?{}", uri.path(), query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_the_rest_of_the_query() {
        let uri: Uri = "/api/v1/jobs?limit=5&cursor=old&status=queued"
            .parse()
            .unwrap();
        assert_eq!(
            next(&uri, "new"),
            "/api/v1/jobs?limit=5&status=queued&cursor=new"
        );
        assert_eq!(
            next(&"/api/v1/jobs".parse().unwrap(), "new"),
            "/api/v1/jobs?cursor=new"
        );
    }

    #[test]
    fn the_last_page_has_no_link() {
        let uri = Uri::from_static("/api/v1/jobs");
        let (headers, _) = paged(
            List {
                items: vec![1],
                next_cursor: None,
            },
            &uri,
        );
        assert!(!headers.contains_key(header::LINK));
        let (headers, _) = paged(
            List {
                items: vec![1],
                next_cursor: Some("c".to_owned()),
            },
            &uri,
        );
        assert_eq!(
            headers[header::LINK],
            "</api/v1/jobs?cursor=c>; rel=\"next\""
        );
    }

    #[test]
    fn limits_are_from_one_to_a_hundred() {
        for (limit, fine) in [(0, false), (1, true), (100, true), (101, false)] {
            assert_eq!(
                PageQuery {
                    limit: Some(limit),
                    cursor: None
                }
                .validate()
                .is_ok(),
                fine,
                "{limit}"
            );
        }
        assert_eq!(PageQuery::default().limit(), 20);
    }
}
