//! A bare listener for one server, and clients for it.

use std::future::Future;
use std::time::Duration;

use aws_credential_types::Credentials;
use axum::Router;
use axum::body::Body;
use axum::serve::ListenerExt as _;
use http::{Request, Response};
use nazar_local::clock::Clock;
use nazar_local::sqs::Sqs;
use nazar_local::template::names::REGION;

/// A moment that tests start at: 2027-01-15T08:00:00Z.
pub(crate) const START_MS: u64 = 1_800_000_000_000;
/// Long enough for a loaded machine; only a broken server lets it pass.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Serves `handler` on a free port and gives its address without a trailing slash.
pub(crate) async fn serve<H, F>(handler: H) -> String
where
    H: Fn(Request<Body>) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Response<Body>> + Send,
{
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let listener = listener.tap_io(|stream| stream.set_nodelay(true).unwrap());
    let app = Router::new().fallback(move |request: Request<Body>| {
        let handler = handler.clone();
        async move { handler(request).await }
    });
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}")
}

/// The access key that everything here uses.
pub(crate) fn credentials() -> Credentials {
    Credentials::new("test", "test", None, None, "tests")
}

/// Queues on a manual clock, and an SDK client for them.
pub(crate) struct Queues {
    pub(crate) sqs: Sqs,
    pub(crate) clock: Clock,
    pub(crate) client: aws_sdk_sqs::Client,
}

impl Queues {
    /// Fresh queues in memory.
    pub(crate) async fn start() -> Self {
        let clock = Clock::manual(START_MS);
        let sqs = Sqs::in_memory(clock.clone()).unwrap();
        Self::over(sqs, clock).await
    }

    /// The given queues, served.
    pub(crate) async fn over(sqs: Sqs, clock: Clock) -> Self {
        let server = sqs.clone();
        let base = serve(move |request| {
            let server = server.clone();
            async move { server.handle(request).await }
        })
        .await;
        let config = aws_sdk_sqs::Config::builder()
            .behavior_version(aws_sdk_sqs::config::BehaviorVersion::latest())
            .region(aws_sdk_sqs::config::Region::new(REGION))
            .credentials_provider(credentials())
            .endpoint_url(base)
            .build();
        Self {
            sqs,
            clock,
            client: aws_sdk_sqs::Client::from_conf(config),
        }
    }

    /// Makes a queue with attributes and gives its URL.
    pub(crate) async fn make(&self, name: &str, attributes: &[(&str, &str)]) -> String {
        let mut request = self.client.create_queue().queue_name(name);
        for (name, value) in attributes {
            request = request.attributes((*name).into(), *value);
        }
        request.send().await.unwrap().queue_url.unwrap()
    }

    /// Sends a text.
    pub(crate) async fn send(&self, url: &str, body: &str) {
        self.client
            .send_message()
            .queue_url(url)
            .message_body(body)
            .send()
            .await
            .unwrap();
    }

    /// Receives up to ten messages without waiting.
    pub(crate) async fn receive(&self, url: &str) -> Vec<aws_sdk_sqs::types::Message> {
        let request = self
            .client
            .receive_message()
            .queue_url(url)
            .max_number_of_messages(10)
            .wait_time_seconds(0);
        let request = request
            .message_system_attribute_names(aws_sdk_sqs::types::MessageSystemAttributeName::All);
        request
            .message_attribute_names("All")
            .send()
            .await
            .unwrap()
            .messages
            .unwrap_or_default()
    }

    /// Bodies of what is received without waiting.
    pub(crate) async fn bodies(&self, url: &str) -> Vec<String> {
        self.receive(url)
            .await
            .into_iter()
            .filter_map(|message| message.body)
            .collect()
    }
}
