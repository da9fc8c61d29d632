//! The pharmacies function: near, open, in stock, at what price, and what people say.

use lambda_http::Error;
use nazar_pharmacies::{Context, router};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Context::load().await?;
    lambda_http::run(router(context)).await
}
