//! One provider: sending a request until it is answered, or time is over.

use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use backon::Retryable;
use bytes::{Bytes, BytesMut};
use jiff::Timestamp;
use reqwest::redirect;
use reqwest::{Client, Response, Url};

use super::{Circuit, OutsideError, OutsideRequest, Pass, Policy, Verdict, retry_after};

/// Where a provider answers. Only HTTPS, so that keys do not travel in the clear; HTTP to this machine itself, for tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(Url);

/// The text is no address that keys may be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an https address")]
pub struct BaseUrlError;

impl FromStr for BaseUrl {
    type Err = BaseUrlError;

    fn from_str(text: &str) -> Result<Self, BaseUrlError> {
        let url = Url::parse(text).map_err(|_| BaseUrlError)?;
        let here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
        let safe = url.scheme() == "https" || (url.scheme() == "http" && here);
        let bare = url.query().is_none() && url.username().is_empty() && url.password().is_none();
        (safe && bare && url.has_host())
            .then_some(Self(url))
            .ok_or(BaseUrlError)
    }
}

/// A provider with its connections and its circuit. Cheap to clone; clones share both.
#[derive(Debug, Clone)]
pub struct Provider {
    name: &'static str,
    base: BaseUrl,
    policy: Policy,
    http: Client,
    circuit: Arc<Mutex<Circuit>>,
}

impl Provider {
    /// A provider that has not been asked yet; `name` is for logs.
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub fn new(name: &'static str, base: BaseUrl, policy: Policy) -> anyhow::Result<Self> {
        let http = Client::builder()
            // A redirection could carry a key to somebody else, and a proxy of the environment could read it.
            .redirect(redirect::Policy::none())
            .no_proxy()
            .user_agent("nazar")
            .build()?;
        Ok(Self {
            name,
            base,
            policy,
            http,
            circuit: Arc::new(Mutex::new(Circuit::new(policy.circuit))),
        })
    }

    /// The body of the answer to `request`.
    ///
    /// # Errors
    /// What the last try met.
    pub async fn send(&self, request: &OutsideRequest) -> Result<Bytes, OutsideError> {
        self.send_until(request, Instant::now() + self.policy.whole)
            .await
    }

    /// As [`Provider::send`], but with an end of the caller's own: neither a try nor a pause goes beyond it.
    ///
    /// # Errors
    /// What the last try met.
    pub async fn send_until(
        &self,
        request: &OutsideRequest,
        until: Instant,
    ) -> Result<Bytes, OutsideError> {
        (|| self.attempt(request, until))
            .retry(self.policy.pauses())
            .when(OutsideError::is_outage)
            .adjust(|error, bound| {
                let left = until.saturating_duration_since(Instant::now());
                self.policy.pause(*error, bound?, fastrand::f64(), left)
            })
            .notify(|error, pause| {
                let pause_ms = pause.as_millis();
                tracing::info!(provider = self.name, %error, pause_ms, "provider is tried again");
            })
            .await
            .inspect_err(|error| tracing::warn!(provider = self.name, %error, "provider failed"))
    }

    async fn attempt(
        &self,
        request: &OutsideRequest,
        until: Instant,
    ) -> Result<Bytes, OutsideError> {
        let started = Instant::now();
        let mut attempt = self.begin(started)?;
        let time = self.policy.time_for_try(until, started);
        let outcome = tokio::time::timeout(time, self.exchange(request))
            .await
            .unwrap_or(Err(OutsideError::TimedOut));
        attempt.verdict = match &outcome {
            Err(error) if error.is_outage() => Verdict::Failed,
            _ => Verdict::Succeeded,
        };
        outcome
    }

    async fn exchange(&self, request: &OutsideRequest) -> Result<Bytes, OutsideError> {
        let sent = self
            .http
            .request(request.method.clone(), self.address(request))
            .headers(request.headers.clone())
            .body(request.body.clone())
            .send()
            .await;
        let response = sent.map_err(|error| self.broken(error))?;
        check_status(&response)?;
        self.collect(response).await
    }

    /// Reads the body chunk by chunk, so that the limit holds whatever length was announced.
    async fn collect(&self, mut response: Response) -> Result<Bytes, OutsideError> {
        let limit = self.policy.max_answer;
        let announced = response.content_length().unwrap_or_default();
        if announced > limit as u64 {
            return Err(OutsideError::TooLarge { limit });
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.broken(error))? {
            if body.len() + chunk.len() > limit {
                return Err(OutsideError::TooLarge { limit });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    }

    fn address(&self, request: &OutsideRequest) -> Url {
        let mut url = self.base.0.clone();
        let path = format!("{}{}", url.path().trim_end_matches('/'), request.path);
        url.set_path(&path);
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        url
    }

    /// The library's errors name the address; ours do not.
    fn broken(&self, error: reqwest::Error) -> OutsideError {
        let timed_out = error.is_timeout();
        let error = anyhow::Error::from(error.without_url());
        tracing::debug!(
            provider = self.name,
            error = format!("{error:#}"),
            "connection failed"
        );
        if timed_out {
            OutsideError::TimedOut
        } else {
            OutsideError::Unreachable
        }
    }

    fn begin(&self, now: Instant) -> Result<Attempt<'_>, OutsideError> {
        let pass = self.circuit().ask(now).ok_or(OutsideError::Paused)?;
        Ok(Attempt {
            provider: self,
            pass,
            verdict: Verdict::Abandoned,
        })
    }

    /// The state is whole after each call, so a panic elsewhere does not spoil it.
    fn circuit(&self) -> MutexGuard<'_, Circuit> {
        self.circuit.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A try under way. It is settled when it is dropped, so also when its request is given up in the middle.
struct Attempt<'a> {
    provider: &'a Provider,
    pass: Pass,
    verdict: Verdict,
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        self.provider
            .circuit()
            .settle(self.pass, self.verdict, Instant::now());
    }
}

fn check_status(response: &Response) -> Result<(), OutsideError> {
    let status = response.status();
    let retry_after = retry_after::read(response.headers(), Timestamp::now());
    match status.as_u16() {
        200..=299 => Ok(()),
        429 => Err(OutsideError::Throttled { retry_after }),
        status @ (408 | 500..=599) => Err(OutsideError::Failing {
            status,
            retry_after,
        }),
        status => Err(OutsideError::Refused(status)),
    }
}
