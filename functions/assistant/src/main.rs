//! The assistant function: what people ask in their own words.

use lambda_http::Error;
use nazar_assistant::{Context, router};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Context::load().await?;
    lambda_http::run(router(context)).await
}
