//! The 62 characters and their references: the same for everybody until the next release, so anybody may keep them.

use axum::response::{IntoResponse, Response};
use garde::Validate;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use nazar::glyphs::{self, CHARACTERS, Character};
use nazar::http::{Code, List, Problem, ProblemBody, ValidPath, ValidQuery, etag};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An hour, and a day more while it is asked for anew.
const CACHING: HeaderValue =
    HeaderValue::from_static("public, max-age=3600, stale-while-revalidate=86400");

/// A character of the Ranjana script.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Character)]
pub(crate) struct CharacterView {
    /// Its class, 0-61: consonants 0-35, vowels 36-51, digits 52-61.
    #[schema(minimum = 0, maximum = 61, example = 0)]
    id: u8,
    /// The character in Devanagari, on whose code points fonts draw Ranjana.
    #[schema(example = "क")]
    letter: &'static str,
    /// Its sound in the Latin alphabet (IAST, ISO 15919).
    #[schema(example = "ka")]
    iast: &'static str,
    /// `consonant`, `vowel` or `digit`.
    #[schema(example = "consonant")]
    group: &'static str,
    /// Its picture.
    #[schema(example = "/api/v1/calligraphy/characters/0/reference")]
    reference_url: String,
}

impl From<&Character> for CharacterView {
    fn from(character: &Character) -> Self {
        Self {
            id: character.class_id,
            letter: character.letter,
            iast: character.iast,
            group: character.group.name(),
            reference_url: format!(
                "/api/v1/calligraphy/characters/{}/reference",
                character.class_id
            ),
        }
    }
}

/// How large a reference is wanted.
#[derive(Debug, Deserialize, Validate, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReferenceQuery {
    /// Pixels on each side, 32-1024; 256 when absent.
    #[garde(inner(range(min = 32, max = 1024)))]
    #[param(minimum = 32, maximum = 1024, default = 256)]
    size: Option<u32>,
}

/// List the characters
///
/// All 62 in one page, in the order of their classes.
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/characters",
    tag = "calligraphy",
    responses(
        (status = 200, description = "The characters.", body = List<CharacterView>,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "They are the ones that you have."),
    )
)]
pub(crate) async fn list(headers: HeaderMap) -> Result<Response, Problem> {
    let items: Vec<CharacterView> = CHARACTERS.iter().map(CharacterView::from).collect();
    json(
        &headers,
        &List {
            items,
            next_cursor: None,
        },
    )
}

/// Show one character
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/characters/{id}",
    tag = "calligraphy",
    params(("id" = u8, Path, description = "The character's class, 0-61.", minimum = 0, maximum = 61)),
    responses(
        (status = 200, description = "The character.", body = CharacterView),
        (status = 304, description = "It is the one that you have."),
        (status = 404, description = "No such character.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    headers: HeaderMap,
    ValidPath(id): ValidPath<u8>,
) -> Result<Response, Problem> {
    let character = glyphs::character(id).ok_or(Problem::new(Code::NotFound))?;
    json(&headers, &CharacterView::from(character))
}

/// Show a character's reference
///
/// Drawn from the font in the bundle, black on white.
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/characters/{id}/reference",
    tag = "calligraphy",
    params(
        ("id" = u8, Path, description = "The character's class, 0-61.", minimum = 0, maximum = 61),
        ReferenceQuery,
    ),
    responses(
        (status = 200, description = "The picture.", content_type = "image/png", body = Vec<u8>),
        (status = 304, description = "It is the one that you have."),
        (status = 404, description = "No such character.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn reference(
    headers: HeaderMap,
    ValidPath(id): ValidPath<u8>,
    ValidQuery(query): ValidQuery<ReferenceQuery>,
) -> Result<Response, Problem> {
    glyphs::character(id).ok_or(Problem::new(Code::NotFound))?;
    let side = query.size.unwrap_or(256);
    let drawn = tokio::task::spawn_blocking(move || glyphs::reference_png(id, side)).await;
    let png = drawn
        .map_err(Problem::internal)?
        .map_err(Problem::internal)?;
    Ok(cached(&headers, HeaderValue::from_static("image/png"), png))
}

fn json<T: Serialize>(headers: &HeaderMap, value: &T) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value).map_err(Problem::internal)?;
    Ok(cached(
        headers,
        HeaderValue::from_static("application/json"),
        body,
    ))
}

/// The content, or `304` for whoever has it already.
fn cached(asked: &HeaderMap, content_type: HeaderValue, content: Vec<u8>) -> Response {
    let tag = etag::of(&content);
    let known = etag::matches(asked, &tag);
    let caching = [(header::ETAG, tag), (header::CACHE_CONTROL, CACHING)];
    if known {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, [(header::CONTENT_TYPE, content_type)], content).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn all_characters_are_listed_in_the_order_of_their_classes() {
        let response = list(HeaderMap::new()).await.unwrap();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap();
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        let items = body["items"].as_array().unwrap();
        assert_eq!(items.len(), 62);
        for (place, item) in items.iter().enumerate() {
            assert_eq!(item["id"], place);
        }
        let groups = [0, 35, 36, 51, 52, 61].map(|place| items[place]["group"].as_str().unwrap());
        assert_eq!(
            groups,
            ["consonant", "consonant", "vowel", "vowel", "digit", "digit"]
        );
    }

    #[tokio::test]
    async fn who_has_it_gets_nothing_again() {
        let first = get(HeaderMap::new(), ValidPath(3)).await.unwrap();
        let tag = first.headers()[header::ETAG].clone();
        let asked = HeaderMap::from_iter([(header::IF_NONE_MATCH, tag)]);
        assert_eq!(
            get(asked.clone(), ValidPath(3)).await.unwrap().status(),
            StatusCode::NOT_MODIFIED
        );
        assert_eq!(
            get(asked, ValidPath(4)).await.unwrap().status(),
            StatusCode::OK
        );
        assert_eq!(
            get(HeaderMap::new(), ValidPath(62))
                .await
                .unwrap_err()
                .code(),
            Code::NotFound
        );
    }
}
