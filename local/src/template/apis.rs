//! HTTP APIs; their routes are added by the functions' events.

use super::error::TemplateError;
use super::model::{ApiCors, HttpApi};
use super::properties::Properties;

/// Reads an `AWS::Serverless::HttpApi`.
pub(super) fn api(properties: &Properties<'_>) -> Result<HttpApi, TemplateError> {
    Ok(HttpApi {
        id: properties.resource().to_owned(),
        cors: cors(properties)?,
        routes: Vec::new(),
    })
}

fn cors(properties: &Properties<'_>) -> Result<Option<ApiCors>, TemplateError> {
    let value = properties.value("CorsConfiguration")?;
    if value.is_none() || value == Some(false.into()) {
        return Ok(None);
    }
    if value == Some(true.into()) {
        return Ok(Some(ApiCors {
            allow_origins: vec!["*".into()],
            ..ApiCors::default()
        }));
    }
    let Some(cors) = properties.child("CorsConfiguration")? else {
        return Ok(None);
    };
    let configured = ApiCors {
        allow_origins: cors.texts("AllowOrigins")?,
        allow_methods: cors.texts("AllowMethods")?,
        allow_headers: cors.texts("AllowHeaders")?,
        expose_headers: cors.texts("ExposeHeaders")?,
        max_age: cors.number("MaxAge", 0, 86_400)?.map(u64::from),
        allow_credentials: cors.flag("AllowCredentials")?.unwrap_or(false),
    };
    if configured.allow_credentials && configured.allow_origins.iter().any(|origin| origin == "*") {
        return Err(cors.fault(
            "AllowCredentials",
            "it cannot be true while any origin is allowed",
        ));
    }
    Ok(Some(configured))
}
