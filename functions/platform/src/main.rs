//! Platform: health, the OpenAPI document and its page.

fn main() {}
