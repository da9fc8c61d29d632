//! The instances of one function.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use indexmap::IndexMap;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::functions::Instances;
use super::guard::Guard;
use super::instance::{Instance, Outcome};
use super::process;
use crate::invoke::InvokeError;
use crate::logs::Console;
use crate::template::model::Function;

/// One function: how to start it, and its idle instances.
#[derive(Debug)]
pub(super) struct Pool {
    pub(super) function: Function,
    pub(super) binary: PathBuf,
    pub(super) environment: IndexMap<String, String>,
    /// Most instances at once.
    pub(super) limit: usize,
    pub(super) start_limit: Duration,
    /// Address under which instances find the Runtime API, before their own id.
    pub(super) runtime_base: String,
    pub(super) instances: Arc<Instances>,
    pub(super) guard: Arc<Guard>,
    pub(super) console: Arc<Console>,
    /// One permit per instance that may be busy; waiting is first come, first served.
    pub(super) slots: Arc<Semaphore>,
    /// Last used, first taken: under light load the same instance stays warm.
    pub(super) idle: Mutex<Vec<Arc<Instance>>>,
}

impl Pool {
    pub(super) fn slots(limit: usize) -> Arc<Semaphore> {
        Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)))
    }

    /// Runs one invocation on an idle or a new instance. The slot is given back when it ends.
    pub(super) async fn run(
        self: Arc<Self>,
        payload: Bytes,
        _slot: OwnedSemaphorePermit,
    ) -> Result<Bytes, InvokeError> {
        while let Some(instance) = self.take_idle() {
            match self.run_on(instance, payload.clone()).await {
                // It ended while nobody looked, as after a crash between two invocations.
                Outcome::NotTaken => {}
                Outcome::Answered(result) => return result,
            }
        }
        match self.run_on(self.start().await?, payload).await {
            Outcome::NotTaken => Err(InvokeError::NotStarted("it no longer asks for work".into())),
            Outcome::Answered(result) => result,
        }
    }

    async fn run_on(&self, instance: Arc<Instance>, payload: Bytes) -> Outcome {
        let outcome = instance.run(payload, self.function.timeout).await;
        if let Some(peak) = instance.over_memory(self.function.memory_mb) {
            let allowed = self.function.memory_mb;
            self.say(&format!(
                "has used {peak} MB; Lambda would give it {allowed} MB"
            ));
        }
        if let Outcome::Answered(Err(InvokeError::TimedOut(_))) | Outcome::NotTaken = outcome {
            instance.kill();
        } else if instance.is_alive() {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(instance);
        }
        if let Outcome::Answered(Err(error)) = &outcome {
            self.say(&format!("invocation failed: {error}"));
        }
        outcome
    }

    fn say(&self, text: &str) {
        self.console.line(&self.function.id, text);
    }

    fn take_idle(&self) -> Option<Arc<Instance>> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(instance) = idle.pop() {
            if instance.is_alive() {
                return Some(instance);
            }
        }
        None
    }

    /// Starts an instance and waits until it asks for work.
    async fn start(&self) -> Result<Arc<Instance>, InvokeError> {
        let instance = process::start(self).map_err(|error| {
            InvokeError::NotStarted(format!("{} cannot be run: {error}", self.binary.display()))
        });
        let ready = match instance {
            Ok(instance) => instance.ready(self.start_limit).await.map(|()| instance),
            Err(error) => Err(error),
        };
        if let Err(error) = &ready {
            self.say(&error.to_string());
        }
        ready
    }
}
