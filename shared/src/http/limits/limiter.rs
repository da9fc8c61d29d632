//! Counting in the control table.

use aws_sdk_dynamodb::types::ReturnValue;
use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;

use super::{Class, Subject, class::WINDOW_SECONDS};
use crate::{
    config::LimitSettings,
    http::Problem,
    store::{AttributeValue, EXPIRES_AT, Item, Key, StoreError, Table, control},
};

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// What counting one request came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    class: Class,
    limit: u32,
    remaining: u32,
    reset_seconds: u64,
    allowed: bool,
}

impl Decision {
    /// Adds `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10).
    pub fn write(&self, headers: &mut HeaderMap) {
        let name = self.class.name();
        let policy = format!("\"{name}\";q={};w={WINDOW_SECONDS}", self.limit);
        let state = format!("\"{name}\";r={};t={}", self.remaining, self.reset_seconds);
        for (header, text) in [(RATE_LIMIT_POLICY, policy), (RATE_LIMIT, state)] {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.insert(header, value);
            }
        }
    }

    /// The decision as a result, for handlers.
    ///
    /// # Errors
    /// `rate-limited` when the request is one too many.
    pub fn into_result(self) -> Result<(), Problem> {
        if self.allowed {
            Ok(())
        } else {
            Err(Problem::rate_limited(self.reset_seconds))
        }
    }
}

/// Counts requests per class and subject.
#[derive(Debug, Clone)]
pub struct Limiter {
    control: Table,
    settings: LimitSettings,
}

impl Limiter {
    /// A limiter that keeps its counters in this table.
    pub fn new(control: Table, settings: LimitSettings) -> Self {
        Self { control, settings }
    }

    /// Counts a request and says whether it may go on. `None` when nothing could be counted and the class lets
    /// requests pass then.
    ///
    /// # Errors
    /// `service-unavailable` when nothing could be counted and the class does not let requests pass.
    pub async fn count(
        &self,
        class: Class,
        subject: &Subject,
    ) -> Result<Option<Decision>, Problem> {
        let now = Timestamp::now().as_second();
        match self.raise(class, subject, now).await {
            Ok(decision) => Ok(Some(decision)),
            Err(error) if class.passes_uncounted() => {
                tracing::warn!(error = ?error, class = class.name(), "request passes uncounted");
                Ok(None)
            }
            Err(error) => {
                tracing::error!(error = ?error, class = class.name(), "request refused because it cannot be counted");
                Err(Problem::unavailable())
            }
        }
    }

    /// Counts a request and refuses it when it is one too many.
    ///
    /// # Errors
    /// `rate-limited`, and as [`Limiter::count`].
    pub async fn check(&self, class: Class, subject: &Subject) -> Result<(), Problem> {
        let decision = self.count(class, subject).await?;
        decision.map_or(Ok(()), Decision::into_result)
    }

    /// The one conditional update: raises the window's counter unless it is full.
    async fn raise(
        &self,
        class: Class,
        subject: &Subject,
        now: i64,
    ) -> Result<Decision, StoreError> {
        let limit = class.scaled(self.settings.scale);
        let window = now - now.rem_euclid(WINDOW_SECONDS);
        let end = window + WINDOW_SECONDS;
        let sent = self
            .control
            .client()
            .update_item()
            .table_name(self.control.name())
            .set_key(Some(key(class, subject, window).to_attributes()))
            .update_expression("ADD #count :one SET #expires = :expires")
            .condition_expression("attribute_not_exists(#count) OR #count < :limit")
            .expression_attribute_names("#count", "count")
            .expression_attribute_names("#expires", EXPIRES_AT)
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
            .expression_attribute_values(":limit", AttributeValue::N(limit.to_string()))
            .expression_attribute_values(
                ":expires",
                AttributeValue::N((end + WINDOW_SECONDS).to_string()),
            )
            .return_values(ReturnValue::UpdatedNew)
            .send()
            .await
            .map_err(StoreError::from_sdk);

        let count = match sent {
            Ok(answer) => Some(count_of(answer.attributes())),
            Err(StoreError::ConditionNotMet) => None,
            Err(error) => return Err(error),
        };
        Ok(Decision {
            class,
            limit,
            remaining: count.map_or(0, |count| limit.saturating_sub(count)),
            reset_seconds: u64::try_from(end - now).unwrap_or(1),
            allowed: count.is_some(),
        })
    }
}

fn key(class: Class, subject: &Subject, window: i64) -> Key {
    Key::new(
        control::limits(subject.as_str()),
        format!("{}#{window}", class.name()),
    )
}

fn count_of(attributes: Option<&Item>) -> u32 {
    let value = attributes
        .and_then(|item| item.get("count"))
        .and_then(|value| value.as_n().ok());
    value.and_then(|text| text.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{http::Code, store::testing};

    #[test]
    fn headers_follow_the_draft() {
        let decision = Decision {
            class: Class::Credentials,
            limit: 10,
            remaining: 3,
            reset_seconds: 37,
            allowed: true,
        };
        let mut headers = HeaderMap::new();
        decision.write(&mut headers);
        assert_eq!(headers["ratelimit-policy"], "\"credentials\";q=10;w=60");
        assert_eq!(headers["ratelimit"], "\"credentials\";r=3;t=37");
    }

    /// DynamoDB refuses every call, as it does when it cannot be reached.
    async fn without_a_table() -> Limiter {
        let refusal = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}"#;
        let control = testing::canned(vec![(400, refusal)]).await;
        Limiter::new(control, LimitSettings { scale: 1.0 })
    }

    #[tokio::test]
    async fn what_cannot_be_counted_passes_only_where_it_does_no_harm() {
        let subject = Subject::account("a@example.org");
        let reads = without_a_table().await.count(Class::Reads, &subject).await;
        assert_eq!(reads.unwrap(), None);
        for class in [Class::Credentials, Class::Images] {
            let refused = without_a_table()
                .await
                .count(class, &subject)
                .await
                .unwrap_err();
            assert_eq!(refused.code(), Code::ServiceUnavailable);
        }
    }

    #[tokio::test]
    async fn of_many_requests_at_once_exactly_the_limit_passes() {
        let limiter = Limiter::new(testing::table().await, LimitSettings { scale: 1.0 });
        let subject = Subject::account("a@example.org");
        // One window, whatever the clock does meanwhile.
        let now = Timestamp::now().as_second();
        let tries = (0..25).map(|_| limiter.raise(Class::Credentials, &subject, now));
        let decisions = futures::future::join_all(tries).await;
        let allowed: Vec<Decision> = decisions
            .into_iter()
            .map(Result::unwrap)
            .filter(|made| made.allowed)
            .collect();
        let mut remaining: Vec<u32> = allowed.iter().map(|made| made.remaining).collect();
        remaining.sort_unstable();
        assert_eq!(remaining, (0..10).collect::<Vec<u32>>());

        let next_window = limiter
            .raise(Class::Credentials, &subject, now + WINDOW_SECONDS)
            .await
            .unwrap();
        assert!(next_window.allowed);
    }
}
