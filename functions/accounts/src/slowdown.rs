//! Slowing guessers down: after four wrong passwords in a row an account waits ever longer before the next try counts.
//!
//! The wait ends by itself and has a ceiling of a minute, so nobody can lock somebody else out for good; a try during
//! the wait is not counted, so hammering does not prolong it. A minute's wait leaves 1,440 guesses a day, which is
//! nothing against a password that needs a million. A name that nobody has waits just the same.

use aws_sdk_dynamodb::types::AttributeValue;
use nazar::{
    http::{Problem, Subject},
    store::{EXPIRES_AT, StoreError, Table, control},
};
use serde::Deserialize;

/// Wrong passwords in a row that cost nothing.
const FREE: u32 = 4;
/// The longest wait, in seconds.
const CEILING_SECONDS: i64 = 60;
/// Seconds without a wrong password after which all is forgotten.
const MEMORY_SECONDS: i64 = 24 * 60 * 60;

/// Wrong passwords in a row, and when the last one came, in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) struct Failures {
    failures: u32,
    last_failure_at: i64,
}

impl Failures {
    /// Seconds to wait from now on, 0 when the next try may come.
    fn wait(self, now: i64) -> i64 {
        (self.last_failure_at + delay(self.failures) - now).max(0)
    }
}

/// Seconds between a wrong password and the next try: 1, 2, 4 and so on up to the ceiling.
fn delay(failures: u32) -> i64 {
    match failures.checked_sub(FREE + 1) {
        None => 0,
        Some(over) => 1_i64
            .checked_shl(over)
            .unwrap_or(i64::MAX)
            .clamp(1, CEILING_SECONDS),
    }
}

/// The memory of wrong passwords, in the control table.
#[derive(Debug, Clone)]
pub(crate) struct Slowdown {
    control: Table,
}

impl Slowdown {
    /// A memory in this table.
    pub(crate) fn new(control: Table) -> Self {
        Self { control }
    }

    /// Lets a try for this account pass, or says how long to wait. Gives what is remembered, for [`Slowdown::forget`].
    ///
    /// # Errors
    /// `rate-limited` with the wait, and `service-unavailable` when nothing can be read: guessing never goes uncounted.
    pub(crate) async fn admit(&self, who: &Subject, now: i64) -> Result<Option<Failures>, Problem> {
        let remembered = self
            .control
            .get::<Failures>(&control::failures(who.as_str()))
            .await?;
        match remembered
            .map(|failures| failures.wait(now))
            .and_then(|wait| u64::try_from(wait).ok())
        {
            Some(wait) if wait > 0 => Err(Problem::rate_limited(wait)),
            _ => Ok(remembered),
        }
    }

    /// Remembers a wrong password.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn remember(&self, who: &Subject, now: i64) -> Result<(), StoreError> {
        let number = |value: i64| AttributeValue::N(value.to_string());
        self.control
            .client()
            .update_item()
            .table_name(self.control.name())
            .set_key(Some(control::failures(who.as_str()).to_attributes()))
            .update_expression("ADD failures :one SET last_failure_at = :now, #expires = :expires")
            .expression_attribute_names("#expires", EXPIRES_AT)
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":now", number(now))
            .expression_attribute_values(":expires", number(now + MEMORY_SECONDS))
            .send()
            .await
            .map_err(StoreError::from_sdk)?;
        Ok(())
    }

    /// Forgets an account's wrong passwords after the right one, if there were any.
    ///
    /// # Errors
    /// Whatever the store met.
    pub(crate) async fn forget(
        &self,
        who: &Subject,
        remembered: Option<Failures>,
    ) -> Result<(), StoreError> {
        if remembered.is_none() {
            return Ok(());
        }
        self.control.delete(&control::failures(who.as_str())).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_minute() {
        let waits: Vec<i64> = (0..13).map(delay).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(delay(u32::MAX), CEILING_SECONDS);
    }

    #[test]
    fn a_wait_ends_by_itself() {
        let failures = Failures {
            failures: 8,
            last_failure_at: 1_000,
        };
        assert_eq!(failures.wait(1_000), 8);
        assert_eq!(failures.wait(1_007), 1);
        assert_eq!(failures.wait(1_008), 0);
        assert_eq!(failures.wait(9_999), 0);
    }
}
