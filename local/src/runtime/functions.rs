//! All functions of the template, behind [`Invoker`].

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use axum::body::Body;
use bytes::Bytes;
use http::{Request, Response};

use super::guard::Guard;
use super::instance::Instance;
use super::pool::Pool;
use super::{api, environment};
use crate::invoke::{InvokeError, Invoker, MAX_PAYLOAD_BYTES};
use crate::logs::Console;
use crate::template::model::Stack;

/// How functions are run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address of `local` without a trailing slash.
    pub base_url: String,
    /// Folder of the function binaries.
    pub binaries: PathBuf,
    /// Folder of the template: layer content is relative to it.
    pub root: PathBuf,
    /// Most instances of one function, unless its reserved concurrency is lower.
    pub max_instances: usize,
    /// How long an instance may take until it asks for work.
    pub start_limit: Duration,
    /// Executable that ends the processes left behind when this one is killed: `nazar-local` itself.
    pub guard: Option<PathBuf>,
}

/// The functions of a template, each with its instances.
#[derive(Debug)]
pub struct Functions {
    pools: HashMap<String, Arc<Pool>>,
    instances: Arc<Instances>,
}

/// Every living instance by its id, which is also its path under `/_runtime/`.
#[derive(Debug, Default)]
pub(super) struct Instances(Mutex<HashMap<String, Arc<Instance>>>);

impl Instances {
    pub(super) fn add(&self, instance: Arc<Instance>) {
        self.lock().insert(instance.id().to_owned(), instance);
    }

    pub(super) fn remove(&self, id: &str) {
        self.lock().remove(id);
    }

    fn get(&self, id: &str) -> Option<Arc<Instance>> {
        self.lock().get(id).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Instance>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Functions {
    /// Prepares every function of the stack; none is started before its first invocation.
    ///
    /// # Errors
    /// The guard process cannot be started.
    pub fn new(
        stack: &Stack,
        settings: &Settings,
        console: &Arc<Console>,
    ) -> std::io::Result<Self> {
        let guard = Arc::new(Guard::start(settings.guard.as_deref())?);
        let instances = Arc::new(Instances::default());
        let pools = stack.functions.values().map(|function| {
            let limit = function
                .reserved_concurrency
                .and_then(|limit| usize::try_from(limit).ok());
            let pool = Pool {
                binary: settings.binaries.join(&function.binary),
                environment: environment::of(function, settings),
                limit: settings.max_instances.min(limit.unwrap_or(usize::MAX)),
                function: function.clone(),
                start_limit: settings.start_limit,
                runtime_base: format!("{}/_runtime", settings.base_url),
                instances: Arc::clone(&instances),
                guard: Arc::clone(&guard),
                console: Arc::clone(console),
                slots: Pool::slots(settings.max_instances.min(limit.unwrap_or(usize::MAX))),
                idle: Mutex::default(),
            };
            (function.id.clone(), Arc::new(pool))
        });
        Ok(Self {
            pools: pools.collect(),
            instances,
        })
    }

    /// Answers a request of a function's runtime; the path begins with `/_runtime/`.
    pub async fn handle(&self, request: Request<Body>) -> Response<Body> {
        let path = request.uri().path().to_owned();
        let found = path
            .strip_prefix("/_runtime/")
            .and_then(|rest| rest.split_once('/'))
            .and_then(|(id, call)| Some((self.instances.get(id)?, call)));
        match found {
            Some((instance, call)) => api::answer(&instance, call, request).await,
            None => api::unknown_instance(),
        }
    }

    /// Ends every instance and refuses further invocations.
    pub fn stop(&self) {
        for pool in self.pools.values() {
            pool.slots.close();
        }
        for instance in self.instances.lock().values() {
            instance.kill();
        }
    }
}

impl Drop for Functions {
    fn drop(&mut self) {
        self.stop();
    }
}

#[async_trait]
impl Invoker for Functions {
    async fn invoke(&self, function: &str, payload: Bytes) -> Result<Bytes, InvokeError> {
        let pool = self
            .pools
            .get(function)
            .ok_or_else(|| InvokeError::UnknownFunction(function.to_owned()))?;
        if payload.len() > MAX_PAYLOAD_BYTES {
            return Err(InvokeError::RequestTooLarge {
                size: payload.len(),
            });
        }
        if pool.limit == 0 {
            return Err(InvokeError::NotStarted(
                "its reserved concurrency is 0".into(),
            ));
        }
        let slot = Arc::clone(&pool.slots)
            .acquire_owned()
            .await
            .map_err(|_| InvokeError::Stopping)?;
        // In a task of its own: a caller that gives up must not leave an instance in the middle of an invocation.
        let invocation = tokio::spawn(Arc::clone(pool).run(payload, slot));
        invocation.await.unwrap_or(Err(InvokeError::Stopping))
    }
}
