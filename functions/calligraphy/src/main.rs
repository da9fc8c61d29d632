//! The calligraphy function: characters, predictions and similarities of Ranjana drawings.

use lambda_http::Error;
use nazar_calligraphy::{Context, router};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Context::load().await?;
    lambda_http::run(router(context)).await
}
