//! The profile function: a person's own account.

use lambda_http::Error;
use nazar_profile::{Context, router};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Context::load().await?;
    lambda_http::run(router(context)).await
}
