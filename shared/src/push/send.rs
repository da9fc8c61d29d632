//! One message to one browser.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::{StatusCode, redirect};

use super::{Hosts, Subscription, VapidKey, encrypt};

/// Longest wait for a push service.
const TIMEOUT: Duration = Duration::from_secs(8);
const CONNECT: Duration = Duration::from_secs(4);

/// Why a message did not reach the push service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// The browser has unsubscribed, or its subscription is damaged: it is to be forgotten.
    #[error("the subscription is over")]
    Gone,
    /// The service was away, slow or busy: worth another try.
    #[error("the push service is away or busy")]
    Later,
    /// The service refused the message: another try would fare no better.
    #[error("the push service refused with status {0}")]
    Refused(u16),
}

/// Whether a message may wait until the device is awake anyway (RFC 8030, section 5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// It may.
    Normal,
    /// It is of now.
    High,
}

/// Whoever calls push services.
#[derive(Debug)]
pub struct Sender {
    http: reqwest::Client,
    hosts: Hosts,
    key: VapidKey,
    contact: Option<String>,
}

impl Sender {
    /// A sender that signs with this key. `contact` is where push services may write about us.
    ///
    /// # Errors
    /// When the TLS library cannot be set up.
    pub fn new(
        hosts: Hosts,
        key: VapidKey,
        contact: Option<String>,
    ) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .timeout(TIMEOUT)
            .connect_timeout(CONNECT)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self {
            http,
            hosts,
            key,
            contact,
        })
    }

    /// Sends a message, which the service keeps for so many seconds while the browser is away.
    ///
    /// # Errors
    /// [`PushError`].
    pub async fn send(
        &self,
        subscription: &Subscription,
        message: &[u8],
        seconds: u32,
        urgency: Urgency,
    ) -> Result<(), PushError> {
        // The operator may have taken a host off the list since.
        let endpoint = self.hosts.endpoint(&subscription.endpoint);
        let endpoint = endpoint.map_err(|_| PushError::Gone)?;
        let keys = subscription.keys().map_err(|_| PushError::Gone)?;
        let body = encrypt(&keys, message).map_err(|_| PushError::Refused(413))?;
        let contact = self.contact.as_deref();
        let authorization = self.key.authorization(&endpoint, contact, Timestamp::now());
        let urgency = match urgency {
            Urgency::Normal => "normal",
            Urgency::High => "high",
        };
        let answer = self
            .http
            .post(endpoint.as_str())
            .header(
                "authorization",
                authorization.map_err(|_| PushError::Later)?,
            )
            .header("content-encoding", "aes128gcm")
            .header("content-type", "application/octet-stream")
            .header("ttl", seconds)
            .header("urgency", urgency)
            .body(body)
            .send()
            .await;
        match answer.map(|answer| answer.status()) {
            Ok(status) => read(status),
            Err(error) => {
                let error = error.without_url();
                tracing::warn!(%error, host = endpoint.host(), "push service could not be reached");
                Err(PushError::Later)
            }
        }
    }
}

fn read(status: StatusCode) -> Result<(), PushError> {
    match status {
        status if status.is_success() => Ok(()),
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(PushError::Gone),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => Err(PushError::Later),
        status if status.is_server_error() => Err(PushError::Later),
        status => Err(PushError::Refused(status.as_u16())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_service_says_is_told_apart() {
        let said = |status: u16| read(StatusCode::from_u16(status).unwrap());
        for status in [200, 201, 202, 204] {
            assert_eq!(said(status), Ok(()), "{status}");
        }
        for status in [404, 410] {
            assert_eq!(said(status), Err(PushError::Gone), "{status}");
        }
        for status in [408, 429, 500, 503] {
            assert_eq!(said(status), Err(PushError::Later), "{status}");
        }
        for status in [301, 400, 401, 403, 413] {
            assert_eq!(said(status), Err(PushError::Refused(status)), "{status}");
        }
    }
}
