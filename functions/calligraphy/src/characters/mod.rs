//! The 62 characters and their references: the same for everybody until the next release, so anybody may keep them.

mod detail;
mod look_alikes;
mod view;

pub(crate) use look_alikes::look_alikes;
pub(crate) use view::{named, reference_url};

use axum::response::Response;
use garde::Validate;
use http::{HeaderMap, HeaderValue};
use nazar::glyphs::{self, CHARACTERS};
use nazar::http::{Code, List, Locale, Problem, ProblemBody, ValidPath, ValidQuery};
use serde::Deserialize;

use crate::caching;
use detail::CharacterDetail;
use view::CharacterView;

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
    let list = List {
        items,
        next_cursor: None,
    };
    caching::public_json(&headers, &list)
}

/// Show one character
///
/// With its outline, and the characters that the recognition model takes it for most easily, by its own evaluation.
#[utoipa::path(
    get,
    path = "/api/v1/calligraphy/characters/{id}",
    tag = "calligraphy",
    params(("id" = u8, Path, description = "The character's class, 0-61.", minimum = 0, maximum = 61)),
    responses(
        (status = 200, description = "The character.", body = CharacterDetail,
            headers(("ETag" = String, description = "For `If-None-Match`."))),
        (status = 304, description = "It is the one that you have."),
        (status = 404, description = "No such character.", body = ProblemBody,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get(
    headers: HeaderMap,
    locale: Locale,
    ValidPath(id): ValidPath<u8>,
) -> Result<Response, Problem> {
    let character = glyphs::character(id).ok_or(Problem::new(Code::NotFound))?;
    caching::public_json(&headers, &CharacterDetail::new(character, locale)?)
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
    let png_type = HeaderValue::from_static("image/png");
    Ok(caching::public(&headers, png_type, png))
}

#[cfg(test)]
mod tests {
    use http::{StatusCode, header};

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
    async fn each_character_has_a_tag_of_its_own() {
        let show = |asked: HeaderMap, id| get(asked, Locale::English, ValidPath(id));
        let first = show(HeaderMap::new(), 3).await.unwrap();
        let tag = first.headers()[header::ETAG].clone();
        let asked = HeaderMap::from_iter([(header::IF_NONE_MATCH, tag)]);
        let again = show(asked.clone(), 3).await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let other = show(asked, 4).await.unwrap();
        assert_eq!(other.status(), StatusCode::OK);
        let unknown = show(HeaderMap::new(), 62).await.unwrap_err();
        assert_eq!(unknown.code(), Code::NotFound);
    }
}
