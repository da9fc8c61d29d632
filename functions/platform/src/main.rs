//! The platform function.

use nazar_platform::{Context, router};

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    nazar::telemetry::init();
    let context = Context::load().await?;
    lambda_http::run(router(context)).await
}
