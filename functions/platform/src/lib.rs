//! Platform: health, the OpenAPI document and its page.
