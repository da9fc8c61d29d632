//! The engagement function: points, badges, streaks, the leaderboard, rewards.

use lambda_http::Error;
use nazar_engagement::{Context, router};

#[tokio::main]
async fn main() -> Result<(), Error> {
    nazar::telemetry::init();
    let context = Context::load().await?;
    lambda_http::run(router(context)).await
}
