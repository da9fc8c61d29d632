//! `GET /.well-known/jwks.json`

use axum::{Json, extract::State};
use http::{HeaderName, header};
use nazar::{
    auth::{PublicKey, PublicKeySet},
    http::Problem,
};

use crate::Context;

/// New keys are published a day before they sign, so an hour's cache is always good enough.
const CACHE: (HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=3600");

/// The public keys
///
/// Whoever has them can check our access tokens (RFC 7517).
#[utoipa::path(
    get,
    path = "/.well-known/jwks.json",
    operation_id = "public_keys",
    tag = "accounts",
    responses((status = OK, description = "The keys.", body = PublicKeySet)),
)]
pub(crate) async fn jwks(
    State(context): State<Context>,
) -> Result<([(HeaderName, &'static str); 1], Json<PublicKeySet>), Problem> {
    let keys = PublicKey::all(&context.keys).await?;
    Ok(([CACHE], Json(keys.into())))
}
