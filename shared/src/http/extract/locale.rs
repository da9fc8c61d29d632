//! The reader's language, as the `render` layer read it from `Accept-Language`.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::i18n::Locale;

impl<S: Send + Sync> FromRequestParts<S> for Locale {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or_default())
    }
}
