//! The interactions function: whether medicines go together.

use lambda_http::Error;
use nazar_interactions::{Context, router};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Context::load().await?;
    lambda_http::run(router(context)).await
}
