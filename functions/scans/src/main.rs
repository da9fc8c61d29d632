//! The scans function: pictures for the pill worker, codes, and what was scanned before.

use lambda_http::Error;
use nazar_scans::{Context, router};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Context::load().await?;
    lambda_http::run(router(context)).await
}
