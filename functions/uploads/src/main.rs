//! The uploads function: presigned uploads, and how queued work went.

use lambda_http::Error;
use nazar_uploads::{Context, router};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Context::load().await?;
    lambda_http::run(router(context)).await
}
