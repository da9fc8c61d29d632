//! Schedules: by the clock when asked for, and by name at any time.
//!
//! A schedule that runs by the clock puts its event into the outbox, so it has the retries of an asynchronous
//! invocation. Runs that were missed while `local` was not running are not made up for, as in EventBridge.

use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::expression::Expression;
use super::outbox::{Delivery, Destination, Outbox};
use crate::clock::Clock;
use crate::ids;
use crate::invoke::{InvokeError, Invoker};
use crate::template::model;
use crate::template::names::{ACCOUNT, REGION};

/// The template's schedules.
pub struct Scheduler {
    schedules: Vec<Scheduled>,
    clock: Clock,
}

#[derive(Debug, Clone)]
struct Scheduled {
    name: String,
    function: String,
    expression: Expression,
    zone: TimeZone,
    input: Option<Value>,
    enabled: bool,
}

/// Why a schedule cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ScheduleError {
    /// The template's expression or zone is wrong.
    #[error("schedule {name}: {reason}")]
    Invalid {
        /// Name of the schedule.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// No schedule has that name.
    #[error("the template has no schedule {0}")]
    Unknown(String),
    /// The function failed.
    #[error(transparent)]
    Invoke(#[from] InvokeError),
}

impl Scheduler {
    /// Reads the schedules of the template.
    ///
    /// # Errors
    /// [`ScheduleError::Invalid`] for an expression or a zone that cannot be read.
    pub fn new(schedules: &[model::Schedule], clock: Clock) -> Result<Self, ScheduleError> {
        let schedules = schedules.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { schedules, clock })
    }

    /// Names of the schedules in template order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.schedules.iter().map(|schedule| schedule.name.as_str())
    }

    /// Runs one schedule now and gives the function's answer; a disabled one runs too.
    ///
    /// # Errors
    /// [`ScheduleError::Unknown`], or what the function failed with.
    pub async fn run_now(&self, name: &str, invoker: &dyn Invoker) -> Result<Bytes, ScheduleError> {
        let found = self.schedules.iter().find(|schedule| schedule.name == name);
        let schedule = found.ok_or_else(|| ScheduleError::Unknown(name.to_owned()))?;
        let event = schedule.event(now(&self.clock));
        Ok(invoker
            .invoke(&schedule.function, Bytes::from(event.to_string()))
            .await?)
    }

    /// Runs the enabled schedules by the clock until `stop` is cancelled.
    pub async fn run(self, outbox: Outbox, stop: CancellationToken) {
        let mut running = JoinSet::new();
        for schedule in self
            .schedules
            .into_iter()
            .filter(|schedule| schedule.enabled)
        {
            let run = Arc::new(schedule).run(outbox.clone(), self.clock.clone());
            running.spawn(stop.clone().run_until_cancelled_owned(run));
        }
        while running.join_next().await.is_some() {}
    }
}

impl Scheduled {
    async fn run(self: Arc<Self>, outbox: Outbox, clock: Clock) {
        let start = now(&clock);
        let mut last = start;
        while let Some(next) = self.expression.next_after(last, start, &self.zone) {
            clock
                .sleep_until(u64::try_from(next.as_millisecond()).unwrap_or_default())
                .await;
            let delivery = Delivery {
                destination: Destination::Function(self.function.clone()),
                payload: self.event(next).to_string(),
            };
            if let Err(error) = outbox.promise(&[delivery]) {
                tracing::error!(schedule = self.name, %error, "a scheduled event could not be kept");
            }
            // A clock that jumped ahead runs the schedule once, not once for each moment it passed.
            last = now(&clock).max(next);
        }
    }

    /// The constant input, or the event that EventBridge sends.
    fn event(&self, at: Timestamp) -> Value {
        if let Some(input) = &self.input {
            return input.clone();
        }
        json!({
            "version": "0",
            "id": ids::uuid(),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": ACCOUNT,
            "time": format!("{at:.0}"),
            "region": REGION,
            "resources": [format!("arn:aws:events:{REGION}:{ACCOUNT}:rule/{}", self.name)],
            "detail": {},
        })
    }
}

fn read(schedule: &model::Schedule) -> Result<Scheduled, ScheduleError> {
    let invalid = |reason: String| ScheduleError::Invalid {
        name: schedule.name.clone(),
        reason,
    };
    let zone = TimeZone::get(&schedule.timezone).map_err(|error| invalid(error.to_string()))?;
    Ok(Scheduled {
        name: schedule.name.clone(),
        function: schedule.function.clone(),
        expression: Expression::parse(&schedule.expression).map_err(invalid)?,
        zone,
        input: schedule.input.clone(),
        enabled: schedule.enabled,
    })
}

fn now(clock: &Clock) -> Timestamp {
    i64::try_from(clock.now_ms())
        .ok()
        .and_then(|ms| Timestamp::from_millisecond(ms).ok())
        .unwrap_or_default()
}
