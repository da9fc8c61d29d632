//! The pill worker: looks at queued pictures of packs and pills.

use std::sync::Arc;

use aws_lambda_events::event::sqs::SqsEvent;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use nazar_pill_worker::{Context, handle};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Arc::new(Context::load().await?);
    lambda_runtime::run(service_fn(move |event: LambdaEvent<SqsEvent>| {
        let context = Arc::clone(&context);
        async move { Ok::<_, Error>(handle(context, event).await) }
    }))
    .await
}
