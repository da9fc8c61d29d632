//! The medications function: search, details, barcodes, alternatives, prices and price checks.

use lambda_http::Error;
use nazar_medications::{Context, router};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Context::load().await?;
    lambda_http::run(router(context)).await
}
