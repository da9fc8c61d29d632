//! The importer function: takes files dropped under `imports/` in the data bucket.

use std::sync::Arc;

use lambda_runtime::{Error, LambdaEvent, service_fn};
use nazar_importer::{Context, handle};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Arc::new(Context::load().await?);
    lambda_runtime::run(service_fn(move |event: LambdaEvent<serde_json::Value>| {
        handle(Arc::clone(&context), event)
    }))
    .await
}
