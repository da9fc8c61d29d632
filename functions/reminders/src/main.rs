//! Reminders, checkups and deliveries, on a schedule.

use std::sync::Arc;

use lambda_runtime::{Error, LambdaEvent, service_fn};
use nazar_reminders::{Context, handle};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Arc::new(Context::load().await?);
    lambda_runtime::run(service_fn(move |event: LambdaEvent<serde_json::Value>| {
        let context = Arc::clone(&context);
        async move { Ok::<_, Error>(handle(&context, &event.payload, &event.context).await?) }
    }))
    .await
}
