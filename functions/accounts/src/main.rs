//! The accounts function.

use nazar_accounts::{Context, router};

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    nazar::telemetry::init();
    let context = Context::load().await?;
    lambda_http::run(router(context)).await
}
